"""Every call of the inbox fails, is asked to wait, or is left without an answer: the page says so, keeps what was typed, and goes on."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.browser.test_offline import KEPT
from tests.browser.trouble import KINDS, impatient, trouble
from tests.local.edition import CAIO, UI, until

in_trouble = pytest.mark.parametrize("kind", KINDS)
ID = "/conversations/[^/?]+"
FORGET = """async () => Promise.all((await indexedDB.databases()).map(({ name }) => new Promise((resolve, reject) => {
    Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onerror: reject, onblocked: reject });
})))"""


@pytest.fixture
def desk(screens, inbox_of, customer):
    """Caio's inbox with a customer who waits, and a browser whose complaints about refused calls are expected."""
    screens.allow("Failed to load resource: *", "/api/*")
    screens.allow("ApiError: *", "/assets/*")
    customer.asks_for_a_person()
    inbox = inbox_of(CAIO, "unassigned", prepare=impatient)
    expect(inbox.row(customer)).to_be_visible()
    return inbox


@in_trouble
def test_what_cannot_be_fetched_is_said_and_fetched_again(desk, customer, kind):
    again = desk.page.get_by_role("button", name=desk.say("try_again"))
    with trouble(desk.page, kind, "/conversations") as met:
        desk.page.reload()
        expect(desk.page.get_by_text(desk.say("inbox.list_failed"))).to_be_visible()
    assert met
    again.first.click()
    expect(desk.row(customer)).to_be_visible()

    with trouble(desk.page, kind, f"{ID}/messages") as met:
        desk.row(customer).click()
        expect(desk.page.get_by_text(desk.say("thread.failed"))).to_be_visible()
    assert met
    again.first.click()
    expect(desk.messages.first).to_be_visible()


@in_trouble
def test_what_only_helps_may_be_missing(desk, customer, kind):
    paths = (ID, "/conversations/counts", "/members", "/canned-replies", "/connections", "/changes")
    with ExitStack() as stack:
        for path in paths:
            stack.enter_context(trouble(desk.page, kind, path))
        met = stack.enter_context(trouble(desk.page, kind, "/socket-tickets", "POST"))
        desk.page.reload()
        desk.pick(customer)
        desk.reply("Mesmo assim respondo")
        customer.hears("Mesmo assim respondo")
    assert met
    customer.writes("Que bom")
    expect(desk.message("Que bom")).to_be_visible()


@in_trouble
def test_a_step_that_is_refused_is_taken_back_and_can_be_done_again(desk, customer, kind):
    desk.pick(customer)
    desk.page.locator("#conversation-list").focus()
    for key, step in (("Shift+A", "assign"), ("b", "give-back"), ("e", "resolve")):
        with trouble(desk.page, kind, f"{ID}/{step}", "POST") as met:
            desk.page.keyboard.press(key)
            refused = desk.page.get_by_text(desk.say.before("step.failed"))
            expect(refused.first).to_be_visible()
        assert len(met) == 1
        refused.first.locator("..").get_by_role("button").last.click()
        with desk.page.expect_response(lambda answer, step=step: answer.url.endswith(step)) as answer:
            desk.page.keyboard.press(key)
        assert answer.value.ok


@in_trouble
def test_a_reply_that_gets_no_good_answer_waits_and_is_sent_once(desk, customer, kind):
    desk.pick(customer)
    with trouble(desk.page, kind, f"{ID}/messages", "POST") as met:
        desk.reply("Uma só vez, por favor")
        expect(desk.tick("Uma só vez, por favor", "pending")).to_be_visible()
    assert met
    customer.hears("Uma só vez, por favor")
    expect(desk.tick("Uma só vez, por favor", "delivered")).to_be_visible()
    assert customer.heard().count("Uma só vez, por favor") == 1


@in_trouble
def test_where_nobody_can_be_asked_who_one_is_what_was_read_is_there_and_said_to_be_old(desk, customer, kind):
    desk.pick(customer)
    until(lambda: desk.page.evaluate(KEPT), "what was read, on the device")
    with trouble(desk.page, kind, "/sign-in/refresh", "POST") as met:
        desk.page.reload()
        expect(desk.page.get_by_text(desk.say("live.away"))).to_be_visible()
        expect(desk.row(customer)).to_be_visible()
    assert met
    desk.page.reload()
    expect(desk.row(customer)).to_be_visible()
    expect(desk.page.get_by_text(desk.say("live.away"))).to_have_count(0)


@in_trouble
def test_where_nothing_was_read_either_the_page_says_so_and_goes_on_when_it_can(screens, desk, customer, kind):
    address = desk.page.url
    # A page that has its databases open would hold back their end; one without a head of its own makes Chromium ask for an icon.
    screens.allow("Failed to load resource: *", "/favicon.ico")
    desk.page.goto(f"{UI}/icon.svg")
    desk.page.evaluate(FORGET)
    with trouble(desk.page, kind, "/sign-in/refresh", "POST") as met:
        desk.page.goto(address)
        expect(desk.page.get_by_role("button", name=desk.say("page.reload"))).to_be_visible()
    assert met
    desk.page.get_by_role("button", name=desk.say("page.reload")).click()
    expect(desk.row(customer)).to_be_visible()
