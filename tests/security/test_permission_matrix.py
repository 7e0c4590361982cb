"""Every route by everybody: the rows are the routes themselves and the columns whoever may ask, so neither can be forgotten."""

import json
import re
from collections.abc import Iterator

import pytest

from app import app
from chalicelib.adapters.dynamodb import cursors
from chalicelib.domain.access import Role, may
from chalicelib.entrypoints.openapi import document
from chalicelib.entrypoints.resource import PUBLIC, SIGNED_IN, Operation
from tests.proof import figures
from tests.security.canaries import met, side_of
from tests.security.conftest import Street
from tests.security.neighbours import GONE
from tests.security.routes import GUARDED, NAMES, OPEN, OPERATIONS, THINGS, UNKNOWN, WORDS, asked, body, by_name, named, path

ROLES = tuple(role.value for role in Role)
REFUSED = ("anonymous", "nonsense", "expired", "forged", "refresh", *GONE)
"""Who shows no token, or one that is not good, or no longer."""
ANSWERS = {
    "get_health": 200, "get_description": 200, "sign_in": 200, "sign_out": 204,
    "refresh_sign_in": 401, "confirm_webhook": 401, "receive_webhook": 401,  # without their cookie, token or signature
}  # fmt: skip
"""What a public route answers to everybody, whatever token they show."""
MAKES = frozenset({"put_flow"})
"""Routes that make a thing of one's own under the id they are given."""
FREE = {("send_reply", "client_id"), ("replay_quarantine", "app_id"), ("replay_quarantine", "cursor")}
"""Fields of bodies that are no refusal when they name nothing: an id to be given, or what a list is narrowed to."""
Wrong = list[str]


@pytest.fixture
def put_back(street: Street) -> Iterator[None]:
    yield
    street.ledger.restore()


class Row:
    """The cells of one route, counted as they are looked at."""

    def __init__(self, operation: Operation, part: str) -> None:
        self.operation, self.part, self.cells, self.wrong = operation, part, 0, list[str]()

    def cell(self, column: str, right: bool, found: object) -> None:
        self.cells += 1
        if not right:
            self.wrong.append(f"{self.operation.name} × {column}: {found}")

    def close(self) -> None:
        figures("permission matrix", f"{self.operation.name} {self.part}", cells=self.cells, wrong=len(self.wrong), routes_without_row=0)
        assert not self.wrong


def allowed(operation: Operation, who: str) -> bool:
    return operation.allow == SIGNED_IN or may(Role(who), operation.allow)


def seen(answer, *given: str) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    """An answer as somebody compares it who wants to learn whether a thing exists."""
    said = answer.body.decode()
    for word in given:
        said = said.replace(word, "*")
    return answer.status_code, re.sub(r'"(\w+_)?at":"[^"]*"', "", said), tuple(sorted(answer.headers.items()))


@pytest.mark.parametrize("operation", GUARDED, ids=by_name)
def test_each_enters_where_the_table_says_and_nowhere_else(street, operation, put_back):
    row, home = Row(operation, "callers"), street.home
    for who in REFUSED:
        where, sent = path(operation, home), body(operation, home)
        headers = {} if who == "anonymous" else {"Authorization": f"Bearer {home.tokens[who]}"}
        answer = street.town.ask(operation.method, where, sent, headers)
        right = (answer.status_code, answer.json_body.get("code"), answer.headers.get("WWW-Authenticate")) == (401, "NotSignedIn", "Bearer")
        row.cell(who, right, answer.body)
    before = street.ledger.rows()
    for who in ROLES:
        answer = home.ask(who, operation.method, path(operation, home, who), body(operation, home, who))
        if allowed(operation, who):
            row.cell(who, answer.status_code == operation.status, answer.body)
            street.ledger.restore()
        else:
            row.cell(who, (answer.status_code, answer.json_body.get("code")) == (403, "NotAllowed"), answer.body)
            row.cell(f"{who} changes nothing", street.ledger.rows() == before, "a row changed")
    row.close()


