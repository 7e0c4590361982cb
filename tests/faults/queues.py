"""A virtual clock, and queues on it that deliver at least once."""

import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from chalicelib.domain.errors import PyTakeError
from chalicelib.entrypoints.events import DELAYS
from tests.faults.house_on_fire import Broken, Killed

INVISIBLE = 180
"""Seconds until a queue hands over again what a dead worker held (infrastructure/data.yaml)."""
REMEMBERS = 300
"""Seconds for which a FIFO queue swallows a repeated id."""


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
    """Runs a job as Lambda does. None: it is done; else seconds until it is handed over again."""
    try:
        job()
    except Killed:
        return INVISIBLE
    except (Broken, PyTakeError):
        return DELAYS[min(receives, len(DELAYS)) - 1]
    return None


@dataclass
class Queue:
    """SQS, FIFO by group (a group of its own for each record makes it a standard one). ``echoes``: every record comes twice."""

    clock: Clock
    handle: Callable[[Any], object]
    echoes: bool = False
    most: int = 0
    """The most often a record was received."""
    _groups: dict[str, deque[Any]] = field(default_factory=dict)
    _had: dict[str, datetime] = field(default_factory=dict)

    def put(self, body: Any, group: str, dedup: str, delay: float = 0.05) -> None:
        if self.clock.now - self._had.get(dedup, datetime.min.replace(tzinfo=self.clock.now.tzinfo)) < timedelta(seconds=REMEMBERS):
            return
        self._had[dedup] = self.clock.now
        waiting = self._groups.setdefault(group, deque())
        waiting.append(body)
        if len(waiting) == 1:
            self.clock.after(delay, lambda: self._receive(group, 1))

    def _receive(self, group: str, receives: int) -> None:
        body, self.most = self._groups[group][0], max(self.most, receives)
        again = worked(lambda: self.handle(body), receives)
        if again is None and self.echoes and receives == 1:
            again = 0.05
        if again is not None:
            return self.clock.after(again, lambda: self._receive(group, receives + 1))
        self._groups[group].popleft()
        if self._groups[group]:
            self.clock.after(0.05, lambda: self._receive(group, 1))
        return None

    @property
    def waiting(self) -> int:
        return sum(map(len, self._groups.values()))
