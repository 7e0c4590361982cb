"""Everything around the house: Meta, the queues and their workers, the alarm clock, browsers, and agents who try again."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from chalicelib.domain.connection import Connection
from chalicelib.domain.errors import Conflict, Forged, PyTakeError
from chalicelib.domain.ids import AppId, WorkspaceId
from chalicelib.domain.inbound import Fact, Item, MessageReceived, ReactionReceived, StatusChanged
from chalicelib.domain.message import Claim, DeliveryStatus, Message
from chalicelib.scope import in_workspace
from chalicelib.services.intake import Intake
from chalicelib.services.quarantine import QuarantineDesk
from chalicelib.services.spreading import Spreading
from tests.faults.around import Alarms, Lanes, Later, Outbox, Redelivery
from tests.faults.browsers import Browsers
from tests.faults.house_on_fire import OUTSIDE, Fuse, HouseOnFire, Killed
from tests.faults.ladder import Ladder
from tests.faults.lambdas import MINUTE, Lambdas
from tests.faults.neighbours import NUMBERS, OWNERS, Desk, Directory, Numbers
from tests.faults.queues import Clock, Queue
from tests.faults.webhooks import RETRIES, body_of, signed
from tests.faults.whatsapp import WhatsApp
from tests.services.house import APP, CLINIC, OneConnection, Shelf

__all__ = ["UNSETTLED", "Outbox", "Town", "WhatsApp"]

UNSETTLED = frozenset({DeliveryStatus.QUEUED, DeliveryStatus.SENDING, DeliveryStatus.DEFERRED, DeliveryStatus.PAUSED})


class Town(HouseOnFire):
    """The house among its queues. ``statuses``: seconds after which WhatsApp tells of a send, None for never."""

    channel: WhatsApp
    shelf: Desk
    numbers: Numbers

    def __init__(
        self,
        *flows: Mapping[str, Any],
        fuse: Fuse | None = None,
        statuses: float | None = 2,
        plan: Sequence[str] = (),
        echoes: bool = False,
    ) -> None:
        super().__init__(*flows, fuse=fuse or Fuse())
        self.clock, self.lambdas = Clock(self.now), Lambdas(self)
        self.store.clock = lambda: self.clock.now
        self.store.changed_at = Stamps(self._changed)
        self.channel.town, self.channel.plan = self, list(plan)
        self.status_delay = statuses
        self.lanes, self.redelivery = Lanes(self), self.port(Redelivery(self))
        shelf, channel = self.port(self.shelf), self.port(self.channel)
        self.intake = Intake(self.port(Directory()), self.port(self.numbers), channel, shelf, self.lanes, shelf)
        self.quarantine = QuarantineDesk(self.port(self.shelf.aside), self.lanes, channel, self.replies)
        self.taking: Any = Taking(self)
        self.spreading: Any = Spread(self, Spreading(self.lanes, self.taking))
        self.inbound = Queue(self.clock, "inbound", self.lambdas.of("take_inbound"), echoes=echoes)
        self.status_queue = Queue(self.clock, "statuses", self.lambdas.of("take_statuses"), gives_up=5, echoes=echoes)
        self.outbound = Queue(self.clock, "outbound", self.lambdas.of("deliver_outbound"), batch=1, echoes=echoes)
        self.outbound_later = Queue(self.clock, "outbound-later", self.lambdas.of("requeue_outbound"), gives_up=5, echoes=echoes)
        self.queues_ = (self.inbound, self.status_queue, self.outbound, self.outbound_later)
        self.browsers = Browsers(self)
        self.live = self.browsers.live
        self.ladder = Ladder(self.store)
        self.posted: list[str] = []
        """Messages that were answered 200, each once."""
        self.homes: set[tuple[WorkspaceId, str]] = set()
        """The workspace each of them belongs to."""
        self.strays: set[str] = set()
        """Messages that must be seen in quarantine, and nowhere else."""
        self.signs_with: dict[AppId, str] = {}
        """What Meta signs with, where that is not the newest secret."""
        self.lag = 0.05
        """Seconds until a worker gets to what is queued for sending."""
        self.durable: set[str] = set()
        self.handled: set[str] = set()
        self.wrong: list[str] = []
        """Promises that were seen to break on the way."""
        self.told: list[StatusChanged] = []
        self.settled_at: dict[tuple[str, int], datetime] = {}
        self.excused: dict[tuple[str, int], timedelta] = defaultdict(timedelta)
        """For how long each message of ours said of itself that it waits: paused, or deferred until."""
        self._paused: dict[tuple[str, int], datetime] = {}
        self.refused: list[str] = []
        self.written: Callable[[Claim], str] = lambda claim: claim.model_dump_json()
        """How a claim is put down on a queue."""
        self._numbers = count(1)

    def whatsapp(self) -> WhatsApp:
        return WhatsApp()

    def queues(self) -> tuple[Any, Any, Any]:
        return Outbox(self), Later(self), Alarms(self)

    def port(self, kept: Any) -> Any:
        if isinstance(kept, OneConnection) and not isinstance(kept, Numbers):
            kept = self.numbers = Numbers(kept.store)
        if isinstance(kept, Shelf) and not isinstance(kept, Desk):
            kept = self.shelf = Desk(kept.versions)
        return super().port(kept)

    # What comes in.

    def posts(self, fact: Fact, group: str | None = None) -> None:
        """A webhook of one thing. ``group``: it is past the door already, and goes on this group of the inbound queue."""
        if group is None:
            self.brings(fact)
        else:
            item = self._item(fact)
            self.inbound.put(item.model_dump_json(), group, f"{next(self._numbers)}", what=item.body)

    def brings(self, *facts: Fact | Mapping[str, Any], app: AppId = APP) -> None:
        """A webhook of all of these."""
        self.brings_bytes(body_of(facts, NUMBERS[app]), facts, app)

    def brings_bytes(self, body: bytes, facts: Sequence[Any] = (), app: AppId = APP, tries: int = 0) -> None:
        """Meta brings it until it is answered 200; from then on nothing of it may be lost (I1)."""
        if self.receives(body, app, self.secret_of(app)) != 200:
            wait = RETRIES[min(tries, len(RETRIES) - 1)]
            return self.clock.after(wait, lambda: self.brings_bytes(body, facts, app, tries + 1))
        nowhere = [item for item in self.channel.last_split if item.body not in self.durable]
        self.wrong += [f"I1: answered 200, and on no queue: {item.body[:80]}" for item in nowhere]
        for fact in facts:
            if isinstance(fact, MessageReceived | ReactionReceived):
                self._expects(fact.message_id, OWNERS[app])
        return None

    def receives(self, body: bytes, app: AppId, secret: str) -> int:
        """The door of a webhook: the status it answers."""
        self.channel.last_split = ()
        try:
            owner = self.intake.owner(app)
            with in_workspace(owner):
                self.intake.receive(owner, "whatsapp", app, body, signed(body, secret), self.clock.now)
        except Forged:
            return 401
        except (Killed, PyTakeError, *OUTSIDE):
            return 500
        return 200

    def secret_of(self, app: AppId) -> str:
        """What Meta signs with now."""
        return self.signs_with.get(app) or self.numbers.apps_[OWNERS[app], app].secrets[0].ciphertext

    def webhook(self, fact: Fact) -> None:
        """Taken in at once, as a worker has it; what fails comes again by its queue."""
        item = self._item(fact)
        with in_workspace(CLINIC):
            self.inbox.take(item, self.clock.now)

    def _item(self, fact: Any) -> Item:
        (item,) = self.channel.split(body_of([fact], NUMBERS[APP]), APP, self.clock.now)
        if isinstance(fact, MessageReceived | ReactionReceived):
            self._expects(fact.message_id, CLINIC)
        return item.model_copy(update={"workspace": CLINIC})

    def _expects(self, message_id: str, workspace: WorkspaceId) -> None:
        if message_id in self.strays:
            return
        self.homes.add((workspace, message_id))
        if message_id not in self.posted:
            self.posted.append(message_id)

    def tell_statuses(self, wamid: str, reference: str, *, before_the_answer: bool = False) -> None:
        """WhatsApp tells of a send, in its order."""
        delay = self.channel.delays.pop(0) if self.channel.delays else self.status_delay
        if delay is None:
            return
        app = next(app for app, owner in OWNERS.items() if reference.startswith(f"{owner}."))
        for place, status in enumerate(self.channel.words.pop(0) if self.channel.words else self.channel.says):
            told = StatusChanged(message_id=wamid, status=status, at=self.clock.now, reference=reference)
            self.told.append(told)
            if before_the_answer:
                self.webhook(self._shown(told))
            else:
                self.clock.after(delay + place, partial(self._tells, told, app))

    def _tells(self, told: StatusChanged, app: AppId) -> None:
        self.brings(self._shown(told), app=app)

    def _shown(self, told: StatusChanged) -> StatusChanged:
        return told.model_copy(update={"at": self.clock.now, **({"reference": None} if self.channel.anonymous else {})})

    # Who acts.

    def agent(self, does: Callable[[], object], tries: int = 5) -> None:
        """Somebody clicks; a request that broke off is sent again, the same one."""
        try:
            with in_workspace(CLINIC):
                does()
        except (Killed, Conflict, *OUTSIDE):
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
            pass
        self.clock.now = max(self.clock.now, ends)

    def _swept(self) -> None:
        # A sweep that finds nothing does nothing; to burn it shows nothing.
        if any(due.at <= self.clock.now for due in self.store.dues.values()):
            try:
                self.lambdas.of("sweep_due")(MINUTE)
            except (Killed, Exception):
                return

    # What became of it.

    def _changed(self, place: tuple[str, str, int]) -> None:
        workspace, conversation_id, seq = place
        row: Any = self.store.entries[place] if seq else self.store.conversations[workspace, conversation_id]
        self.browsers.changed(WorkspaceId(workspace), row)
        if isinstance(row, Message) and row.direction == "outbound":
            self._stands((conversation_id, seq), row)

    def _stands(self, place: tuple[str, int], message: Message) -> None:
        if place in self._paused and message.status is not DeliveryStatus.PAUSED:
            self.excused[place] += self.clock.now - self._paused.pop(place)
        if message.status is DeliveryStatus.PAUSED:
            self._paused.setdefault(place, self.clock.now)
        elif message.status is DeliveryStatus.DEFERRED and message.due_at is not None:
            self.excused[place] += max(message.due_at - self.clock.now, timedelta(0))
        elif message.status not in UNSETTLED:
            self.settled_at.setdefault(place, self.clock.now)

    @property
    def outbound_messages(self) -> list[Message]:
        return [entry for entry in self.store.entries.values() if isinstance(entry, Message) and entry.direction == "outbound"]

    @property
    def connection(self) -> Connection:
        """The clinic's number."""
        return self.numbers.connections(CLINIC)[0]


class Stamps(dict[Any, datetime]):
    """Tells of every row that is written."""

    def __init__(self, changed: Callable[[Any], None]) -> None:
        super().__init__()
        self._changed = changed

    def __setitem__(self, place: Any, at: datetime) -> None:
        super().__setitem__(place, at)
        self._changed(place)


class Taking:
    """The inbox as the worker has it; what it took, or set aside, is noted."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def take(self, item: Item, now: datetime) -> None:
        self._town.inbox.take(item, now)
        self._town.handled.add(item.body)

    def set_aside(self, item: Item, *why: Any, **when: Any) -> None:
        self._town.inbox.set_aside(item, *why, **when)
        self._town.handled.add(item.pointer or item.body)


class Spread:
    """A large webhook as the worker has it, noted likewise."""

    def __init__(self, town: Town, spreading: Spreading) -> None:
        self._town, self._spreading = town, spreading

    def spread(self, pointer: str, now: datetime) -> None:
        self._spreading.spread(pointer, now)
        self._town.handled.add(pointer)
