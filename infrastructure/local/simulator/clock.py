"""The simulator's clock: the machine's, moved forward by whoever plays with it."""

import time
from datetime import UTC, datetime
from typing import Any

from infrastructure.local.simulator.store import Store

LONGEST_JUMP = 366 * 86_400
"""Seconds the clock may be moved at once."""


class Clock:
    """Tells the simulated time. Only webhooks, windows and rate limits follow it; waiting is always real."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.offset = 0
        self.load()

    def load(self) -> None:
        """Takes the offset that was kept."""
        kept: dict[str, Any] = self._store.one("setting", "clock") or {}
        self.offset = int(kept.get("offset", 0))

    def now(self) -> float:
        """Simulated seconds since 1970."""
        return time.time() + self.offset

    def advance(self, seconds: int) -> None:
        """Moves the clock; it never runs behind the machine's."""
        self.offset = max(0, self.offset + seconds)
        self._store.put("setting", "clock", {"offset": self.offset})


def moment_of(text: str) -> float:
    """What ``iso`` wrote, as seconds since 1970."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def iso(moment: float) -> str:
    """ISO 8601 in UTC, to the millisecond."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
