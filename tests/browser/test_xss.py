"""Hostile words wherever a stranger, an admin or Meta can put them: a page shows them as the words they are, and nothing runs."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import words
from tests.browser.customer import Customer, new_customer
from tests.browser.hostile import by_ten, marked, messages_webhook, payloads, statuses_webhook
from tests.browser.net import Net
from tests.browser.phone import Phone
from tests.local.edition import LIVIA, UI, Product, simulator, until, webhook
from tests.proof import chance, figures, times

TEXTS = payloads()
ALL = set(range(len(TEXTS)))
HALF = len(TEXTS) // 2
NOBODY_KNOWS = 999_999
"""A code without words of ours: what is shown is Meta's own text."""
LIVE = 16
"""Seconds after which no worker holds an older list of flows."""
SHORT = [text for text in TEXTS if len(text) <= 60]
NAMES = [text for text in SHORT if text == " ".join(text.replace("\x01", " ").split())]
"""WhatsApp's names are one line."""
IN_WORDING = [text for text in SHORT if "{{" not in text]

IN_INBOX = (
    "customer's name in the list", "last words in the list", "draft in the list", "name in the head", "text", "quoted preview", "caption",
    "file name", "card's name", "card's phone", "place's name", "place's address", "choice", "choice's description", "form's name",
    "form's words", "form's field", "form's value", "order's words", "notice", "unknown kind", "failure of theirs", "failure of ours",
    "reaction", "agent's reply", "flow's name", "flow's message", "buttons' header", "buttons' words", "buttons' footer", "option",
    "variable", "connection's name", "its number", "why it is paused", "member in the menu", "toast", "draft in the composer",
)  # fmt: skip
ON_PHONE = ("name", "text", "caption", "file name", "place", "card", "bot's words", "option", "log's line", "log's payload")


@dataclass
class Town:
    """Who has said what by now."""

    crowd: list[Customer]
    writer: Customer
    reader: Customer
    thread: str


@pytest.fixture(scope="module")
def town(running: None) -> Iterator[Town]:
    """Everything said, and taken in by the product."""
    livia, dice = Product(LIVIA), chance("xss")
    crowd = [new_customer(name) for name in dice.sample(NAMES, 6)]
    for person in crowd:
        said = [{"kind": "text", "text": text} for text in ("Quero falar com um atendente", dice.choice(TEXTS))]
        simulator("POST", f"/chats/{person.id}/messages", json={"messages": said})
    writer, reader = new_customer("Escritora"), new_customer("Leitora")
    flow = f"wording-{reader.id}"
    _publish(livia, flow, dice.sample(IN_WORDING, 30))
    published = time.monotonic()
    writer.asks_for_a_person()
    thread = next(each["id"] for each in livia.conversations() if each["contact_name"] == writer.name)
    expected = _write(writer)
    until(lambda: _heard(livia, thread) > expected, "all of it", 90)
    _answer(livia, writer, thread)
    until(lambda: time.monotonic() - published > LIVE, "every worker to know the flow")
    reader.writes(flow)
    yield Town(crowd, writer, reader, thread)
    livia.http.put(_flow(flow), json={**_shape(flow, ["…"] * 30), "triggers": []}, timeout=30).raise_for_status()
    livia.post(f"/flows/{flow}/publish", {}).raise_for_status()


def test_the_net_catches_what_runs_and_what_is_asked_for(screens):
    page, net = screens.open(), Net()
    screens.allow("*", "*")
    net.cast(page)
    page.set_content('<img src=x onerror="pwn(1)"><a href="javascript:pwn(2)">x</a><script src="https://evil.invalid/x.js"></script>')
    page.get_by_text("x").click()
    net.look(page)
    assert net.executed == [(1,), (2,)]
    assert len(net.stray) >= 3
    assert net.asked or net.refused


def test_nothing_runs_in_the_inbox(screens, inbox_of, town):
    net = Net()
    inbox = inbox_of(LIVIA, "unassigned", prepare=lambda page: (net.cast(page), _server_says(page)))
    page = inbox.page
    for person in town.crowd:
        expect(inbox.row(person)).to_be_visible()
    seen = marked(page.locator("#conversation-list").inner_text())
    banner = page.get_by_role("alert", name=inbox.say("connection.banner"))
    assert marked(banner.inner_text()) == ALL
    net.look(page)

    inbox.show("mine")
    inbox.pick(town.writer)
    everything = _whole_thread(page, net.look)
    assert marked(everything) == ALL
    net.look(page)
    page.get_by_role("main").get_by_role("button", name=inbox.say("action.assign"), exact=True).click()
    assert marked(page.get_by_role("menu", name=inbox.say("action.assign")).inner_text()) == ALL
    net.look(page)
    page.keyboard.press("Escape")

    screens.allow("Failed to load resource: the server responded with a status of 422*", "/api/conversations/*")
    for retry in page.get_by_role("button", name=inbox.say.before("message.retry_of")).all()[:3]:
        retry.click()
    expect(page.get_by_text(inbox.say.before("message.not_resent")).first).to_be_visible()
    net.look(page)
    # They stay until dismissed, and lie over the last rows of a long list.
    dismiss = page.get_by_role("button", name=inbox.say("toast.dismiss"))
    while dismiss.count():
        dismiss.first.click()

    inbox.field.fill(TEXTS[-1])
    inbox.show("unassigned")
    for person in town.crowd:
        inbox.row(person).click()
        expect(page.get_by_role("heading", name=person.name)).to_have_text(person.name)
        net.look(page)
    inbox.show("mine")
    expect(inbox.row(town.writer)).to_contain_text(TEXTS[-1])
    inbox.show("bot")
    inbox.pick(town.reader)
    expect(inbox.details.get_by_role("definition").filter(has_text="pwn(").first).to_be_visible()
    said = inbox.thread.inner_text() + inbox.details.inner_text()
    net.look(page)
    page.wait_for_timeout(300)
    assert net.caught == {}
    figures("xss corpus", "inbox", payloads=len(TEXTS), places=len(IN_INBOX), **_counted(net))
    assert len(seen | marked(said)) > len(town.crowd)


