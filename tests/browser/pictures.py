"""Plays a morning at the clinic on an edition nobody has used, and takes its pictures: `python -m tests.browser.pictures`.

All of them go to `test-results/screens`, to be laid beside the design; those the README shows, to `docs/pictures`.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from infrastructure.local.chromium import chromium
from tests.browser import words
from tests.browser.customer import Customer
from tests.browser.inbox import Inbox
from tests.browser.phone import Phone
from tests.browser.sign_in import SignIn
from tests.local.edition import CAIO, MARINA, PASSWORD, UI, Product, simulator, until

ROOT = Path(__file__).resolve().parents[2]
SCREENS, PICTURES = ROOT / "test-results" / "screens", ROOT / "docs" / "pictures"
IN_README = ("inbox.png", "inbox-dark.png", "phone.png", "thread-hand.png")
DESK, HAND = (1440, 900), (390, 844)
RAFAEL = Customer("rafael", "Rafael Nogueira")
ANSWER = "Oi, Rafael! Aqui é a *Marina*. A Dra. Helena atende quinta às 14h30 ou às 16h. _Qual prefere?_"
SHOWN = "A Dra. Helena atende quinta"


def play() -> None:
    """Customers who wait, who talk to the bot, who were answered; Rafael last, so that he is on top."""
    marina, caio = Product(MARINA), Product(CAIO)
    larissa = _newcomer("Larissa Menezes", "5531987120044")
    larissa.asks_for_a_person()
    _take(caio, larissa, "Recebi seus exames, Larissa. Está tudo certo para sexta. Até lá!")
    _post(caio, larissa, "resolve")
    tiago = _newcomer("Tiago Albuquerque", "5581991230987")
    _book(tiago, "Ortopedia")
    benedita = Customer("benedita", "Benedita Rocha")
    _book(benedita, "Cardiologia")
    otavio = Customer("otavio", "Otávio Brandão")
    otavio.asks_for_a_person()
    otavio.writes("Vocês atendem pelo meu convênio?")
    ana = Customer("ana", "Ana Clara Souto")
    ana.asks_for_a_person()
    _take(marina, ana, "Bom dia, Ana! Sua guia foi autorizada. Pode vir na quarta, às 9h.")
    ana.looks()
    jessica = _newcomer("Jéssica Prado", "5511976540321")
    jessica.asks_for_a_person()
    _take(marina, jessica, "Oi, Jéssica! Já confirmo com a doutora.")
    jessica.writes("Consegue até amanhã? Preciso avisar no trabalho 🙏")
    _book(RAFAEL, "Cardiologia")
    RAFAEL.writes("Quinta")
    _taps(RAFAEL, "Prefere qual período?", "Tarde")
    RAFAEL.hears("Qual é o seu nome completo?")
    RAFAEL.writes("Rafael Nogueira")
    RAFAEL.hears("Qual é o seu e-mail?")
    RAFAEL.writes("rafael@exemplo.com.br")
    _taps(RAFAEL, "Está tudo certo?", "Falar com alguém")
    RAFAEL.hears("Vou chamar alguém")
    _take(marina, RAFAEL, ANSWER)
    asked = _said(RAFAEL, SHOWN)["id"]
    simulator("POST", "/chats/rafael/messages", json={"kind": "reaction", "message_id": asked, "emoji": "🙏"})
    RAFAEL.writes("14h30 está ótimo!")
    RAFAEL.looks()


def _newcomer(name: str, phone: str) -> Customer:
    persona = simulator("POST", "/personas", json={"name": name, "phone": phone})
    return Customer(persona["id"], name)


def _said(customer: Customer, words: str) -> dict[str, Any]:
    return until(lambda: next((each for each in customer.chat() if each["from"] == "business" and words in each["text"]), None), words)


def _taps(customer: Customer, words: str, title: str) -> None:
    """Takes the option with this title of the message with these words."""
    message = _said(customer, words)
    action = message["content"]["action"]
    options = [each["reply"] for each in action.get("buttons", [])] or [row for section in action["sections"] for row in section["rows"]]
    kind = "button_reply" if "buttons" in action else "list_reply"
    option = next(each["id"] for each in options if each["title"] == title)
    simulator("POST", f"/chats/{customer.id}/messages", json={"kind": kind, "message_id": message["id"], "id": option})


def _book(customer: Customer, specialty: str) -> None:
    """As far as the question of the day."""
    customer.writes("Oi")
    _taps(customer, "Como posso ajudar", "Marcar consulta")
    _taps(customer, "Para qual especialidade", specialty)
    customer.hears("Qual dia da semana")
    customer.looks()


def _conversation(agent: Product, customer: Customer) -> str:
    def look() -> str | None:
        return next((each["id"] for each in agent.conversations() if each["contact_name"] == customer.name), None)

    return until(look, f"the conversation of {customer.name}")


def _post(agent: Product, customer: Customer, step: str, body: dict[str, object] | None = None) -> None:
    agent.post(f"/conversations/{_conversation(agent, customer)}/{step}", body or {}).raise_for_status()


def _take(agent: Product, customer: Customer, text: str) -> None:
    _post(agent, customer, "assign", {"assignee": agent.member["id"]})
    number = f"01ARZ3NDEKTSV4RRFFQ6{abs(hash((customer.id, text))) % 1_000_000:06d}"
    _post(agent, customer, "messages", {"client_id": number, "content": {"kind": "text", "body": text}})
    customer.hears(text)


@contextmanager
def _page(browser: Browser, language: str, size: tuple[int, int], *, dark: bool = False, agent: str | None = None) -> Iterator[Page]:
    context = browser.new_context(
        locale=language,
        timezone_id="America/Sao_Paulo",
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        has_touch=size == HAND,
        is_mobile=size == HAND,
        reduced_motion="reduce",
    )
    if agent:
        assert context.request.post(f"{UI}/api/sign-in", data={"email": agent, "password": PASSWORD}).ok
    yield context.new_page()
    context.close()


def take(browser: Browser, folder: Path) -> None:
    """Every screen, in both languages where it has words of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for language, suffix in (("pt-BR", ""), ("en", "-en")):
        say = words.product(language)
        with _page(browser, language, DESK) as page:
            SignIn(page, say).open()
            _shoot(page, folder / f"sign-in{suffix}.png")
        for dark in (False, True):
            with _page(browser, language, DESK, dark=dark, agent=MARINA) as page:
                inbox = Inbox(page, say).open()
                inbox.pick(RAFAEL)
                expect(inbox.tick(SHOWN, "read")).to_be_visible()
                expect(inbox.details.get_by_role("definition").first).to_be_visible()
                for view in ("bot", "all"):
                    expect(page.get_by_role("button", name=say.beginning(f"view.{view}"))).to_have_text(re.compile(r"\d"))
                inbox.field.fill("Perfeito, Rafael. Ficou para *quinta, às 14h30*, com a Dra. Helena.")
                _shoot(page, folder / f"inbox{'-dark' if dark else ''}{suffix}.png")
            with _page(browser, language, HAND, dark=dark, agent=MARINA) as page:
                inbox = Inbox(page, say).open()
                expect(inbox.row(RAFAEL)).to_be_visible()
                expect(page.get_by_role("button", name=say.beginning("view.all"))).to_have_text(re.compile(r"\d"))
                _shoot(page, folder / f"list-hand{'-dark' if dark else ''}{suffix}.png")
                inbox.pick(RAFAEL)
                expect(inbox.tick(SHOWN, "read")).to_be_visible()
                _shoot(page, folder / f"thread-hand{'-dark' if dark else ''}{suffix}.png")
        with _page(browser, language, DESK) as page:
            phone = Phone(page, words.simulator(language)).open().play(RAFAEL)
            phone.sees(SHOWN)
            page.get_by_role("button", name=", messages, ").first.click()
            _shoot(page, folder / f"phone{suffix}.png")


def _shoot(page: Page, file: Path) -> None:
    page.evaluate("document.fonts.ready")
    page.screenshot(path=file, animations="disabled", caret="hide")
    print(f"{file.name:28}{file.stat().st_size // 1024:5} KB", flush=True)


def main() -> None:
    """Plays, takes, and puts what the README shows in its place."""
    expect.set_options(timeout=30_000)
    play()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-quic"])
        take(browser, SCREENS)
        browser.close()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in IN_README:
        shutil.copy(SCREENS / name, PICTURES / name)


if __name__ == "__main__":
    main()
