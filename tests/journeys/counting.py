"""Notes every AWS call that PyTake makes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.client import BaseClient

from tests.journeys.capacity import Meter, Units
from tests.journeys.rights import Rights


@dataclass(frozen=True)
class Call:
    """One operation; retries inside botocore count as one."""

    service: str
    operation: str
    params: dict[str, Any]
    answer: Any
    units: Units
    """What DynamoDB charges for it."""


@dataclass
class Calls:
    """The calls so far, in order."""

    made: list[Call] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.made)

    @property
    def names(self) -> list[str]:
        return [call.operation for call in self.made]

    @property
    def units(self) -> Units:
        """DynamoDB's request units of them all."""
        return sum((call.units for call in self.made), Units())


@dataclass
class Counter:
    """``watch`` from then on; a test's own clients are ``strangers`` to it."""

    strangers: list[BaseClient] = field(default_factory=list)
    meter: Meter | None = None
    rights: Rights = field(default_factory=Rights)
    _open: list[Calls] = field(default_factory=list)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """While it lasts, calls reach those who count."""
        original = BaseClient._make_api_call

        def noting(client: BaseClient, operation: str, params: dict[str, Any]) -> Any:
            service, answer = client.meta.service_model.service_name, {}
            if any(client is stranger for stranger in self.strangers):
                return original(client, operation, params)
            self.rights.note(service, operation, params)
            if not self._open:
                return original(client, operation, params)
            meter = self.meter if service == "dynamodb" else None
            before = meter.before(operation, params) if meter else {}
            try:
                answer = original(client, operation, params)
            finally:
                # A refused call was made all the same, and is paid for.
                units = meter.units(operation, params, answer, before) if meter else Units()
                for calls in self._open:
                    calls.made.append(Call(service, operation, params, answer, units))
            return answer

        BaseClient._make_api_call = noting
        try:
            yield
        finally:
            BaseClient._make_api_call = original

    @contextmanager
    def counting(self) -> Iterator[Calls]:
        """The calls made inside the ``with``."""
        calls = Calls()
        self._open.append(calls)
        try:
            yield calls
        finally:
            self._open.remove(calls)
