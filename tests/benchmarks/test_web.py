"""What an agent waits for, in Chromium slowed down four times: 10,000 conversations, a thread of 5,000, a long reply (ui.md §13).

A frame of the socket and a key are timed to the first task after the main thread painted them; interactions, shifts and the largest
paint are as the browser itself tells them, to the presented frame.
"""

import os
import signal
import statistics
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

from infrastructure.local.chromium import NoBrowser, chromium
from tests.benchmarks.replayed import replayed
from tests.browser.furnished import furnished

SLOWER = 4
PART = f"web app, Chromium with the CPU {SLOWER}x slower"
ARRIVAL = "web app, built and served as in production, cold cache"
WATCH = Path(__file__).with_name("waited.js")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
PATIENCE = 30_000
MOST = 90
"""Seconds: a test that is not done by then loses its browser, and says so."""
LATE = 25
SPEEDS = {1_200: "<= 17", 2_500: None}
"""Pixels a second: as one looks through it, and as one flings it."""
LETTERS = "quinta feira as duas e meia"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
FOUR_G = {"offline": False, "latency": 170, "downloadThroughput": 9e6 / 8, "uploadThroughput": 9e6 / 8}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        path = chromium()
    except NoBrowser as sentence:
        pytest.skip(str(sentence))
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(autouse=True)
def bounded(browser: Browser) -> Iterator[None]:
    """Nothing waits for ever: a page that does not answer has no limit of its own."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    own = next(each["id"] for each in told["processInfo"] if each["type"] == "browser")
    timer = Timer(MOST, os.kill, (own, signal.SIGKILL))
    timer.start()
    yield
    timer.cancel()
    assert browser.is_connected(), f"it was not done within {MOST} s"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with furnished(tmp_path_factory.mktemp("furnished")) as at:
        yield at


def opened(browser: Browser, **profile: Any) -> Page:
    """A page of a browser that knows nothing yet."""
    profile = {"viewport": {"width": 1440, "height": 900}, **profile}
    context = browser.new_context(locale="pt-BR", timezone_id="America/Sao_Paulo", **profile)
    context.add_init_script(path=WATCH)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def devtools(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def slowed(page: Page) -> Page:
    devtools(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


# A page that is slowed down keeps a core busy, even at rest: each lives as long as its own tests.
@pytest.fixture(scope="class")
def crowd(browser: Browser, address: str) -> Iterator[Page]:
    """The inbox with 10,000 conversations."""
    page = opened(browser)
    page.goto(f"{address}/inbox?view=all&scene=crowd")
    page.get_by_role("option").first.wait_for()
    yield slowed(page)
    page.context.close()


@pytest.fixture(scope="class")
def long(browser: Browser, address: str) -> Iterator[Page]:
    """A conversation of 5,000 entries."""
    page = opened(browser)
    page.goto(f"{address}/inbox/long?view=all&scene=threads")
    page.get_by_role("log").get_by_role("article").last.wait_for()
    page.wait_for_function("backend.sockets.size > 0")
    yield slowed(page)
    page.context.close()


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def scrolled(page: Page, selector: str, distance: int, speed: int) -> list[float]:
    """The milliseconds of each frame while it scrolls on, `speed` pixels a second."""
    box = page.locator(selector).bounding_box()
    assert box
    page.evaluate("quiet()")
    page.evaluate("countFrames()")
    gesture = {"x": box["x"] + box["width"] / 2, "y": 400, "yDistance": distance, "speed": speed, "gestureSourceType": "mouse"}
    devtools(page).send("Input.synthesizeScrollGesture", gesture)
    return [float(each) for each in page.evaluate("endFrames()")]


def tell_frames(report: Any, what: str, frames: list[float], budget: str | None) -> None:
    report.add(PART, f"{what}: median frame", statistics.median(frames), "ms", *([budget] if budget else []))
    report.add(PART, f"{what}: 95 % of frames", quantile(frames, 0.95), "ms")
    report.add(PART, f"{what}: above {LATE} ms, of {len(frames)}", 100 * sum(each > LATE for each in frames) / len(frames), "%")


def tell_waits(report: Any, what: str, waits: list[float], budget: int) -> None:
    report.add(PART, f"{what}, median of {len(waits)}", statistics.median(waits), "ms", f"<= {budget}")
    report.add(PART, f"{what}, 95 %", quantile(waits, 0.95), "ms")


def frames_to_paint(page: Page, ids: list[str], words: str, where: str) -> float:
    return float(page.evaluate("(what) => framesToPaint(what)", [ids, words, where]))


def tell_page(report: Any, what: str, page: Page) -> None:
    """How long every press took, and what moved by itself."""
    slow = [float(each) for each in page.evaluate("Object.values(waited.interactions)")]
    # What took less than 16 ms is counted and not told.
    every = slow + [8.0] * max(0, page.evaluate("performance.interactionCount") - len(slow))
    report.add(PART, f"{what}: interaction to next paint, 98 % of {len(every)}", quantile(every, 0.98), "ms", "<= 200")
    report.add(PART, f"{what}: interaction to next paint, median", statistics.median(every), "ms")
    report.add(PART, f"{what}: layout shift over all of this", float(page.evaluate("waited.shifts")), "CLS", "<= 0.02")


class TestTenThousandConversations:
    def test_the_list_of_10000(self, crowd, report):
        crowd.get_by_role("listbox").hover()
        for speed, budget in SPEEDS.items():
            frames = scrolled(crowd, "#conversation-list", -6 * speed, speed)
            tell_frames(report, f"list of 10,000, scrolled at {speed:,} px/s", frames, budget)

    def test_50_conversations_at_once(self, crowd, report):
        # A list that is pointed at holds still.
        crowd.mouse.move(1_000, 500)
        crowd.locator("#conversation-list").evaluate("each => each.parentElement.scrollTo(0, 0)")
        ids = [f"crowd-{number:05}" for number in range(50)]
        waits = [frames_to_paint(crowd, ids, f"de todos, {number}.", "[role=option]") for number in range(8)]
        tell_waits(report, "50 frames of the socket for 50 rows to paint", waits, 100)

    def test_the_keys_that_walk_the_list(self, crowd):
        crowd.locator("#conversation-list").focus()
        for _ in range(30):
            before = crowd.url
            crowd.keyboard.press("j")
            expect(crowd).not_to_have_url(before)
        expect(crowd.get_by_role("log")).to_be_visible()

    def test_all_of_this(self, crowd, report):
        tell_page(report, "10,000 conversations", crowd)


class TestAThreadOf5000:
    def test_the_thread_of_5000(self, long, report):
        long.get_by_role("log").hover()
        # The older pages come in while it goes on.
        for speed, budget in SPEEDS.items():
            tell_frames(report, f"thread of 5,000, scrolled up at {speed:,} px/s", scrolled(long, "#thread", 5 * speed, speed), budget)

    def test_a_message_comes_in(self, long, report):
        long.locator("#thread").evaluate("each => each.scrollTo(0, each.scrollHeight)")
        waits = [frames_to_paint(long, ["long"], f"chegou agora, {number}.", "[role=log] article") for number in range(20)]
        tell_waits(report, "a frame of the socket to paint in the thread of 5,000", waits, 100)

    def test_typing_a_long_reply(self, long, report):
        field = long.locator("#reply")
        moved = long.evaluate("waited.shifts")
        field.fill("palavras e mais palavras " * 160)
        field.press("End")
        # No hand fills a field like this: that it grows is nobody's surprise.
        long.evaluate("(moved) => quiet().then(quiet).then(() => { waited.shifts = moved; })", moved)
        long.evaluate("countKeys('#reply')")
        for number, letter in enumerate(LETTERS, 1):
            long.keyboard.press("Space" if letter == " " else letter)
            long.wait_for_function("(many) => waited.typed.length >= many", arg=number)
        tell_waits(report, "keystroke to paint at 4,000 characters", [float(each) for each in long.evaluate("waited.typed")], 16)

    def test_all_of_this(self, long, report):
        tell_page(report, "a thread of 5,000", long)


@pytest.fixture(scope="module")
def heard(browser: Browser, address: str) -> dict[str, object]:
    """What the API says until the inbox has come to rest."""
    page = opened(browser)
    page.add_init_script("""
        window.heard = {};
        const asked = fetch;
        window.fetch = async (address, ...more) => {
          const answer = await asked(address, ...more);
          const { pathname, search } = new URL(address, location.href);
          if (pathname.startsWith("/api/") && answer.ok) heard[pathname.slice(4) + search] = await answer.clone().json();
          return answer;
        };""")
    page.goto(f"{address}/inbox?view=all&scene=crowd")
    page.get_by_role("option").first.wait_for()
    page.wait_for_function("backend.sockets.size > 0")
    page.wait_for_load_state("networkidle")
    said: dict[str, object] = page.evaluate("heard")
    page.context.close()
    return said


@pytest.fixture(scope="module")
def production(heard: dict[str, object], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with replayed(tmp_path_factory.mktemp("production"), heard) as at:
        yield at


def arrived(page: Page, at: str) -> tuple[float, float]:
    """When the largest part, and when the first conversation was painted; the page is closed again."""
    page.goto(f"{at}/inbox?view=all", wait_until="commit")
    found = page.evaluate("arrived()")
    page.context.close()
    return float(found[0]), float(found[1])


def phone(browser: Browser) -> Page:
    page = opened(browser, **PHONE)
    session = devtools(slowed(page))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", FOUR_G)
    return page


def test_arriving(browser, production, report):
    for what, screen in ((f"a phone, 4G, CPU {SLOWER}x slower", phone), ("a desk, nothing slowed down", opened)):
        seen = [arrived(screen(browser), production) for _ in range(3)]
        report.add(ARRIVAL, f"{what}: largest paint, median of {len(seen)}", statistics.median(each[0] for each in seen), "ms", "<= 1800")
        report.add(ARRIVAL, f"{what}: first conversation painted", statistics.median(each[1] for each in seen), "ms")
