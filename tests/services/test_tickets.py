"""Opening a socket: a ticket is good once, for half a minute, for its own sign-in."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import NotSignedIn
from chalicelib.domain.sign_in import Caller, SignIn
from chalicelib.scope import in_workspace
from chalicelib.services.tickets import SocketDesk
from tests.fakes.people import MemoryDirectory, MemoryMembers, MemorySignIns, MemorySockets, MemoryTickets
from tests.services.people import NOON, StubbornPush, member_of

MARINA = member_of("w1", "marina")


@pytest.fixture
def desk() -> SocketDesk:
    directory = MemoryDirectory(lambda: NOON)
    members, sign_ins = MemoryMembers(directory), MemorySignIns(lambda: NOON, {(MARINA.workspace, MARINA.id): "hash"})
    family = SignIn(
        id="f1",
        workspace=MARINA.workspace,
        member_id=MARINA.id,
        token_hash="h",
        rotated_at=NOON,
        created_at=NOON,
        expires_at=NOON + timedelta(days=30),
    )
    with in_workspace("w1"):
        members.add(MARINA, "hash")
        sign_ins.add(family, password_hash="hash")
    return SocketDesk(MemoryTickets(), members, sign_ins, MemorySockets(directory, lambda: NOON), directory, StubbornPush())


def issue(desk: SocketDesk) -> str:
    with in_workspace("w1"):
        return desk.issue(Caller(member=MARINA, sign_in="f1"), now=NOON)[0]


def enter(desk: SocketDesk, ticket: str, seconds: float = 0):
    return desk.open(ticket, socket_id="s1", endpoint="https://e", now=NOON + timedelta(seconds=seconds))


def revoke(desk: SocketDesk) -> None:
    desk.sign_ins.families["w1", "f1"] = desk.sign_ins.families["w1", "f1"].revoked(NOON)


def lasts(desk: SocketDesk, time: timedelta) -> None:
    desk.sign_ins.families["w1", "f1"] = desk.sign_ins.families["w1", "f1"].model_copy(update={"expires_at": NOON + time})


def test_a_ticket_opens_one_socket_for_two_hours(desk):
    socket = enter(desk, issue(desk), 29)
    assert (socket.workspace, socket.member_id, socket.sign_in) == ("w1", MARINA.id, "f1")
    assert socket.expires_at == NOON + timedelta(hours=2, seconds=29)
    assert desk.sockets.sockets == {("w1", "s1"): socket}


def test_a_ticket_opens_only_one(desk):
    ticket = issue(desk)
    enter(desk, ticket)
    with pytest.raises(NotSignedIn):
        enter(desk, ticket)


def test_a_ticket_is_good_for_half_a_minute(desk):
    with pytest.raises(NotSignedIn):
        enter(desk, issue(desk), 30)


def test_the_ticket_itself_is_not_stored(desk):
    ticket = issue(desk)
    assert not any(ticket in str(stored) for stored in desk.tickets.tickets.values())


@pytest.mark.parametrize("text", ["", "x", "w1.short", "w1#f.{}", "w2.{}", "{}", "w1.{}x", "../w1.{}"])
def test_a_ticket_of_another_shape_or_workspace_is_refused(desk, text):
    secret = issue(desk).partition(".")[2]
    with pytest.raises(NotSignedIn):
        enter(desk, text.format(secret))


@pytest.mark.parametrize(
    "meanwhile",
    [revoke, lambda d: d.members.change(MARINA, active=False), lambda d: d.members.members.clear(), lambda d: d.sign_ins.families.clear()],
)
def test_a_ticket_dies_with_its_sign_in_and_its_member(desk, meanwhile):
    ticket = issue(desk)
    meanwhile(desk)
    with pytest.raises(NotSignedIn):
        enter(desk, ticket)
    assert desk.sockets.sockets == {}


def test_a_sign_in_that_ends_while_a_socket_opens_leaves_none_open(desk):
    ticket, add = issue(desk), desk.sockets.add

    def at_that_moment(socket):
        revoke(desk)
        assert desk.sockets.of(socket.workspace) == [], "what ends a sign-in would not see this socket yet"
        add(socket)

    desk.sockets.add = at_that_moment
    with pytest.raises(NotSignedIn):
        enter(desk, ticket)
    assert desk.sockets.sockets == {}


def test_a_socket_that_is_closed_while_it_opens_is_not_registered_again(desk):
    lasts(desk, timedelta(minutes=5))
    ticket, get = issue(desk), desk.sign_ins.get

    def ended_after_that_look(*of):
        family = get(*of)
        revoke(desk)
        for socket in desk.sockets.of(family.workspace):
            desk.sockets.remove(family.workspace, socket.id)
        return family

    desk.sign_ins.get = ended_after_that_look
    assert enter(desk, ticket).id == "s1"
    assert desk.sockets.sockets == {}


def test_no_ticket_for_a_sign_in_that_has_ended(desk):
    revoke(desk)
    with pytest.raises(NotSignedIn):
        issue(desk)


def test_a_socket_does_not_outlive_its_sign_in(desk):
    lasts(desk, timedelta(minutes=5))
    assert enter(desk, issue(desk)).expires_at == NOON + timedelta(minutes=5)


def test_a_closed_socket_is_forgotten_and_an_unknown_one_is_nothing(desk):
    enter(desk, issue(desk))
    desk.close("s1")
    desk.close("never seen")
    assert desk.sockets.sockets == {}


def test_a_ping_is_answered_without_a_look_up_even_when_the_browser_has_gone(desk):
    desk.push.deaf = True
    desk.pong("s9", "https://e", now=NOON)
    assert desk.push.posted == [("s9", "https://e", b'{"kind":"pong"}')]
