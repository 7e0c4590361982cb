"""A simulator on a test client, and a product that takes its webhooks."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from infrastructure.local.simulator.app import create_app
from infrastructure.local.simulator.settings import Settings
from tests.simulator.kit import HOME, Meta, Product
from tests.simulator.screen import CHROMIUM, FLAGS, running


@pytest.fixture
def product() -> Iterator[Product]:
    product = Product()
    yield product
    product.close()


@pytest.fixture
def settings(tmp_path: Path, product: Product) -> Settings:
    return Settings(
        webhook_url=product.url,
        state_dir=tmp_path,
        page_dir=tmp_path,
        scenarios_dir=tmp_path / "scenarios",
        sent_after=0,
        delivered_after=0.02,
        retry_first=0.02,
        retry_longest=0.05,
    )


@pytest.fixture
def meta(settings: Settings) -> Iterator[Meta]:
    with TestClient(create_app(settings), HOME, raise_server_exceptions=True) as client:
        yield Meta(client)


@pytest.fixture
def eventually() -> Callable[[Callable[[], Any]], Any]:
    """Waits until the condition holds, at most five seconds, and returns its value."""

    def wait(condition: Callable[[], Any]) -> Any:
        end = time.monotonic() + 5
        while not (value := condition()):
            assert time.monotonic() < end, "it never came to pass"
            time.sleep(0.01)
        return value

    return wait


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    """A running simulator with its page."""
    with running(settings) as address:
        yield address


@pytest.fixture
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()