@pytest.mark.parametrize("operation", [each for each in GUARDED if each.arguments], ids=by_name)
def test_what_is_anothers_is_answered_exactly_like_what_is_not(street, operation, put_back):
    row, home, abroad = Row(operation, "paths"), street.home, street.abroad
    before = street.ledger.rows(abroad.id)
    for who in ROLES:
        for argument in operation.arguments:
            foreign = named(operation, argument, abroad) if argument != "seq" else "9999"
            answers = []
            for id in (foreign, UNKNOWN):
                answer = home.ask(who, operation.method, path(operation, home, who, **{argument: id}), body(operation, home, who))
                answers.append(seen(answer, id))
                street.ledger.restore()
            expected = 403 if not allowed(operation, who) else operation.status if operation.name in MAKES else 404
            row.cell(f"{who}, foreign {argument}", answers[0] == answers[1], answers)
            row.cell(f"{who}, unknown {argument}", answers[1][0] == expected, answers[1])
            row.cell(f"{who}, theirs is theirs", street.ledger.rows(abroad.id) == before, "a row of theirs changed")
            for odd in ("un%23known", "x" * 65, "%00", "..%2f", "%E2%80%8B"):
                answer = home.ask(who, operation.method, path(operation, home, who, **{argument: odd}), body(operation, home, who))
                row.cell(f"{who}, {odd}", answer.status_code == (404 if allowed(operation, who) else 403), answer.body)
    row.close()


def fields_of(operation: Operation) -> Iterator[tuple[str, str]]:
    """Each field of its body and query that names something, and where it stands."""
    for where, model in (("body", operation.body), ("query", operation.query)):
        for field in model.model_fields if model else ():
            if field in NAMES:
                yield where, field


@pytest.mark.parametrize("operation", [each for each in GUARDED if list(fields_of(each))], ids=by_name)
def test_ids_in_bodies_and_queries_name_only_ones_own(street, operation, put_back):
    row, home, abroad = Row(operation, "fields"), street.home, street.abroad
    for where, field in fields_of(operation):
        foreign, unknown = another(street, operation, field)
        for who in ROLES:
            answers = []
            for id in (foreign, unknown):
                sent, query = body(operation, home, who), ""
                if where == "body":
                    sent = {**sent, field: id}
                else:
                    query = asked(**{field: id})
                before = street.ledger.rows(abroad.id)
                answer = home.ask(who, operation.method, path(operation, home, who) + query, sent)
                row.cell(f"{who}, theirs is theirs", street.ledger.rows(abroad.id) == before, "a row of theirs changed")
                answers.append(answer)
                street.ledger.restore()
            told = [seen(answer, id, *volatile(answer)) for answer, id in zip(answers, (foreign, unknown), strict=True)]
            row.cell(f"{who}, foreign {field}", told[0] == told[1], told)
            row.cell(f"{who}, nothing of theirs", not any(side_of(word) == "b" for word in met(answers[0].body)), told)
            if not allowed(operation, who):
                row.cell(f"{who}, {field}", answers[0].status_code == 403, told[0])
            elif where == "body" and (operation.name, field) not in FREE:
                row.cell(f"{who}, {field}", answers[0].status_code in (403, 404), told[0])
    row.close()


def another(street: Street, operation: Operation, field: str) -> tuple[str, str]:
    """What names a thing of the other workspace, and what names nothing."""
    abroad = street.abroad
    match NAMES[field]:
        case "client":
            sent = {"client_id": "01KB" + "0" * 22, "content": {"kind": "text", "body": "Olá"}}
            abroad.does("POST", f"/conversations/{abroad.things['open']}/messages", sent)
            street.town.hush()
            street.ledger.keep()
            return sent["client_id"], "01KB" + "1" * 22
        case "cursor":
            # A cursor holds a time and an id; with an id that nobody has it must lead to the same page.
            if operation.tag == "quarantine":
                (record,) = abroad.does("GET", "/quarantine")["records"]
                place = f"{record['at']}#{record['id']}"
            elif operation.name == "list_changes":
                return (abroad.does("GET", "/changes")["cursor"],) * 2  # nothing but a moment
            else:
                place = cursors.decode(abroad.does("GET", "/conversations?limit=1")["next_cursor"])
            return cursors.encode(place), cursors.encode(f"{place.partition('#')[0]}#{UNKNOWN}")
        case thing:
            return abroad.things[thing], UNKNOWN


def volatile(answer) -> list[str]:
    """New ids in what was made: two makings differ in them."""
    return sorted(set(re.findall(r"[0-9A-HJKMNP-TV-Z]{26}", answer.body.decode())))


