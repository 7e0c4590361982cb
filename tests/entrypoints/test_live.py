"""The socket's doors, called as Lambda calls them."""

import json
from typing import Any

import pytest

from chalicelib.config import Settings, settings
from chalicelib.domain.access import Role
from chalicelib.entrypoints import live

ORIGIN = "http://127.0.0.1:8080"


@pytest.fixture(autouse=True)
def region(monkeypatch):
    monkeypatch.setenv("AWS_REGION", "us-east-1")


def event(
    route: str, *, ticket: str | None = None, origin: str | None = ORIGIN, body: str | None = None, socket: str = "s1"
) -> dict[str, Any]:
    return {
        "requestContext": {"apiId": "api", "stage": "ws", "connectionId": socket, "domainName": "ws.example", "routeKey": route},
        "headers": {"Origin": origin} if origin else None,
        "queryStringParameters": {"ticket": ticket} if ticket else None,
        "body": body,
    }


def ticket(front, role: Role = Role.AGENT) -> str:
    answer = front.ask("POST", "/socket-tickets", who=front.member(role))
    assert answer.status_code == 201
    return answer.json_body["ticket"]


def connect(**fields: Any) -> int:
    return live.connect(event("$connect", **fields), None)["statusCode"]


def test_a_ticket_from_our_own_page_opens_a_socket_where_it_was_told_to_push(front):
    assert connect(ticket=ticket(front)) == 200
    (socket,) = front.sockets.sockets.values()
    assert (socket.id, socket.workspace, socket.member_id, socket.endpoint) == ("s1", "w1", "w1-agent", "https://ws.example/ws")


def test_locally_the_management_endpoint_is_another(front, monkeypatch):
    other = Settings(**{**settings().model_dump(), "websocket_endpoint": "http://127.0.0.1:4566/_aws"})
    monkeypatch.setattr(live, "settings", lambda: other)
    connect(ticket=ticket(front))
    assert front.sockets.sockets["w1", "s1"].endpoint == "http://127.0.0.1:4566/_aws"


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null", "http://127.0.0.1:8080.evil.example"])
def test_another_page_is_refused_and_the_ticket_not_spent(front, origin):
    good = ticket(front)
    assert connect(ticket=good, origin=origin) == 403
    assert connect(ticket=good) == 200


@pytest.mark.parametrize(("wrong", "status"), [(None, 403), ("", 403), ("nonsense", 401), ("w1." + "A" * 43, 401)])
def test_without_a_good_ticket_nobody_enters(front, wrong, status):
    assert connect(ticket=wrong) == status
    assert front.sockets.sockets == {}


def test_a_ticket_is_spent_by_its_first_use(front):
    good = ticket(front)
    assert [connect(ticket=good), connect(ticket=good, socket="s2")] == [200, 401]


def test_a_ping_is_answered(front):
    assert live.message(event("$default", body='{"kind":"ping"}'), None) == {"statusCode": 200}
    assert front.push.posted == [("s1", "https://ws.example/ws", b'{"kind":"pong"}')]


@pytest.mark.parametrize("body", [None, "", "ping", "[]", '{"kind":"subscribe"}', "[" * 1000, '{"kind":"ping"' + " " * 2000 + "}"])
def test_anything_else_is_not_for_us(front, body):
    assert live.message(event("$default", body=body), None) == {"statusCode": 200}
    assert front.push.posted == []


def test_where_one_is_is_passed_on_under_the_name_the_socket_was_opened_with(front):
    connect(ticket=ticket(front))
    connect(ticket=ticket(front, Role.OWNER), socket="s2")
    said = {"kind": "here", "conversation_id": "w1-talk", "typing": True}
    assert live.message(event("$default", body=json.dumps(said)), None) == {"statusCode": 200}
    ((socket, _, frame),) = front.push.posted
    assert (socket, json.loads(frame)) == ("s2", {"kind": "here", "member_id": "w1-agent", "name": "Agent", **said})


@pytest.mark.parametrize("more", [{"member_id": "w1-owner"}, {"name": "Owner"}, {"typing": "yes"}, {"conversation_id": "x" * 2_000}])
def test_whereabouts_of_another_shape_or_size_are_not_passed_on(front, more):
    connect(ticket=ticket(front))
    connect(ticket=ticket(front, Role.OWNER), socket="s2")
    said = {"kind": "here", "conversation_id": "w1-talk", "typing": True, **more}
    assert live.message(event("$default", body=json.dumps(said)), None) == {"statusCode": 200}
    assert front.push.posted == []


def test_a_socket_that_goes_is_forgotten_and_a_stranger_goes_quietly(front):
    connect(ticket=ticket(front))
    for socket in ("s1", "never seen"):
        assert live.disconnect(event("$disconnect", socket=socket), None) == {"statusCode": 200}
    assert front.sockets.sockets == {}


def test_signing_out_closes_the_socket(front):
    opened = front.enter(front.member(Role.AGENT))
    made = front.ask("POST", "/socket-tickets", token=opened.access_token).json_body["ticket"]
    connect(ticket=made)
    front.ask("POST", "/sign-out", headers={"Cookie": f"__Host-pytake={opened.refresh_token}", "Origin": ORIGIN})
    assert front.push.closed == ["s1"]
