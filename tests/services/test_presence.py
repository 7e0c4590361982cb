"""Colleagues are told where each is: by the socket's own registration, in its own workspace, and only those who may look."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.access import Role
from chalicelib.domain.ids import ConversationId
from chalicelib.domain.presence import Here
from chalicelib.domain.socket import Socket
from chalicelib.domain.workspace import Member
from chalicelib.scope import in_workspace
from chalicelib.services.presence import MOST, WINDOW, Presence
from tests.fakes.people import MemoryDirectory, MemoryMembers, MemorySockets
from tests.services.people import NOON, StubbornPush, member_of

HERE = Here(kind="here", conversation_id=ConversationId("c1"), typing=True)


class Office:
    """Two workspaces: in one Marina, Caio and a browser each, Marina with two; in the other Zoe."""

    def __init__(self) -> None:
        self.now = NOON
        self.directory, self.push = MemoryDirectory(lambda: self.now), StubbornPush()
        self.members, self.sockets = MemoryMembers(self.directory), MemorySockets(self.directory, lambda: self.now)
        self.presence = Presence(self.directory, self.members, self.sockets, self.push)
        for workspace, name, sockets in (("w1", "marina", ("m1", "m2")), ("w1", "caio", ("c1",)), ("w2", "zoe", ("z1",))):
            with in_workspace(workspace):
                member = member_of(workspace, name, Role.AGENT)
                self.members.add(member, "hash")
                for socket in sockets:
                    self.sockets.add(Socket(socket, member.workspace, member.id, "https://e", NOON, NOON + timedelta(hours=2)))

    def says(self, socket: str, here: Here = HERE) -> None:
        self.presence.tell(socket, here, self.frame, now=self.now)

    def frame(self, member: Member, here: Here) -> bytes:
        return f"{member.name} {here.conversation_id} {here.typing}".encode()

    @property
    def told(self) -> list[tuple[str, bytes]]:
        return [(socket, frame) for socket, _, frame in self.push.posted]

    def change(self, name: str, **update: Any) -> None:
        self.members.change(self.members.members["w1", f"w1-{name}"], **update)


@pytest.fixture
def office() -> Office:
    return Office()


def test_every_other_browser_of_the_workspace_is_told_and_of_no_other(office: Office) -> None:
    office.says("m1")
    assert office.told == [("c1", b"Marina c1 True"), ("m2", b"Marina c1 True")]


def test_nothing_is_told_by_a_socket_that_nobody_knows_or_that_is_over(office: Office) -> None:
    office.says("nobody")
    office.now += timedelta(hours=2)
    office.says("m1")
    assert office.told == []


@pytest.mark.parametrize("update", [{"active": False}, {"role": None}])
def test_whoever_may_not_read_conversations_neither_tells_nor_is_told(office: Office, update: dict[str, Any]) -> None:
    class Nobody:
        def may(self, permission: str) -> bool:
            return False

        id = "w1-caio"

    if update == {"role": None}:
        office.members.members["w1", "w1-caio"] = Nobody()  # type: ignore[assignment]
    else:
        office.change("caio", **update)
    office.says("c1")
    assert office.told == []
    office.says("m1")
    assert [socket for socket, _ in office.told] == ["m2"]


def test_one_who_was_removed_tells_nothing(office: Office) -> None:
    del office.members.members["w1", "w1-caio"]
    office.says("c1")
    assert office.told == []


def test_who_is_alone_costs_no_look_at_the_members(office: Office) -> None:
    office.members.members.clear()
    office.says("z1")
    assert office.told == []


def test_a_deaf_browser_keeps_nobody_else_from_hearing(office: Office) -> None:
    post = office.push.post

    def failing(socket: Socket, frame: bytes) -> bool:
        if socket.id == "c1":
            raise ConnectionError
        return post(socket, frame)

    office.push.post = failing  # type: ignore[method-assign]
    office.says("m1")
    assert [socket for socket, _ in office.told] == ["m2"]


def test_a_socket_that_hurries_is_not_passed_on_until_a_while_later(office: Office) -> None:
    for _ in range(MOST + 5):
        office.says("m1")
    assert len(office.told) == 2 * MOST
    office.says("c1")
    assert len(office.told) == 2 * MOST + 2
    office.now += WINDOW
    office.says("m1")
    assert len(office.told) == 2 * MOST + 4


def test_nothing_is_stored(office: Office) -> None:
    before = dict(office.sockets.sockets), dict(office.members.members), dict(office.directory.known)
    office.push.deaf = True
    office.says("m1")
    assert (office.sockets.sockets, office.members.members, office.directory.known) == before
