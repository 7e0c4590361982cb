"""Theme, language and title: right from the first paint."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.local.edition import MARINA, UI

# The canvas of every frame from the first one that shows anything.
WATCH = """
localStorage.setItem("pytake.theme", "%s");
window.canvases = [];
const look = () => {
    if (document.body) window.canvases.push(getComputedStyle(document.body).backgroundColor + " " + document.documentElement.className);
    if (window.canvases.length < 200) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def canvases(page: Page) -> set[str]:
    return set(page.evaluate("window.canvases"))


@pytest.mark.parametrize(("theme", "system_dark"), [("dark", False), ("light", True)])
def test_the_chosen_theme_is_there_from_the_first_frame(inbox_of, theme, system_dark):
    inbox = inbox_of(MARINA, dark=system_dark, prepare=lambda page: page.add_init_script(WATCH % theme))
    for _ in range(2):
        expect(inbox.pill("all")).to_be_visible()
        seen = canvases(inbox.page)
        assert len(seen) == 1, f"the canvas changed its colour: {seen}"
        assert ("dark" in seen.pop().split(") ")[1]) == (theme == "dark")
        inbox.page.reload()


def test_a_theme_is_picked_and_remembered(inbox_of):
    inbox = inbox_of(MARINA)
    root = inbox.page.locator("html")
    expect(root).not_to_have_class(re.compile("dark"))
    inbox.page.get_by_role("button", name=inbox.say("menu.account")).click()
    inbox.page.get_by_role("menuitemradio", name=inbox.say("theme.dark")).click()
    expect(root).to_have_class(re.compile("dark"))
    inbox.page.reload()
    expect(inbox.pill("all")).to_be_visible()
    expect(root).to_have_class(re.compile("dark"))


def test_the_language_is_changed_without_a_reload_and_remembered(inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    inbox.pick(customer)
    inbox.field.fill("Um rascunho")
    expect(inbox.page.locator("html")).to_have_attribute("lang", "pt-BR")
    inbox.page.get_by_role("button", name="Sua conta").click()
    inbox.page.get_by_role("menuitemradio", name="English").click()
    expect(inbox.page.get_by_label("Conversation list", exact=True)).to_be_visible()
    expect(inbox.page.locator("html")).to_have_attribute("lang", "en")
    expect(inbox.thread.get_by_text("The bot handed the conversation to the team")).to_be_visible()
    expect(inbox.field).to_have_value("Um rascunho")
    inbox.page.reload()
    expect(inbox.page.get_by_label("Conversation list", exact=True)).to_be_visible()


def test_the_title_says_where_one_is(visitor):
    sign_in = visitor()
    expect(sign_in.page).to_have_title("Entrar no PyTake")
    sign_in.enter(MARINA)
    expect(sign_in.page).to_have_title("Conversas · PyTake")


def test_an_unknown_page_says_so(screens, inbox_of):
    inbox = inbox_of(MARINA)
    inbox.page.goto(f"{UI}/nao-existe")
    expect(inbox.page.get_by_text(inbox.say("page.not_found"))).to_be_visible()
