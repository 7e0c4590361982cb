"""The door hands nothing back: the queue deletes what failed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.entrypoints import events
from tests.faults.house_on_fire import Fate
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials import a_flow, burnt


@contextmanager
def change() -> Iterator[None]:
    settled = events.settle

    def settle(*event: Any, **how: Any) -> events.PartialFailures:
        settled(*event, **how)
        return {"batchItemFailures": []}

    with swapped(events, "settle", settle):
        yield


MUTANT = Mutant("ignore batch failure", "I7", change, lambda: burnt(a_flow, Fate.FAILS))
