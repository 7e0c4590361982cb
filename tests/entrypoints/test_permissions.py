"""Every route by everybody: the table is made from the routes themselves, so a new one cannot be forgotten."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.access import Role, may
from chalicelib.domain.tokens import Access
from chalicelib.entrypoints.openapi import operations
from chalicelib.entrypoints.resource import PUBLIC, SIGNED_IN, Operation
from tests.entrypoints.front import ABROAD, HOME, Front
from tests.services.people import tokens

OPERATIONS = operations()
GUARDED = [operation for operation in OPERATIONS if operation.allow != PUBLIC]
NAMED = [operation for operation in GUARDED if operation.arguments]
REFUSAL = b"Your role does not include"
THINGS = {"conversation_id": "talk", "app_id": "app", "connection_id": "number", "flow_id": "flow", "record_id": "record"}
BODIES = {
    "assign_conversation": {"assignee": None},
    "send_reply": {"client_id": "01KA" + "0" * 22, "content": {"kind": "text", "body": "Olá"}},
    "change_app": {"name": "New"},
    "change_connection": {"name": "New"},
    "create_app": {"name": "New", "secret": "new-secret", "verify_token": "new-verify-token"},
    "create_connection": {"app_id": "w1-app", "name": "New", "account": "9", "group_account": "9", "shown": "+9", "token": "new-token"},
    "replay_quarantine": {"cause": "failed"},
    "put_flow": {
        "name": "New",
        "triggers": [{"kind": "catch_all"}],
        "nodes": [{"id": "start", "kind": "start"}, {"id": "end", "kind": "end"}],
        "edges": [{"source": "start", "exit": "next", "target": "end"}],
    },
}


def by_name(operation: Operation) -> str:
    return operation.name


def path(operation: Operation, workspace: str = HOME, thing: str | None = None) -> str:
    return operation.path.format(
        **{"seq": "1", **{name: thing or f"{workspace}-{THINGS[name]}" for name in operation.arguments if name in THINGS}}
    )


def call(front: Front, operation: Operation, to: str, **who: object):
    return front.ask(operation.method, to, BODIES.get(operation.name), **who)


@pytest.mark.parametrize("operation", GUARDED, ids=by_name)
def test_nobody_enters_without_a_good_token(front, operation):
    expired = tokens().access(
        Access(HOME, front.member(Role.OWNER).id, "s", 1),
        now=datetime.now(UTC) - timedelta(hours=1),
        expires_at=datetime.now(UTC) - timedelta(minutes=45),
    )
    refresh = front.enter(front.member(Role.OWNER)).refresh_token
    for token in (None, "nonsense", expired, refresh):
        answer = call(front, operation, path(operation), token=token)
        assert (answer.status_code, answer.json_body["code"]) == (401, "NotSignedIn")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("operation", GUARDED, ids=by_name)
def test_each_role_enters_where_the_table_says(front, operation, role):
    answer = call(front, operation, path(operation), who=front.member(role))
    if operation.allow == SIGNED_IN or may(role, operation.allow):
        # 409, 422 and another 403: the rules of the thing itself, behind the door.
        assert answer.status_code in (operation.status, 403, 409, 422), answer.body
        assert REFUSAL not in answer.body
    else:
        assert (answer.status_code, answer.json_body["code"]) == (403, "NotAllowed")
        assert REFUSAL in answer.body


@pytest.mark.parametrize("operation", NAMED, ids=by_name)
def test_what_is_anothers_is_answered_exactly_like_what_is_not(front, operation):
    if operation.name == "put_flow":
        pytest.skip("makes a flow of that name in its own workspace")
    answers = [
        call(front, operation, path(operation, thing=thing), who=front.member(Role.OWNER, workspace))
        for workspace, thing in ((ABROAD, path(operation).split("/")[2]), (ABROAD, "unknown"), (HOME, "un%23known"), (HOME, "x" * 65))
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.body for answer in answers}) == 1


def test_a_foreign_flow_is_not_overwritten_by_one_of_the_same_name(front):
    before = front.flows_.drafts[HOME, "w1-flow"]
    operation = next(operation for operation in OPERATIONS if operation.name == "put_flow")
    assert call(front, operation, path(operation), who=front.member(Role.OWNER, ABROAD)).status_code == 200
    assert front.flows_.drafts[HOME, "w1-flow"] == before


@pytest.mark.parametrize("operation", [operation for operation in GUARDED if operation.method == "GET"], ids=by_name)
def test_no_answer_holds_a_word_of_another_workspace(front, operation):
    answer = call(front, operation, path(operation), who=front.member(Role.OWNER))
    assert answer.status_code == 200
    assert b"w2" not in answer.body


def test_foreign_ids_in_bodies_are_unknown(front):
    owner = front.member(Role.OWNER)
    given = front.ask("POST", "/conversations/w1-talk/assign", {"assignee": "w2-owner"}, who=owner)
    registered = front.ask("POST", "/connections", {**BODIES["create_connection"], "app_id": "w2-app"}, who=owner)
    assert (given.status_code, registered.status_code) == (404, 404)


@pytest.mark.parametrize("operation", [operation for operation in GUARDED if operation.body], ids=by_name)
@pytest.mark.parametrize("field", ["workspace", "workspace_id", "id", "role", "version"])
def test_a_body_sets_no_field_that_is_not_its_own(front, operation, field):
    body = {**BODIES[operation.name], field: "w2"}
    answer = front.ask(operation.method, path(operation), body, who=front.member(Role.OWNER))
    assert (answer.status_code, answer.json_body["code"]) == (422, "Invalid")


def test_a_member_who_left_is_out_and_a_suspended_one_cannot_come_back(front):
    agent = front.member(Role.AGENT)
    token = front.enter(agent).access_token
    front.members_.change(agent, active=False)
    assert front.ask("GET", "/me", token=token).status_code == 401
    assert front.ask("POST", "/sign-in", {"email": agent.email, "password": "correct horse battery"}).status_code == 401


def test_every_route_says_who_may_enter():
    assert {operation.name for operation in OPERATIONS if operation.allow == PUBLIC} == {
        "get_health", "get_description", "sign_in", "refresh_sign_in", "sign_out", "confirm_webhook", "receive_webhook",
    }  # fmt: skip
    assert {operation.name for operation in OPERATIONS if operation.allow == SIGNED_IN} == {"get_me", "create_socket_ticket"}


def test_every_body_of_these_tests_is_of_a_route():
    assert set(BODIES) == {operation.name for operation in GUARDED if operation.body}
