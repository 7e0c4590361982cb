"""Everything an agent does all day, without a mouse."""

from playwright.sync_api import expect

from tests.browser.customer import new_customer
from tests.local.edition import CAIO, Product, until


def test_a_day_of_work_without_a_mouse(visitor, inbox_of):
    first, second = new_customer("Teclado Um"), new_customer("Teclado Dois")
    caio = Product(CAIO)
    for each in (first, second):
        each.asks_for_a_person()
        found = until(lambda each=each: [c for c in caio.conversations(assignee="none") if c["contact_name"] == each.name], each.name)
        caio.post(f"/conversations/{found[0]['id']}/assign", {"assignee": caio.member["id"]}).raise_for_status()

    door = visitor()
    keys = door.page.keyboard
    expect(door.email).to_be_focused()
    keys.type(CAIO)
    keys.press("Tab")
    keys.type("pytake-demo-2026")
    keys.press("Enter")
    inbox = inbox_of.on(door.page)
    expect(inbox.row(first)).to_be_visible()
    expect(inbox.row(second)).to_be_visible()

    keys.press("j")
    expect(inbox.row(second)).to_have_attribute("aria-selected", "true")
    keys.press("j")
    expect(inbox.row(first)).to_have_attribute("aria-selected", "true")
    keys.press("k")
    expect(inbox.row(second)).to_have_attribute("aria-selected", "true")
    expect(inbox.page.get_by_role("heading", name=second.name)).to_be_visible()
    keys.press("Enter")
    expect(inbox.field).to_be_focused()
    keys.type("jk são letras aqui")
    keys.press("Enter")
    keys.type("e esta é outra linha")
    keys.press("Control+Enter")
    second.hears("jk são letras aqui\ne esta é outra linha")

    keys.press("Escape")
    expect(inbox.field).not_to_be_focused()
    keys.press("r")
    expect(inbox.field).to_be_focused()
    keys.press("Escape")
    keys.press("e")
    expect(inbox.toast(inbox.say("inbox.resolved"))).to_be_visible()
    expect(inbox.row(second)).to_have_count(0)
    keys.press("Shift+E")
    expect(inbox.row(second)).to_have_count(1)
    keys.press("b")
    expect(inbox.page.get_by_text(inbox.say("bot.answering"))).to_be_visible()


def test_menus_and_skip_links_answer_the_keyboard(inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(CAIO, "unassigned")
    keys = inbox.page.keyboard
    inbox.pick(customer)
    inbox.page.locator("body").focus()
    account = inbox.page.get_by_role("button", name=inbox.say("menu.account"))
    account.focus()
    keys.press("Enter")
    menu = inbox.page.get_by_role("menu", name=inbox.say("menu.account"))
    expect(menu).to_be_visible()
    keys.press("ArrowDown")
    keys.press("End")
    expect(menu.get_by_role("menuitem", name=inbox.say("menu.sign_out"))).to_be_focused()
    keys.press("Escape")
    expect(menu).to_be_hidden()
    expect(account).to_be_focused()
    skip = inbox.page.get_by_role("link", name=inbox.say("skip.reply"))
    skip.focus()
    expect(skip).to_be_visible()
    keys.press("Enter")
    expect(inbox.composer).to_be_focused()
