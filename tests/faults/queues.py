"""A virtual clock, and SQS on it: groups, batches, partial failures, visibility, a memory of ids, dead letters."""

import heapq
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from chalicelib.domain.errors import PyTakeError
from chalicelib.entrypoints.events import DELAYS
from tests.faults.house_on_fire import OUTSIDE, Killed

INVISIBLE = 180
"""Seconds until a queue hands over again what a dead worker held (infrastructure/data.yaml)."""
REMEMBERS = timedelta(seconds=300)
"""For how long a FIFO queue swallows a repeated id."""
BATCH = 10

Door = Callable[[dict[str, Any]], Mapping[str, Any]]
"""What Lambda calls with a batch, and is told which of it failed."""


@dataclass
class Clock:
    """What happens when, in order."""

    now: datetime
    _events: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    _order: Any = field(default_factory=count)

    def at(self, moment: datetime, job: Callable[[], object]) -> None:
        heapq.heappush(self._events, (max(moment, self.now), next(self._order), job))

    def after(self, seconds: float, job: Callable[[], object]) -> None:
        self.at(self.now + timedelta(seconds=seconds), job)

    def step(self, until: datetime) -> bool:
        """The next thing; False when nothing is left before ``until``."""
        if not self._events or self._events[0][0] > until:
            return False
        moment, _, job = heapq.heappop(self._events)
        self.now = max(self.now, moment) + timedelta(milliseconds=1)
        job()
        return True


def worked(job: Callable[[], object], receives: int) -> float | None:
    """Runs a job as Lambda does. None: it is done; else seconds until it is tried again."""
    try:
        job()
    except Killed:
        return INVISIBLE
    except (PyTakeError, *OUTSIDE):
        return DELAYS[min(receives, len(DELAYS)) - 1]
    return None


@dataclass
class Record:
    """A message on a queue. ``what`` is what it was made from."""

    id: str
    group: str
    body: str
    what: Any
    receives: int = 0


@dataclass
class Queue:
    """SQS before Lambda. A group of its own for each record makes it a standard one; ``echoes``: every record comes twice."""

    clock: Clock
    name: str
    door: Door
    batch: int = BATCH
    gives_up: int = 8
    """Receives after which a record becomes a dead letter (infrastructure/data.yaml)."""
    echoes: bool = False
    most: int = 0
    """The most often a record was received."""
    dead: list[Record] = field(default_factory=list)
    deleted: list[Record] = field(default_factory=list)
    _groups: dict[str, deque[Record]] = field(default_factory=dict)
    _idle: dict[str, None] = field(default_factory=dict)
    """Groups with something to hand over, in the order they came; none of their records is in flight."""
    _had: dict[str, datetime] = field(default_factory=dict)
    _put_off: dict[str, float] = field(default_factory=dict)
    _polls: bool = False
    _numbers: Any = field(default_factory=count)

    def put(self, body: str, group: str, dedup: str, delay: float = 0.05, what: Any = None) -> None:
        """Swallowed where its id was had in the last five minutes."""
        had = self._had.get(f"{group}/{dedup}")
        if had is not None and self.clock.now - had < REMEMBERS:
            return
        self._had[f"{group}/{dedup}"] = self.clock.now
        waiting = self._groups.setdefault(group, deque())
        waiting.append(Record(f"{self.name}-{next(self._numbers)}", group, body, what))
        if len(waiting) == 1:
            self.clock.after(delay, lambda: self._wakes(group))

    def put_off(self, record_id: str, seconds: float) -> None:
        """A record in flight is seen again after so long."""
        self._put_off[record_id] = seconds

    @property
    def waiting(self) -> int:
        """Records not deleted yet, in flight or not."""
        return sum(map(len, self._groups.values()))

    def _wakes(self, group: str) -> None:
        self._idle[group] = None
        self._poll_soon()

    def _poll_soon(self) -> None:
        if not self._polls:
            self._polls = True
            self.clock.after(0.01, self._poll)

    def _poll(self) -> None:
        self._polls = False
        batch: list[Record] = []
        while self._idle and len(batch) < self.batch:
            group = next(iter(self._idle))
            del self._idle[group]
            for record in list(self._groups[group])[: self.batch - len(batch)]:
                if record.receives < self.gives_up:
                    batch.append(record)
                else:
                    self._groups[group].remove(record)
                    self.dead.append(record)
            if not self._groups[group]:
                del self._groups[group]
        if batch:
            self._hands_over(batch)
        if self._idle:
            self._poll_soon()

    def _hands_over(self, batch: Sequence[Record]) -> None:
        for record in batch:
            record.receives += 1
            self.most = max(self.most, record.receives)
        self._put_off.clear()
        try:
            answer = self.door({"Records": [self._shown(record) for record in batch]})
        except (Killed, Exception):
            # The function died or failed as a whole: Lambda deletes nothing.
            failed = {record.id for record in batch}
            self._put_off.clear()
        else:
            failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        again: dict[str, float] = dict.fromkeys((record.group for record in batch), 0.05)
        for record in batch:
            if record.id in failed:
                again[record.group] = max(again[record.group], self._put_off.get(record.id, INVISIBLE))
            elif not (self.echoes and record.receives == 1):
                self._groups[record.group].remove(record)
                self.deleted.append(record)
        for group, seconds in again.items():
            if self._groups[group]:
                self.clock.after(seconds, lambda group=group: self._wakes(group))  # type: ignore[misc]
            else:
                del self._groups[group]

    def _shown(self, record: Record) -> dict[str, Any]:
        """As Lambda hands it over."""
        return {
            "messageId": record.id,
            "receiptHandle": record.id,
            "body": record.body,
            "attributes": {"ApproximateReceiveCount": str(record.receives), "MessageGroupId": record.group},
            "eventSourceARN": f"arn:aws:sqs:virtual:{self.name}",
        }
