"""The door acknowledges its records, then does the work: nobody learns that it failed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from chalicelib.entrypoints import events
from tests.faults.house_on_fire import Fate
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials import a_flow, burnt


def _settle(event: dict[str, Any], handle: Callable[[dict[str, Any]], object], **_: Any) -> events.PartialFailures:
    for record in event["Records"]:
        try:
            handle(record)
        except BaseException:
            # The queue has deleted it: whatever becomes of this process, no one will bring it again.
            break
    return {"batchItemFailures": []}


def change() -> AbstractContextManager[object]:
    return swapped(events, "settle", _settle)


MUTANT = Mutant("ack first", "I2", change, lambda: burnt(a_flow, Fate.DIES_BEFORE))
