"""A town a file, a clinic a test: tests keep apart as customers do."""

from collections.abc import Callable, Iterator

import pytest

from tests.journeys import clinic as people
from tests.journeys.clinic import APPOINTMENTS, Clinic
from tests.journeys.paths import noting
from tests.journeys.town import Town
from tests.journeys.town import town as a_town


@pytest.fixture(scope="module")
def _town() -> Iterator[Town]:
    with a_town() as made:
        yield made
        assert made.counter.rights.missing == set(), "a function did what its policy does not allow"


@pytest.fixture
def town(_town: Town) -> Iterator[Town]:
    yield _town
    _town.clock.reset()
    _town.graph.refusals.clear()
    _town.hush()


@pytest.fixture(scope="module")
def paths() -> Iterator[None]:
    """Prints, after a file, what the paths of its tests cost."""
    with noting():
        yield


@pytest.fixture
def founded(town: Town) -> Callable[..., Clinic]:
    """Founds clinics."""
    return lambda name="Clínica Aurora": people.clinic(town, name)


@pytest.fixture
def clinic(founded: Callable[..., Clinic]) -> Clinic:
    """A clinic without flows: people answer."""
    return founded()


@pytest.fixture
def desk(clinic: Clinic) -> Clinic:
    """A clinic whose appointment desk is a flow."""
    clinic.publishes(APPOINTMENTS)
    return clinic
