"""Everything around the house: the queues' workers, the alarm clock, WhatsApp, and agents who try again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from chalicelib.domain.address import Address
from chalicelib.domain.connection import Connection
from chalicelib.domain.content import Content
from chalicelib.domain.errors import ChannelThrottled, Conflict, MessageRejected, OutcomeUnknown, PyTakeError
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.inbound import Fact, Item, MessageReceived, ReactionReceived, StatusChanged
from chalicelib.domain.message import Claim, DeliveryStatus, Message, Reference
from tests.faults.house_on_fire import Broken, Fuse, HouseOnFire, Killed
from tests.faults.queues import Clock, Queue, worked
from tests.services.house import APP, CLINIC, NUMBER, ScriptedChannel


@dataclass
class WhatsApp(ScriptedChannel):
    """Answers each send as ``plan`` says (ok where it says nothing) and lets the statuses follow."""

    town: "Town | None" = None
    plan: list[str] = field(default_factory=list)
    accepted: list[tuple[Reference, str, datetime]] = field(default_factory=list)
    webhooks: dict[str, Sequence[Fact]] = field(default_factory=dict)

    def parse(self, item: Item) -> Sequence[Fact]:
        return self.webhooks[item.body]

    def send(self, connection: Connection, token: str, to: Address, content: Content, *, reply_to: str | None, reference: str) -> str:
        assert self.town is not None
        said = self.plan.pop(0) if self.plan else "ok"
        if said == "throttled":
            raise ChannelThrottled("Too fast", 130429)
        if said == "refused":
            raise MessageRejected("No such number", 131026)
        if said == "lost":
            raise OutcomeUnknown("No answer")
        self.sent.append((to, content, reference))
        parsed = Reference.parse(reference)
        assert parsed is not None
        self.accepted.append((parsed, getattr(content, "body", ""), self.town.clock.now))
        wamid = f"wamid.out.{len(self.accepted)}"
        self.town.tell_statuses(wamid, reference)
        if said == "taken":
            raise OutcomeUnknown("No answer, though it was taken")
        return wamid


class Town(HouseOnFire):
    """The house among its queues. ``statuses``: seconds after which WhatsApp tells of a send, None for never."""

    channel: WhatsApp

    def __init__(
        self,
        *flows: Mapping[str, Any],
        fuse: Fuse | None = None,
        statuses: float | None = 2,
        plan: Sequence[str] = (),
        echoes: bool = False,
    ) -> None:
        super().__init__(*flows, fuse=fuse or Fuse())
        self.clock = Clock(self.now)
        self.store.clock = lambda: self.clock.now
        self.channel.town, self.channel.plan = self, list(plan)
        self.status_delay = statuses
        self.inbound = Queue(self.clock, self._taken, echoes)
        self.status_queue = Queue(self.clock, self._taken, echoes)
        self.outbound = Queue(self.clock, lambda claim: self.delivery.deliver(claim, self.clock.now), echoes)
        self.outbound_later = Queue(self.clock, lambda claim: self.delivery.requeue(claim, self.clock.now), echoes)
        self.posted: list[str] = []
        self.told: list[StatusChanged] = []
        self.settled_at: dict[tuple[str, int], datetime] = {}
        self.refused: list[str] = []
        self.errors: list[str] = []
        self._numbers = count(1)

    def whatsapp(self) -> WhatsApp:
        return WhatsApp()

    def queues(self) -> tuple[Any, Any, Any]:
        return Outbox(self), Later(self), Alarms(self)

    def posts(self, fact: Fact, group: str = "rafael") -> None:
        """A webhook of ours was answered 200: from now on nothing of it may be lost."""
        number = self._kept(fact)
        if isinstance(fact, StatusChanged):
            self.status_queue.put(number, number, number)
        else:
            self.inbound.put(number, group, number)

    def webhook(self, fact: Fact) -> None:
        """Taken in at once, as a worker has it; what fails comes again by its queue."""
        self._taken(self._kept(fact))

    def _kept(self, fact: Fact) -> str:
        number = str(next(self._numbers))
        self.channel.webhooks[number] = [fact]
        if isinstance(fact, MessageReceived | ReactionReceived) and fact.message_id not in self.posted:
            self.posted.append(fact.message_id)
        return number

    def _taken(self, number: str) -> None:
        item = Item(
            workspace=CLINIC,
            channel="whatsapp",
            app_id=APP,
            lane="inbound",
            group="g",
            account=NUMBER,
            body=number,
            received_at=self.clock.now,
        )
        self.inbox.take(item, self.clock.now)

    def tell_statuses(self, wamid: str, reference: str) -> None:
        if self.status_delay is None:
            return
        for place, status in enumerate((DeliveryStatus.DELIVERED, DeliveryStatus.SENT)):
            told = StatusChanged(message_id=wamid, status=status, at=self.clock.now, reference=reference)
            self.told.append(told)
            self.clock.after(self.status_delay + place, lambda told=told: self.posts(replace_time(told, self.clock.now)))  # type: ignore[misc]

    def agent(self, does: Callable[[], object], tries: int = 5) -> None:
        """Somebody clicks; a request that broke off is sent again, the same one."""
        try:
            does()
        except (Killed, Broken, Conflict):
            if tries > 1:
                self.clock.after(3, lambda: self.agent(does, tries - 1))
        except PyTakeError as error:
            self.refused.append(type(error).__name__)

    def run(self, minutes: float) -> None:
        """Until then; a sweep every minute."""
        begins, ends = self.clock.now, self.clock.now + timedelta(minutes=minutes)
        for minute in range(1, int(minutes) + 1):
            self.clock.at(begins + timedelta(minutes=minute), self._swept)
        while self.clock.step(ends):
            for message in self.outbound_messages:
                if message.status not in UNSETTLED:
                    self.settled_at.setdefault((message.conversation_id, message.seq), self.clock.now)
        self.clock.now = max(self.clock.now, ends)

    def _swept(self) -> None:
        worked(lambda: self.sweep.run(self.clock.now), 1)

    @property
    def outbound_messages(self) -> list[Message]:
        return [entry for entry in self.store.entries.values() if isinstance(entry, Message) and entry.direction == "outbound"]


UNSETTLED = frozenset({DeliveryStatus.QUEUED, DeliveryStatus.SENDING, DeliveryStatus.DEFERRED, DeliveryStatus.PAUSED})


def replace_time(told: StatusChanged, at: datetime) -> StatusChanged:
    return told.model_copy(update={"at": at})


@dataclass
class Outbox:
    town: Town

    def put(self, claims: Sequence[tuple[Claim, str]]) -> None:
        for claim, group in claims:
            self.town.outbound.put(claim, group, claim.model_dump_json())


@dataclass
class Later:
    town: Town

    def put(self, claim: Claim, group: str, delay_seconds: int) -> None:
        self.town.outbound_later.put(claim, f"{next(self.town._numbers)}", f"{next(self.town._numbers)}", delay_seconds)


@dataclass
class Alarms:
    """The ``wait`` state machine: sleeps, wakes, and is tried again when its task failed."""

    town: Town
    running: set[str] = field(default_factory=set)
    started: list[str] = field(default_factory=list)

    def arm(self, workspace: WorkspaceId, session: Session) -> None:
        name = f"{session.id}-{session.arming}"
        if name in self.running or session.armed_for is None:
            return
        self.running.add(name)
        self.started.append(name)
        self._sleep(session, session.armed_for)

    def _sleep(self, session: Session, until: datetime, tries: int = 0) -> None:
        self.town.clock.at(until + timedelta(seconds=2**tries if tries else 0), lambda: self._ring(session, until, tries))

    def _ring(self, session: Session, until: datetime, tries: int) -> None:
        later: list[datetime | None] = []
        town = self.town
        failed = worked(
            lambda: later.append(town.timers.wake(CLINIC, session.conversation_id, session.id, session.arming, town.clock.now)), 1
        )
        if failed is not None:
            return self._sleep(session, town.clock.now, tries + 1)
        if later[0] is not None:
            return self._sleep(session, later[0])
        self.running.discard(f"{session.id}-{session.arming}")
        return None
