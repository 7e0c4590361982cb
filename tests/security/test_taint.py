"""Two workspaces full of words that exist once: what one sees, hears, provokes or stores never holds a word of the other."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib.domain.access import Role
from chalicelib.entrypoints.events import DoorFailed
from chalicelib.telemetry import logger
from tests.journeys.account import ORIGIN
from tests.payloads import names, payload
from tests.proof import FULL, figures
from tests.security.canaries import SIDES, marked, met, nameable, secret, side_of
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
    """Hears what anybody's logger says, whole."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.INFO)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(scope="module")
def heard(street: Street) -> Iterator[Heard]:
    """The whole story of both, told once."""
    found, stream, ear = Heard(), io.StringIO(), Ear([])
    before, level = logger.registered_handler.setStream(stream), logger.level
    logging.getLogger().addHandler(ear)
    logger.setLevel("DEBUG")
    listen(street, found)
    try:
        sides = {"a": street.home, "b": street.abroad}
        sockets = {side: {role: opens_socket(each, role) for role in ROLES} for side, each in sides.items()}
        for each in sides.values():
            live(each, names() if FULL or each is street.abroad else names()[::4])
            fail_workers(each)
        street.town.broadcast()
        for side, each in sides.items():
            roles = ROLES if FULL or each is street.home else ("owner",)
            read_everything(each, sides["ab".replace(side, "")], roles)
            provoke(each, roles)
        street.town.work()
        street.town.broadcast()
        for each in sides.values() if FULL else (street.home,):
            fail_doors(each)
        for side, each in sides.items():
            told = each.town.browsers.frames
            found.frames += [(side, json.dumps(frame)) for socket in sockets[side].values() for frame in told.get(socket, [])]
    finally:
        logger.registered_handler.setStream(before)
        logger.setLevel(level)
        logging.getLogger().removeHandler(ear)
    found.lines = [*stream.getvalue().splitlines(), *ear.lines]
    yield found


def listen(street: Street, found: Heard) -> None:
    """Every request from now on is kept with its answer, and with whose token it had."""
    ask, owners = street.town.ask, {token: side for side, each in zip(SIDES, (street.home, street.abroad), strict=True) for token in each.tokens.values()}

    def listening(method: str, where: str, sent: object = None, headers: dict[str, str] | None = None):
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
    details = {"code": UNEXPLAINED, "title": words.text("status.title"), "error_data": {"details": words.text("status.details")}}
    for message, status in ((customer.screen[-1], "failed"), (customer.screen[0], "read")):
        clinic.hears(clinic.status(message, status, errors=[details]), secret=each.secret)
    each.things["talk"] = customer.conversation_id


def reply(each: Neighbour, conversation_id: str, code: int | None) -> None:
    """An agent's answer, which WhatsApp may refuse in words of its own."""
    if code is not None:
        error = {"message": each.words.text(f"graph.{code}.message"), "type": "OAuthException", "code": code}
        details = {"error_data": {"details": each.words.text(f"graph.{code}.details")}, "error_user_msg": each.words.text(f"graph.{code}.user")}
        each.town.graph.refusals.append((400, {"error": {**error, **details}}))
    said = {"kind": "text", "body": each.words.text(f"reply.{code}")}
    each.does("POST", f"/conversations/{conversation_id}/messages", {"client_id": f"01KA{len(each.words.fields):022}", "content": said}, "agent")
    each.town.work()
    each.town.graph.refusals.clear()


def read_everything(each: Neighbour, other: Neighbour, roles: Sequence[str]) -> None:
    """Every read route as these roles: all of one's own, page by page, and the same of the other's."""
    for operation in (known for known in OPERATIONS if known.method == "GET"):
        for who in roles:
            for where in {path(operation, each), path(operation, other), *own_paths(operation, each)}:
                pages(each, who, where)


def own_paths(operation, each: Neighbour) -> set[str]:
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
            each.ask(who, operation.method, f"{where}?{words.text('query')}={words.text('query.value')}&cursor={words.text('cursor')}", sent)
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


@dataclass
class Breaks:
    """The ``nth`` call to AWS fails, once."""

    each: Neighbour
    nth: int

    def __call__(self, operation: str, params: dict[str, Any]) -> None:
        self.nth -= 1
        if self.nth == 0:
            raise Broken(f"{operation} failed for {params} of {self.each.words.text('vendor')} {self.each.secret}")

    def during(self, happens: Callable[[], object]) -> None:
        """Workers and doors say so, and all is tried again."""
        counter = self.each.town.counter
        counter.before.append(self)
        try:
            with self.each.town.counting():
                happens()
        except (Broken, DoorFailed):
            pass
        finally:
            counter.before.remove(self)


