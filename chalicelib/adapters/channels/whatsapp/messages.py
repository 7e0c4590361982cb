"""A person's message: what was said, by whom, in answer to what."""

from datetime import datetime
from typing import Any

from chalicelib.adapters.channels.whatsapp.content import content_of
from chalicelib.adapters.channels.whatsapp.failures import failure_of
from chalicelib.adapters.channels.whatsapp.people import sender_of
from chalicelib.adapters.channels.whatsapp.reading import dict_of, list_of, moment_of, text_of
from chalicelib.domain.content import WELCOME, Content, Notice
from chalicelib.domain.inbound import MessageReceived, ReactionReceived, Referral

LONGEST_ID = 1_000
"""Characters of a message id: Meta documents no maximum, 60 to 200 are seen."""


def message_fact(piece: dict[str, Any], received_at: datetime) -> MessageReceived | ReactionReceived | str:
    """Its name instead, where it cannot be put into a person's conversation."""
    message = piece["item"]
    if "group_id" in message:
        return "messages.group"
    message_id = text_of(message, "id", LONGEST_ID + 1)
    if message_id is None or len(message_id) > LONGEST_ID:
        return "messages.without_id"
    sender = sender_of(message, dict_of(piece, "contact"))
    if sender is None:
        return "messages.without_sender"
    at = moment_of(message, "timestamp", received_at)
    reaction = dict_of(message, "reaction")
    to = text_of(reaction, "message_id", LONGEST_ID)
    if to and text_of(message, "type") in ("reaction", None) and isinstance(reaction.get("emoji"), str | None):
        return ReactionReceived(message_id=message_id, sender=sender, to=to, emoji=text_of(reaction, "emoji", 64), at=at)
    content = content_of(message)
    return MessageReceived(
        message_id=message_id,
        sender=sender,
        content=content,
        at=at,
        reply_to=_original(message) or text_of(dict_of(message, "context"), "id", LONGEST_ID),
        opens_window=_opens_window(content),
        referral=_referral(dict_of(message, "referral")),
        failure=failure_of(list_of(message, "errors")),
    )


def _original(message: dict[str, Any]) -> str | None:
    """The message that an edit or a deletion is about."""
    return text_of(dict_of(message, "edit") or dict_of(message, "revoke"), "original_message_id", LONGEST_ID)


def _opens_window(content: Content) -> bool:
    """Edits, deletions and WhatsApp's own notices do not; a first opened chat does (facts: windows and free entry points)."""
    return not isinstance(content, Notice) or content.about == WELCOME


def _referral(referral: dict[str, Any]) -> Referral | None:
    if not referral:
        return None
    return Referral(
        url=text_of(referral, "source_url"),
        title=text_of(referral, "headline"),
        body=text_of(referral, "body"),
        source_id=text_of(referral, "source_id"),
        click_id=text_of(referral, "ctwa_clid"),
    )
