"""The log: every webhook posted and every Graph call taken, newest 2,000."""

import time
from collections import OrderedDict
from typing import Any

from infrastructure.local.simulator.clock import iso
from infrastructure.local.simulator.feed import Feed

SIZE = 2_000
_SHOWN = (
    "id",
    "at",
    "direction",
    "kind",
    "summary",
    "status",
    "ms",
    "person",
    "attempt",
    "duplicate",
    "replay",
    "failed",
    "note",
    "signature",
)


class Journal:
    """A ring of entries. ``inbound`` is a webhook to the product, ``outbound`` a call from it."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._entries: OrderedDict[int, dict[str, Any]] = OrderedDict()
        # Ids go on growing over restarts, so that a page that asks for what came after its last one is never fooled.
        self._last = int(time.time() * 1000)

    def write(self, *, direction: str, kind: str, summary: str, status: int | None, started: float, **more: Any) -> dict[str, Any]:
        """Adds an entry; ``started`` is ``time.monotonic()`` at the beginning, ``status`` None when nobody answered."""
        self._last += 1
        elapsed = time.monotonic() - started
        entry = {
            "id": self._last,
            "at": iso(time.time() - elapsed),
            "direction": direction,
            "kind": kind,
            "summary": summary,
            "status": status,
            "ms": round(elapsed * 1000, 1),
            "person": None,
            "attempt": 1,
            "duplicate": False,
            "replay": False,
            "failed": status is None or status >= 400,
            "note": None,
            "signature": None,
            **more,
        }
        self._entries[self._last] = entry
        while len(self._entries) > SIZE:
            self._entries.popitem(last=False)
        self._feed.tell("log", entry=shown(entry))
        return entry

    def after(self, id: int) -> list[dict[str, Any]]:
        """Entries newer than ``id``, oldest first, without their payloads."""
        return [shown(entry) for entry in self._entries.values() if entry["id"] > id]

    def get(self, id: int) -> dict[str, Any] | None:
        """One entry with its payload, headers and answer."""
        return self._entries.get(id)

    def clear(self) -> None:
        """Forgets every entry."""
        self._entries.clear()
        self._feed.tell("log_cleared")


def shown(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry as the list shows it."""
    return {name: entry[name] for name in _SHOWN}
