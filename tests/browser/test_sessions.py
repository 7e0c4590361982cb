"""Tokens that expire and sign-ins that end: work goes on, or says why it cannot."""

import requests
from playwright.sync_api import Route, expect

from tests.browser.sign_in import SignIn
from tests.local.edition import CAIO, MARINA, UI

REFUSED = "Failed to load resource: the server responded with a status of 401 (Unauthorized)"
SOCKET_REFUSED = "WebSocket connection to 'ws://*/ws?ticket=*' failed: Error during WebSocket handshake: Unexpected response code: 40?"


def test_a_visitor_is_asked_once_who_they_are(visitor, screens):
    visitor("/")
    assert [path for _, path in screens.complaints] == ["/api/sign-in/refresh"]


def test_an_expired_token_is_renewed_without_a_word(screens, inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    inbox.pick(customer)
    refused, refreshed = [], []

    def expire_once(route: Route) -> None:
        if route.request.method == "POST" and not refused:
            refused.append(route.request.headers["authorization"])
            route.fulfill(status=401, json={"code": "NotSignedIn", "detail": "The access token has expired."})
        else:
            route.fallback()

    inbox.page.route(f"{UI}/api/conversations/*/messages", expire_once)
    inbox.page.on("request", lambda request: refreshed.append(request) if request.url.endswith("/sign-in/refresh") else None)
    screens.allow(REFUSED, "/api/conversations/*")
    inbox.reply("Com a chave nova")
    expect(inbox.tick("Com a chave nova", "delivered")).to_be_visible()
    assert len(refused) == 1
    assert len(refreshed) == 1
    assert customer.heard().count("Com a chave nova") == 1


def test_a_sign_in_ended_elsewhere_leads_to_the_door_and_keeps_the_draft(screens, inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(CAIO, "unassigned")
    inbox.pick(customer)
    place = inbox.page.url
    inbox.field.fill("Quase pronto")

    screens.allow(REFUSED, "/api/*")
    cookie = next(each for each in inbox.page.context.cookies() if each["name"] == "__Host-pytake")
    requests.post(f"{UI}/api/sign-out", cookies={cookie["name"]: cookie["value"]}, timeout=30).raise_for_status()

    # A function that knew the caller believes it for a minute more; only the socket is refused at once.
    screens.allow(SOCKET_REFUSED, "/assets/*")
    door = SignIn(inbox.page, inbox.say)
    expect(door.heading).to_be_visible(timeout=75_000)
    expect(inbox.page.get_by_text(inbox.say("problem.SignedOut"))).to_be_visible()
    door.enter(CAIO)
    expect(inbox.field).to_have_value("Quase pronto")
    assert inbox.page.url == place


def test_signing_out_forgets_what_was_typed_and_shuts_the_page(screens, inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(CAIO, "unassigned")
    inbox.pick(customer)
    inbox.field.fill("Segredo")
    screens.allow(REFUSED, "/api/sign-in/refresh")
    inbox.page.get_by_role("button", name=inbox.say("menu.account")).click()
    inbox.page.get_by_role("menuitem", name=inbox.say("menu.sign_out")).click()
    inbox.page.get_by_role("button", name=inbox.say("sign_out.discard")).click()
    door = SignIn(inbox.page, inbox.say)
    expect(door.heading).to_be_visible()
    assert "Segredo" not in inbox.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    inbox.page.go_back()
    expect(door.heading).to_be_visible()


def test_a_wrong_password_says_no_more_than_that_and_keeps_what_was_typed(screens, visitor):
    sign_in = visitor()
    screens.allow(REFUSED, "/api/sign-in")
    sign_in.enter("ninguem@clinica.example", "errada")
    expect(sign_in.problem).to_have_text(sign_in.say("sign_in.failed"))
    expect(sign_in.email).to_have_value("ninguem@clinica.example")
    expect(sign_in.password).to_have_value("errada")


def test_too_many_tries_name_the_wait(screens, visitor, customer):
    email = f"{customer.id}@clinica.example"
    sign_in = visitor()
    screens.allow(REFUSED, "/api/sign-in")
    screens.allow("Failed to load resource: the server responded with a status of 429 (Too Many Requests)", "/api/sign-in")
    for _ in range(5):
        with sign_in.page.expect_response("**/api/sign-in"):
            sign_in.enter(email, "errada")
    sign_in.enter(email, "errada")
    expect(sign_in.problem).to_contain_text("Tentativas demais. Tente de novo em 15 min")
    expect(sign_in.button).to_be_disabled()
