"""The story of both neighbours: everything that can be written, read, refused and broken, and all that came out of it."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

from botocore.client import BaseClient
from chalice.test import HTTPResponse

from chalicelib.domain.access import Role
from chalicelib.entrypoints.events import DoorFailed
from chalicelib.entrypoints.resource import Operation
from chalicelib.telemetry import logger
from tests.journeys.account import ORIGIN
from tests.payloads import names, payload
from tests.security.canaries import SIDES, marked
from tests.security.conftest import Street
from tests.security.neighbours import Neighbour
from tests.security.routes import GUARDED, OPERATIONS, UNKNOWN, body, path

ROLES = tuple(role.value for role in Role)
UNEXPLAINED = 999_999
"""A code of Meta's that nobody has documented: its own words are all there is to show."""
ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


@dataclass
class Heard:
    """Everything that came out, and on whose side."""

    answers: list[tuple[str, str, str]] = field(default_factory=list)
    """(side or "", what was asked, all that came back)"""
    frames: list[tuple[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    ids: dict[str, set[str]] = field(default_factory=lambda: {side: set() for side in SIDES})
    """What each side's owner is told things are called."""


class Ear(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.INFO)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def told(street: Street, *, whole: bool) -> Heard:
    """Both live, are read, refused and broken. Unless ``whole``, one writes most, and the other looks at most."""
    found, sides = Heard(), dict(zip(SIDES, (street.home, street.abroad), strict=True))
    with overheard(found):
        listen(street, found)
        sockets = {side: [opens_socket(each, role) for role in ROLES] for side, each in sides.items()}
        for each in sides.values():
            live(each, names() if whole or each is street.abroad else names()[::4])
            fail_workers(each)
        for side, each in sides.items():
            there = json.dumps({"kind": "here", "conversation_id": each.things["open"], "typing": True})
            assert {each.town.socket("$default", socket, body=there) for socket in sockets[side]} == {200}
        for side, each in sides.items():
            roles = ROLES if whole or each is street.home else ("owner",)
            read_everything(each, sides["ab".replace(side, "")], roles)
            provoke(each, roles)
        street.town.work()
        street.town.broadcast()
        for each in sides.values() if whole else (street.home,):
            fail_doors(each)
    for side, each in sides.items():
        frames = each.town.browsers.frames
        found.frames += [(side, json.dumps(frame)) for socket in sockets[side] for frame in frames.get(socket, [])]
    return found


@contextmanager
def overheard(found: Heard) -> Iterator[None]:
    """Every log line of ours down to DEBUG, and everybody else's down to INFO."""
    stream, ear = io.StringIO(), Ear(found.lines)
    before, level = logger.registered_handler.setStream(stream), logger.level
    logging.getLogger().addHandler(ear)
    logger.setLevel("DEBUG")
    try:
        yield
    finally:
        logger.registered_handler.setStream(before)
        logger.setLevel(level)
        logging.getLogger().removeHandler(ear)
        found.lines += stream.getvalue().splitlines()


def listen(street: Street, found: Heard) -> None:
    """Every request from now on is kept with its answer, and with whose token it had."""
    ask = street.town.ask
    owners = {token: each.words.side for each in (street.home, street.abroad) for token in each.tokens.values()}

    def listening(method: str, where: str, sent: object = None, headers: dict[str, str] | None = None) -> HTTPResponse:
        answer = ask(method, where, sent, headers)
        side = owners.get((headers or {}).get("Authorization", "").removeprefix("Bearer "), "")
        said = f"{answer.status_code} {json.dumps(dict(answer.headers))} {answer.body.decode(errors='replace')}"
        found.answers.append((side, f"{method} {where}", said))
        if side and answer.status_code == 200:
            found.ids[side] |= set(ULID.findall(answer.body.decode())) - {UNKNOWN}
        return answer

    street.town.ask = listening


def opens_socket(each: Neighbour, role: str) -> str:
    ticket, socket = each.does("POST", "/socket-tickets", who=role)["ticket"], f"{each.id}-{role}"
    assert each.town.socket("$connect", socket, ticket=ticket, origin=ORIGIN) == 200
    return socket


def live(each: Neighbour, webhooks: list[str]) -> None:
    """Everything a customer or a member can write: every webhook we know, a run through the flow, replies, failures, what is unreadable."""
    words, town, clinic = each.words, each.town, each.clinic
    for name in webhooks:
        said = marked(json.loads(payload(name)), words, name)
        text = json.dumps(said).replace("100000000000001", each.account).replace("1795430400", clinic.moment)
        assert clinic.post(text.encode(), secret=each.secret).status_code == 200
        town.work("Inbound", "Statuses")
        town.broadcast()
    clinic.post(f'{{"unreadable": "{words.text("quarantine.body")}"'.encode(), secret=each.secret)
    town.work()
    customer = clinic.customer(words.text("flow.customer"), words.phone("flow.customer.phone"))
    for said in ("oi", words.text("flow.answer")):
        clinic.hears(customer.saying(said), secret=each.secret)
    for kind in ("button_reply", "list_reply"):
        action = customer.screen[-1]["interactive"]["action"]
        tapped = action["buttons"][0]["reply"] if kind == "button_reply" else action["sections"][0]["rows"][0]
        said = {"type": "interactive", "interactive": {"type": kind, kind: tapped}, "context": {"id": customer.screen[-1]["wamid"]}}
        clinic.hears(customer.news(said), secret=each.secret)
    for code in (None, UNEXPLAINED, 131026, 190):
        reply(each, customer.conversation_id, code)
    each.does("PATCH", f"/connections/{each.things['connection']}", {"state": "running"})  # the last of them paused it
    details = {"code": UNEXPLAINED, "title": words.text("status.title"), "error_data": {"details": words.text("status.details")}}
    for message, status in ((customer.screen[-1], "failed"), (customer.screen[0], "read")):
        clinic.hears(clinic.status(message, status, errors=[details]), secret=each.secret)


def reply(each: Neighbour, conversation_id: str, code: int | None) -> None:
    """An agent's answer, which WhatsApp may refuse in words of its own."""
    if code is not None:
        error = {"message": each.words.text(f"graph.{code}.message"), "type": "OAuthException", "code": code}
        details = {"error_data": {"details": each.words.text(f"graph.{code}.details")}}
        each.town.graph.refusals.append((400, {"error": {**error, **details}}))
    said = {"client_id": f"01KA{len(each.words.fields):022}", "content": {"kind": "text", "body": each.words.text(f"reply.{code}")}}
    each.does("POST", f"/conversations/{conversation_id}/messages", said, "agent")
    each.town.work()
    each.town.graph.refusals.clear()


def read_everything(each: Neighbour, other: Neighbour, roles: Sequence[str]) -> None:
    """Every read route as these roles: all of one's own, page by page, and the same of the other's."""
    for operation in (known for known in OPERATIONS if known.method == "GET"):
        for who in roles:
            for where in {path(operation, each), path(operation, other), *own_paths(operation, each)}:
                pages(each, who, where)


def own_paths(operation: Operation, each: Neighbour) -> set[str]:
    if "conversation_id" in operation.arguments:
        known = each.does("GET", "/conversations?limit=100")["conversations"]
        return {path(operation, each, conversation_id=conversation["id"]) for conversation in known}
    if operation.name == "list_conversations":
        lists = ["limit=2", *(f"status={status}" for status in ("bot", "open", "resolved")), *(f"assignee={who}" for who in ("me", "none"))]
        return {f"/conversations?{query}" for query in lists}
    if operation.name == "list_changes":
        return {"/changes?cursor=0", "/changes?cursor=0~"}
    return set()


def pages(each: Neighbour, who: str, where: str) -> None:
    for _ in range(40):
        answer = each.ask(who, "GET", where)
        said = answer.json_body if answer.status_code == 200 and answer.headers["Content-Type"] == "application/json" else {}
        cursor = said.get("next_cursor") or (said.get("cursor") if said.get("more") else None)
        if not cursor:
            return
        where = f"{where.partition('?')[0]}?{'limit=2&' if where.startswith('/conversations') else ''}cursor={cursor}"


def provoke(each: Neighbour, roles: Sequence[str]) -> None:
    """Every refusal there is a way to: bodies that quote secrets, wrong types, the other's ids, words where ids should be."""
    words = each.words
    for operation in OPERATIONS:
        where, sent = path(operation, each), body(operation, each)
        for who in (*roles, "suspended"):
            query = f"{words.text('query')}={words.text('query.value')}&cursor={words.text('cursor')}"
            each.ask(who, operation.method, f"{where}?{query}", sent)
            each.town.broadcast()
            if isinstance(sent, dict):
                for name in sent:
                    bad = {**sent, name: [words.text(f"bad.{operation.name}.{name}"), words.secret(f"bad.{operation.name}.{name}")]}
                    each.ask(who, operation.method, where, bad)
                each.ask(who, operation.method, where, {**sent, words.text("bad.field"): words.secret("bad.field")})
                each.ask(who, operation.method, where, f'{{"unreadable": "{words.secret("bad.json")}'.encode())
    each.town.ask("POST", "/sign-in", {"email": f"{words.text('bad.email')}@x.example", "password": words.secret("bad.password")})
    each.town.ask("POST", "/sign-in", {"email": each.members["admin"].email, "password": words.secret("wrong.password")})
    webhook = each.clinic.webhook
    each.town.ask("GET", f"{webhook}?hub.mode=subscribe&hub.verify_token={words.secret('bad.verify')}&hub.challenge=1")
    each.town.ask("POST", webhook, f'{{"x": "{words.text("unsigned")}"}}'.encode(), {"X-Hub-Signature-256": "sha256=00"})
    each.town.ask("GET", "/me", None, {"Authorization": f"Bearer {words.secret('bad.token')}"})
    each.town.ask("POST", "/sign-in/refresh", None, {"Cookie": f"__Host-pytake={words.secret('bad.cookie')}"})
    each.town.socket("$connect", "nobody", ticket=f"{each.id}.{words.secret('bad.ticket')}", origin=ORIGIN)


class Broken(Exception):
    """A vendor's error that quotes all it was given."""


def breaks(each: Neighbour, nth: int, happens: Callable[[], object]) -> None:
    """The ``nth`` call to AWS in it fails, once."""
    original, calls = BaseClient._make_api_call, count(1)

    def failing(client: BaseClient, operation: str, params: dict[str, Any]) -> Any:
        ours = not any(client is stranger for stranger in each.town.counter.strangers)
        if ours and next(calls) == nth:
            raise Broken(f"{operation} failed for {params} of {each.words.text('vendor')} {each.secret}")
        return original(client, operation, params)

    BaseClient._make_api_call = failing
    try:
        happens()
    except (Broken, DoorFailed):
        pass
    finally:
        BaseClient._make_api_call = original


def fail_workers(each: Neighbour) -> None:
    """A webhook's door, the workers and the stream's meet a failing call, at the first, the second, the third…"""
    customer = each.clinic.customer(each.words.text("unlucky"), each.words.phone("unlucky.phone"))
    for nth in range(1, 10):
        breaks(each, nth, partial(each.clinic.hears, customer.saying(f"oi {each.words.text('unlucky.text')}"), secret=each.secret))
        each.town.work()
        each.town.broadcast()
    for nth in range(1, 4):
        each.clinic.hears(customer.saying(each.words.text("unlucky.frame")), secret=each.secret)
        breaks(each, nth, each.town.broadcast)


def fail_doors(each: Neighbour) -> None:
    """So does every route, cold."""
    for operation in GUARDED:
        for nth in range(1, 5):
            each.town.cold()
            breaks(each, nth, partial(each.ask, "owner", operation.method, path(operation, each), body(operation, each)))
        each.town.broadcast()
