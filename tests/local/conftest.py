"""These tests ask a running edition; without one they skip, saying so."""

from pathlib import Path

import pytest
import requests

from tests.local.edition import CAIO, LIVIA, MARINA, SIMULATOR, UI, Product

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder wants a running edition."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("local")


@pytest.fixture(scope="session", autouse=True)
def running() -> None:
    """Both of its faces answer."""
    try:
        requests.get(f"{UI}/api/health", timeout=10).raise_for_status()
        requests.get(f"{SIMULATOR}/sim/state", timeout=10).raise_for_status()
    except requests.RequestException:
        pytest.skip(f"no local edition answers at {UI}: start one with `make up`")


@pytest.fixture(scope="session")
def livia() -> Product:
    return Product(LIVIA)


@pytest.fixture(scope="session")
def marina() -> Product:
    return Product(MARINA)


@pytest.fixture(scope="session")
def caio() -> Product:
    return Product(CAIO)
