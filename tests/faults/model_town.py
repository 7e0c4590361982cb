"""A town that remembers what was done to it, with a WhatsApp of more moods."""

from collections import Counter
from datetime import datetime
from typing import Any

from chalicelib.domain.address import Address
from chalicelib.domain.connection import Connection
from chalicelib.domain.content import Content
from chalicelib.domain.errors import ChannelUnavailable, ConnectionBroken
from chalicelib.domain.message import DeliveryStatus, MessageRef, Reference
from tests.faults.doors import TownWithDoors
from tests.faults.house_on_fire import Fuse
from tests.faults.town import WhatsApp
from tests.services.flows import DESK, LATER, SLOW


class Whims(WhatsApp):
    """WhatsApp, with two more moods."""

    def send(self, connection: Connection, token: str, to: Address, content: Content, *, reply_to: str | None, reference: str) -> str:
        if self.plan and self.plan[0] in ("unreachable", "broken"):
            raise ChannelUnavailable("No connection") if self.plan.pop(0) == "unreachable" else ConnectionBroken("The token ended", 190)
        return super().send(connection, token, to, content, reply_to=reply_to, reference=reference)


class ModelTown(TownWithDoors):
    """Remembers when something went wrong on purpose: nothing is promised in time around that."""

    def __init__(self, **how: Any) -> None:
        super().__init__(DESK, LATER, SLOW, fuse=Fuse(), **how)
        self.trouble: list[datetime] = []
        self.resends: Counter[MessageRef] = Counter()
        self.heard: set[tuple[MessageRef, int, DeliveryStatus, str | None]] = set()
        """Statuses told: of which attempt, and the wamid where no reference came with it."""

    def whatsapp(self) -> WhatsApp:
        return Whims()

    def tell_statuses(self, wamid: str, reference: str) -> None:
        super().tell_statuses(wamid, reference)
        parsed = Reference.parse(reference)
        if self.status_delay is not None and parsed is not None:
            self.heard.update((parsed.ref, parsed.attempt, status, None) for status in (DeliveryStatus.SENT, DeliveryStatus.DELIVERED))

    def passes(self, seconds: float) -> None:
        troubled = bool(self.channel.plan) or self.fuse.at is not None or self.numbers.connection_.state == "paused"
        self.trouble += [self.clock.now] * troubled
        self.run(seconds / 60)
        self.trouble += [self.clock.now] * troubled
        if self.fuse.burnt:
            self.fuse.at = None
