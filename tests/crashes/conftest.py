"""Each test kills an edition of its own."""

from collections.abc import Iterator

import pytest

from tests.crashes.mortal import Mortal, mortal


@pytest.fixture
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    """A healthy local edition on ports of its own."""
    yield from mortal(tmp_path_factory.mktemp("edition"))
