"""Texts and names nobody planned for: they are shown whole, break nothing, and are answered."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, MOBILE
from tests.browser.customer import new_customer
from tests.local.edition import MARINA

FLAG = "\N{REGIONAL INDICATOR SYMBOL LETTER B}\N{REGIONAL INDICATOR SYMBOL LETTER R}"
STRANGE = {
    "4,096 emoji": "😀" * 4_096,
    "right to left": "مرحبا، أريد موعدًا يوم الخميس من فضلك 14:30",
    "a direction turned around": "preço: \u202e001 $R\u202c combinado",
    "letters without width": "zero\u200bwidth\u200d\u2060\ufeff aqui",
    "control characters": "antes\u0007\u0008\u001b[31mdepois",
    "a link of 2,000": "https://exemplo.com/" + "a" * 1_980,
    "one word of 3,000": "ã" * 3_000,
    "marks that never close": "*" * 500 + "_" * 500 + "~" * 500,
    "a family and a flag": f"👨‍👩‍👧‍👦 {FLAG}",
    "accents upon accents": "Z" + "\u0351" * 200 + "algo",
    "<script>": "<script>document.title='tomado'</script>",
}
OVERFLOW = """document.documentElement.scrollWidth > innerWidth
    || [...document.querySelectorAll("[role=article]")].some((each) => each.scrollWidth > each.clientWidth + 1)"""


@pytest.mark.parametrize("size", [DESKTOP, MOBILE], ids=["desk", "hand"])
def test_every_strange_text_stays_inside_its_bubble(inbox_of, customer, size):
    customer.asks_for_a_person()
    for text in STRANGE.values():
        customer.writes(text)
    customer.writes("e é só isso")
    inbox = inbox_of(MARINA, "unassigned", size=size, touch=size == MOBILE)
    inbox.pick(customer)
    expect(inbox.message("e é só isso")).to_be_visible()
    assert not inbox.page.evaluate(OVERFLOW)
    inbox.page.locator("#thread").evaluate("each => each.scrollTo(0, 0)")
    expect(inbox.messages.first).to_be_visible()
    assert not inbox.page.evaluate(OVERFLOW)
    assert inbox.page.title() != "tomado"
    inbox.reply("Recebi tudo")
    customer.hears("Recebi tudo")


def test_a_name_of_300_characters_cuts_nothing_else_off(inbox_of):
    long = new_customer("Maria " + "das Dores " * 28)
    long.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    row = inbox.rows.filter(has_text="das Dores das Dores").first
    row.click()
    expect(inbox.messages.first).to_be_visible()
    assert not inbox.page.evaluate(OVERFLOW)
    for name in (inbox.say.beginning("action.resolve"), re.compile(re.escape(inbox.say("details.title")))):
        expect(inbox.page.get_by_role("main").get_by_role("button", name=name).first).to_be_in_viewport()
    inbox.reply("Olá, Maria")
    long.hears("Olá, Maria")


def test_a_reply_of_4096_emoji_is_over_the_limit_and_kept_and_half_of_it_is_sent_whole(inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    inbox.pick(customer)
    inbox.field.fill("😀" * 4_096)
    expect(inbox.composer.get_by_text("8.192 de 4.096")).to_be_visible()
    inbox.field.press("Control+Enter")
    expect(inbox.field).to_have_value("😀" * 4_096)
    inbox.field.fill("😀" * 2_048)
    inbox.field.press("Control+Enter")
    expect(inbox.field).to_have_value("")
    customer.hears("😀" * 2_048)