def test_nothing_runs_on_the_simulators_page(screens, town):
    page, net = screens.open(), Net()
    net.cast(page)
    hand = Phone(page, words.simulator("pt-BR")).open().play(town.writer)
    expect(hand.chat.get_by_text("pwn(0)").first).to_be_attached()
    assert marked(hand.chat.inner_text()) == ALL
    assert marked(page.locator("body").inner_text()) == ALL
    net.look(page)
    for entry in page.get_by_role("button", name=", messages, ").all()[:3]:
        entry.click()
        net.look(page)
    hand.play(town.reader)
    expect(hand.chat.get_by_text("pwn(").last).to_be_visible()
    net.look(page)
    page.wait_for_timeout(300)
    assert net.caught == {}
    figures("xss corpus", "simulator", places=len(ON_PHONE), **_counted(net))


def _counted(net: Net) -> dict[str, int]:
    return {"executed": len(net.executed), "refused": len(net.refused), "foreign": len(net.asked)}


def _heard(livia: Product, thread: str) -> int:
    return sum(each["entry"] == "message" and each["direction"] == "inbound" for each in livia.entries(thread))


def _write(writer: Customer) -> int:
    """Every kind of message, each text in each kind; returns how many."""
    chat = f"/chats/{writer.id}/messages"
    ids: list[str] = []
    for batch in by_ten([{"kind": "text", "text": text} for text in TEXTS]):
        ids += [each["id"] for each in simulator("POST", chat, json={"messages": batch})["messages"]]
    pairs = list(zip(TEXTS[: HALF + 1], TEXTS[HALF:], strict=False))[:: times(2, 1)]
    drawn: list[dict[str, Any]] = []
    for number, (one, other) in enumerate(pairs):
        file = simulator("POST", "/media", params={"filename": one}, data=b"%PDF-1.4", headers={"Content-Type": "application/pdf"})
        drawn.append({"kind": "document", "media_id": file["id"], "caption": other, "reply_to": ids[number]})
        drawn.append({"kind": "location", "latitude": 1, "longitude": 2, "name": one, "address": other})
    for batch in by_ten(drawn):
        simulator("POST", chat, json={"messages": batch})
    wire = [_tap(*pair, number) for number, pair in enumerate(pairs)] + [_refusal(*pair) for pair in pairs] + _collections()
    wire += [{"type": "reaction", "reaction": {"message_id": ids[number], "emoji": text}} for number, text in enumerate(SHORT[:12])]
    wa_id = next(each["wa_id"] for each in simulator("GET", "/state")["personas"] if each["id"] == writer.id)
    now = int(time.time())
    numbered = [{"id": f"wamid.xss.{wa_id}.{number}", "timestamp": str(now), **each} for number, each in enumerate(wire)]
    for batch in by_ten(numbered):
        assert webhook(json.dumps(messages_webhook(wa_id, writer.name, batch)).encode()).ok
    return len(TEXTS) + len(drawn) + len(wire) - 12


def _tap(title: str, description: str, number: int) -> dict[str, Any]:
    kind = ("button_reply", "list_reply")[number % 2]
    return {"type": "interactive", "interactive": {"type": kind, kind: {"id": title, "title": title, "description": description}}}


def _refusal(details: str, kind: str) -> dict[str, Any]:
    error = {"code": NOBODY_KNOWS, "title": details, "message": details, "error_data": {"details": details}}
    return {"type": "unsupported", "unsupported": {"type": kind}, "errors": [error]}


