"""The live feed: what happens is told to every open page."""

import asyncio
from typing import Any

_LONGEST_BACKLOG = 5_000


class Feed:
    """Fans events out to subscribers. A subscriber that stops reading is cut off rather than remembered for."""

    def __init__(self) -> None:
        self._subscribers: set[asyncio.Queue[dict[str, Any] | None]] = set()

    def tell(self, kind: str, **data: Any) -> None:
        """Tells every subscriber."""
        for queue in list(self._subscribers):
            try:
                queue.put_nowait({"kind": kind, **data})
            except asyncio.QueueFull:
                self.leave(queue)
                queue.get_nowait()
                queue.put_nowait(None)

    def join(self) -> "asyncio.Queue[dict[str, Any] | None]":
        """A new subscriber's queue; ``None`` in it means the end."""
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(_LONGEST_BACKLOG)
        self._subscribers.add(queue)
        return queue

    def leave(self, queue: "asyncio.Queue[dict[str, Any] | None]") -> None:
        """Forgets a subscriber."""
        self._subscribers.discard(queue)

    def close(self) -> None:
        """Ends every subscription."""
        for queue in list(self._subscribers):
            self.leave(queue)
            if not queue.full():
                queue.put_nowait(None)
