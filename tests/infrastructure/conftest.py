"""One emulator for all tests that only ask it; one of its own for each test that ends it."""

from collections.abc import Iterator

import pytest

from tests.infrastructure.emulator_process import Emulator


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """A running emulator."""
    running = Emulator(tmp_path_factory.mktemp("emulator"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def mortal_emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """A running emulator that the test may end and start again."""
    running = Emulator(tmp_path_factory.mktemp("mortal"))
    running.start()
    yield running
    running.stop()
