"""The front of the house, put behind the doors."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.telemetry import logger
from tests.entrypoints.front import Front


@pytest.fixture
def front(monkeypatch: pytest.MonkeyPatch) -> Front:
    house = Front()
    for name, service in house.services.items():
        monkeypatch.setattr(bootstrap, name, lambda service=service: service)
    return house


@pytest.fixture
def logged() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The log lines so far."""
    stream, handler = io.StringIO(), logger.registered_handler
    before = handler.setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    handler.setStream(before)
