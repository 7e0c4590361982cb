"""What did not arrive is sent again by whoever sees it, and a number that stands still is set going by whoever looks after it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MOBILE
from tests.browser.test_accessibility import grave
from tests.local.edition import LIVIA, MARINA, UI, Product


@pytest.fixture
def number_runs_again() -> Iterator[None]:
    yield
    livia = Product(LIVIA)
    for connection in livia.get("/connections")["connections"]:
        livia.http.patch(f"{UI}/api/connections/{connection['id']}", json={"state": "running"}, timeout=30).raise_for_status()


def test_a_failed_message_is_sent_again_under_its_own_bubble(inbox_of, customer, fail_next_send):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned", language="en", size=MOBILE, touch=True)
    inbox.row(customer).tap()
    fail_next_send(131048)
    inbox.reply("Chega na segunda", with_button=True)
    bubble = inbox.message("Chega na segunda")
    expect(bubble.locator("[data-failure]")).to_contain_text("(131048)")
    again = bubble.get_by_role("button", name=inbox.say("message.retry_of", text="Chega na segunda"))
    box = again.bounding_box()
    assert box
    assert box["height"] >= 44
    assert grave(inbox.page) == []
    again.tap()
    expect(inbox.tick("Chega na segunda", "delivered")).to_be_visible()
    expect(bubble.get_by_text(inbox.say("message.resent_by_you"))).to_be_visible()
    assert inbox.page.evaluate("document.documentElement.scrollWidth") == MOBILE[0], "the page scrolls sideways"
    customer.hears("Chega na segunda")
    assert customer.heard().count("Chega na segunda") == 1
    expect(bubble).to_have_count(1)


def test_a_paused_number_says_why_and_resumes(inbox_of, customer, fail_next_send, number_runs_again):
    customer.asks_for_a_person()
    livia = inbox_of(LIVIA, "unassigned", dark=True)
    marina = inbox_of(MARINA, "unassigned")
    marina.pick(customer)
    banner = livia.page.get_by_role("alert", name=livia.say("connection.banner"))
    expect(banner).to_be_hidden()
    fail_next_send(190)
    marina.reply("Espera um pouco")
    bubble = marina.message("Espera um pouco")
    expect(bubble.get_by_role("img", name=marina.say("delivery.paused"), exact=True)).to_be_visible()
    expect(bubble.get_by_text(marina.say("message.paused"))).to_contain_text("(190)")
    expect(marina.page.get_by_role("alert", name=marina.say("connection.banner"))).to_have_count(0)

    expect(banner).to_contain_text("(190)")
    expect(banner).to_contain_text(livia.say("connection.renew_first"))
    assert grave(livia.page) == []
    banner.get_by_role("button", name=livia.say.before("connection.resume_of")).click()
    expect(banner).to_be_hidden()
    expect(marina.tick("Espera um pouco", "delivered")).to_be_visible()
    assert customer.heard().count("Espera um pouco") == 1
