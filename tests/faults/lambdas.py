"""The real functions of the queues, streams, alarms and clock, wired to a town instead of AWS."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.entrypoints import events, queues, schedules, streams, workflows

if TYPE_CHECKING:
    from tests.faults.town import Town

DOORS = (queues, schedules, streams, workflows, events)
MINUTE = {
    "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}, "resources": [], "version": "0",
    "id": "1", "account": "1", "time": "", "region": "virtual",
}  # fmt: skip


class Wired:
    """In the place of ``bootstrap``: what a factory would make is the town's own."""

    def __init__(self, town: "Town") -> None:
        self._town = town

    def __getattr__(self, name: str) -> Any:
        made = getattr(self._town, name)
        return lambda: made

    def inbox(self) -> Any:
        return self._town.taking

    def redelivery(self) -> Any:
        return self._town.redelivery


class Lambdas:
    """Each is called as Lambda calls it, with the town's clock on the wall."""

    def __init__(self, town: "Town") -> None:
        self._wired = Wired(town)

        class Time(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:
                return town.clock.now

        self._time = Time

    def of(self, name: str) -> Callable[[dict[str, Any]], Any]:
        """The function of this name, whatever stands in its place by then."""

        def call(event: dict[str, Any]) -> Any:
            module = next(door for door in DOORS if hasattr(door, name))
            with self._open():
                return getattr(module, name)(event, None)

        return call

    @contextmanager
    def _open(self) -> Iterator[None]:
        before = [(door, name, getattr(door, name)) for door in DOORS for name in ("bootstrap", "datetime") if hasattr(door, name)]
        # By its module: so that what a test puts in the place of ``events.settle`` stands here too.
        before.append((queues, "settle", queues.settle))
        try:
            for door, name, _ in before:
                setattr(door, name, self._wired if name == "bootstrap" else self._time if name == "datetime" else events.settle)
            yield
        finally:
            for door, name, was in reversed(before):
                setattr(door, name, was)
