"""What was read is written over whatever was written meanwhile."""

from contextlib import AbstractContextManager

from tests.fakes import conversations
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials import read_while_written


def change() -> AbstractContextManager[object]:
    return swapped(conversations, "_same_version", lambda stored, version: None)


MUTANT = Mutant("no version check", "I4", change, read_while_written)
