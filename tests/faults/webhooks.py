"""What Meta posts: facts in its JSON, signed, and brought again until the answer is 200."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.domain.content import Choice, Media, Text
from chalicelib.domain.inbound import Fact, MessageReceived, ReactionReceived, StatusChanged

RETRIES = (2, 10, 30, 60, 120, 300)
"""Seconds until Meta tries again; the last one for seven days."""


def signed(body: bytes, secret: str) -> Mapping[str, str]:
    """The headers of a webhook."""
    return {"X-Hub-Signature-256": f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"}


def body_of(facts: Iterable[Fact | Mapping[str, Any]], number: str) -> bytes:
    """One entry with one change that holds all of it; a mapping is a change of its own, as it is."""
    value: dict[str, Any] = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": number}}
    others: list[Mapping[str, Any]] = []
    for fact in facts:
        match fact:
            case MessageReceived() | ReactionReceived():
                value.setdefault("contacts", []).extend(_profile(fact))
                value.setdefault("messages", []).append(_message(fact))
            case StatusChanged():
                value.setdefault("statuses", []).append(_status(fact))
            case Mapping():
                others.append(fact)
    own = [{"field": "messages", "value": value}] if len(value) > 2 else []
    return json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "2", "changes": [*own, *others]}]}).encode()


def _profile(fact: MessageReceived | ReactionReceived) -> list[dict[str, Any]]:
    return [{**_ids(fact, "wa_id", "user_id"), "profile": {"name": fact.sender.name or ""}}]


def _ids(fact: MessageReceived | ReactionReceived, phone: str, user_id: str) -> dict[str, str]:
    return {phone if address.kind == "phone" else user_id: address.value for address in fact.sender.addresses}


def _message(fact: MessageReceived | ReactionReceived) -> dict[str, Any]:
    said: dict[str, Any] = {**_ids(fact, "from", "from_user_id"), "id": fact.message_id, "timestamp": str(fact.at.timestamp())}
    if isinstance(fact, ReactionReceived):
        return {**said, "type": "reaction", "reaction": {"message_id": fact.to, **({"emoji": fact.emoji} if fact.emoji else {})}}
    if fact.reply_to:
        said["context"] = {"id": fact.reply_to}
    match fact.content:
        case Text(body=body):
            return {**said, "type": "text", "text": {"body": body}}
        case Choice(id=choice, title=title):
            return {**said, "type": "interactive", "interactive": {"type": "button_reply", "button_reply": {"id": choice, "title": title}}}
        case Media(kind=kind, media_id=media_id, mime_type=mime_type):
            return {**said, "type": kind, kind: {"id": media_id, "mime_type": mime_type}}
    raise AssertionError(f"{fact.content.kind} has no shape here")


def _status(fact: StatusChanged) -> dict[str, Any]:
    said: dict[str, Any] = {"id": fact.message_id, "status": fact.status.value, "timestamp": str(fact.at.timestamp())}
    if fact.reference:
        said["biz_opaque_callback_data"] = fact.reference
    if fact.failure:
        said["errors"] = [{"code": fact.failure.code, "title": fact.failure.reason}]
    return said
