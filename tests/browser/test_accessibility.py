"""axe-core on every screen, in both themes: nothing serious, nothing critical."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MOBILE
from tests.browser.words import FRONTEND
from tests.local.edition import MARINA

AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
# An avatar's initials are a picture of the name beside them; that rule takes them for words a label must repeat.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"label-content-name-mismatch": {"enabled": False}},
    "resultTypes": ["violations"],
}
# What still fades in has no contrast yet.
SETTLED = """() => Promise.all(document.getAnimations()
    .filter((each) => each.effect?.getTiming().iterations !== Infinity)
    .map((each) => each.finished.catch(() => 0)))"""


def grave(page: Page) -> list[Any]:
    """What axe calls serious or critical: rule, how bad, and where."""
    page.evaluate(SETTLED)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found if each["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_sign_in_has_no_grave_violation(screens, visitor, dark):
    sign_in = visitor(dark=dark)
    assert grave(sign_in.page) == []
    sign_in.button.click()
    expect(sign_in.page.get_by_text(sign_in.say("sign_in.email_missing"))).to_be_visible()
    assert grave(sign_in.page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_inbox_has_no_grave_violation(inbox_of, customer, fail_next_send, dark):
    customer.writes("Oi")
    customer.hears("Como posso ajudar")
    inbox = inbox_of(MARINA, "all", dark=dark)
    expect(inbox.row(customer)).to_be_visible()
    assert grave(inbox.page) == []
    inbox.pick(customer)
    fail_next_send(131026)
    inbox.reply("Esta falha")
    expect(inbox.message("Esta falha").locator("[data-failure]")).to_be_visible()
    inbox.reply("Esta vai")
    expect(inbox.tick("Esta vai", "delivered")).to_be_visible()
    assert grave(inbox.page) == []
    inbox.page.get_by_role("button", name=inbox.say("menu.account")).click()
    expect(inbox.page.get_by_role("menu")).to_be_visible()
    assert grave(inbox.page) == []


def test_the_inbox_in_a_hand_has_no_grave_violation(inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned", language="en", size=MOBILE, touch=True)
    expect(inbox.row(customer)).to_be_visible()
    assert grave(inbox.page) == []
    inbox.row(customer).tap()
    expect(inbox.messages.first).to_be_visible()
    assert grave(inbox.page) == []
    inbox.page.get_by_role("button", name="More actions").tap()
    inbox.page.get_by_role("menuitem", name="Details").tap()
    expect(inbox.page.get_by_role("dialog", name="Details")).to_be_visible()
    assert grave(inbox.page) == []


def test_the_simulator_has_no_grave_violation(phone, customer):
    hand = phone().play(customer)
    hand.write("Oi")
    hand.sees("Como posso ajudar")
    hand.page.get_by_role("button", name="messages").first.click()
    assert grave(hand.page) == []
