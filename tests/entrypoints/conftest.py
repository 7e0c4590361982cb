"""The front of the house, put behind the doors."""

import pytest

from chalicelib import bootstrap
from tests.entrypoints.front import Front


@pytest.fixture
def front(monkeypatch: pytest.MonkeyPatch) -> Front:
    house = Front()
    for name, service in house.services.items():
        monkeypatch.setattr(bootstrap, name, lambda service=service: service)
    return house
