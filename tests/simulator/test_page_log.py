"""The log's page: what PyTake did, a way back, and two thousand lines."""

from contextlib import closing
from dataclasses import replace

import pytest
import requests

from infrastructure.local.simulator.clock import moment_of
from infrastructure.local.simulator.store import Store
from tests.simulator.functions import Functions, takes
from tests.simulator.screen import DESKTOP, HAND, NEEDS_A_BROWSER, faults, open_page, running

pytestmark = NEEDS_A_BROWSER


def first_webhook(page):
    return page.get_by_role("button", name="Webhook to PyTake, messages").first


def test_each_step_stands_beside_the_payload_and_in_its_tab(browser, settings, tmp_path, product, eventually):
    functions = Functions(tmp_path / "functions")
    with running(replace(settings, product_logs=functions.folder)) as address:
        page, complaints = open_page(browser, address, locale="en-GB", viewport=DESKTOP)
        page.get_by_role("textbox", name="Message as Rafael Nogueira").fill("Oi")
        page.keyboard.press("Enter")
        first_webhook(page).wait_for()
        entry = page.request.get(f"{address}/sim/log").json()["entries"][0]
        entry = page.request.get(f"{address}/sim/log/{entry['id']}").json()
        takes(functions, entry, product.messages[0]["id"], began=moment_of(entry["at"]) + 0.003, replies=1)
        first_webhook(page).click()
        beside = page.get_by_role("region", name="What PyTake did")
        beside.get_by_text("Verified signature").wait_for()
        beside.get_by_text("Flow resumed at Buttons").wait_for()
        assert beside.get_by_role("listitem").count() == 7
        page.get_by_role("tab", name="What PyTake did 7").click()
        page.get_by_role("tabpanel").get_by_text("Matched contact").wait_for()
        assert complaints == []


def test_alone_the_page_says_that_the_steps_cannot_be_known(browser, address):
    page, _ = open_page(browser, address, locale="en-GB", viewport=DESKTOP)
    page.get_by_role("region", name="Send as customer").get_by_role("button", name="Order").click()
    first_webhook(page).click()
    page.get_by_role("tab", name="What PyTake did").click()
    page.get_by_role("tabpanel").get_by_text("it was started alone").wait_for()


def test_an_emptied_log_comes_back(browser, address):
    page, complaints = open_page(browser, address, locale="en-GB", viewport=DESKTOP)
    page.get_by_role("region", name="Send as customer").get_by_role("button", name="Contact").click()
    first_webhook(page).wait_for()
    page.get_by_role("button", name="Clear the log").click()
    page.get_by_text("Nothing yet").wait_for()
    page.get_by_role("button", name="Undo").click()
    first_webhook(page).wait_for()
    page.reload()
    first_webhook(page).wait_for()
    assert complaints == []


def test_the_arrows_walk_the_log(browser, address):
    page, complaints = open_page(browser, address, locale="en-GB", viewport=DESKTOP)
    for kind in ("Contact", "Location"):
        page.get_by_role("region", name="Send as customer").get_by_role("button", name=kind).click()
        page.get_by_role("button", name=f"Webhook to PyTake, messages, {kind.lower()}").wait_for()
    rows = page.get_by_role("button", name="Webhook to PyTake, messages")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.locator("[aria-current]:focus", has_text="contacts").wait_for()
    page.keyboard.press("ArrowUp")
    page.locator("[aria-current]:focus", has_text="location").wait_for()
    assert [row.get_attribute("tabindex") for row in rows.all()] == ["0", "-1"]
    assert complaints == []


def test_two_thousand_lines_are_a_few_rows_and_scroll_to_the_last(browser, settings):
    with running(settings) as address:
        requests.get(f"{address}/graph/v26.0/100000000000001/nothing", headers={"authorization": "Bearer local-access-token"}, timeout=10)
    with closing(Store(settings.state_dir / "simulator.sqlite")) as store, store.together():
        (line,) = store.all("log")
        for number in range(1, 2_000):
            store.put("log", str(line["id"] + number), {**line, "id": line["id"] + number})
    with running(settings) as address:
        page, complaints = open_page(browser, address, locale="en-GB", viewport=DESKTOP)
        page.get_by_text("2000", exact=True).wait_for()
        rows = page.get_by_role("region", name="Webhooks and calls").get_by_role("button", name="Failed, ")
        assert rows.count() < 40
        page.evaluate("document.querySelector('section[aria-labelledby=log-title] .overflow-y-auto').scrollTop = 1e9")
        page.wait_for_function("document.querySelector('section[aria-labelledby=log-title] .overflow-y-auto').scrollTop > 60000")
        assert rows.count() < 40
        assert [line for line in complaints if "404" not in line and "400" not in line] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"viewport": DESKTOP}, HAND], ids=["desk", "hand"])
def test_nothing_is_wrong_to_axe(browser, address, size, scheme):
    page, _ = open_page(browser, address, locale="en-GB", color_scheme=scheme, reduced_motion="reduce", **size)
    page.get_by_role("textbox", name="Message as Rafael Nogueira").wait_for()
    assert faults(page) == []
    page.request.post(f"{address}/sim/chats/rafael/messages", data={"kind": "location", "latitude": 1, "longitude": 1, "name": "Aqui"})
    page.get_by_text("Aqui").first.wait_for()
    assert faults(page) == []
    for tab in ("Customers", "Log") if size is HAND else ():
        page.get_by_role("navigation").get_by_role("button", name=tab).click()
        assert faults(page) == []
    first_webhook(page).click()
    page.get_by_role("tab", name="What PyTake did").click()
    page.get_by_role("tabpanel").get_by_text("Answered 200").wait_for()
    assert faults(page) == []
    page.get_by_role("button", name="Scenario").click()
    page.get_by_role("dialog", name="Scenarios").get_by_text("Nothing saved yet").wait_for()
    assert faults(page) == []
