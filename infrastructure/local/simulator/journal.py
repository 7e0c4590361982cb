"""The log: every webhook posted and every Graph call taken, the newest 2,000 or 32 MB, over restarts too."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from infrastructure.local.simulator.clock import iso
from infrastructure.local.simulator.feed import Feed
from infrastructure.local.simulator.store import Store

SIZE = 2_000
LARGEST = 32 * 2**20
"""Bytes of payloads and answers kept, on disk as in memory."""
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

Entry = dict[str, Any]


class Journal:
    """A ring of entries. ``inbound`` is a webhook to the product, ``outbound`` a call from it."""

    def __init__(self, feed: Feed, store: Store) -> None:
        self._feed, self._store = feed, store
        self._listeners: list[Callable[[Entry], None]] = []
        self.load()

    def load(self) -> None:
        """Takes what was kept."""
        self._entries: OrderedDict[int, Entry] = OrderedDict((row["id"], row) for row in self._store.all("log"))
        self._aside: list[Entry] = []
        self._bytes = sum(map(_weight, self._entries.values()))
        # Ids go on growing over restarts, so that a page that asks for what came after its last one is never fooled.
        self._last = max([int(time.time() * 1000), *self._entries])

    def listen(self, listener: Callable[[Entry], None]) -> None:
        """Hears every entry as it is written."""
        self._listeners.append(listener)

    def write(self, *, direction: str, kind: str, summary: str, status: int | None, started: float, **more: Any) -> Entry:
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
        with self._store.together():
            self._add(entry)
            self._trim()
        self._feed.tell("log", entry=shown(entry))
        for listener in self._listeners:
            listener(entry)
        return entry

    def after(self, id: int) -> list[Entry]:
        """Entries newer than ``id``, oldest first, without their payloads."""
        return [shown(entry) for entry in self._entries.values() if entry["id"] > id]

    def all(self) -> list[Entry]:
        """Every entry, oldest first."""
        return list(self._entries.values())

    def get(self, id: int) -> Entry | None:
        """One entry with its payload, headers and answer."""
        return self._entries.get(id)

    def clear(self) -> None:
        """Empties the log; ``restore`` brings back what it held, until the next time or the simulator's end."""
        self._aside = self.all()
        self._entries.clear()
        self._bytes = 0
        self._store.drop_all("log")
        self._feed.tell("log_cleared")

    def restore(self) -> int:
        """Puts back what was cleared last, before what came since. Returns how many entries that was."""
        back, since = self._aside, self.all()
        self._aside = []
        self._entries.clear()
        self._bytes = 0
        with self._store.together():
            self._store.drop_all("log")
            for entry in (*back, *since):
                self._add(entry)
            self._trim()
        self._feed.tell("log_restored")
        return len(back)

    def _add(self, entry: Entry) -> None:
        self._entries[entry["id"]] = entry
        self._bytes += _weight(entry)
        self._store.put("log", str(entry["id"]), entry)

    def _trim(self) -> None:
        while len(self._entries) > SIZE or (self._bytes > LARGEST and len(self._entries) > 1):
            id, oldest = self._entries.popitem(last=False)
            self._bytes -= _weight(oldest)
            self._store.drop("log", str(id))


def shown(entry: Entry) -> Entry:
    """An entry as the list shows it."""
    return {name: entry[name] for name in _SHOWN}


def _weight(entry: Entry) -> int:
    return len(entry.get("payload", "")) + len(entry.get("answer", ""))
