"""Two people at the same inbox see the same, as it happens."""

import re

from playwright.sync_api import expect

from tests.local.edition import CAIO, MARINA


def test_what_one_does_the_other_sees_and_the_order_is_one(inbox_of, customer):
    customer.asks_for_a_person()
    marina, caio = inbox_of(MARINA, "unassigned"), inbox_of(CAIO, "all")
    marina.pick(customer)
    caio.pick(customer)

    marina.assign_to_me("Marina Duarte")
    expect(caio.details.get_by_text("Marina Duarte", exact=True)).to_be_visible()
    expect(caio.thread.get_by_text("Marina Duarte ficou com a conversa")).to_be_visible()
    marina.show("mine")
    marina.pick(customer)

    said = [f"Fala {number} de {name}" for number in (1, 2, 3) for name in ("Marina", "Caio")]
    for text, desk in zip(said, [marina, caio] * 3, strict=True):
        desk.reply_too(text)
    customer.writes("E eu no meio")
    said.append("E eu no meio")
    for desk in (marina, caio):
        for text in said:
            expect(desk.message(text)).to_have_count(1)
        expect(desk.tick(said[-2], "delivered")).to_be_visible()
    assert sorted(marina.texts(*said)) == sorted(said)
    assert marina.texts(*said) == caio.texts(*said)
    assert customer.heard()[-6:] == [text for text in marina.texts(*said) if text != "E eu no meio"]

    # While she points at the list it stands still.
    marina.thread.hover()
    caio.resolve()
    expect(marina.composer.get_by_text(marina.say("closed.resolved"), exact=True)).to_be_visible()
    expect(marina.row(customer)).to_have_count(0)


def test_each_sees_that_the_other_is_there_and_who_writes_first_is_said(inbox_of, customer):
    customer.asks_for_a_person()
    marina, caio = inbox_of(MARINA, "unassigned"), inbox_of(CAIO, "unassigned")
    marina.pick(customer)
    caio.pick(customer)
    for desk, other in ((marina, "Caio Bittencourt"), (caio, "Marina Duarte")):
        expect(desk.page.get_by_role("main").get_by_label(re.compile(other)).first).to_be_visible()
    marina.field.fill("Eu também ia dizer")
    caio.field.press_sequentially("Deixa comigo")
    expect(marina.composer.get_by_text(marina.say("composer.draft_kept"))).to_be_visible()
    caio.reply_too("Deixa comigo")
    customer.hears("Deixa comigo")
    expect(marina.message("Deixa comigo")).to_have_count(1)
    expect(marina.composer.get_by_text(marina.say("composer.draft_kept"))).to_have_count(0)
    expect(marina.field).to_have_value("Eu também ia dizer")


def test_what_one_resolves_the_other_reopens_and_both_read_the_same_story(inbox_of, customer):
    customer.asks_for_a_person()
    marina, caio = inbox_of(MARINA, "unassigned"), inbox_of(CAIO, "unassigned")
    marina.pick(customer)
    caio.pick(customer)
    marina.resolve()
    expect(caio.composer.get_by_role("button", name=caio.say.beginning("action.reopen"))).to_be_visible()
    caio.composer.get_by_role("button", name=caio.say.beginning("action.reopen")).click()
    expect(marina.field).to_be_visible()
    expect(caio.event("event.resolved", actor="Marina Duarte")).to_be_visible()
    expect(marina.event("event.reopened", actor="Caio Bittencourt")).to_be_visible()
    assert marina.messages.count() == caio.messages.count()
