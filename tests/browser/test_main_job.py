"""A customer writes, a flow answers, an agent takes over: on a desk in Portuguese, on a phone in English."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MOBILE
from tests.browser.customer import new_customer
from tests.local.edition import MARINA

pytestmark = pytest.mark.slow

MENU, LIST, DAY = "Como posso ajudar você hoje?", "Para qual especialidade é a consulta?", "Qual dia da semana fica melhor"
ANSWER = "Oi! Aqui é a *Marina*, da recepção. Quinta às 14h30 serve?"
SHOWN = "da recepção. Quinta às 14h30 serve?"


def test_from_the_first_oi_to_resolved(visitor, inbox_of, phone, customer):
    sign_in = visitor("/inbox?view=bot")
    sign_in.enter(MARINA)
    inbox = inbox_of.on(sign_in.page)
    expect(sign_in.page.get_by_label("Lista de conversas", exact=True)).to_be_visible()
    inbox.page.evaluate("window.sameLoad = true")
    somebody_else = new_customer("Ana Clara")

    hand = phone().play(customer)
    hand.write("Oi")
    hand.sees(MENU)
    expect(inbox.row(customer)).to_contain_text("assistente virtual da Clínica Aurora")
    inbox.pick(customer)
    expect(inbox.message(MENU)).to_be_visible()
    expect(inbox.page.get_by_text("O robô está respondendo")).to_be_visible()

    hand.tap("Marcar consulta")
    hand.choose("Ver especialidades", "Cardiologia")
    hand.sees(DAY)
    expect(inbox.message("Marcar consulta").last).to_be_visible()
    expect(inbox.message(LIST)).to_contain_text("Cardiologia")
    expect(inbox.details.get_by_text("Agendamento de consultas")).to_be_visible()
    expect(inbox.details.get_by_role("definition").filter(has_text="Cardiologia")).to_be_visible()

    hand.write("Falar com alguém")
    hand.sees("Vou chamar alguém da nossa equipe")
    expect(inbox.event("event.handed_off")).to_be_visible()
    expect(inbox.composer.get_by_text("Sem dono", exact=True)).to_be_visible()
    inbox.show("unassigned")
    inbox.pick(customer)

    inbox.assign_to_me("Marina Duarte")
    expect(inbox.details.get_by_text("Você", exact=True)).to_be_visible()
    expect(inbox.row(customer)).to_have_count(0)
    inbox.show("mine")
    inbox.pick(customer)

    hand.play(somebody_else)
    inbox.reply(ANSWER)
    expect(inbox.tick(SHOWN, "delivered")).to_be_visible()
    hand.play(customer)
    hand.sees(SHOWN)
    read = inbox.tick(SHOWN, "read")
    expect(read).to_be_visible()
    assert inbox.is_colour(read, "info")

    inbox.resolve()
    expect(inbox.composer.get_by_text("Conversa resolvida")).to_be_visible()
    inbox.undo()
    expect(inbox.field).to_be_visible()
    expect(inbox.row(customer)).to_be_visible()
    inbox.resolve()
    expect(inbox.row(customer)).to_have_count(0)
    assert inbox.page.evaluate("window.sameLoad"), "the page was loaded again"
    assert customer.heard().count(ANSWER) == 1


def test_the_same_in_a_hand_in_english(visitor, inbox_of, phone, customer):
    sign_in = visitor(language="en", size=MOBILE, touch=True)
    sign_in.enter(MARINA)
    inbox = inbox_of.on(sign_in.page, language="en")
    expect(inbox.page.get_by_label("Conversation list", exact=True)).to_be_visible()
    inbox.show("unassigned")

    hand = phone(language="en", size=MOBILE, touch=True).play(customer)
    hand.write("Oi")
    hand.sees(MENU)
    hand.tap("Marcar consulta")
    hand.choose("Ver especialidades", "Falar com alguém")
    hand.sees("Vou chamar alguém da nossa equipe")

    inbox.row(customer).tap()
    expect(inbox.page.get_by_role("heading", name=customer.name)).to_be_visible()
    expect(inbox.rows.first).to_be_hidden()
    expect(inbox.event("event.handed_off")).to_be_visible()
    more = inbox.page.get_by_role("button", name="More actions")
    more.tap()
    inbox.page.get_by_role("menuitem", name="Assign to me").tap()
    more.tap()
    inbox.page.get_by_role("menuitem", name="Details").tap()
    details = inbox.page.get_by_role("dialog", name="Details")
    expect(details.get_by_text("You", exact=True)).to_be_visible()
    expect(details.get_by_text("+55 11 9")).to_be_visible()
    details.get_by_role("button", name="Close details").tap()
    expect(details).to_be_hidden()

    inbox.reply(ANSWER, with_button=True)
    hand.sees(SHOWN)
    expect(inbox.tick(SHOWN, "read")).to_be_visible()
    assert inbox.page.evaluate("document.documentElement.scrollWidth") == MOBILE[0], "the page scrolls sideways"

    inbox.page.get_by_role("button", name="Back to the list").tap()
    expect(inbox.page.get_by_role("main", name="Conversation list")).to_be_visible()
    inbox.show("mine")
    expect(inbox.row(customer)).to_contain_text(SHOWN)
    inbox.row(customer).tap()
    inbox.resolve()
    inbox.undo()
    expect(inbox.field).to_be_visible()
