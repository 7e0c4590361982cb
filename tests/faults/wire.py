"""The real adapters on moto, with a fuse where botocore makes its calls; then everything comes again until it is quiet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from botocore.client import BaseClient
from botocore.exceptions import ClientError, ReadTimeoutError
from moto.dynamodb.models import dynamodb_backends

from chalicelib.entrypoints.events import DoorFailed
from tests.faults.house_on_fire import Fate, Killed
from tests.faults.swapping import swapped
from tests.journeys.account import ACCOUNT, REGION
from tests.journeys.clinic import Clinic, Customer
from tests.journeys.town import Town

QUIET_AFTER = (0.0, 2.5, 5.5, 2.5, 5.5, 2.5)
"""Minutes between the looks at what is left: past a requeue, past a lease, and past what these lead to."""
_numbers = count(1)


@dataclass
class Wire:
    """Counts PyTake's AWS calls, and burns at one of them."""

    at: int | None = None
    fate: Fate = Fate.DIES_BEFORE
    calls: list[str] = field(default_factory=list)
    fired: str = ""

    @contextmanager
    def around(self, town: Town) -> Iterator[None]:
        """While it lasts, every call of PyTake's passes here; those of the test itself do not."""
        made = BaseClient._make_api_call

        def through(client: BaseClient, operation: str, params: dict[str, Any]) -> Any:
            if any(client is stranger for stranger in town.counter.strangers):
                return made(client, operation, params)
            self.calls.append(operation)
            if len(self.calls) != self.at:
                return made(client, operation, params)
            self.fired = f"{self.fate} at call {self.at}, {operation}"
            return self._befall(lambda: made(client, operation, params), operation)

        with swapped(BaseClient, "_make_api_call", through):
            yield

    def _befall(self, do: Callable[[], Any], operation: str) -> Any:
        if self.fate is Fate.DIES_BEFORE:
            raise Killed
        if self.fate is Fate.THROTTLED:
            raise ClientError({"Error": {"Code": "ThrottlingException", "Message": "Rate exceeded"}}, operation)
        if self.fate is Fate.FAILS:
            raise ReadTimeoutError(endpoint_url="https://aws")
        do()
        if self.fate is Fate.DIES_AFTER:
            raise Killed
        raise ReadTimeoutError(endpoint_url="https://aws")


FATES = (Fate.DIES_BEFORE, Fate.DIES_AFTER, Fate.FAILS, Fate.ANSWER_LOST, Fate.THROTTLED)


def forget_rows() -> None:
    """What earlier visits left: moto copies all of it for every transaction, and the clock is set back, which no budget understands."""
    for table in dynamodb_backends[ACCOUNT][REGION].tables.values():
        for key in [key for key in table.items if "#RATE#" in str(key)]:
            del table.items[key]
        if table.name.rpartition("-")[2] in ("conversations", "contacts", "guards", "due"):
            table.items.clear()
            if table.stream_shard is not None:
                table.stream_shard.items.clear()


@dataclass
class Visit:
    """A customer writes, taps and is answered by a person; the phone tells of what it gets."""

    clinic: Clinic
    wire: Wire
    told: set[str] = field(default_factory=set)

    def happens(self) -> Customer:
        town = self.clinic.town
        town.clock.reset()
        forget_rows()
        customer = self.clinic.customer(f"Rafael {next(_numbers)}")
        oi, client_id = customer.saying("Oi"), f"{next(_numbers):026}"
        with self.wire.around(town):
            self._insists(lambda: self.clinic.hears(oi, work=False))
            self._comes_to_rest(customer, (0.0,) if self.wire.at is None else QUIET_AFTER)
            self._insists(lambda: self.clinic.hears(self._tap(customer), work=False))
            self._comes_to_rest(customer, (0.0,))
        self.clinic.agent.sign_in()
        conversation_id = customer.conversation_id
        with self.wire.around(town):
            self._insists(lambda: self.clinic.agent.replies(conversation_id, "Bom dia!", client_id))
            self._insists(lambda: self.clinic.hears(oi, work=False))
            self._comes_to_rest(customer, QUIET_AFTER)
        self.clinic.agent.sign_in()
        return customer

    def _tap(self, customer: Customer) -> dict[str, Any]:
        if "tap" not in self.__dict__:
            action = customer.screen[-1]["interactive"]["action"]
            said = {"type": "button_reply", "button_reply": action["buttons"][0]["reply"]}
            self.__dict__["tap"] = customer.news({"type": "interactive", "interactive": said})
        tap: dict[str, Any] = self.__dict__["tap"]
        return tap

    def _insists(self, asks: Callable[[], Any]) -> None:
        """As Meta and browsers do: until it is answered."""
        for _ in range(3):
            with suppress(Killed):
                if asks().status_code < 500:
                    return
        raise AssertionError("never answered")

    def _comes_to_rest(self, customer: Customer, waits: tuple[float, ...]) -> None:
        for minutes in waits:
            if minutes:
                self.clinic.town.clock.forward(minutes=minutes)
            with suppress(Killed, DoorFailed):
                self.clinic.town.sweep()
            for _ in range(100):
                if not self._worked() and not self._tells(customer):
                    break

    def _worked(self) -> bool:
        return sum(self._step(lane) for lane in self.clinic.town.lanes) > 0

    def _step(self, lane: str) -> bool:
        """One batch; what a dead worker held comes back at once, as if its time had passed."""
        town = self.clinic.town
        event = town.receive(lane)
        if event is None:
            return False
        try:
            answer = town.lanes[lane].door(event, None)
            failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
        except (Killed, DoorFailed):
            failed = {record["messageId"] for record in event["Records"]}
        town.settle(lane, event, failed)
        return True

    def _tells(self, customer: Customer) -> bool:
        """The phone has got something: WhatsApp says so, a step at a time and in the wrong order."""
        new = [message for message in customer.screen if message["wamid"] not in self.told]
        for message in new:
            self.told.add(message["wamid"])
            for status in ("delivered", "sent"):
                self._insists(lambda message=message, status=status: self.clinic.hears(self.clinic.status(message, status), work=False))  # type: ignore[misc]
        return bool(new)
