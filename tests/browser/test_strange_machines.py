"""Clocks that are wrong, storage that is full, tabs that sleep, sockets that keep closing: one goes on working."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.local.edition import MARINA, UI, until

FULL = """
    const full = () => { throw new DOMException("full", "QuotaExceededError"); };
    Storage.prototype.setItem = full;
    for (const method of ["put", "add"]) IDBObjectStore.prototype[method] = full;
"""


@pytest.mark.parametrize("days", [1, -1], ids=["a day fast", "a day slow"])
def test_a_clock_that_is_wrong_closes_no_window(inbox_of, customer, days):
    customer.asks_for_a_person()
    wrong = datetime.now(UTC) + timedelta(days=days)
    inbox = inbox_of(MARINA, "unassigned", prepare=lambda page: page.clock.install(time=wrong))
    inbox.pick(customer)
    expect(inbox.composer.get_by_text(re.compile("2[34] h")).first).to_be_visible()
    inbox.reply("Meu relógio está errado")
    customer.hears("Meu relógio está errado")
    expect(inbox.tick("Meu relógio está errado", "delivered")).to_be_visible()
    customer.writes("O meu não")
    expect(inbox.message("O meu não")).to_be_visible()
    assert inbox.texts("Meu relógio está errado", "O meu não") == ["Meu relógio está errado", "O meu não"]


def test_a_full_storage_is_said_once_and_costs_no_reply(inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned", prepare=lambda page: page.add_init_script(FULL))
    inbox.pick(customer)
    inbox.field.press_sequentially("Cheio, mas respondo")
    expect(inbox.page.get_by_text(inbox.say("composer.unkept"))).to_have_count(1)
    inbox.field.press("Control+Enter")
    customer.hears("Cheio, mas respondo")
    expect(inbox.tick("Cheio, mas respondo", "delivered")).to_be_visible()


def test_two_tabs_tell_each_other_and_send_once(inbox_of, customer):
    customer.asks_for_a_person()
    one = inbox_of(MARINA, "unassigned")
    one.pick(customer)
    two = inbox_of.on(one.page.context.new_page())
    two.page.goto(one.page.url)
    expect(two.messages.first).to_be_visible()
    one.field.press_sequentially("Escrito na primeira")
    expect(two.field).to_have_value("Escrito na primeira")
    two.field.press("Control+Enter")
    customer.hears("Escrito na primeira")
    expect(one.message("Escrito na primeira")).to_have_count(1)
    expect(one.field).to_have_value("")
    assert customer.heard().count("Escrito na primeira") == 1


def test_a_tab_that_slept_a_night_wakes_up_to_what_came(inbox_of, customer):
    customer.asks_for_a_person()
    sockets: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    def prepare(page: Page) -> None:
        page.clock.install()
        page.route_web_socket("**/ws?*", through)

    inbox = inbox_of(MARINA, "unassigned", prepare=prepare)
    inbox.pick(customer)
    inbox.field.fill("Amanhã continuo")
    until(lambda: sockets, "a socket")
    inbox.page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=5))
    sockets[-1].close(code=1001, reason="asleep")
    customer.writes("Escrevi de madrugada")
    inbox.page.clock.fast_forward("08:00:00")
    inbox.page.clock.resume()
    inbox.page.evaluate("document.dispatchEvent(new Event('visibilitychange')); dispatchEvent(new Event('focus'))")
    expect(inbox.message("Escrevi de madrugada")).to_have_count(1)
    expect(inbox.field).to_have_value("Amanhã continuo")


def test_a_socket_that_keeps_closing_loses_and_doubles_nothing(inbox_of, customer):
    customer.asks_for_a_person()
    opened: list[WebSocketRoute] = []

    def briefly(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        opened.append(socket)

        def once(frame: str | bytes) -> None:
            socket.send(frame)
            socket.close(code=1011, reason="again")

        server.on_message(once)

    inbox = inbox_of(MARINA, "unassigned", prepare=lambda page: page.route_web_socket("**/ws?*", briefly))
    inbox.pick(customer)
    said = [f"volta {number}" for number in range(6)]
    for text in said:
        customer.writes(text)
        expect(inbox.message(text)).to_be_visible()
    assert inbox.texts(*said) == said
    assert len(opened) > 1, "the socket closed once only"
    inbox.reply("Continuo aqui")
    customer.hears("Continuo aqui")


def test_5000_unread_fit_their_badge(inbox_of, customer):
    customer.asks_for_a_person()

    def crowd(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        for each in told["conversations"]:
            each["unread"] = 5_000
        route.fulfill(response=answer, body=json.dumps(told))

    def prepare(page: Page) -> None:
        for asked in ("conversations?*", "changes*"):
            page.route(f"{UI}/api/{asked}", crowd)
        # A true frame would bring the true number.
        page.route_web_socket("**/ws?*", lambda socket: None)

    inbox = inbox_of(MARINA, "unassigned", prepare=prepare)
    badge = inbox.row(customer).get_by_text("99+")
    expect(badge).to_be_visible()
    row, found = inbox.row(customer).bounding_box(), badge.bounding_box()
    assert row
    assert found
    assert found["x"] + found["width"] <= row["x"] + row["width"]
