"""The town is loud when it burns; nobody reads what it logs."""

import logging
from collections.abc import Iterator

import pytest

from chalicelib.telemetry import logger


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    said = logging.getLogger(logger.name)
    said.disabled = True
    yield
    said.disabled = False
