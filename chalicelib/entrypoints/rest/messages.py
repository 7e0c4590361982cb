"""The timeline of a conversation, and answering in it."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field

from chalicelib import bootstrap
from chalicelib.domain.content import Text
from chalicelib.domain.errors import NotFound
from chalicelib.domain.ids import ClientId, ConversationId
from chalicelib.domain.message import MessageRef
from chalicelib.entrypoints.resource import Resource
from chalicelib.entrypoints.wire import Asked, EntryOut, MessageEntry, Shown, entry_out, message_out

routes = Resource(__name__)

MAX_SEQ = 10
"""Digits of a place in a timeline."""


class EntriesQuery(Asked):
    """The page that ends before ``before``; without it, the newest."""

    before: int | None = Field(default=None, ge=1)
    limit: int = Field(default=50, ge=1, le=200)


class EntriesOut(Shown):
    """A page of the timeline, oldest first."""

    entries: list[EntryOut]
    has_more: bool


class ReplyIn(Asked):
    """What an agent says. The same ``client_id`` again is the same message. ``reply_to`` is the ``seq`` of the message quoted."""

    client_id: ClientId
    content: Annotated[Text, Field(description="Only text may be sent yet.")]
    reply_to: int | None = Field(default=None, ge=1)


@routes.get("/conversations/{conversation_id}/messages", allow="conversation.read")
def list_entries(conversation_id: str, query: EntriesQuery) -> EntriesOut:
    """A page of messages and events."""
    entries, older = bootstrap.conversations().entries(
        routes.workspace, ConversationId(conversation_id), before=query.before, limit=query.limit
    )
    return EntriesOut(entries=[entry_out(entry) for entry in entries], has_more=older)


@routes.post("/conversations/{conversation_id}/messages", status=202, allow="conversation.reply")
def send_reply(conversation_id: str, body: ReplyIn) -> MessageEntry:
    """Sends a reply to the contact. Queued when answered; its ticks come over the socket."""
    message = bootstrap.replies().send(
        routes.workspace,
        ConversationId(conversation_id),
        body.client_id,
        body.content,
        reply_to=body.reply_to,
        by=routes.member,
        now=datetime.now(UTC),
    )
    return message_out(message)


@routes.post("/conversations/{conversation_id}/messages/{seq}/resend", status=202, allow="conversation.reply")
def resend_message(conversation_id: str, seq: str) -> MessageEntry:
    """Sends a message again that failed, or whose arrival is unconfirmed: a new attempt of the same message."""
    if not (seq.isascii() and seq.isdigit() and len(seq) <= MAX_SEQ):
        raise NotFound("message")
    ref = MessageRef(conversation_id=ConversationId(conversation_id), seq=int(seq))
    return message_out(bootstrap.replies().resend(routes.workspace, ref, by=routes.member, now=datetime.now(UTC)))
