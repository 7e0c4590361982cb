"""What has expired is honoured until the table removes it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from chalicelib.adapters.dynamodb import directory, sign_ins
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials_on_tables import around_their_end


@contextmanager
def change() -> Iterator[None]:
    with ExitStack() as all_of_them:
        for adapter in (sign_ins, directory):
            all_of_them.enter_context(swapped(adapter, "ended", lambda item, now: False))
        yield


MUTANT = Mutant("TTL trusted", "I8", change, around_their_end)
