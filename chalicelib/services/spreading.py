"""Splits a webhook that was too large for one batch into the items of its lanes."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.services.inbox import Inbox
from chalicelib.services.ports.intake import Lanes

BATCH = 10
TOO_LARGE = 120_000
"""Characters of an item that cannot travel on a queue; it is taken where it is found."""


@dataclass(frozen=True)
class Spreading:
    """Run twice, it queues everything twice, and each message is still stored once."""

    lanes: Lanes
    inbox: Inbox

    def spread(self, pointer: str, now: datetime) -> None:
        """Puts every item on its lane, in order, and takes those that cannot travel: last, so that a poison one drags nothing along."""
        items = self.lanes.unpack(pointer)
        small = [item for item in items if len(item.body) <= TOO_LARGE]
        for start in range(0, len(small), BATCH):
            self.lanes.put(small[start : start + BATCH])
        for item in (item for item in items if len(item.body) > TOO_LARGE):
            self.inbox.take(item, now)
