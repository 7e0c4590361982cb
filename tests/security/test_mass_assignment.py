"""A body sets what its route is for and nothing else, in bounds, and an account id is nobody's to choose (Chatwoot CVE-2026-72719)."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from re import _parser as parser
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from chalicelib.domain.canned_reply import CannedReply
from chalicelib.domain.connection import App, Connection, Sealed
from chalicelib.domain.contact import Contact
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.flow.graph import Flow, FlowVersion
from chalicelib.domain.message import Message
from chalicelib.domain.quarantine import QuarantineRecord
from chalicelib.domain.sign_in import SignIn
from chalicelib.domain.workspace import Member, Workspace
from chalicelib.entrypoints.openapi import document
from chalicelib.entrypoints.resource import Operation
from tests.proof import FULL, figures
from tests.security.conftest import Street
from tests.security.routes import WITH_BODY, body, by_name, path

DOCUMENT = json.loads(document())
BEHIND = (
    App, CannedReply, Connection, Contact, Conversation, Flow, FlowVersion, Member, Message, QuarantineRecord, Sealed, SignIn, Workspace,
)  # fmt: skip
"""What bodies make and change."""
ALWAYS = frozenset({
    "workspace", "workspace_id", "workspaceId", "account", "account_id", "accountId", "tenant", "tenant_id", "id", "_id", "role", "roles",
    "permissions", "permission", "is_admin", "admin", "active", "revision", "version", "status", "state", "owner", "owner_id", "member_id",
    "created_at", "updated_at", "deleted_at", "expires_at", "__proto__", "constructor", "__class__", "model_config", "scope", "sub", "wid",
    "rv", "sid", "pk", "sk",
})  # fmt: skip
"""What people try."""


def models(kind: Any) -> Iterator[type[BaseModel]]:
    """A model and every model inside it."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from models(field.annotation)
    for part in get_args(kind):
        yield from models(part)


def fields_of(kind: type) -> set[str]:
    return set(kind.model_fields if issubclass(kind, BaseModel) else kind.__dataclass_fields__)


NAMES = sorted(ALWAYS | {field for kind in BEHIND for field in fields_of(kind)})


