"""Every screen of the product, as a running edition shows it."""

import json
from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.browser import words
from tests.browser.inbox import Inbox
from tests.browser.phone import Phone
from tests.browser.pictures.camera import Camera, Look
from tests.browser.pictures.morning import RAFAEL, SHOWN
from tests.browser.sign_in import SignIn
from tests.browser.trouble import impatient, trouble
from tests.local.edition import CAIO, LIVIA, MARINA, UI

REPLY = "Perfeito, Rafael. Ficou para *quinta, às 14h30*, com a Dra. Helena."
CONVERSATION = f"{UI}/api/conversations/*"


def sign_in(camera: Camera, look: Look) -> None:
    with camera.page(look) as page:
        SignIn(page, words.product(look.language)).open()
        camera.shoot(page, "sign-in", look)


def inbox(camera: Camera, look: Look) -> None:
    """The list and a conversation: beside each other, or one after the other in a hand."""
    with camera.page(look, MARINA) as page:
        desk = Inbox(page, words.product(look.language)).open()
        expect(desk.row(RAFAEL)).to_be_visible()
        if look.hand:
            camera.shoot(page, "list", look)
        desk.pick(RAFAEL)
        expect(desk.tick(SHOWN, "read")).to_be_visible()
        if not look.hand:
            desk.field.fill(REPLY)
            expect(desk.details.get_by_text("Agendamento de consultas")).to_be_visible()
        camera.shoot(page, "thread" if look.hand else "inbox", look)


def palette(camera: Camera, look: Look) -> None:
    with camera.page(look, MARINA) as page:
        desk = Inbox(page, words.product(look.language)).open()
        desk.pick(RAFAEL)
        page.keyboard.press("Control+k")
        page.get_by_role("combobox").fill("re")
        expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
        camera.shoot(page, "palette", look)


def loading(camera: Camera, look: Look) -> None:
    """What there is to see before the first answer."""
    with camera.page(look, MARINA) as page:
        held: list[Route] = []
        page.route(f"{UI}/api/conversations**", lambda route: held.append(route))
        page.goto(f"{UI}/inbox")
        expect(page.locator(".skeleton").first).to_be_visible()
        camera.shoot(page, "loading", look)


def empty(camera: Camera, look: Look) -> None:
    with camera.page(look, LIVIA) as page:
        desk = Inbox(page, words.product(look.language)).open()
        expect(page.get_by_text(desk.say("empty.mine"))).to_be_visible()
        camera.shoot(page, "empty", look)


def closed(camera: Camera, look: Look) -> None:
    """A customer who last wrote more than a day ago."""

    def a_day_later(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        told["window_expires_at"] = "2026-01-01T00:00:00Z"
        route.fulfill(response=answer, body=json.dumps(told))

    with camera.page(look, MARINA) as page:
        desk = Inbox(page, words.product(look.language)).open()
        address = desk.row(RAFAEL).get_attribute("id") or ""
        page.route(CONVERSATION, a_day_later)
        page.goto(f"{UI}/inbox/{address.removeprefix('row-')}")
        expect(page.get_by_text(desk.say("closed.window")).first).to_be_visible()
        camera.shoot(page, "closed", look)


def list_failed(camera: Camera, look: Look) -> None:
    with camera.page(look, MARINA) as page:
        impatient(page)
        with trouble(page, "fails", "/conversations"):
            page.goto(f"{UI}/inbox")
            expect(page.get_by_text(words.product(look.language)("inbox.list_failed"))).to_be_visible()
            camera.shoot(page, "list-failed", look)


def page_failed(camera: Camera, look: Look) -> None:
    with camera.page(look, MARINA) as page, trouble(page, "fails", "/sign-in/refresh", "POST"):
        page.goto(f"{UI}/inbox")
        expect(page.get_by_role("button", name=words.product(look.language)("page.reload"))).to_be_visible()
        camera.shoot(page, "page-failed", look)


def toast(camera: Camera, look: Look) -> None:
    """Resolved, with its undo; taken back afterwards."""
    with camera.page(look, MARINA) as page:
        desk = Inbox(page, words.product(look.language)).open()
        desk.pick(RAFAEL)
        desk.resolve()
        camera.shoot(page, "toast", look)
        desk.undo()
        expect(desk.row(RAFAEL) if not look.hand else desk.field).to_be_visible()


def collision(camera: Camera, look: Look) -> None:
    """A colleague writes in the same conversation."""
    with camera.page(look, MARINA) as page, camera.page(look, CAIO) as other:
        desk, beside = (Inbox(each, words.product(look.language)) for each in (page, other))
        desk.open()
        desk.pick(RAFAEL)
        beside.open("all")
        beside.pick(RAFAEL)
        desk.field.fill("Oi, Rafael")
        beside.field.press_sequentially("Eu respondo")
        expect(page.get_by_text("Caio").first).to_be_visible()
        camera.shoot(page, "collision", look)
        beside.field.fill("")
        desk.field.fill("")


def settings(camera: Camera, look: Look) -> None:
    """The member's own pages."""
    with camera.page(look, MARINA) as page:
        for section in ("profile", "language", "appearance", "notifications", "keyboard", "sign-ins", "canned-replies"):
            page.goto(f"{UI}/settings/{section}")
            expect(page.get_by_role("heading").first).to_be_visible()
            page.wait_for_load_state("networkidle")
            camera.shoot(page, f"settings-{section}", look)


def phone(camera: Camera, look: Look) -> None:
    with camera.page(look) as page:
        hand = Phone(page, words.simulator(look.language), narrow=look.hand).open().play(RAFAEL)
        hand.sees(SHOWN)
        if not look.hand:
            page.get_by_role("button", name=", messages, ").first.click()
            expect(page.get_by_text(words.simulator(look.language)("step_signature_verified")).first).to_be_visible()
        camera.shoot(page, "phone", look)


SCREENS: list[Callable[[Camera, Look], None]] = [
    sign_in,
    inbox,
    palette,
    loading,
    empty,
    closed,
    list_failed,
    page_failed,
    toast,
    collision,
    settings,
    phone,
]


def components(camera: Camera, look: Look, address: str) -> None:
    """The gallery of components, of the furnished app."""
    with camera.page(look) as page:
        page.goto(f"{address}/gallery")
        expect(page.get_by_role("heading").first).to_be_visible()
        camera.shoot(page, "components", look)
