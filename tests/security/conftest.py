"""The two neighbours, founded once a file."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.journeys.town import Town
from tests.journeys.town import town as a_town
from tests.security.ledger import Ledger
from tests.security.neighbours import Neighbour, neighbour


@dataclass
class Street:
    """Where both live: ``home`` is whose eyes we look through, ``abroad`` what they must not see."""

    town: Town
    home: Neighbour
    abroad: Neighbour
    ledger: Ledger


@pytest.fixture(scope="module")
def street() -> Iterator[Street]:
    with a_town() as town:
        home, abroad = neighbour(town, "a"), neighbour(town, "b")
        town.hush()
        yield Street(town, home, abroad, Ledger(town))
