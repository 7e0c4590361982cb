"""Browsers hear of what changed, and find it all again by their cursor."""

from dataclasses import replace
from datetime import UTC, datetime

from chalicelib import bootstrap
from tests.journeys.account import ORIGIN


def heard(town, socket):
    """What a browser knows from its frames: each row in its latest shape."""
    entries, conversations = {}, {}
    for frame in town.browsers.frames.get(socket, []):
        assert frame["kind"] == "changes"
        conversations |= {each["id"]: each for each in frame["conversations"]}
        entries |= {(each["conversation_id"], each["seq"]): each for each in frame["entries"]}
    return conversations, entries


def test_an_open_browser_is_told_what_rest_says(desk, town):
    socket = desk.agent.opens_socket()
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi")
    desk.hears(desk.status(rafael.screen[-1], "read"))
    assert town.broadcast() >= 4
    assert len(town.browsers.frames[socket]) == 1
    conversations, entries = heard(town, socket)
    assert list(entries.values()) == rafael.thread
    assert conversations == {rafael.conversation_id: desk.only_conversation()}
    assert entries[rafael.conversation_id, 3]["status"] == "read"


def test_what_was_missed_is_found_by_the_cursor(desk, town):
    cursor = desk.agent.get("/changes")["cursor"]
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi")
    changes = desk.agent.get(f"/changes?cursor={cursor}")
    assert [each["id"] for each in changes["conversations"]] == [rafael.conversation_id]
    assert sorted(changes["entries"], key=lambda entry: entry["seq"]) == rafael.thread
    assert changes["more"] is False


def test_another_workspace_hears_nothing(desk, founded, town):
    other = founded("Outra clínica").agent.opens_socket()
    desk.customer("Rafael Nogueira").writes("Oi")
    town.broadcast()
    assert other not in town.browsers.frames


def test_a_frame_too_large_only_says_that_something_changed(clinic, town):
    socket = clinic.agent.opens_socket()
    rafael = clinic.customer("Rafael Nogueira")
    clinic.hears(*(rafael.saying("x" * 4_000) for _ in range(10)))
    town.broadcast()
    assert town.browsers.frames[socket] == [{"kind": "changed"}]


def test_a_ticket_is_good_once_for_thirty_seconds_and_only_from_our_page(clinic, town):
    def tries(ticket, origin=ORIGIN):
        return town.socket("$connect", "socketX", ticket=ticket, origin=origin)

    ticket = clinic.agent.does("/socket-tickets")["ticket"]
    assert [tries(ticket, "https://evil.example"), tries(ticket), tries(ticket)] == [403, 200, 401]
    late = clinic.agent.does("/socket-tickets")
    town.clock.forward(seconds=31)
    assert tries(late["ticket"]) == 401
    assert datetime.fromisoformat(late["expires_at"]) < town.clock.now()


def test_a_browser_that_has_gone_is_forgotten(clinic, town):
    socket = clinic.agent.opens_socket()
    town.browsers.gone.add(socket)
    town.clock.forward(minutes=1)
    clinic.customer("Rafael Nogueira").writes("Oi")
    town.broadcast()
    assert not [row for row in town.rows("workspaces") if row["sk"]["S"] == socket]
    assert not [row for row in town.rows("directory") if row["pk"]["S"].endswith(socket)]


def test_a_browser_that_is_still_coming_is_told_once_it_is_there(clinic, town):
    socket = clinic.agent.opens_socket()
    rafael = clinic.customer("Rafael Nogueira")
    town.browsers.gone.add(socket)
    rafael.writes("Oi")
    town.broadcast()
    town.browsers.gone.remove(socket)
    rafael.writes("Alguém?")
    town.broadcast()
    assert rafael.conversation_id in heard(town, socket)[0]


def test_signing_out_closes_the_socket_and_ends_the_token(clinic, town):
    socket = clinic.agent.opens_socket()
    answer = town.ask("POST", "/sign-out", {}, {"Cookie": clinic.agent.cookie, "Origin": ORIGIN})
    assert answer.status_code == 204
    assert socket in town.browsers.gone
    assert clinic.agent.ask("GET", "/conversations").json_body["code"] in ("NotSignedIn", "SignedOut")
    assert town.clock.now().tzinfo is UTC


HERE = '{"kind":"here","conversation_id":"c1","typing":true}'


def test_colleagues_hear_where_one_is_and_another_workspace_does_not(desk, founded, town):
    marina, owner = desk.agent.opens_socket(), desk.owner.opens_socket()
    other = founded("Outra clínica").agent.opens_socket()
    before = [town.rows(table) for table in ("workspaces", "directory")]
    assert town.socket("$default", marina, body=HERE) == 200
    (told,) = town.browsers.frames[owner]
    assert (told["member_id"], told["conversation_id"], told["typing"]) == (desk.agent.id, "c1", True)
    assert not {marina, other} & set(town.browsers.frames)
    assert [town.rows(table) for table in ("workspaces", "directory")] == before


def test_a_socket_of_another_workspace_is_out_of_reach_even_for_a_lie(desk, founded, town, monkeypatch):
    """The directory is made to say that a socket is a neighbour's: what it says is told to nobody."""
    socket, neighbour = desk.agent.opens_socket(), founded("Outra clínica")
    listening = neighbour.agent.opens_socket()
    lying = replace(bootstrap.presence(), directory=Lying(neighbour.workspace))
    monkeypatch.setattr(bootstrap, "presence", lambda: lying)
    assert town.socket("$default", socket, body=HERE) == 200
    assert listening not in town.browsers.frames


class Lying:
    def __init__(self, workspace):
        self.workspace = workspace

    def workspace_of(self, kind, key):
        return self.workspace, key


def test_a_ping_is_answered(clinic, town):
    socket = clinic.agent.opens_socket()
    assert town.socket("$default", socket, body='{"kind":"ping"}') == 200
    assert town.browsers.frames[socket] == [{"kind": "pong"}]
