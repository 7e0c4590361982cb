"""What a town notes on the way: every row that is written, every item that was taken, how long each message waits."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.inbound import Item
from chalicelib.domain.message import DeliveryStatus, Message
from chalicelib.services.spreading import Spreading

if TYPE_CHECKING:
    from tests.faults.town import Town

UNSETTLED = frozenset({DeliveryStatus.QUEUED, DeliveryStatus.SENDING, DeliveryStatus.DEFERRED, DeliveryStatus.PAUSED})


class Waits:
    """When each message of ours was settled, and for how long it said of itself that it waits: paused, or deferred until."""

    def __init__(self) -> None:
        self.settled_at: dict[tuple[str, int], datetime] = {}
        self.excused: dict[tuple[str, int], timedelta] = defaultdict(timedelta)
        self._paused: dict[tuple[str, int], datetime] = {}

    def notes(self, message: Message, now: datetime) -> None:
        """A message as it was just written."""
        place = (message.conversation_id, message.seq)
        if place in self._paused and message.status is not DeliveryStatus.PAUSED:
            self.excused[place] += now - self._paused.pop(place)
        if message.status is DeliveryStatus.PAUSED:
            self._paused.setdefault(place, now)
        elif message.status is DeliveryStatus.DEFERRED and message.due_at is not None:
            self.excused[place] += max(message.due_at - now, timedelta(0))
        elif message.status not in UNSETTLED:
            self.settled_at.setdefault(place, now)


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

    def __init__(self, town: "Town") -> None:
        self._town = town

    def take(self, item: Item, now: datetime) -> None:
        self._town.inbox.take(item, now)
        self._town.handled.add(item.body)

    def set_aside(self, item: Item, *why: Any, **when: Any) -> None:
        self._town.inbox.set_aside(item, *why, **when)
        self._town.handled.add(item.pointer or item.body)


class Spread:
    """A large webhook as the worker has it, noted likewise."""

    def __init__(self, town: "Town", spreading: Spreading) -> None:
        self._town, self._spreading = town, spreading

    def spread(self, pointer: str, now: datetime) -> None:
        self._spreading.spread(pointer, now)
        self._town.handled.add(pointer)
