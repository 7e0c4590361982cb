"""A town that remembers what was done to it."""

from collections import Counter
from datetime import datetime
from typing import Any

from chalicelib.domain.message import DeliveryStatus, MessageRef, Reference
from tests.faults.house_on_fire import Fuse
from tests.faults.town import Town
from tests.services.flows import DESK, LATER, SLOW


class ModelTown(Town):
    """Remembers when something went wrong on purpose: nothing is promised in time around that."""

    def __init__(self, **how: Any) -> None:
        super().__init__(DESK, LATER, SLOW, fuse=Fuse(), **how)
        self.trouble: list[datetime] = []
        self.resends: Counter[MessageRef] = Counter()
        self.heard: set[tuple[MessageRef, int, DeliveryStatus, str | None]] = set()
        """Statuses told: of which attempt, and the wamid where no reference came with it."""

    def tell_statuses(self, wamid: str, reference: str, **how: Any) -> None:
        super().tell_statuses(wamid, reference, **how)
        parsed = Reference.parse(reference)
        if self.status_delay is not None and parsed is not None:
            self.heard.update((parsed.ref, parsed.attempt, status, None) for status in (DeliveryStatus.SENT, DeliveryStatus.DELIVERED))

    def passes(self, seconds: float) -> None:
        troubled = bool(self.channel.plan) or self.fuse.at is not None or self.connection.state == "paused"
        self.trouble += [self.clock.now] * troubled
        self.run(seconds / 60)
        self.trouble += [self.clock.now] * troubled
        if self.fuse.burnt:
            self.fuse.at = None
