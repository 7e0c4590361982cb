"""Tokens under attack and under load: bent ones open nothing, and of fifty that come at once each right is used once (I17)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters.dynamodb.attempts import DynamoAttempts
from chalicelib.adapters.dynamodb.directory import DynamoDirectory
from chalicelib.adapters.dynamodb.members import DynamoMembers
from chalicelib.adapters.dynamodb.sign_ins import DynamoSignIns
from chalicelib.adapters.dynamodb.sockets import DynamoSockets
from chalicelib.adapters.dynamodb.tickets import DynamoTickets
from chalicelib.adapters.dynamodb.workspaces import DynamoWorkspaces
from chalicelib.adapters.tokens import SignedTokens
from chalicelib.domain.errors import NotSignedIn, SignedOut
from chalicelib.domain.ids import WorkspaceId, new_id
from chalicelib.domain.sign_in import Caller, Opened, SignIn
from chalicelib.domain.socket import Socket
from chalicelib.domain.tokens import KeyRing, Refresh
from chalicelib.domain.workspace import Member, Workspace
from chalicelib.scope import in_workspace
from chalicelib.services.sign_in import Authentication
from chalicelib.services.tickets import SocketDesk
from tests.fakes.people import RecordingPush
from tests.proof import figures, times
from tests.security import forgeries
from tests.security.crowd import CROWD, at_once, crowded_account
from tests.services.people import NOON, PASSWORD, PlainPasswords, member_of, tokens

ADDRESS = "198.51.100.1"


def later(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


class House:
    """The real services on the real adapters; its clock stands still."""

    def __init__(self) -> None:
        directory, self.members = DynamoDirectory(lambda: NOON), DynamoMembers()
        self.sign_ins, self.push, passwords = DynamoSignIns(lambda: NOON), RecordingPush(), PlainPasswords()
        self.sockets, workspaces = DynamoSockets(lambda: NOON), DynamoWorkspaces()
        self.desk = SocketDesk(DynamoTickets(), self.members, self.sign_ins, self.sockets, directory, self.push)
        self.door = Authentication(
            directory, self.members, workspaces, self.sign_ins, DynamoAttempts(), tokens(), passwords, self.sockets, self.push
        )
        for workspace in ("w1", "w2"):
            with in_workspace(workspace):
                workspaces.add(Workspace(id=WorkspaceId(workspace), name="Clinic", created_at=NOON))
                self.members.add(member_of(workspace, "marina"), passwords.hash(PASSWORD))

    def member(self, workspace: str = "w1") -> Member:
        return member_of(workspace, "marina")

    def enter(self, workspace: str = "w1") -> Opened:
        """A new sign-in, whatever the limits."""
        with in_workspace(workspace):
            known = self.members.password_hash(WorkspaceId(workspace), self.member(workspace).id)
            return self.door._open(self.member(workspace), known, "Firefox", NOON)

    def family(self, opened: Opened) -> SignIn:
        said = tokens().read_refresh(opened.refresh_token)
        with in_workspace(said.workspace):
            return self.sign_ins.get(said.workspace, said.sign_in)

    def ticket(self, opened: Opened) -> str:
        caller = Caller(member=opened.member, sign_in=self.family(opened).id)
        with in_workspace(opened.member.workspace):
            return self.desk.issue(caller, now=NOON)[0]

    def open(self, ticket: str, socket_id: str, seconds: float = 0) -> Socket:
        return self.desk.open(ticket, socket_id=socket_id, endpoint="https://e", now=NOON + later(seconds))

    def open_sockets(self, workspace: str = "w1") -> set[str]:
        with in_workspace(workspace):
            return {socket.id for socket in self.sockets.of(WorkspaceId(workspace))}


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with crowded_account():
        yield House()


def good(answers: list[Any]) -> list[Any]:
    """The answers; anything but a plain refusal among the others is a failure of ours."""
    assert [each for each in answers if isinstance(each, Exception) and not isinstance(each, NotSignedIn)] == []
    return [each for each in answers if not isinstance(each, Exception)]


def test_fifty_refreshes_at_once_get_one_successor(house: House) -> None:
    tried = wrong = 0
    for _ in range(times(3, 40)):
        opened = house.enter()
        answers = good(at_once([lambda opened=opened: house.door.refresh(opened.refresh_token, now=NOON + later(60))] * CROWD))
        successors = {answer.refresh_token for answer in answers}
        tried, wrong = tried + CROWD, wrong + len(successors) - 1
        assert len(answers) == CROWD, "the grace is for all of them"
        assert len(successors) == 1
        assert house.family(opened).number == 2
        late = house.door.refresh(opened.refresh_token, now=NOON + later(69.9))
        assert {late.refresh_token} == successors
    figures("token races", "refreshes", tried=tried, accepted_wrongly=wrong)


def test_a_token_reused_after_the_grace_ends_the_family_for_all_who_come_at_once(house: House) -> None:
    tried = wrong = 0
    for _ in range(times(2, 40)):
        first = house.enter()
        second = house.door.refresh(first.refresh_token, now=NOON)
        sockets = {f"s-{new_id(NOON)}" for _ in range(3)}
        for socket in sockets:
            house.open(house.ticket(second), socket)
        thief, owner = first.refresh_token, second.refresh_token
        at_once([lambda t=token: house.door.refresh(t, now=NOON + later(10)) for token in [thief, owner] * (CROWD // 2)])
        assert house.family(first).revoked_at is not None
        stolen = good(at_once([lambda t=thief: house.door.refresh(t, now=NOON + later(11))] * CROWD))
        known = [*house_tokens(house, second), thief, owner]
        after = good(at_once([lambda t=token: house.door.refresh(t, now=NOON + later(12)) for token in known]))
        tried, wrong = tried + 2 * CROWD + len(known), wrong + len(stolen) + len(after)
        assert (stolen, after) == ([], [])
        assert house.family(first).revoked_at is not None
        assert not sockets & house.open_sockets()
        assert sockets <= set(house.push.closed)
        with pytest.raises(NotSignedIn):
            house.door.caller(second.access_token, now=NOON + later(12))
    figures("token races", "reuse", tried=tried, accepted_wrongly=wrong)


def house_tokens(house: House, opened: Opened) -> list[str]:
    """Every refresh token this family may have had, genuine as far as their MAC goes."""
    family = house.family(opened)
    return [tokens().refresh(Refresh(family.workspace, family.id, number)) for number in range(1, family.number + 2)]


def test_no_forged_or_bent_access_token_is_accepted() -> None:
    made, signed = forgeries.all_of_them(), tokens()
    assert signed.read_access(forgeries.good(), now=NOON).member_id == "m1", "or the refusals below prove nothing"
    accepted = []
    for name, token in made.items():
        try:
            accepted.append((name, signed.read_access(token, now=NOON)))
        except NotSignedIn:
            continue
    figures("token races", "forgeries", tried=len(made), accepted_wrongly=len(accepted))
    assert accepted == []
    assert len(made) >= 200


def test_no_bent_refresh_token_is_accepted_and_none_ends_the_family(house: House) -> None:
    opened = house.enter()
    token = opened.refresh_token
    named, mac = token.split(".")
    theirs = Refresh(WorkspaceId("w2"), house.family(opened).id, 1)

    class Foreign:
        def ring(self) -> KeyRing:
            return KeyRing("k1", "", b"o" * 32)

    bent = [token[:cut] for cut in range(len(token))]
    bent += [f"{token}{odd}" for odd in ("=", "==", " ", "\n", "!", ".", "A", "\0", "é", "\ud800")]
    bent += [f"{named}{odd}.{mac}" for odd in ("=", "==", " ", "\n", "!", "-")]
    bent += [f"{named}.{mac[:8]}{odd}{mac[8:]}" for odd in ("=", " ", "\n", "!", "é")]
    bent += [token.swapcase(), token * 2, f"{mac}.{named}", opened.access_token]
    bent.append(SignedTokens(Foreign()).refresh(tokens().read_refresh(token)))
    accepted = good([answer for each in bent for answer in at_once([lambda t=each: house.door.refresh(t, now=NOON)])])
    with pytest.raises(SignedOut):
        house.door.refresh(tokens().refresh(theirs), now=NOON)
    figures("token races", "bent refresh tokens", tried=len(bent) + 1, accepted_wrongly=len(accepted))
    assert accepted == []
    assert house.door.refresh(token, now=NOON).member == opened.member


def test_a_ticket_opens_one_socket_however_many_try_at_once(house: House) -> None:
    tried = wrong = 0
    for _ in range(times(3, 40)):
        ticket, before = house.ticket(house.enter()), house.open_sockets()
        names = [f"t-{new_id(NOON)}" for _ in range(CROWD)]
        opened = good(at_once([lambda name=name, ticket=ticket: house.open(ticket, name, 29) for name in names]))
        tried, wrong = tried + CROWD, wrong + len(opened) - 1
        assert [socket.id for socket in opened] == list(house.open_sockets() - before)
        assert (opened[0].workspace, opened[0].member_id) == ("w1", house.member().id)
    figures("token races", "tickets", tried=tried, accepted_wrongly=wrong)


def test_a_ticket_is_for_its_own_workspace_and_half_a_minute(house: House) -> None:
    ticket = house.ticket(house.enter("w1"))
    secret = ticket.partition(".")[2]
    stale = house.ticket(house.enter("w1"))
    others = [f"{bent}.{secret}" for bent in ("w2", "", "w1#", "W1", "w1.", "../w1")] + [secret, f"{ticket}x", f"{ticket}\n"]
    answers = at_once([*(lambda t=text: house.open(t, f"o-{new_id(NOON)}") for text in others), lambda: house.open(stale, "o-stale", 30)])
    figures("token races", "foreign tickets", tried=len(answers), accepted_wrongly=len(good(answers)))
    assert good(answers) == []
    assert house.open_sockets("w2") == set()
    assert house.open(ticket, f"o-{new_id(NOON)}").workspace == "w1"


def test_signing_out_while_sockets_open_leaves_none_open(house: House) -> None:
    tried = left = 0
    for _ in range(times(3, 40)):
        opened = house.enter()
        names = [f"r-{new_id(NOON)}" for _ in range(12)]
        tickets = [house.ticket(opened) for _ in names]
        jobs: list[Any] = [lambda n=name, t=ticket: house.open(t, n) for name, ticket in zip(names, tickets, strict=True)]
        at_once([*jobs[:6], lambda opened=opened: house.door.sign_out(opened.refresh_token, now=NOON), *jobs[6:]])
        tried, left = tried + len(names), left + len(house.open_sockets() & set(names))
    figures("token races", "sign-out against sockets", tried=tried, accepted_wrongly=left)
    assert left == 0
