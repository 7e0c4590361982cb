"""An hour at the inbox without a mouse: take, answer with canned words, send and resolve, undo, mark many, find, change the looks."""

import re

from playwright.sync_api import expect

from tests.browser.customer import Customer, new_customer
from tests.local.edition import CAIO, LIVIA, Product


def waiting(*names: str) -> list[Customer]:
    """Customers who want a person, the first one longest."""
    found = [new_customer(name) for name in names]
    for each in found:
        each.asks_for_a_person()
    return found


def canned(shortcut: str, text: str) -> None:
    answer = Product(LIVIA).post("/canned-replies", {"shortcut": shortcut, "title": "Prazo do exame", "text": text})
    assert answer.status_code in (201, 409), answer.text


def test_an_hour_without_a_mouse(inbox_of):
    canned("prazo", "Olá, {{contact.first_name}}! O resultado sai em *dois dias*. {{agent.first_name}}")
    first, second, third = waiting("Abril Teclas", "Bento Teclas", "Clara Teclas")
    inbox = inbox_of(CAIO, "unassigned")
    page, keys, say = inbox.page, inbox.page.keyboard, inbox.say
    for each in (first, second, third):
        expect(inbox.row(each)).to_be_visible()

    # Walks to the first one and makes it their own.
    page.locator("#conversation-list").focus()
    while inbox.row(first).get_attribute("aria-selected") != "true":
        keys.press("j")
    # The first one's thread is fetched with its code.
    expect(page.get_by_role("heading", name=first.name)).to_be_visible()
    keys.press("Shift+A")
    expect(inbox.row(first)).to_have_count(0)
    expect(page.get_by_role("heading", name=first.name)).to_be_visible()

    # Answers with canned words whose blanks are filled.
    keys.press("r")
    expect(inbox.field).to_be_focused()
    keys.type("/praz")
    option = page.get_by_role("option", name=re.compile("prazo"))
    expect(option).to_be_visible()
    keys.press("Enter")
    expect(inbox.field).to_have_value(re.compile(f"^Olá, {first.first_name}! O resultado sai em"))
    keys.press("Control+Enter")
    first.hears("O resultado sai em")

    # One more line, and it is done with.
    keys.type("Qualquer dúvida, é só chamar")
    keys.press("Control+Shift+Enter")
    first.hears("Qualquer dúvida, é só chamar")
    expect(inbox.toast(say("inbox.resolved"))).to_be_visible()
    keys.press("z")
    expect(inbox.field).to_be_focused()
    keys.press("Escape")
    keys.press("e")
    expect(inbox.toast(say("inbox.resolved"))).to_be_visible()

    # The two others at once.
    page.locator("#conversation-list").focus()
    while inbox.row(third).get_attribute("aria-selected") != "true":
        keys.press("j")
    keys.press("x")
    keys.press("Shift+J")
    bar = page.get_by_role("toolbar", name=say("bulk.label"))
    expect(bar).to_contain_text("2")
    keys.press("Shift+A")
    expect(inbox.row(second)).to_have_count(0)
    expect(inbox.row(third)).to_have_count(0)

    # Finds a conversation by its name.
    keys.press("Control+k")
    box = page.get_by_role("combobox").last
    expect(box).to_be_focused()
    keys.type(second.name)
    expect(page.get_by_role("option", name=re.compile(re.escape(second.name))).last).to_be_visible()
    keys.press("Enter")
    expect(page.get_by_role("heading", name=second.name)).to_be_visible()

    # Reads which keys there are, and changes the looks.
    page.locator("#conversation-list").focus()
    keys.press("?")
    expect(page.get_by_role("dialog", name=say("action.shortcuts"))).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    keys.press("g")
    keys.press("s")
    expect(page).to_have_url(re.compile("/settings"))
    keys.press("g")
    keys.press("i")
    expect(page.locator("#conversation-list")).to_be_visible()