def _collections() -> list[dict[str, Any]]:
    cards = [{"name": {"formatted_name": text}, "phones": [{"phone": text}], "emails": [{"email": text}]} for text in TEXTS]
    form = {"name": TEXTS[0], "body": TEXTS[1], "response_json": json.dumps({text: text for text in TEXTS})}
    item = {"product_retailer_id": TEXTS[2], "quantity": 1, "item_price": 1, "currency": TEXTS[3]}
    return [
        {"type": "contacts", "contacts": cards},
        {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": form}},
        {"type": "order", "order": {"catalog_id": TEXTS[4], "text": TEXTS[5], "product_items": [item]}},
        {"type": "system", "system": {"type": "customer_changed_number", "body": TEXTS[6]}},
        {"type": TEXTS[7], "text": {"body": TEXTS[8]}},
    ]


def _answer(livia: Product, writer: Customer, thread: str) -> None:
    """An agent's words, which Meta then refuses in words of its own."""
    simulator("PUT", "/mischief", json={"delay_statuses_seconds": 3_600})
    try:
        for number, text in enumerate(TEXTS[:6]):
            client_id = f"01ARZ3NDEKTSV4RRFF{int(time.time()) % 100_000:05d}{number:03d}"
            body = {"client_id": client_id, "content": {"kind": "text", "body": text}}
            livia.post(f"/conversations/{thread}/messages", body).raise_for_status()
        until(lambda: TEXTS[5] in writer.heard(), "the answers")
        sent = [each["id"] for each in writer.chat() if each["from"] == "business" and each["text"] in TEXTS[:6]]
        errors = [{"code": NOBODY_KNOWS, "title": text, "error_data": {"details": text}} for text in TEXTS[6:12]]
        statuses = [
            {"id": id, "status": "failed", "timestamp": str(int(time.time())), "recipient_id": "551100000000", "errors": [error]}
            for id, error in zip(sent, errors, strict=True)
        ]
        assert webhook(json.dumps(statuses_webhook(statuses)).encode()).ok
        until(lambda: sum(each.get("status") == "failed" for each in livia.entries(thread)) == len(sent), "the refusals")
    finally:
        simulator("PUT", "/mischief", json={"delay_statuses_seconds": 0})


def _publish(livia: Product, flow: str, said: list[str]) -> None:
    livia.http.put(_flow(flow), json=_shape(flow, said), timeout=30).raise_for_status()
    livia.post(f"/flows/{flow}/publish", {}).raise_for_status()


def _flow(flow: str) -> str:
    return f"{UI}/api/flows/{flow}"


def _shape(flow: str, said: list[str]) -> dict[str, Any]:
    """Its name, what it remembers, what it says and what it offers."""
    nodes: list[dict[str, Any]] = [{"id": "start", "kind": "start"}]
    nodes += [{"id": f"v{number}", "kind": "set_variable", "name": f"v{number}", "value": text} for number, text in enumerate(said[:20])]
    nodes += [{"id": f"m{number}", "kind": "message", "text": text} for number, text in enumerate(said[20:25])]
    titles = [{"id": f"b{number}", "title": f"{number}{text}"[:20]} for number, text in enumerate(said[25:28])]
    nodes.append({"id": "ask", "kind": "buttons", "header": said[28], "footer": said[29], "text": said[0], "buttons": titles})
    edges = [{"source": one["id"], "exit": "next", "target": other["id"]} for one, other in pairwise(nodes)]
    edges += [{"source": "ask", "exit": exit, "target": "end"} for exit in ("button:b0", "button:b1", "button:b2", "other")]
    nodes.append({"id": "end", "kind": "end"})
    for node in nodes:
        node["position"] = {"x": 0, "y": 0}
    return {"name": said[0], "triggers": [{"kind": "keyword", "match": "exact", "words": [flow]}], "nodes": nodes, "edges": edges}


def _server_says(page: Page) -> None:
    """Names and reasons that no route of ours can set today, and that a page shows all the same."""
    template = Product(LIVIA).get("/connections")["connections"][0]
    paused = [
        {**template, "id": f"c{number}", "name": text, "shown": text, "state": "paused", "pause_reason": text, "pause_code": NOBODY_KNOWS}
        for number, text in enumerate(TEXTS)
    ]
    members = [{"id": f"m{number}", "name": text, "role": "agent"} for number, text in enumerate(TEXTS)]
    page.route("**/api/connections", lambda route: route.fulfill(json={"connections": paused}))
    page.route("**/api/members", lambda route: route.fulfill(json={"members": members}))
    page.route("**/messages/*/resend", _refuse)


def _refuse(route: Route) -> None:
    seq = int(route.request.url.split("/")[-2])
    route.fulfill(status=422, json={"code": "Odd", "detail": TEXTS[seq % len(TEXTS)]})


def _whole_thread(page: Page, look: Callable[[Page], None]) -> str:
    """What a conversation shows from its beginning to its end, a screen at a time: only what is near is drawn."""
    thread = page.get_by_role("main").get_by_role("log")
    for _ in range(40):
        thread.evaluate("box => { box.scrollTop = 0; }")
        if thread.get_by_text("Vou chamar alguém da nossa equipe").count():
            break
        page.wait_for_timeout(100)
    shown = thread.inner_text()
    while thread.evaluate("box => { const from = box.scrollTop; box.scrollTop += box.clientHeight * 0.7; return box.scrollTop > from; }"):
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        shown += thread.inner_text()
        look(page)
    return shown
