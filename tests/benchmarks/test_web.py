"""What an agent waits for, in Chromium slowed down four times: 10,000 conversations (ui.md §13)."""

import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect, sync_playwright

from infrastructure.local.chromium import NoBrowser, chromium
from tests.browser.furnished import furnished

SLOWER = 4
FRAME = 1_000 / 60
PART = f"web app, Chromium with the CPU {SLOWER}x slower"
WATCH = Path(__file__).with_name("waited.js")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with furnished(tmp_path_factory.mktemp("furnished")) as at:
        yield at


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    try:
        path = chromium()
    except NoBrowser as sentence:
        pytest.skip(str(sentence))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-quic"])
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="pt-BR")
        context.add_init_script(path=WATCH)
        opened = context.new_page()
        opened.set_default_timeout(60_000)
        opened.goto(f"{address}/inbox?view=all&scene=crowd")
        opened.get_by_role("option").first.wait_for()
        context.new_cdp_session(opened).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield opened
        browser.close()


@pytest.fixture(scope="module")
def devtools(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def scrolled(page: Page, devtools: CDPSession, selector: str, distance: int) -> list[float]:
    """The milliseconds of each frame while a finger's worth of scrolling goes on."""
    box = page.locator(selector).bounding_box()
    assert box
    page.evaluate("countFrames()")
    devtools.send(
        "Input.synthesizeScrollGesture",
        {"x": box["x"] + box["width"] / 2, "y": 400, "yDistance": distance, "speed": 2_500, "gestureSourceType": "mouse"},
    )
    return [float(each) for each in page.evaluate("endFrames()")]


def tell_frames(report: Any, what: str, frames: list[float]) -> None:
    report.add(PART, f"{what}: median frame", statistics.median(frames), "ms", "<= 17")
    report.add(
        PART, f"{what}: frames that came late, of {len(frames)}", 100 * sum(each > 1.5 * FRAME for each in frames) / len(frames), "%"
    )


def test_the_list_of_10000(page, devtools, report):
    page.get_by_role("listbox").hover()
    tell_frames(report, "list of 10,000, scrolled", scrolled(page, devtools, "#conversation-list", -15_000))


def test_the_keys_that_walk_the_list(page, report):
    page.evaluate("waited.events.length = 0")
    page.locator("#conversation-list").focus()
    for _ in range(30):
        before = page.url
        page.keyboard.press("j")
        expect(page).not_to_have_url(before)
    events = [float(each) for each in page.evaluate("waited.events")] or [FRAME]
    report.add(PART, "j through the list: interaction to next paint, 98 %", quantile(events, 0.98), "ms", "<= 200")


def test_what_moved_by_itself(page, report):
    report.add(PART, "layout shift over all of this", float(page.evaluate("waited.shifts")), "CLS", "<= 0.02")
    report.add("web app", "largest paint of the inbox, nothing slowed down", float(page.evaluate("waited.paint")), "ms", "<= 1800")
