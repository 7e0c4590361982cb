"""The same hour on a telephone: one hand, no keys."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import MOBILE
from tests.browser.test_hour_by_keyboard import canned, waiting
from tests.local.edition import CAIO, until


def swipe_left(page: Page, row: Locator) -> None:
    """A finger drawn across a row, as the touch screen reports it."""
    box = row.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)
    where = [box["x"] + box["width"] * share for share in (0.9, 0.7, 0.5, 0.3, 0.15)]
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": where[0], "y": y}]})
    for x in where[1:]:
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def press(step: Locator) -> None:
    """Taps until it is gone: right after a swipe Chromium takes a tap for the end of it."""
    until(lambda: step.count() == 0 or step.tap(), "the step behind the row to be done", every=0.5)


def test_an_hour_by_touch(inbox_of):
    canned("prazo", "Olá, {{contact.first_name}}! O resultado sai em *dois dias*. {{agent.first_name}}")
    first, second = waiting("Dora Toque", "Elias Toque")
    inbox = inbox_of(CAIO, "unassigned", size=MOBILE, touch=True)
    page, say = inbox.page, inbox.say

    # A row drawn aside: it is mine.
    swipe_left(page, inbox.row(second))
    press(inbox.row(second).get_by_text(say("action.assign_me"), exact=True))
    expect(inbox.row(second)).to_have_count(0)

    # The other is opened, answered with canned words, and taken by answering.
    inbox.row(first).tap()
    expect(inbox.messages.first).to_be_visible()
    inbox.field.tap()
    inbox.field.press_sequentially("/praz")
    page.get_by_role("option", name=re.compile("prazo")).tap()
    expect(inbox.field).to_have_value(re.compile(f"^Olá, {first.first_name}! O resultado sai em"))
    inbox.composer.get_by_role("button", name=say.beginning("composer.send")).tap()
    first.hears("O resultado sai em")
    expect(inbox.tick("O resultado sai em", "delivered")).to_be_visible()

    # Resolved from its head, taken back from the toast.
    page.get_by_role("main").get_by_role("button", name=say("action.resolve"), exact=True).tap()
    expect(inbox.toast(say("inbox.resolved"))).to_be_visible()
    page.get_by_role("button", name=say("inbox.undo"), exact=True).tap()
    expect(inbox.field).to_be_visible()
    page.get_by_role("button", name=say("thread.back")).tap()

    # Both are mine now; one is done with by a finger.
    inbox.pill("mine").tap()
    expect(inbox.row(first)).to_be_visible()
    swipe_left(page, inbox.row(first))
    press(inbox.row(first).get_by_text(say("action.resolve"), exact=True))
    expect(inbox.row(first)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == MOBILE[0]
