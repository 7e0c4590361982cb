"""What goes wrong says what and why, and keeps what was typed. What is hostile is only text."""

import pytest
from playwright.sync_api import expect

from tests.browser.customer import new_customer, number_without_ninth, username
from tests.local.edition import MARINA

HOSTILE = '<img src=x onerror="window.pwned=1">'
TEXTS = [
    "<script>window.pwned=1</script>",
    '"><svg onload=window.pwned=1>',
    "*<b onclick=alert(1)>negrito</b>* javascript:window.pwned=1",
    "https://exemplo.com/?q=%22onmouseover=window.pwned=1",
]


def test_a_reply_of_5000_characters_is_counted_refused_and_kept(inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    inbox.pick(customer)
    inbox.field.fill("a" * 4_000)
    expect(inbox.composer.get_by_text("4.000 de 4.096")).to_be_visible()
    inbox.field.fill("ç" * 5_000)
    expect(inbox.composer.get_by_text("o WhatsApp aceita até 4.096 caracteres")).to_be_visible()
    expect(inbox.composer.get_by_role("button", name=inbox.say.beginning("composer.send"))).to_be_disabled()
    inbox.field.press("Control+Enter")
    expect(inbox.field).to_have_value("ç" * 5_000)
    inbox.field.fill("ç" * 4_096)
    inbox.field.press("Control+Enter")
    expect(inbox.field).to_have_value("")
    customer.hears("ç" * 4_096)


@pytest.mark.parametrize(("code", "reason"), [(131047, "24"), (131026, "WhatsApp"), (131049, "WhatsApp")])
def test_a_refused_message_says_why_with_its_code(inbox_of, customer, fail_next_send, code, reason):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    inbox.pick(customer)
    fail_next_send(code)
    inbox.reply("Esta não vai")
    failure = inbox.message("Esta não vai").locator("[data-failure]")
    expect(failure).to_contain_text(inbox.say.before("message.not_sent"))
    expect(failure).to_contain_text(f"({code})")
    expect(failure).to_contain_text(reason)
    inbox.reply("Mas esta sim")
    customer.hears("Mas esta sim")
    assert "Esta não vai" not in customer.heard()


def test_hostile_names_and_texts_are_only_text(inbox_of):
    attacker = new_customer(HOSTILE)
    attacker.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    inbox.page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    for text in TEXTS:
        attacker.writes(text)
    expect(inbox.row(attacker)).to_be_visible()
    inbox.pick(attacker)
    for text in TEXTS:
        expect(inbox.message(text.replace("*", ""))).to_be_visible()
    expect(inbox.page.get_by_role("heading", name=attacker.name)).to_have_text(attacker.name)
    inbox.reply("<b>Recebido</b>")
    attacker.hears("<b>Recebido</b>")
    assert inbox.page.evaluate("window.pwned") is None
    assert inbox.page.locator("main script, main img, main b[onclick]").count() == 0
    hrefs = inbox.thread.get_by_role("link").evaluate_all("links => links.map((link) => link.protocol)")
    assert set(hrefs) <= {"https:", "http:"}


def test_a_customer_without_a_phone_shows_a_username_and_is_answered(inbox_of):
    name = username()
    otavio = new_customer("Otávio Sem Telefone", username=name)
    otavio.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    inbox.pick(otavio)
    expect(inbox.page.get_by_role("banner").or_(inbox.page.get_by_role("main")).get_by_text(f"@{name}").first).to_be_visible()
    inbox.reply("Olá, mesmo sem número")
    otavio.hears("Olá, mesmo sem número")
    expect(inbox.tick("Olá, mesmo sem número", "delivered")).to_be_visible()


def test_a_number_without_its_ninth_digit_is_one_person_and_is_answered(inbox_of):
    number = number_without_ninth()
    benedita = new_customer("Benedita Sem Nono", phone=number)
    benedita.asks_for_a_person()
    benedita.writes("Sou eu de novo")
    inbox = inbox_of(MARINA, "unassigned")
    expect(inbox.row(benedita)).to_have_count(1)
    inbox.pick(benedita)
    inbox.reply("Chegou, dona Benedita")
    benedita.hears("Chegou, dona Benedita")
    expect(inbox.tick("Chegou, dona Benedita", "delivered")).to_be_visible()


def test_a_conversation_that_does_not_exist_says_so(screens, inbox_of):
    inbox = inbox_of(MARINA)
    screens.allow("Failed to load resource: the server responded with a status of 404 (Not Found)", "/api/conversations/*")
    inbox.page.goto(inbox.page.url + "/01ARZ3NDEKTSV4RRFFQ69G5FAV")
    expect(inbox.page.get_by_text(inbox.say("thread.not_found"))).to_be_visible()
    inbox.page.get_by_role("button", name=inbox.say("thread.back")).click()
    expect(inbox.page.get_by_text(inbox.say("thread.none"))).to_be_visible()
