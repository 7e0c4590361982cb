"""Everything around the house: Meta, the queues and their workers, the alarm clock, browsers, and agents who try again."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from chalicelib.domain.connection import Connection
from chalicelib.domain.errors import Conflict, PyTakeError
from chalicelib.domain.ids import AppId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import Claim, Message
from chalicelib.scope import in_workspace
from chalicelib.services.intake import Intake
from chalicelib.services.quarantine import QuarantineDesk
from chalicelib.services.spreading import Spreading
from tests.faults.around import Alarms, Lanes, Later, Outbox, Redelivery
from tests.faults.browsers import Browsers
from tests.faults.house_on_fire import OUTSIDE, Fuse, HouseOnFire, Killed
from tests.faults.ladder import Ladder
from tests.faults.lambdas import MINUTE, Lambdas
from tests.faults.meta import Meta
from tests.faults.neighbours import Desk, Directory, Numbers
from tests.faults.notes import UNSETTLED, Spread, Stamps, Taking, Waits
from tests.faults.queues import Clock, Queue
from tests.faults.whatsapp import WhatsApp
from tests.services.house import CLINIC, OneConnection, Shelf

__all__ = ["UNSETTLED", "Outbox", "Town", "WhatsApp"]

LOOKS = 10
"""Seconds until somebody looks again for what is not there yet."""


class NotYet(Exception):
    """What somebody wants to act on has not come."""


class Town(Meta, HouseOnFire):
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
        self.waits = Waits()
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
        self.late: list[str] = []
        """Promises about time that were not kept: they hold where nothing burns."""
        self.refused: list[str] = []
        self._put_off: list[Callable[[], object]] = []
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

    def agent(self, does: Callable[[], object], tries: int = 5) -> None:
        """Somebody clicks; a request that broke off is sent again, the same one."""
        if self._put_off:
            return self._put_off.append(does)
        try:
            with in_workspace(CLINIC):
                does()
        except (Killed, Conflict, *OUTSIDE):
            if tries > 1:
                self.clock.after(3, lambda: self.agent(does, tries - 1))
        except NotYet:
            if not self._put_off:
                self.clock.after(LOOKS, self._looks_again)
            self._put_off.append(does)
        except PyTakeError as error:
            self.refused.append(type(error).__name__)
        return None

    def _looks_again(self) -> None:
        put_off, self._put_off = self._put_off, []
        for does in put_off:
            self.agent(does)

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

    def _changed(self, place: tuple[str, str, int]) -> None:
        workspace, conversation_id, seq = place
        row: Any = self.store.entries[place] if seq else self.store.conversations[workspace, conversation_id]
        self.browsers.changed(WorkspaceId(workspace), row)
        if isinstance(row, Message) and row.direction == "outbound":
            self.waits.notes(row, self.clock.now)

    @property
    def settled_at(self) -> dict[tuple[str, int], datetime]:
        return self.waits.settled_at

    @property
    def outbound_messages(self) -> list[Message]:
        return [entry for entry in self.store.entries.values() if isinstance(entry, Message) and entry.direction == "outbound"]

    @property
    def connection(self) -> Connection:
        """The clinic's number."""
        return self.numbers.connections(CLINIC)[0]