def fail_workers(each: Neighbour) -> None:
    """A webhook's door, the workers and the stream's meet a failing call, at the first, the second, the third…"""
    customer = each.clinic.customer(each.words.text("unlucky"), each.words.phone("unlucky.phone"))
    for nth in range(1, 10):
        said = customer.saying(f"oi {each.words.text('unlucky.text')}")
        Breaks(each, nth).during(lambda: each.clinic.hears(said, secret=each.secret))  # noqa: B023
        each.town.work()
        each.town.broadcast()
    for nth in range(1, 4):
        each.clinic.hears(customer.saying(each.words.text("unlucky.frame")), secret=each.secret)
        Breaks(each, nth).during(each.town.broadcast)


def fail_doors(each: Neighbour) -> None:
    """So does every route, cold."""
    for operation in GUARDED:
        for nth in range(1, 5):
            each.town.cold()
            Breaks(each, nth).during(lambda: each.ask("owner", operation.method, path(operation, each), body(operation, each)))  # noqa: B023
        each.town.broadcast()


def leaks(said: str, foreign: Callable[[str], bool], words: dict[str, Neighbour]) -> list[str]:
    """The fields of the canaries that should not be there."""
    return [f"{words[side_of(word)].words.field(word)} ({word})" for word in sorted(met(said)) if foreign(word)]


def proved(part: str, found: list[str], **counted: int) -> None:
    figures("workspace taint", part, **{"reads": 0, "frames": 0, "log_lines": 0, **counted, "leaks": len(found)})
    assert not found


@pytest.fixture
def both(street: Street) -> dict[str, Neighbour]:
    return {"a": street.home, "b": street.abroad}


def test_what_was_written_is_there_to_be_found(heard, both, street):
    """Or the rest would prove nothing."""
    for side, each in both.items():
        own = "".join(said for whose, _, said in heard.answers if whose == side)
        seen = {each.words.field(word) for word in met(own) if side_of(word) == side}
        planted = {field for field in each.words.fields.values() if re.match("(workspace|owner|app|connection|flow|customer|reply)\\.", field)}
        hidden = {"owner.email", "app.secret", "app.verify_token", "app.new_secret", "connection.token", "flow.customer.phone"}
        assert planted - seen <= hidden | {"customer.flow.phone"}
        assert len([field for field in seen if field.partition(".")[0] in names()]) >= (40 if each is street.abroad else 10)
        assert {"quarantine.body", f"graph.{UNEXPLAINED}.details", "status.details"} <= seen


def test_nobody_is_answered_a_word_of_the_others(heard, both):
    found = []
    for side, asked, said in heard.answers:
        other = "ab".replace(side, "") if side else "ab"
        words = leaks(said, lambda word: side_of(word) in other, both)  # noqa: B023
        ids = [id for each in other for id in set(ULID.findall(said)) & (heard.ids[each] - heard.ids.get(side, set()))] if side else []
        found += [f"{side} {asked}: {leak}" for leak in (*words, *ids)]
    proved("answers", found, reads=len(heard.answers))


def test_no_browser_is_told_a_word_of_the_others(heard, both):
    assert {side for side, _ in heard.frames} == set(SIDES)
    found = []
    for side, frame in heard.frames:
        (other,) = "ab".replace(side, "")
        found += leaks(frame, lambda word: side_of(word) == other, both)  # noqa: B023
        found += set(ULID.findall(frame)) & (heard.ids[other] - heard.ids[side])
    proved("frames", found, frames=len(heard.frames))


def test_no_log_line_holds_what_somebody_wrote(heard, both):
    found = [f"{leak} in {line[:200]}" for line in heard.lines for leak in leaks(line, lambda word: not nameable(word), both)]
    assert any("request failed" in line for line in heard.lines)
    assert any("record failed" in line for line in heard.lines)
    proved("log lines", found, log_lines=len(heard.lines))


def test_a_secret_comes_out_nowhere(heard, both, street):
    said = [said for _, _, said in heard.answers] + [frame for _, frame in heard.frames] + heard.lines + list(street.ledger.rows().values())
    found = [leak for each in said for leak in leaks(each, secret, both)]
    proved("secrets", found)


def test_what_is_stored_for_one_holds_no_word_of_the_other(heard, both, street):
    found = []
    for side, each in both.items():
        rows = {where: row for where, row in street.ledger.rows().items() if each.id in where}
        assert len(rows) > 100
        for where, row in rows.items():
            found += [f"{where}: {leak}" for leak in leaks(row, lambda word: side_of(word) != side, both)]  # noqa: B023
    proved("rows", found)


def test_what_meta_is_told_goes_over_the_right_number(heard, both, street):
    found = []
    for side, each in both.items():
        sent = [json.dumps(message) for message in street.town.graph.taken if message["number"] == each.account]
        assert len(sent) > 4
        found += [leak for message in sent for leak in leaks(message, lambda word: side_of(word) != side, both)]  # noqa: B023
    proved("sent", found)
