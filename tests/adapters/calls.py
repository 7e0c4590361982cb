"""Counts what an adapter asks of AWS."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Calls:
    """The names of the operations, in order; retries inside botocore count as one."""

    names: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.names)

    def _note(self, model: Any, **_: Any) -> None:
        self.names.append(model.name)


@contextmanager
def counted(client: Any) -> Iterator[Calls]:
    """The calls made through a client inside the ``with``."""
    calls = Calls()
    client.meta.events.register("before-call.*.*", calls._note)
    try:
        yield calls
    finally:
        client.meta.events.unregister("before-call.*.*", calls._note)
