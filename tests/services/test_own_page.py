"""What members do about themselves: a name, a password, and where they are signed in."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import Conflict, NotFound, NotSignedIn, Rejected, SignedOut, SignInFailed, TooManyAttempts, WrongPassword
from chalicelib.domain.sign_in import LIFETIME, Caller, Opened
from chalicelib.scope import in_workspace
from chalicelib.services.own_page import OwnPage
from tests.services.people import NOON, PASSWORD, member_of
from tests.services.test_sign_in import MARINA, Desk, seconds

NEW = "another horse battery"
CAIO = member_of("w1", "caio")


class Page(Desk):
    """Marina has signed in with three browsers, the first of which asks; Caio with one."""

    def __init__(self) -> None:
        super().__init__()
        self.page = OwnPage(self.members, self.sign_ins, self.passwords, self.service)
        with in_workspace("w1"):
            self.members.add(CAIO, self.passwords.hash(PASSWORD))
        self.browsers = [self.enters(f"Browser {number}", number) for number in range(3)]
        self.colleague = self.enters("Caio's", 3, CAIO.email)

    def enters(self, device: str, second: float, email: str = MARINA.email, password: str = PASSWORD) -> Opened:
        return self.service.sign_in(email, password, address=device, device=device, now=NOON + seconds(second))

    def caller(self, browser: int = 0) -> Caller:
        return self.service.caller(self.browsers[browser].access_token, now=NOON + seconds(9))

    def change(self, current: str = PASSWORD, new: str = NEW, at: float = 10) -> None:
        with in_workspace("w1"):
            self.page.change_password(self.caller(), current, new, address="198.51.100.1", now=NOON + seconds(at))

    def still_in(self) -> list[str]:
        """The browsers whose token is still good, and whose refresh is."""
        found = []
        for opened in (*self.browsers, self.colleague):
            try:
                family = self.service.caller(opened.access_token, now=NOON + seconds(20)).sign_in
                self.service.refresh(opened.refresh_token, now=NOON + seconds(20))
            except (NotSignedIn, SignedOut):
                continue
            found.append(self.sign_ins.families["w1", family].device)
        return found


@pytest.fixture
def desk() -> Page:
    return Page()


@pytest.fixture
def inside(desk):
    with in_workspace("w1"):
        yield desk


def test_this_sign_in_is_listed_first_then_those_used_last(inside):
    inside.service.refresh(inside.browsers[1].refresh_token, now=NOON + seconds(600))
    listed = inside.page.all(inside.caller(), now=NOON + seconds(601))
    assert [family.device for family in listed] == ["Browser 0", "Browser 1", "Browser 2"]
    listed = inside.page.all(inside.caller(2), now=NOON + seconds(601))
    assert [family.device for family in listed] == ["Browser 2", "Browser 1", "Browser 0"]


def test_what_has_ended_is_not_listed(inside):
    inside.service.sign_out(inside.browsers[1].refresh_token, now=NOON)
    assert len(inside.page.all(inside.caller(), now=NOON)) == 2
    assert inside.page.all(inside.caller(), now=NOON + LIFETIME + seconds(9)) == []


def test_a_browser_says_what_it_is_in_three_hundred_printable_characters(desk):
    desk.enters("Fire\nfox\0 " + "x" * 5_000, 9)
    kept = max(desk.sign_ins.families.values(), key=lambda family: family.created_at).device
    assert kept == ("Firefox " + "x" * 5_000)[:300]


def test_ending_one_refuses_its_tokens_at_once_and_closes_its_sockets(inside):
    other = inside.caller(1).sign_in
    inside.open_socket(other)
    inside.page.end(inside.caller(), other, now=NOON + seconds(10))
    assert inside.push.closed == ["s1"]
    assert inside.still_in() == ["Browser 0", "Browser 2", "Caio's"]


def test_ending_the_others_leaves_this_one_and_those_of_colleagues(inside):
    inside.open_socket(inside.caller(2).sign_in)
    inside.page.end_others(inside.caller(), now=NOON + seconds(10))
    assert inside.push.closed == ["s1"]
    assert inside.still_in() == ["Browser 0", "Caio's"]


def test_ending_the_others_ends_more_than_a_list_shows(inside):
    for number in range(230):
        inside.attempts.windows.clear()
        inside.enters(f"b{number}", 10 + number)
    assert len(inside.page.all(inside.caller(), now=NOON + seconds(300))) == 100
    inside.page.end_others(inside.caller(), now=NOON + seconds(300))
    assert [family.device for family in inside.page.all(inside.caller(), now=NOON + seconds(300))] == ["Browser 0"]


def test_ending_the_others_ends_those_from_before_lists_were_kept(inside):
    other = inside.caller(1).sign_in
    inside.sign_ins.old.add(other)
    assert len(inside.page.all(inside.caller(), now=NOON)) == 2
    inside.page.end_others(inside.caller(), now=NOON + seconds(10))
    assert inside.still_in() == ["Browser 0", "Caio's"]


def test_ending_the_others_is_not_held_up_by_one_the_release_before_ended_and_left_in_the_list(inside):
    family = inside.sign_ins.families["w1", inside.caller(1).sign_in]
    inside.service.sign_out(inside.browsers[1].refresh_token, now=NOON + seconds(9))
    inside.sign_ins.stale["w1", family.id] = family
    inside.page.end_others(inside.caller(), now=NOON + seconds(10))
    assert inside.still_in() == ["Browser 0", "Caio's"]
    assert [each.device for each in inside.page.all(inside.caller(), now=NOON + seconds(10))] == ["Browser 0"]


@pytest.mark.parametrize("whose", ["nobody", "a colleague", "ended", "over"])
def test_a_sign_in_that_is_not_a_live_one_of_ones_own_is_not_there(inside, whose):
    mine = inside.caller(1).sign_in
    id = {"nobody": "nothing", "a colleague": inside.service.caller(inside.colleague.access_token, now=NOON + seconds(9)).sign_in}.get(
        whose, mine
    )
    if whose == "ended":
        inside.service.sign_out(inside.browsers[1].refresh_token, now=NOON)
    now = NOON + (LIFETIME if whose == "over" else timedelta()) + seconds(10)
    with pytest.raises(NotFound):
        inside.page.end(inside.caller(), id, now=now)
    assert "Caio's" in inside.still_in()


def test_a_new_password_ends_the_other_sign_ins_and_is_the_one_that_counts(desk):
    desk.change()
    assert desk.still_in() == ["Browser 0", "Caio's"]
    with pytest.raises(SignInFailed):
        desk.enters("x", 30, password=PASSWORD)
    assert desk.enters("x", 30, password=NEW).member == MARINA


def test_a_wrong_current_password_changes_nothing(desk):
    with pytest.raises(WrongPassword):
        desk.change("wrong password")
    assert len(desk.still_in()) == 4
    assert desk.enters("x", 30).member == MARINA


def test_wrong_current_passwords_and_failed_sign_ins_are_counted_together(desk):
    for number in range(3):
        with pytest.raises(SignInFailed):
            desk.enters(f"a{number}", 10, password="wrong password")
    with pytest.raises(WrongPassword):
        desk.change("wrong password")
    looks = desk.passwords.looks
    with pytest.raises(TooManyAttempts):
        desk.change()
    with pytest.raises(TooManyAttempts):
        desk.enters("x", 11)
    assert desk.passwords.looks == looks


GUESSES = [f"wrong password {number}" for number in range(20)]


@pytest.mark.parametrize("fields", [(GUESSES, [NEW] * 20), (["wrong password"] * 20, GUESSES), (GUESSES, GUESSES[::-1])])
def test_five_passwords_are_looked_at_in_a_quarter_of_an_hour_whichever_field_they_are_guessed_in(desk, fields):
    desk.attempts.windows.clear()
    desk.passwords.looks = 0
    for current, new in zip(*fields, strict=True):
        with pytest.raises((WrongPassword, TooManyAttempts)):
            desk.change(current, new)
    assert desk.passwords.looks == 5


def test_the_right_password_clears_the_tries(desk):
    for _ in range(2):
        with pytest.raises(WrongPassword):
            desk.change("wrong password")
    desk.change()
    for _ in range(2):
        with pytest.raises(WrongPassword):
            desk.change("wrong password", "yet another horse")


@pytest.mark.parametrize("new", ["short", "x" * 129, PASSWORD])
def test_a_new_password_that_will_not_do_is_refused_before_a_try_is_counted(desk, new):
    desk.attempts.windows.clear()
    with pytest.raises(Rejected):
        desk.change(PASSWORD, new)
    assert desk.attempts.windows == {}


def test_a_change_that_was_cut_short_is_finished_by_asking_again(desk):
    """The password was stored; the process died before the others were ended."""
    with in_workspace("w1"):
        desk.members.change_password(MARINA.workspace, MARINA.id, was=PASSWORD[::-1], now=NEW[::-1])
    assert len(desk.still_in()) == 4
    desk.change()
    assert desk.still_in() == ["Browser 0", "Caio's"]


def test_a_sign_in_that_was_under_way_with_the_old_password_is_not_opened(desk):
    """The password is changed between its look at the hash and its row."""
    matches, changed = desk.passwords.matches, []

    def slow(password: str, known: str | None) -> bool:
        right = matches(password, known)
        if not changed:
            changed.append(True)
            desk.change()
        return right

    desk.passwords.matches = slow
    with pytest.raises(SignInFailed):
        desk.enters("thief", 10)
    assert desk.still_in() == ["Browser 0", "Caio's"]


def test_a_busy_moment_is_not_told_as_a_wrong_password(desk):
    def busy(*_: object, **__: object) -> None:
        raise Conflict("It changed meanwhile.")

    desk.sign_ins.add = busy
    with pytest.raises(Conflict):
        desk.enters("x", 10)


def test_a_name_is_changed_for_everybody_to_see(inside):
    assert inside.page.rename(inside.caller(), "  Marina Duarte ").name == "Marina Duarte"
    assert inside.caller().member.name == "Marina Duarte"
    with pytest.raises(Rejected):
        inside.page.rename(inside.caller(), " \t")
