"""Splits a webhook into its items: every entry x change x item, each with just enough around it to stand alone."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from chalicelib.adapters.channels.whatsapp.people import CHANNEL, Profiles, person_of
from chalicelib.adapters.channels.whatsapp.reading import dict_of, list_of, loads, text_of
from chalicelib.domain.errors import Rejected
from chalicelib.domain.ids import AppId
from chalicelib.domain.inbound import Item

OBJECT = "whatsapp_business_account"
SHARED = frozenset({"messaging_product", "metadata", "contacts"})
"""What a value says about all of its items."""
LISTS = frozenset({
    "messages", "statuses", "errors", "user_actions", "message_echoes", "user_preferences", "calls", "groups", "history",
    "state_sync", "automatic_events", "user_id_update",
})  # fmt: skip
"""The keys of a value whose every element is an item."""
MAX_ACCOUNT = 64


def split(body: bytes, app_id: AppId, received_at: datetime) -> tuple[Item, ...]:
    """Raises ``Rejected`` for what is not JSON or not an envelope of WhatsApp's; anything inside one is an item, known or not."""
    try:
        envelope = loads(body.decode("utf-8-sig", "replace"))
        if not isinstance(envelope, dict) or envelope.get("object") != OBJECT or not isinstance(envelope.get("entry"), list):
            raise Rejected("The body is JSON, and not a webhook of WhatsApp's.")
        return tuple(
            Item(channel=CHANNEL, app_id=app_id, lane=lane, group=group, account=account, body=piece, received_at=received_at)
            for entry in envelope["entry"]
            for lane, group, account, piece in _pieces(entry)
        )
    except ValueError as error:
        raise Rejected("The body is not JSON.") from error
    except RecursionError as error:
        raise Rejected("The body is nested too deeply.") from error


Lane = Literal["inbound", "status"]
Piece = tuple[Lane, str, str | None, str]


def _pieces(entry: Any) -> Iterator[Piece]:
    entry_id = text_of(entry, "id")
    changes = entry.get("changes") if isinstance(entry, dict) else None
    if not isinstance(changes, list):
        yield _piece({"field": "entry", "item": entry}, _account(None, entry_id), "")
        return
    for change in changes:
        yield from _change(change, entry_id)


def _change(change: Any, entry_id: str | None) -> Iterator[Piece]:
    field = text_of(change, "field", MAX_ACCOUNT) or "unknown"
    value = change.get("value") if isinstance(change, dict) else change
    account = _account(value, entry_id)
    around: dict[str, Any] = {"field": field, "entry": entry_id, "metadata": dict_of(value, "metadata")}
    # The thread belongs to another app: the same lists, one level deeper.
    standby = dict_of(value, "standby")
    if standby:
        yield from _items(standby, {**around, "standby": True}, account)
    if not standby or _lists(value) or _rest(value):
        yield from _items(value, around, account)


def _items(value: Any, around: dict[str, Any], account: str | None) -> Iterator[Piece]:
    profiles = Profiles(value)
    items = [(key, item) for key in _lists(value) for item in _parts(key, value[key])]
    for key, item in items:
        profile = profiles.of(key, item, alone=len(items) == 1 or len(value[key]) == 1)
        person = person_of(_whose(key), _whom(key, item), profile)
        yield _piece({**around, "key": key, "contact": profile, "item": item}, account, person)
    if (rest := _rest(value)) or not items:
        yield _piece({**around, "item": rest if items else value}, account, "")


def _lists(value: Any) -> list[str]:
    """Messages first, then the others as they came: an answer must not wait behind statuses."""
    if not isinstance(value, dict):
        return []
    # Elsewhere (a Flow's health, say) ``errors`` are a part of the news, not news of their own.
    known = LISTS if SHARED & value.keys() else LISTS - {"errors"}
    return sorted((key for key in value if key in known and isinstance(value[key], list)), key=lambda key: key != "messages")


def _rest(value: Any) -> dict[str, Any]:
    """What is said beside the lists we know."""
    if not isinstance(value, dict):
        return {}
    known = {*SHARED, *_lists(value), "standby"}
    return {key: below for key, below in value.items() if key not in known}


def _parts(key: str, items: list[Any]) -> Iterator[Any]:
    """A chunk of history comes apart into its threads, which would be too large together; all else is one already."""
    for item in items:
        threads = list_of(item, "threads") if key == "history" else []
        if threads:
            yield from ({**item, "threads": [thread]} for thread in threads)
        else:
            yield item


def _whose(key: str) -> str:
    return "threads" if key == "history" else key


def _whom(key: str, item: Any) -> Any:
    threads = list_of(item, "threads") if key == "history" else []
    return threads[0] if threads else item


def _piece(around: dict[str, Any], account: str | None, person: str) -> Piece:
    status = around["field"] == "messages" and around.get("key") == "statuses" and "standby" not in around
    group = sha256(f"{account}|{person}".encode("utf-8", "surrogatepass")).hexdigest()
    # ASCII with escapes: a queue refuses characters that JSON may hold.
    return "status" if status else "inbound", group, account, json.dumps(around, separators=(",", ":"))


def _account(value: Any, entry_id: str | None) -> str | None:
    """The number an item concerns; the WhatsApp Business account where it concerns none. ``PARTNER_*`` entries name a portfolio instead."""
    found = (
        text_of(dict_of(value, "metadata"), "phone_number_id")
        or text_of(dict_of(value, "recipient"), "phone_number_id")
        or text_of(dict_of(value, "phone_number_settings"), "phone_number_id")
        or text_of(dict_of(value, "waba_info"), "waba_id")
        or entry_id
    )
    fit = found is not None and len(found) <= MAX_ACCOUNT and found.isascii() and found.isprintable()
    return found if fit else None
