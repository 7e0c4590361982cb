"""Keys are spelt without their workspace."""

from contextlib import AbstractContextManager

from chalicelib.adapters.dynamodb import keys
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials_on_tables import two_workspaces


def _of(workspace: str, *parts: str) -> str:
    return "#".join(("W", *parts))


def change() -> AbstractContextManager[object]:
    return swapped(keys, "of", _of)


MUTANT = Mutant("no workspace in key", "I20", change, two_workspaces)
