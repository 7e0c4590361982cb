"""The page in a real browser: both sides of a conversation, and the log between them."""

import re

from tests.simulator.screen import NEEDS_A_BROWSER, open_page

pytestmark = NEEDS_A_BROWSER


def business(page, address, **body):
    """The business sends to Rafael; returns the message's id."""
    answer = page.request.post(
        f"{address}/graph/v26.0/100000000000001/messages",
        data={"messaging_product": "whatsapp", "to": "+5511988423107", **body},
        headers={"authorization": "Bearer local-access-token"},
    )
    assert answer.ok, answer.text()
    return answer.json()["messages"][0]["id"]


def test_a_customer_writes_taps_chooses_quotes_and_reacts(browser, address, product, eventually):
    page, complaints = open_page(browser, address, locale="en-GB", viewport={"width": 1440, "height": 900})
    field = page.get_by_role("textbox", name="Message as Rafael Nogueira")
    field.fill("Oi *tudo* bem?")
    field.press("Enter")
    chat = page.get_by_role("log")
    chat.get_by_text("tudo", exact=True).wait_for()
    chat.get_by_role("img", name="PyTake has it").wait_for()

    buttons = [{"type": "reply", "reply": {"id": "sim", "title": "Sim"}}, {"type": "reply", "reply": {"id": "nao", "title": "Não"}}]
    business(
        page, address, type="interactive", interactive={"type": "button", "body": {"text": "Confirma?"}, "action": {"buttons": buttons}}
    )
    chat.get_by_role("button", name="Sim").click()
    eventually(lambda: product.messages[-1].get("interactive") == {"type": "button_reply", "button_reply": {"id": "sim", "title": "Sim"}})

    sections = [{"rows": [{"id": "9", "title": "9h30", "description": "Dra. Helena"}]}]
    business(
        page,
        address,
        type="interactive",
        interactive={"type": "list", "body": {"text": "Quando?"}, "action": {"button": "Horários", "sections": sections}},
    )
    chat.get_by_role("button", name="Horários").click()
    sheet = page.get_by_role("dialog", name="Horários")
    sheet.get_by_role("radio", name="9h30").check()
    sheet.get_by_role("button", name="Send").click()
    eventually(lambda: product.messages[-1].get("interactive", {}).get("list_reply", {}).get("id") == "9")

    last = business(page, address, type="text", text={"body": "Até lá"})
    chat.get_by_text("Até lá").hover()
    chat.get_by_role("button", name="Quote “Até lá”").click()
    field.fill("obrigado")
    field.press("Enter")
    eventually(lambda: product.messages[-1].get("context", {}).get("id") == last)
    chat.get_by_text("Até lá").first.hover()
    chat.get_by_role("button", name="React to “Até lá”").click()
    page.get_by_role("button", name="👍").click()
    eventually(lambda: product.messages[-1].get("reaction") == {"message_id": last, "emoji": "👍"})
    eventually(lambda: [told for told in product.statuses if told["id"] == last and told["status"] == "read"])
    assert complaints == []


def test_the_log_shows_what_travelled_and_replays_it(browser, address, product, eventually):
    page, complaints = open_page(browser, address, locale="en-GB", viewport={"width": 1440, "height": 900})
    page.get_by_role("region", name="Send as customer").get_by_role("button", name="Location").click()
    page.get_by_role("button", name="Webhook to PyTake, messages, location").click()
    page.get_by_role("tabpanel").get_by_text("Estação Trianon-Masp").wait_for()
    page.get_by_text("Signature valid").wait_for()
    page.get_by_role("tab", name="Headers").click()
    page.get_by_role("tabpanel").get_by_text("x-hub-signature-256").wait_for()
    page.get_by_role("button", name="Replay").click()
    eventually(lambda: len(product.posts) == 2)
    assert product.posts[0][0] == product.posts[1][0]
    page.get_by_role("radio", name="Failed").click()
    page.get_by_text("Nothing matches").wait_for()
    assert complaints == []


def test_a_tile_waits_until_it_is_known_who_sends(browser, address, product, eventually):
    page = browser.new_context(locale="en-GB").new_page()
    page.route("**/sim/state", lambda _: None)
    page.goto(address)
    tile = page.get_by_role("region", name="Send as customer").get_by_role("button", name="Location")
    tile.wait_for()
    assert tile.is_disabled()
    # What is held goes on its way with it.
    page.unroute("**/sim/state")
    tile.click()
    page.get_by_role("button", name="Webhook to PyTake, messages, location").wait_for()


def test_it_opens_ready_to_write_and_no_tip_lies_over_a_name(browser, address, product):
    page, complaints = open_page(browser, address, locale="en-GB", viewport={"width": 1440, "height": 900})
    page.get_by_role("textbox", name="Message as Rafael Nogueira").wait_for()
    assert page.evaluate("document.activeElement.ariaLabel") == "Message as Rafael Nogueira"
    row = page.get_by_role("button", name="Benedita Rocha")
    row.hover()
    tip = page.locator("[data-overlay=free]").filter(has_text="Window closed")
    tip.wait_for()
    assert tip.bounding_box()["x"] >= row.bounding_box()["x"] + row.bounding_box()["width"]
    assert complaints == []


def test_on_a_phone_in_portuguese_nothing_is_wider_than_the_screen(browser, address, product, eventually):
    page, complaints = open_page(browser, address, locale="pt-BR", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    tabs = page.get_by_role("navigation")
    tabs.get_by_role("button", name="Clientes").click()
    page.get_by_role("region", name="Jogar como").get_by_role(
        "button", name=re.compile("Otávio Brandão, @otavio.brandao, sem telefone")
    ).click()
    page.get_by_role("textbox", name="Mensagem como Otávio Brandão").fill("Bom dia")
    page.get_by_role("button", name="Enviar").click()
    eventually(lambda: product.messages and product.messages[-1]["from_user_id"] == "BR.13491208655302741918")
    for name in ("Clientes", "Registro", "Telefone"):
        tabs.get_by_role("button", name=name).click()
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert complaints == []


def test_the_five_switches_and_the_clock_take_effect(browser, address):
    page, complaints = open_page(browser, address, locale="en-GB", viewport={"width": 1440, "height": 900})
    for name in (
        "Deliver every webhook twice",
        "Shuffle status order",
        "Answer 500 once, then retry",
        "Fail next send with 131047",
        "Delay statuses by 5 s",
    ):
        switch = page.get_by_role("switch", name=name)
        switch.click()
        page.get_by_role("switch", name=name, checked=True).wait_for()
    page.get_by_role("button", name="+23 h").click()
    page.get_by_text("+23:00").wait_for()
    state = page.request.get(f"{address}/sim/state").json()
    assert state["mischief"] == {
        "duplicate_webhooks": True,
        "shuffle_statuses": True,
        "delay_statuses_seconds": 5,
        "fail_webhook_once": True,
        "fail_next_send": 131047,
        "fail_next_send_to": None,
    }
    assert state["clock_offset_seconds"] == 23 * 3600
    assert complaints == []
