"""Turns one item of a webhook into facts. Never raises: what cannot be read is kept as it came."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from chalicelib.adapters.channels.whatsapp.messages import message_fact
from chalicelib.adapters.channels.whatsapp.reading import clean, loads, raw_of, text_of
from chalicelib.adapters.channels.whatsapp.statuses import status_fact
from chalicelib.domain.inbound import Fact, Item, Unrecognised
from chalicelib.domain.raw import kept

UNREADABLE = "unreadable"

Reader = Callable[[dict[str, Any], datetime], Fact | str]
"""A fact, or what the item is when we do not act on it."""

READERS: dict[str, Reader] = {"messages": message_fact, "statuses": status_fact}
"""By the key of the list an item came in, under the field ``messages``; every other field waits for its own feature."""


def parse(item: Item) -> tuple[Fact, ...]:
    """Exactly one fact an item."""
    try:
        piece = clean(loads(item.body))
        return (_fact(piece, item.received_at),)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return (Unrecognised(what=UNREADABLE, raw=kept(clean(item.body)), broken=True),)


def _fact(piece: Any, received_at: datetime) -> Fact:
    field, key = text_of(piece, "field") or UNREADABLE, text_of(piece, "key")
    what = field if key in (None, field) else f"{field}.{key}"
    # In standby another app holds the thread: what passes there is nobody's to answer.
    if field == "messages" and key in READERS and not piece.get("standby") and isinstance(piece.get("item"), dict):
        fact = READERS[key](piece, received_at)
        if not isinstance(fact, str):
            return fact
        what = fact
    return Unrecognised(what=what, raw=raw_of(piece), broken=".without_" in what)
