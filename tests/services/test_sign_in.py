"""Signing in and out: who gets in, for how long, and what ends it."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import NotSignedIn, SignedOut, SignInFailed, TooManyAttempts
from chalicelib.domain.ids import MemberId
from chalicelib.domain.sign_in import LIFETIME, Opened
from chalicelib.domain.socket import Socket
from chalicelib.domain.workspace import Workspace
from chalicelib.scope import in_workspace
from chalicelib.services.sign_in import Authentication
from tests.fakes.people import MemoryAttempts, MemoryDirectory, MemoryMembers, MemorySignIns, MemorySockets, MemoryWorkspaces
from tests.services.people import NOON, PASSWORD, PlainPasswords, StubbornPush, member_of, tokens

MARINA = member_of("w1", "marina")


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


class Desk:
    """The service on its fakes, with Marina in it."""

    def __init__(self) -> None:
        self.directory = MemoryDirectory(lambda: NOON)
        self.members = MemoryMembers(self.directory)
        self.sign_ins = MemorySignIns(lambda: NOON, self.members.hashes)
        self.attempts, self.passwords, self.push = MemoryAttempts(), PlainPasswords(), StubbornPush()
        self.sockets = MemorySockets(self.directory, lambda: NOON)
        workspaces = MemoryWorkspaces()
        with in_workspace(MARINA.workspace):
            workspaces.add(Workspace(id=MARINA.workspace, name="Clínica Aurora", created_at=NOON))
            self.members.add(MARINA, self.passwords.hash(PASSWORD))
        self.service = Authentication(
            self.directory, self.members, workspaces, self.sign_ins, self.attempts, tokens(), self.passwords, self.sockets, self.push
        )

    def enter(self, password: str = PASSWORD, email: str = MARINA.email, address: str = "198.51.100.1", at: float = 0) -> Opened:
        return self.service.sign_in(email, password, address=address, now=NOON + seconds(at))

    def open_socket(self, sign_in: str) -> None:
        with in_workspace("w1"):
            self.sockets.add(Socket("s1", MARINA.workspace, MARINA.id, "https://e", NOON, NOON + timedelta(hours=2), sign_in))

    @property
    def family(self) -> str:
        ((_, family),) = self.sign_ins.families
        return family


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_right_password_opens_a_sign_in(desk):
    opened = desk.enter()
    caller = desk.service.caller(opened.access_token, now=NOON)
    assert (caller.member, caller.sign_in) == (MARINA, desk.family)
    assert (opened.access_expires_at, opened.refresh_expires_at) == (NOON + timedelta(minutes=15), NOON + timedelta(days=30))


def test_the_e_mail_may_be_typed_in_any_case(desk):
    assert desk.enter(email=f" {MARINA.email.upper()} ").member == MARINA


@pytest.mark.parametrize(("email", "password"), [(MARINA.email, "wrong password"), ("nobody@w1.example", PASSWORD)])
def test_a_wrong_password_and_an_unknown_e_mail_are_told_apart_by_nothing(desk, email, password):
    with pytest.raises(SignInFailed) as refused:
        desk.enter(password, email)
    assert refused.value.detail == "The e-mail or the password is not right."
    assert desk.passwords.looks == 1


def test_a_member_who_left_cannot_sign_in(desk):
    desk.members.change(MARINA, active=False)
    with pytest.raises(SignInFailed):
        desk.enter()


def test_a_directory_that_knows_a_member_who_is_gone_lets_nobody_in(desk):
    desk.members.members.clear()
    desk.members.hashes.clear()
    with pytest.raises(SignInFailed):
        desk.enter()
    assert desk.passwords.looks == 1


@pytest.mark.parametrize("email", [MARINA.email, "nobody@w1.example"])
def test_the_sixth_try_for_an_account_in_a_quarter_of_an_hour_is_refused_whoever_it_is(desk, email):
    for number in range(5):
        with pytest.raises(SignInFailed):
            desk.enter("wrong password", email, address=f"198.51.100.{number}")
    with pytest.raises(TooManyAttempts) as refused:
        desk.enter(PASSWORD, email, address="198.51.100.99", at=60)
    assert refused.value.retry_after == 14 * 60 + 1
    assert desk.passwords.looks == 5


def test_the_account_opens_again_when_its_window_has_ended(desk):
    for _ in range(6):
        with pytest.raises((SignInFailed, TooManyAttempts)):
            desk.enter("wrong password")
    assert desk.enter(at=15 * 60).member == MARINA


def test_signing_in_clears_the_tries_of_the_account(desk):
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(SignInFailed):
                desk.enter("wrong password", address="198.51.100.7")
        desk.enter(address="198.51.100.8")


def test_the_twenty_first_try_from_an_address_in_a_minute_is_refused(desk):
    for number in range(20):
        with pytest.raises(SignInFailed):
            desk.enter("wrong password", f"nobody{number}@w1.example")
    with pytest.raises(TooManyAttempts):
        desk.enter()
    assert desk.enter(at=60).member == MARINA


def test_an_access_token_is_good_for_a_quarter_of_an_hour(desk):
    opened = desk.enter()
    assert desk.service.caller(opened.access_token, now=NOON + seconds(899)).member == MARINA
    with pytest.raises(NotSignedIn):
        desk.service.caller(opened.access_token, now=NOON + seconds(900))


def test_a_caller_is_read_once_a_minute(desk):
    opened = desk.enter()
    before = desk.members.reads
    for second in (0, 30, 59):
        desk.service.caller(opened.access_token, now=NOON + seconds(second))
    assert desk.members.reads == before + 1
    desk.service.caller(opened.access_token, now=NOON + seconds(60))
    assert desk.members.reads == before + 2


@pytest.mark.parametrize("update", [{"active": False}, {"revision": 2}])
def test_a_member_who_was_changed_is_out_within_a_minute(desk, update):
    opened = desk.enter()
    desk.service.caller(opened.access_token, now=NOON)
    desk.members.change(MARINA, **update)
    with pytest.raises(NotSignedIn):
        desk.service.caller(opened.access_token, now=NOON + seconds(60))


def test_a_token_newer_than_what_is_remembered_is_believed(desk):
    desk.service.caller(desk.enter().access_token, now=NOON)
    desk.members.change(MARINA, revision=2)
    opened = desk.enter()
    assert desk.service.caller(opened.access_token, now=NOON).member.revision == 2


def test_a_member_of_whom_nothing_is_stored_is_not_signed_in(desk):
    opened = desk.enter()
    desk.members.members.clear()
    with pytest.raises(NotSignedIn):
        desk.service.caller(opened.access_token, now=NOON)


def test_a_sign_in_of_somebody_else_is_not_ours(desk):
    opened = desk.enter()
    key = ("w1", desk.family)
    desk.sign_ins.families[key] = desk.sign_ins.families[key].model_copy(update={"member_id": MemberId("another")})
    with pytest.raises(NotSignedIn):
        desk.service.caller(opened.access_token, now=NOON)


def test_a_refresh_gives_a_new_pair(desk):
    opened = desk.enter()
    renewed = desk.service.refresh(opened.refresh_token, now=NOON + seconds(600))
    assert renewed.refresh_token != opened.refresh_token
    assert desk.service.caller(renewed.access_token, now=NOON + seconds(1400)).member == MARINA


def test_two_tabs_that_refresh_at_once_get_the_same_successor(desk):
    opened = desk.enter()
    one = desk.service.refresh(opened.refresh_token, now=NOON + seconds(600))
    other = desk.service.refresh(opened.refresh_token, now=NOON + seconds(609))
    assert one.refresh_token == other.refresh_token


def test_the_slower_of_two_refreshes_gets_the_faster_ones_successor(desk):
    opened, faster = desk.enter(), []
    desk.sign_ins.before_save.append(lambda: faster.append(desk.service.refresh(opened.refresh_token, now=NOON)))
    slower = desk.service.refresh(opened.refresh_token, now=NOON)
    assert faster[0].refresh_token == slower.refresh_token


def test_a_token_used_again_after_the_grace_ends_the_family_and_closes_its_sockets(desk):
    opened = desk.enter()
    desk.open_socket(desk.family)
    renewed = desk.service.refresh(opened.refresh_token, now=NOON)
    with pytest.raises(SignedOut):
        desk.service.refresh(opened.refresh_token, now=NOON + seconds(10))
    with pytest.raises(SignedOut):
        desk.service.refresh(renewed.refresh_token, now=NOON + seconds(11))
    with pytest.raises(NotSignedIn):
        desk.service.caller(renewed.access_token, now=NOON + seconds(12))
    assert desk.push.closed == ["s1"]
    assert desk.sockets.sockets == {}


def test_a_token_of_two_turns_ago_is_theft_at_once(desk):
    first = desk.enter()
    second = desk.service.refresh(first.refresh_token, now=NOON)
    desk.service.refresh(second.refresh_token, now=NOON + seconds(1))
    with pytest.raises(SignedOut):
        desk.service.refresh(first.refresh_token, now=NOON + seconds(2))
    assert desk.sign_ins.families["w1", desk.family].revoked_at == NOON + seconds(2)


def test_a_forged_token_ends_nothing(desk):
    opened = desk.enter()
    forged = opened.refresh_token[:-4] + "AAAA"
    with pytest.raises(SignedOut):
        desk.service.refresh(forged, now=NOON)
    assert desk.service.refresh(opened.refresh_token, now=NOON).member == MARINA


def test_thirty_days_after_the_password_a_sign_in_ends_however_often_it_was_refreshed(desk):
    opened, now = desk.enter(), NOON
    while now + timedelta(days=1) < NOON + LIFETIME:
        now += timedelta(days=1)
        opened = desk.service.refresh(opened.refresh_token, now=now)
    with pytest.raises(SignedOut):
        desk.service.refresh(opened.refresh_token, now=NOON + LIFETIME)


def test_the_last_access_token_does_not_outlive_its_sign_in(desk):
    opened = desk.enter()
    last = desk.service.refresh(opened.refresh_token, now=NOON + LIFETIME - seconds(60))
    assert last.access_expires_at == NOON + LIFETIME


def test_a_member_who_left_cannot_refresh(desk):
    opened = desk.enter()
    desk.members.change(MARINA, active=False)
    with pytest.raises(SignedOut):
        desk.service.refresh(opened.refresh_token, now=NOON)


def test_signing_out_ends_the_family_and_closes_its_sockets(desk):
    opened = desk.enter()
    desk.open_socket(desk.family)
    desk.service.caller(opened.access_token, now=NOON)
    desk.service.sign_out(opened.refresh_token, now=NOON)
    assert desk.push.closed == ["s1"]
    with pytest.raises(NotSignedIn):
        desk.service.caller(opened.access_token, now=NOON)
    with pytest.raises(SignedOut):
        desk.service.refresh(opened.refresh_token, now=NOON)


def test_signing_out_leaves_the_sockets_of_other_sign_ins_open(desk):
    opened = desk.enter()
    desk.open_socket("another")
    desk.service.sign_out(opened.refresh_token, now=NOON)
    assert desk.push.closed == []


def test_a_socket_that_cannot_be_closed_does_not_keep_the_sign_in_open(desk):
    opened = desk.enter()
    desk.open_socket(desk.family)
    desk.push.deaf = True
    desk.service.sign_out(opened.refresh_token, now=NOON)
    with pytest.raises(SignedOut):
        desk.service.refresh(opened.refresh_token, now=NOON)


def test_signing_out_twice_or_with_nonsense_is_quiet(desk):
    opened = desk.enter()
    for token in (opened.refresh_token, opened.refresh_token, "nonsense", ""):
        desk.service.sign_out(token, now=NOON)


def test_signing_out_wins_a_race_against_a_refresh(desk):
    opened = desk.enter()
    desk.sign_ins.before_save.append(lambda: desk.service.refresh(opened.refresh_token, now=NOON))
    desk.service.sign_out(opened.refresh_token, now=NOON)
    assert desk.sign_ins.families["w1", desk.family].revoked_at == NOON


def test_what_is_remembered_of_callers_has_a_bound(desk):
    opened = desk.enter()
    desk.service.known.update({("w1", "m", str(number)): (NOON, MARINA, None) for number in range(1000)})
    desk.service.caller(opened.access_token, now=NOON)
    assert len(desk.service.known) == 1