@pytest.mark.parametrize("operation", OPEN, ids=by_name)
def test_a_public_route_answers_everybody_alike(street, operation, put_back):
    row, home = Row(operation, "callers"), street.home
    for who in ("anonymous", "expired", "forged", "suspended", *ROLES):
        headers = {} if who == "anonymous" else {"Authorization": f"Bearer {home.tokens[who]}"}
        answer = street.town.ask(operation.method, path(operation, home), body(operation, home), headers)
        row.cell(who, answer.status_code == ANSWERS[operation.name], answer.body)
        street.ledger.restore()
    row.close()


def test_those_who_are_gone_cannot_come_back(street, put_back):
    operation, home = next(each for each in OPERATIONS if each.name == "sign_in"), street.home
    row = Row(operation, "gone")
    for who in ("suspended", "removed"):
        answer = street.town.ask("POST", "/sign-in", body(operation, home, who))
        row.cell(who, (answer.status_code, answer.json_body.get("code")) == (401, "SignInFailed"), answer.body)
    for who in ("suspended", "removed", "signed_out"):
        answer = street.town.ask("POST", "/sign-in/refresh", None, {"Cookie": f"__Host-pytake={home.cookies[who]}"})
        row.cell(f"{who}, by cookie", (answer.status_code, answer.json_body.get("code")) == (401, "SignedOut"), answer.body)
    row.close()


def test_a_webhook_is_for_the_app_whose_secret_signed_it(street, put_back):
    operation = next(each for each in OPERATIONS if each.name == "receive_webhook")
    row, home, abroad = Row(operation, "signatures"), street.home, street.abroad
    before = street.ledger.rows()
    said = json.dumps({"object": "whatsapp_business_account", "entry": []}).encode()
    theirs, ours = abroad.clinic, home.clinic
    for column, answer, status in (
        ("signed by the other's app", theirs.post(said, secret=home.secret), 401),
        ("signed by nobody", theirs.post(said, secret=""), 401),
        ("an app nobody has", ours.town.ask("POST", f"/webhooks/whatsapp/{UNKNOWN}", said), 404),
        ("another channel", ours.town.ask("POST", f"/webhooks/telegram/{home.things['app']}", said), 404),
        ("its own", ours.post(said, secret=home.secret), 200),
    ):
        row.cell(column, answer.status_code == status, answer.body)
    row.cell("nothing changed", street.ledger.rows() == before, "a row changed")
    row.close()


def test_a_method_no_route_declares_is_no_way_in(street):
    row = Row(OPERATIONS[0], "undeclared methods")
    declared = {(each.method, each.path) for each in OPERATIONS}
    for operation in OPERATIONS:
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "TRACE"):
            if (method, operation.path) not in declared:
                answer = street.home.ask("owner", method, path(operation, street.home))
                row.cell(f"{method} {operation.path}", answer.status_code in (403, 404, 405), answer.status_code)
    row.close()


def test_no_route_is_without_its_row():
    routed = {(method, path) for path, methods in app.routes.items() for method in methods}
    without = routed - {(each.method, each.path) for each in OPERATIONS}
    fields = {field for each in OPERATIONS for model in (each.body, each.query) if model for field in model.model_fields}
    arguments = {argument for each in OPERATIONS for argument in each.arguments}
    figures("permission matrix", "rows", cells=0, wrong=0, routes_without_row=len(without))
    assert not without
    assert not fields - set(NAMES) - WORDS, "say whether it names something of a workspace (routes.py)"
    assert not arguments - set(THINGS), "say what it names (routes.py)"
    assert {each.name for each in OPEN} == set(ANSWERS), "say what a public route answers"


def test_only_members_and_cookies_open_doors():
    """A column of the matrix is missing when there is another way to say who one is: an API token, for one."""
    described = json.loads(document())
    assert set(described["components"]["securitySchemes"]) == {"access_token", "refresh_cookie"}


def test_only_these_want_no_permission():
    assert {each.name for each in GUARDED if each.allow == SIGNED_IN} == {
        "get_me", "change_me", "change_password", "list_sign_ins", "end_sign_in", "end_other_sign_ins", "create_socket_ticket",
    }  # fmt: skip
    assert all(each.allow != PUBLIC for each in GUARDED)
