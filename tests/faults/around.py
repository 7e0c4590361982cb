"""What stands between the house and its workers: the lanes, the outbox, the alarm clock, and how a record is put off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from chalicelib.adapters import queues as sqs
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.inbound import Item
from chalicelib.domain.message import Claim
from tests.faults.house_on_fire import Killed

if TYPE_CHECKING:
    from tests.faults.town import Town

LANE = 10
"""Items of a lane that travel singly; more of them go through storage."""
ALARM_TRIES = 5
"""Retries of the ``wait`` machine's task (infrastructure/workflows/wait.asl.json)."""


@dataclass
class Lanes:
    """As ``SqsLanes``: one call a lane, or storage and one pointer. Each call passes the fuse by itself."""

    town: "Town"
    stored: dict[str, Sequence[Item]] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(1))

    def put(self, items: Sequence[Item]) -> None:
        inbound = [item for item in items if item.lane == "inbound"]
        statuses = [item for item in items if item.lane == "status"]
        call = self.town.fuse.call
        if len(inbound) > LANE or len(statuses) > LANE:
            key = f"raw/{next(self.numbers)}"
            call("Bucket.put", lambda: self.stored.update({key: items}))
            self.town.durable.update(item.body for item in items)
            inbound, statuses = [items[0].model_copy(update={"lane": "inbound", "group": key, "body": "", "pointer": key})], []
        if inbound:
            call("Lanes.put", lambda: self._queue(inbound))
        if statuses:
            call("Lanes.put", lambda: self._queue_statuses(statuses))

    def unpack(self, pointer: str) -> Sequence[Item]:
        return self.town.fuse.call("Bucket.get", lambda: self.stored[pointer])

    def _queue(self, items: Sequence[Item]) -> None:
        for item in items:
            self.town.inbound.put(item.model_dump_json(), item.group, sqs._inbound_id(item), what=item.pointer or item.body)
            self.town.durable.add(item.body)

    def _queue_statuses(self, items: Sequence[Item]) -> None:
        for item in items:
            number = f"status-{next(self.numbers)}"
            self.town.status_queue.put(item.model_dump_json(), number, number, what=item.body)
            self.town.durable.add(item.body)


@dataclass
class Outbox:
    town: "Town"

    def put(self, claims: Sequence[tuple[Claim, str]]) -> None:
        for claim, group in claims:
            self.town.outbound.put(self.town.written(claim), group, sqs._claim_id(claim), self.town.lag)


@dataclass
class Later:
    town: "Town"
    numbers: Any = field(default_factory=lambda: count(1))

    def put(self, claim: Claim, group: str, delay_seconds: int) -> None:
        assert 0 <= delay_seconds <= sqs.MAX_DELAY
        number = f"later-{next(self.numbers)}"
        self.town.outbound_later.put(self.town.written(claim), number, number, max(delay_seconds, 0.05))


@dataclass
class Redelivery:
    town: "Town"

    def after(self, record: Mapping[str, Any], seconds: int) -> None:
        name = record["eventSourceARN"].rpartition(":")[2]
        next(queue for queue in self.town.queues_ if queue.name == name).put_off(record["messageId"], seconds)


@dataclass
class Alarms:
    """The ``wait`` state machine: sleeps, wakes, tries its task again, and in the end gives up."""

    town: "Town"
    running: set[str] = field(default_factory=set)
    started: list[str] = field(default_factory=list)

    def arm(self, workspace: WorkspaceId, session: Session) -> None:
        name = f"{session.id}-{session.arming}"
        if name in self.running or session.armed_for is None:
            return
        self.running.add(name)
        self.started.append(name)
        event = {"workspace": workspace, "conversation": session.conversation_id, "session": session.id, "arming": session.arming}
        self._sleep(name, event, session.armed_for)

    def _sleep(self, name: str, event: dict[str, Any], until: datetime, tries: int = 0) -> None:
        self.town.clock.at(until, lambda: self._ring(name, event, tries))

    def _ring(self, name: str, event: dict[str, Any], tries: int) -> None:
        try:
            answer = self.town.lambdas.of("wake_session")(event)
        except (Killed, Exception):
            if tries < ALARM_TRIES:
                return self._sleep(name, event, self.town.clock.now + timedelta(seconds=2 * 3**tries), tries + 1)
            answer = {"done": True}
        if not answer["done"]:
            return self._sleep(name, event, datetime.fromisoformat(answer["until"]))
        self.running.discard(name)
        return None
