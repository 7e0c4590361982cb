"""What the tests of reading share: a moment, and one call from body to facts."""

import json
from datetime import UTC, datetime
from typing import Any

from chalicelib.adapters.channels import whatsapp
from chalicelib.domain.ids import AppId
from chalicelib.domain.inbound import Fact, Item

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
APP = AppId("app1")
NUMBER = "100000000000001"


def items(body: bytes | dict[str, Any]) -> tuple[Item, ...]:
    return whatsapp.split(body if isinstance(body, bytes) else json.dumps(body).encode(), APP, NOW)


def facts(body: bytes | dict[str, Any]) -> list[Fact]:
    """As a worker sees them: each item through a queue's JSON and back."""
    return [fact for item in items(body) for fact in whatsapp.parse(Item.model_validate_json(item.model_dump_json()))]


def messages(*each: Any, **rest: Any) -> dict[str, Any]:
    """A webhook of these messages."""
    value = {"metadata": {"phone_number_id": NUMBER}, "messages": list(each), **rest}
    return {"object": "whatsapp_business_account", "entry": [{"id": "W1", "changes": [{"field": "messages", "value": value}]}]}


def message(**rest: Any) -> dict[str, Any]:
    return {"from": "5511988423107", "id": "wamid.1", "timestamp": "1795430400", "type": "text", "text": {"body": "Oi"}, **rest}


def label(fact: Fact) -> str:
    """A fact in two words, for tables."""
    match fact.kind:
        case "message_received":
            about = getattr(fact.content, "type", None) or getattr(fact.content, "about", None)
            return f"message {fact.content.kind}" + (f" {about}" if about else "")
        case "reaction_received":
            return f"reaction {fact.emoji or 'removed'}"
        case "status_changed":
            return f"status {fact.status}" + (f" {fact.failure.code}" if fact.failure else "")
        case _:
            return f"unrecognised {fact.what}"
