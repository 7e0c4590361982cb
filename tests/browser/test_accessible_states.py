"""axe-core on every route and every state one can open: nothing serious, nothing critical, in either theme and on either width."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, MOBILE
from tests.browser.customer import Customer
from tests.browser.inbox import Inbox
from tests.browser.test_accessibility import grave
from tests.local.edition import LIVIA, UI

SETTINGS = ("profile", "language", "appearance", "notifications", "keyboard", "sign-ins", "canned-replies")
State = Callable[[Inbox], None]


def palette(inbox: Inbox) -> None:
    inbox.page.keyboard.press("Control+k")
    expect(inbox.page.get_by_role("dialog").get_by_role("option").first).to_be_visible()


def shortcuts(inbox: Inbox) -> None:
    inbox.page.locator("#conversation-list").focus()
    inbox.page.keyboard.press("?")
    expect(inbox.page.get_by_role("dialog", name=inbox.say("action.shortcuts"))).to_be_visible()


def sort_menu(inbox: Inbox) -> None:
    inbox.page.get_by_role("button", name=inbox.say("list.menu")).click()
    expect(inbox.page.get_by_role("menu")).to_be_visible()


def row_menu(inbox: Inbox) -> None:
    inbox.rows.first.click(button="right")
    expect(inbox.page.get_by_role("menu")).to_be_visible()


def bulk(inbox: Inbox) -> None:
    inbox.page.locator("#conversation-list").focus()
    inbox.page.keyboard.press("x")
    expect(inbox.page.get_by_role("toolbar", name=inbox.say("bulk.label"))).to_be_visible()


def canned(inbox: Inbox) -> None:
    inbox.field.fill("/")
    expect(inbox.page.get_by_role("option").last).to_be_visible()


def emoji(inbox: Inbox) -> None:
    inbox.composer.get_by_role("button", name=inbox.say("composer.emoji"), exact=True).click()
    expect(inbox.page.get_by_role("gridcell").first).to_be_visible()


def notices(inbox: Inbox) -> None:
    inbox.page.get_by_role("button", name=inbox.say.beginning("nav.notices")).first.click()
    expect(inbox.page.get_by_role("link", name=inbox.say("notice.settings"))).to_be_visible()


def typed(inbox: Inbox) -> None:
    inbox.field.fill("Uma *resposta* que ainda não foi")


def nothing_found(inbox: Inbox) -> None:
    inbox.page.locator("#conversation-list").focus()
    inbox.page.keyboard.press("/")
    inbox.page.keyboard.type("ninguém se chama assim")
    expect(inbox.page.get_by_text(inbox.say("search.none", q="ninguém se chama assim"))).to_be_visible()


AT_A_DESK: tuple[State, ...] = (typed, palette, shortcuts, sort_menu, row_menu, bulk, canned, emoji, notices, nothing_found)
IN_A_HAND: tuple[State, ...] = (typed, canned)


def looked_at(inbox: Inbox, states: tuple[State, ...]) -> Iterator[tuple[str, object]]:
    """What axe finds in each, under its name; each state begins on a page of its own."""
    address = inbox.page.url
    for state in states:
        inbox.page.goto(address)
        expect(inbox.messages.first).to_be_visible()
        state(inbox)
        yield from ((state.__name__, each) for each in grave(inbox.page))


def of_settings(page: Page) -> Iterator[tuple[str, object]]:
    for section in SETTINGS:
        page.goto(f"{UI}/settings/{section}")
        expect(page.get_by_role("heading", level=1).or_(page.get_by_role("heading", level=2)).first).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        yield from ((section, each) for each in grave(page))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("size", "states"), [(DESKTOP, AT_A_DESK), (MOBILE, IN_A_HAND)], ids=["desk", "hand"])
def test_no_state_has_a_grave_violation(inbox_of, customer: Customer, size, states, dark):
    customer.asks_for_a_person()
    inbox = inbox_of(LIVIA, "unassigned", size=size, touch=size == MOBILE, dark=dark)
    inbox.pick(customer)
    assert list(looked_at(inbox, states)) == []
    assert list(of_settings(inbox.page)) == []


@pytest.mark.parametrize(
    "media", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}, {"contrast": "more"}], ids=lambda each: next(iter(each))
)
def test_nothing_is_lost_in_other_ways_of_seeing(inbox_of, customer: Customer, media):
    customer.asks_for_a_person()
    inbox = inbox_of(LIVIA, "unassigned", prepare=lambda page: page.emulate_media(**media))
    inbox.pick(customer)
    inbox.reply("Vejo você")
    expect(inbox.tick("Vejo você", "delivered")).to_be_visible()
    assert grave(inbox.page) == []


@pytest.mark.parametrize("size", [DESKTOP, (640, 900)], ids=["desk", "narrow"])
def test_text_twice_as_large_is_not_cut(inbox_of, customer: Customer, size):
    customer.asks_for_a_person()
    inbox = inbox_of(LIVIA, "unassigned", size=size)
    inbox.page.evaluate("document.documentElement.style.fontSize = '200%'")
    inbox.pick(customer)
    inbox.reply("Letras grandes")
    expect(inbox.tick("Letras grandes", "delivered")).to_be_visible()
    assert inbox.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    cut = """() => [...document.querySelectorAll('button, [role=article], h1, h2')]
        .filter((each) => each.checkVisibility() && each.clientWidth > 1 && getComputedStyle(each).overflowY === 'hidden')
        .filter((each) => each.scrollHeight > each.clientHeight + 2)
        .map((each) => each.textContent.slice(0, 40))"""
    assert inbox.page.evaluate(cut) == []
