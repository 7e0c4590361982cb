"""The product in a real Chromium, against a running edition; without one these tests skip, saying so."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from infrastructure.local.chromium import NoBrowser, chromium
from tests.browser import words
from tests.browser.customer import Customer, new_customer
from tests.browser.inbox import Inbox
from tests.browser.phone import Phone
from tests.browser.sign_in import SignIn
from tests.browser.sign_ins import SignIns
from tests.local.edition import SIMULATOR, UI, simulator

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / "test-results"
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
DESKTOP, MOBILE = (1440, 900), (390, 844)
# Whatever the socket missed is promised within the next asking, 30 s (I16); a true failure is the only thing that waits longer.
PATIENCE = 40_000
# A visitor without a cookie asks once who they are; Chromium itself notes the refusal.
NOBODY_YET = ("Failed to load resource: the server responded with a status of 401 (Unauthorized)", "/api/sign-in/refresh")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder wants a browser and a running edition."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Lets a fixture know, when it ends, how its test went."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="package", autouse=True)
def running() -> None:
    """Both faces of an edition answer."""
    try:
        requests.get(f"{UI}/api/health", timeout=30).raise_for_status()
        requests.get(f"{SIMULATOR}/sim/state", timeout=10).raise_for_status()
    except requests.RequestException:
        pytest.skip(f"no local edition answers at {UI}: start one with `make up`")


# Not for the session: another folder may want a Playwright of its own, and there is one at a time.
@pytest.fixture(scope="package")
def browser(running: None) -> Iterator[Browser]:
    try:
        path = chromium()
    except NoBrowser as sentence:
        pytest.skip(str(sentence))
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield started
        started.close()


@dataclass
class Screens:
    """Opens browsers of people's own, and listens to what they complain of."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[tuple[str, str]] = field(default_factory=list)
    allowed: list[tuple[str, str]] = field(default_factory=list)

    def allow(self, text: str, path: str) -> None:
        """An error this test means to cause: its words and the address it is about, where * stands for what differs each time."""
        self.allowed.append((text, path))

    def allow_no_network(self) -> None:
        """What a page and its worker ask for, and cannot have."""
        self.allow("*ERR_INTERNET_DISCONNECTED*", "*")
        self.allow("An unknown error occurred when fetching the script.", "*")

    def open(
        self,
        *,
        language: str = "pt-BR",
        size: tuple[int, int] = DESKTOP,
        touch: bool = False,
        dark: bool = False,
        place: str = "America/Sao_Paulo",
    ) -> Page:
        """A page of a browser that knows nothing yet."""
        context = self.browser.new_context(
            locale=language,
            timezone_id=place,
            viewport={"width": size[0], "height": size[1]},
            has_touch=touch,
            is_mobile=touch,
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(PATIENCE)
        context.tracing.start(snapshots=True)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append((f"uncaught: {error}", "")))
        return page

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append((said.text, urlsplit(said.location["url"]).path))

    def close(self, name: str, *, failed: bool) -> None:
        for number, context in enumerate(self.contexts, 1):
            if failed:
                KEPT.mkdir(exist_ok=True)
                context.pages[0].screenshot(path=KEPT / f"{name}-{number}.png")
                context.tracing.stop(path=KEPT / f"{name}-{number}.zip")
            for page in context.pages:
                # A call under way in a route would fail into the next test.
                page.unroute_all(behavior="ignoreErrors")
            context.close()
        unexpected = [
            each for each in self.complaints if not any(fnmatch(each[0], text) and fnmatch(each[1], path) for text, path in self.allowed)
        ]
        assert failed or not unexpected, f"the browser complained: {unexpected}"


@pytest.fixture
def screens(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Screens]:
    opened = Screens(browser)
    yield opened
    name = re.sub(r"[^\w.-]+", "-", request.node.name)
    opened.close(name, failed=request.node.stash.get(FAILED, True))


@pytest.fixture
def visitor(screens: Screens) -> Callable[..., SignIn]:
    """Opens the sign-in page as somebody unknown."""

    def open_sign_in(path: str = "/", *, language: str = "pt-BR", **screen: Any) -> SignIn:
        screens.allow(*NOBODY_YET)
        return SignIn(screens.open(language=language, **screen), words.product(language)).open(path)

    return open_sign_in


@pytest.fixture(scope="package")
def sign_ins() -> SignIns:
    return SignIns()


@dataclass
class Desks:
    """Opens inboxes."""

    screens: Screens
    sign_ins: SignIns

    def __call__(
        self, email: str, view: str = "mine", *, language: str = "pt-BR", prepare: Callable[[Page], None] | None = None, **screen: Any
    ) -> Inbox:
        """The inbox of a member whose cookie is there already; ``prepare`` sees the page before it loads anything."""
        page = self.screens.open(language=language, **screen)
        if prepare:
            prepare(page)
        self.sign_ins.lend(email, page.context)
        return self.on(page, language=language).open(view)

    def on(self, page: Page, *, language: str = "pt-BR") -> Inbox:
        """The inbox somebody is already at."""
        return Inbox(page, words.product(language))


@pytest.fixture
def inbox_of(screens: Screens, sign_ins: SignIns) -> Iterator[Desks]:
    yield Desks(screens, sign_ins)
    sign_ins.take_back()


@pytest.fixture
def phone(screens: Screens) -> Callable[..., Phone]:
    """Opens the simulator's page."""

    def open_phone(*, language: str = "pt-BR", touch: bool = False, **screen: Any) -> Phone:
        page = screens.open(language=language, touch=touch, **screen)
        return Phone(page, words.simulator(language), narrow=touch).open()

    return open_phone


@pytest.fixture
def customer() -> Customer:
    return new_customer("Joana Prado")


@pytest.fixture
def fail_next_send(customer: Customer) -> Iterator[Callable[[int], None]]:
    """The next message to the customer is refused with Meta's code; a flow may speak to another one meanwhile."""
    yield lambda code: simulator("PUT", "/mischief", json={"fail_next_send": code, "fail_next_send_to": customer.id})
    simulator("PUT", "/mischief", json={"fail_next_send": None})
