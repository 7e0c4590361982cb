"""Reloads, dropped sockets, no network: one keeps one's place, and nothing is lost or doubled."""

from playwright.sync_api import WebSocketRoute, expect

from tests.browser.customer import new_customer
from tests.local.edition import MARINA, UI


def test_a_reload_keeps_the_place_the_words_and_the_draft(inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    inbox.pick(customer)
    expect(inbox.event("event.handed_off")).to_be_visible()
    inbox.field.fill("Já vejo para você")
    address, before = inbox.page.url, inbox.messages.all_inner_texts()

    inbox.page.reload()
    expect(inbox.event("event.handed_off")).to_be_visible()
    assert inbox.page.url == address
    assert inbox.messages.all_inner_texts() == before
    expect(inbox.field).to_have_value("Já vejo para você")
    expect(inbox.row(customer)).to_have_attribute("aria-selected", "true")
    expect(inbox.pill("unassigned")).to_have_attribute("aria-pressed", "true")


def test_a_dropped_socket_heals_and_doubles_nothing(inbox_of, customer):
    customer.asks_for_a_person()
    sockets: list[WebSocketRoute] = []
    cut = False

    def through(socket: WebSocketRoute) -> None:
        if cut:
            socket.close(code=1013, reason="cut by the test")
            return
        socket.connect_to_server()
        sockets.append(socket)

    inbox = inbox_of(MARINA, "unassigned", prepare=lambda page: page.route_web_socket("**/ws?*", through))
    inbox.pick(customer)
    customer.writes("antes da queda")
    expect(inbox.message("antes da queda")).to_be_visible()

    cut = True
    sockets[-1].close(code=1013, reason="cut by the test")
    for text in ("durante, um", "durante, dois"):
        customer.writes(text)
    cut = False
    expect(inbox.message("durante, dois")).to_be_visible()
    customer.writes("depois da volta")
    expect(inbox.message("depois da volta")).to_be_visible()
    assert len(sockets) >= 2, "the page opened no new socket"
    assert inbox.texts("antes da queda", "durante, um", "durante, dois", "depois da volta") == [
        "antes da queda",
        "durante, um",
        "durante, dois",
        "depois da volta",
    ]


def test_what_is_written_without_a_network_is_sent_once_when_it_returns(screens, inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    inbox.pick(customer)
    inbox.assign_to_me("Marina Duarte")

    screens.allow_no_network()
    inbox.page.context.set_offline(True)
    expect(inbox.page.get_by_text(inbox.say.said["offline.banner"].split("{")[2].split("}")[0])).to_be_visible()
    inbox.reply("Escrevi no elevador")
    inbox.reply("E mais esta")
    expect(inbox.tick("Escrevi no elevador", "offline")).to_be_visible()
    customer.writes("Está aí?")

    inbox.page.context.set_offline(False)
    expect(inbox.message("Está aí?")).to_be_visible()
    customer.hears("E mais esta")
    expect(inbox.tick("E mais esta", "delivered")).to_be_visible()
    assert [text for text in customer.heard() if text in ("Escrevi no elevador", "E mais esta")] == ["Escrevi no elevador", "E mais esta"]
    expect(inbox.message("Escrevi no elevador")).to_have_count(1)
    expect(inbox.message("E mais esta")).to_have_count(1)


def test_an_answer_lost_on_the_way_back_is_not_sent_twice(screens, inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    inbox.pick(customer)
    lost = []

    def lose_the_answer(route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            route.fallback()

    inbox.page.route(f"{UI}/api/conversations/*/messages", lose_the_answer)
    screens.allow("Failed to load resource: net::ERR_CONNECTION_RESET", "/api/conversations/*")
    inbox.reply("Uma vez só")
    expect(inbox.tick("Uma vez só", "delivered")).to_be_visible()
    assert lost == [202]
    assert customer.heard().count("Uma vez só") == 1
    expect(inbox.message("Uma vez só")).to_have_count(1)


def test_a_conversation_that_began_while_the_page_was_away_is_there_on_return(inbox_of):
    inbox = inbox_of(MARINA, "bot")
    inbox.page.goto("about:blank")
    newcomer = new_customer("Chegou Agora")
    newcomer.writes("Oi")
    newcomer.hears("Como posso ajudar")
    inbox.page.go_back()
    expect(inbox.row(newcomer)).to_be_visible()