def objects(value: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where each object of a body is."""
    match value:
        case dict():
            yield where
            for name, each in value.items():
                yield from objects(each, (*where, name))
        case list() | tuple():
            for index, each in enumerate(value):
                yield from objects(each, (*where, index))


def texts(value: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where each text of a body is."""
    match value:
        case str():
            yield where
        case dict():
            for name, each in value.items():
                yield from texts(each, (*where, name))
        case list() | tuple():
            for index, each in enumerate(value):
                yield from texts(each, (*where, index))


def inside(value: Any, where: tuple[Any, ...]) -> Any:
    for step in where:
        value = value[step]
    return value


def changed(value: Any, where: tuple[Any, ...], last: Any, put: Any) -> Any:
    """A copy of a body with one thing put into it."""
    copy = deepcopy(value)
    inside(copy, where)[last] = put
    return copy


def bodies(street: Street, operation: Operation) -> tuple[str, Any]:
    return path(operation, street.home), body(operation, street.home)


@pytest.mark.parametrize("operation", WITH_BODY, ids=by_name)
def test_no_body_sets_a_field_that_is_not_its_own(street, operation):
    where, good = bodies(street, operation)
    street.ledger.restore()
    before = street.ledger.rows()
    tried, accepted = 0, list[str]()
    for place in objects(good) if FULL else [each for each in objects(good) if each in seldom(good)]:
        # On the way into a flow all nodes of a kind are alike; what is a field of theirs is theirs to set.
        for name in NAMES:
            if name in inside(good, place) or own(operation, place, good, name):
                continue
            for value in (street.abroad.id, "owner", 1, True, None, {}) if FULL else (street.abroad.id,):
                answer = street.home.ask("owner", operation.method, where, changed(good, place, name, value))
                tried += 1
                if (answer.status_code, answer.json_body.get("code")) not in {(422, "Invalid"), (422, "FlowInvalid")}:
                    accepted.append(f"{'.'.join(map(str, place))}.{name}: {answer.status_code} {answer.body!r}")
    after = street.ledger.rows()
    street.ledger.restore()
    figures("mass assignment", operation.name, bodies=1, tried=tried, accepted=len(accepted))
    assert not accepted
    assert after == before


def seldom(good: Any) -> list[tuple[Any, ...]]:
    """One object of each shape."""
    shapes = {(*(step for step in place if isinstance(step, str)), *sorted(inside(good, place))): place for place in objects(good)}
    return list(shapes.values())


def own(operation: Operation, place: tuple[Any, ...], good: Any, name: str) -> bool:
    """Whether a field is one that this object has, beside those of the example."""
    kind = inside(good, place).get("kind")
    known = [model for model in models(operation.body) if kind is None or getattr(model.model_fields.get("kind"), "default", None) == kind]
    if not place:
        known = [operation.body]
    return any(name in model.model_fields and set(inside(good, place)) <= set(model.model_fields) for model in known)


def test_the_account_of_another_workspace_is_not_to_be_had(street):
    """Neither by registering it, nor by naming their app, nor by moving a connection of one's own there."""
    home, abroad = street.home, street.abroad
    street.ledger.restore()
    before = street.ledger.rows(abroad.id)
    operation = next(each for each in WITH_BODY if each.name == "create_connection")
    good = body(operation, home)
    tried = [
        home.ask("owner", "POST", "/connections", {**good, "account": abroad.account}),
        home.ask("owner", "POST", "/connections", {**good, "account": home.account}),
        home.ask("owner", "POST", "/connections", {**good, "app_id": abroad.things["app"]}),
        home.ask("owner", "PATCH", f"/connections/{home.things['connection']}", {"account": abroad.account}),
        home.ask("owner", "PATCH", f"/connections/{home.things['connection']}", {"app_id": abroad.things["app"]}),
        home.ask("owner", "PATCH", f"/connections/{abroad.things['connection']}", {"name": "Ours"}),
    ]
    assert [answer.status_code for answer in tried] == [409, 409, 404, 422, 422, 404]
    assert tried[0].body == tried[1].body, "whose it is is not told"
    assert street.ledger.rows(abroad.id) == before
    figures("mass assignment", "accounts", bodies=0, tried=len(tried), accepted=0)


def test_every_text_of_a_request_has_a_longest_length():
    assert [where for where, shape in requested() if longest(shape) is None] == []


def requested() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text of every body and query, as the API describes itself."""
    for described in (each for methods in DOCUMENT["paths"].values() for each in methods.values()):
        for parameter in described["parameters"]:
            yield from strings(parameter["schema"], f"{described['operationId']}?{parameter['name']}", ())
        for content in described.get("requestBody", {}).get("content", {}).values():
            yield from strings(content["schema"], described["operationId"], ())


def strings(shape: dict[str, Any], where: str, through: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    if name := shape.get("$ref", "").rpartition("/")[2]:
        if name not in through:
            yield from strings(DOCUMENT["components"]["schemas"][name], f"{where} {name}", (*through, name))
        return
    if shape.get("type") == "string":
        yield where, shape
    for part in (*shape.get("anyOf", ()), *shape.get("oneOf", ()), *shape.get("prefixItems", ())):
        yield from strings(part, where, through)
    for name, part in shape.get("properties", {}).items():
        yield from strings(part, f"{where}.{name}", through)
    for key in ("items", "additionalProperties"):
        if isinstance(shape.get(key), dict):
            yield from strings(shape[key], f"{where}[]", through)


def longest(shape: dict[str, Any]) -> int | None:
    """Characters that a text may have; None where it has no end."""
    if "maxLength" in shape:
        return int(shape["maxLength"])
    if "enum" in shape or "const" in shape:
        return max(map(len, shape.get("enum", [shape.get("const")])))
    if "pattern" in shape:
        assert re.fullmatch(r"\^.*\$", shape["pattern"]), "a pattern that is not anchored bounds nothing"
        width = parser.parse(shape["pattern"]).getwidth()[1]
        return width if width < 10_000 else None
    return None


@pytest.mark.parametrize("operation", WITH_BODY, ids=by_name)
def test_a_text_beyond_its_length_is_refused_and_a_nul_is_never_kept(street, operation):
    where, good = bodies(street, operation)
    for place in texts(good):
        *way, last = place
        street.ledger.restore()
        long = street.home.ask("owner", operation.method, where, changed(good, tuple(way), last, "x" * 70_000))
        assert (long.status_code, long.json_body["code"]) in {(422, "Invalid"), (422, "FlowInvalid"), (422, "ContentInvalid")}, place
        nul = street.home.ask("owner", operation.method, where, changed(good, tuple(way), last, f"\0{inside(good, place)}\0"))
        assert nul.status_code < 500, (place, nul.body)
        assert "\\u0000" not in nul.body.decode()
        assert [row for row in street.ledger.rows().values() if "\\u0000" in row or "\0" in row] == []
    street.ledger.restore()


def test_a_nul_in_a_query_or_a_path_is_stripped_or_refused(street):
    home = street.home
    for query in ("status=o%00pen", "assignee=%00", "cursor=%00", "limit=%001"):
        assert home.ask("owner", "GET", f"/conversations?{query}").status_code in (200, 422)
    assert home.ask("owner", "GET", f"/conversations/{home.things['open']}%00").status_code == 404
