"""Twelve other designs, each of which looks right: every one is found out, by the promise it breaks."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from moto import mock_aws

from tests.adapters.conftest import create_tables
from tests.faults import mutants
from tests.faults.mutants import Mutant
from tests.faults.seeded import seeded
from tests.proof import figures

MUTANTS: list[Mutant] = [import_module(f"{mutants.__name__}.{found.name}").MUTANT for found in iter_modules(mutants.__path__)]


@pytest.fixture(scope="module", autouse=True)
def aws() -> Iterator[None]:
    with mock_aws():
        create_tables()
        yield


@pytest.fixture(autouse=True)
def dice() -> Iterator[None]:
    with seeded("mutants"):
        yield


def test_there_are_twelve() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) == 12


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_is_found_out_by_the_promise_it_breaks(mutant: Mutant) -> None:
    healthy = list(mutant.trials())
    assert [found for found in healthy if found] == []
    with mutant.change():
        runs = list(mutant.trials())
    broken = Counter(promise for found in runs for promise in {each.partition(":")[0] for each in found})
    figures("mutants", mutant.name, killed=int(broken[mutant.breaks] > 0), total=1, runs=len(runs), broken=broken.total(), by=mutant.breaks)
    assert broken[mutant.breaks] > 0, f"{mutant.name} lives; broken: {broken}"
