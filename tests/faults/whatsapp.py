"""WhatsApp: the real reader of its webhooks, and a Graph API that answers as planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.adapters.channels import whatsapp
from chalicelib.domain.address import Address
from chalicelib.domain.connection import Connection
from chalicelib.domain.content import Content
from chalicelib.domain.errors import ChannelError, ChannelThrottled, ChannelUnavailable, ConnectionBroken, MessageRejected, OutcomeUnknown
from chalicelib.domain.ids import AppId
from chalicelib.domain.inbound import Fact, Item
from chalicelib.domain.message import DeliveryStatus, Reference
from tests.services.house import ScriptedChannel

if TYPE_CHECKING:
    from tests.faults.town import Town

REFUSALS: Mapping[str, ChannelError] = {
    "throttled": ChannelThrottled("Too fast", 130429),
    "pair": ChannelThrottled("Too fast for this contact", 131056, pair=True),
    "refused": MessageRejected("No such number", 131026),
    "unreachable": ChannelUnavailable("WhatsApp could not be reached"),
    "broken": ConnectionBroken("The token is not good any more", 190),
    "lost": OutcomeUnknown("No answer"),
}
"""What is answered, and nothing was sent."""
TAKEN = "taken"
"""It was sent, and no answer came."""
EARLY = "early"
"""It was sent, and its statuses come before the answer."""


@dataclass
class WhatsApp(ScriptedChannel):
    """Answers each send as ``plan`` says (sends it where it says nothing) and lets the statuses follow."""

    town: "Town | None" = None
    plan: list[str] = field(default_factory=list)
    accepted: list[tuple[Reference, str, datetime]] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    """Seconds until the statuses of the first, second… send; afterwards the town's own."""
    says: Sequence[DeliveryStatus] = (DeliveryStatus.DELIVERED, DeliveryStatus.SENT)
    """In this order, a second apart."""
    words: list[Sequence[DeliveryStatus]] = field(default_factory=list)
    """What is told of the first, second… send; afterwards ``says``."""
    anonymous: bool = False
    """Its statuses come without our reference."""
    poison: str | None = None
    """We have a bug that breaks on items with this in them."""
    last_split: Sequence[Item] = ()

    def verify(self, body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        return whatsapp.verify(body, headers, secrets)

    def split(self, body: bytes, app_id: AppId, received_at: datetime) -> Sequence[Item]:
        self.last_split = whatsapp.split(body, app_id, received_at)
        return self.last_split

    def parse(self, item: Item) -> Sequence[Fact]:
        if self.poison is not None and self.poison in item.body:
            raise RuntimeError("a bug of ours")
        return whatsapp.parse(item)

    def check(self, content: Content) -> None:
        whatsapp.check(content)

    def send(self, connection: Connection, token: str, to: Address, content: Content, *, reply_to: str | None, reference: str) -> str:
        assert self.town is not None
        said = self.plan.pop(0) if self.plan else "ok"
        if said in REFUSALS:
            raise REFUSALS[said]
        self.sent.append((to, content, reference))
        parsed = Reference.parse(reference)
        assert parsed is not None
        self.accepted.append((parsed, getattr(content, "body", ""), self.town.clock.now))
        wamid = f"wamid.out.{len(self.accepted)}"
        if said == EARLY:
            self.town.tell_statuses(wamid, reference, before_the_answer=True)
        else:
            self.town.tell_statuses(wamid, reference)
        if said == TAKEN:
            raise OutcomeUnknown("No answer, though it was taken")
        return wamid
