"""An unknown outcome is taken for a failure, and sent again at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.domain.errors import ChannelUnavailable, OutcomeUnknown
from chalicelib.services.delivery import Delivery
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials import a_reply, told


@contextmanager
def change() -> Iterator[None]:
    recorded = Delivery._record

    def record(delivery: Delivery, *what: Any) -> None:
        recorded(delivery, *(ChannelUnavailable(each.detail) if isinstance(each, OutcomeUnknown) else each for each in what))

    with swapped(Delivery, "_record", record):
        yield


MUTANT = Mutant("blind retry", "I10", change, lambda: told(a_reply, ["taken"]))
