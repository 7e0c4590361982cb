"""Guessing passwords over REST: how often one may try, what the answer gives away, what work an unknown e-mail costs."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters

from chalicelib import bootstrap
from chalicelib.adapters.dynamodb.attempts import DynamoAttempts
from chalicelib.adapters.tokens import NOBODYS, ArgonPasswords
from chalicelib.domain.access import Role
from chalicelib.domain.errors import SignInFailed, TooManyAttempts
from chalicelib.scope import in_workspace, system_scope
from chalicelib.services.sign_in import TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, Authentication
from tests.entrypoints.front import HOME, Front
from tests.proof import figures, times
from tests.security.crowd import CROWD, at_once, crowded_account
from tests.services.people import NOON, PASSWORD

MARINA = "agent@w1.example"
WRONG = "not the password"
ELSEWHERE = "203.0.113.9"
SPELLINGS = (MARINA, MARINA.upper(), f" {MARINA}", f"{MARINA} ", MARINA.title(), f"\t{MARINA}", f"{MARINA}\u0000", MARINA.replace("a", "A"))
"""All of them are Marina: each other one would be five more tries."""
FORGED = (
    "X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP", "X-Cluster-Client-IP",
    "CloudFront-Viewer-Address", "X-Originating-IP", "Fastly-Client-IP", "Via", "X-Forwarded-Host", "X-Origin-Secret",
)  # fmt: skip


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Front:
    house = Front()
    for name, service in house.services.items():
        monkeypatch.setattr(bootstrap, name, lambda service=service: service)
    return house


class Guesser:
    """Tries to sign in, and counts: every try, and every one that was let through to the password against a limit."""

    def __init__(self, house: Front) -> None:
        self.house, self.tried = house, 0

    def guess(self, email: str = MARINA, password: str = WRONG, **headers: str) -> Any:
        self.tried += 1
        return self.house.ask("POST", "/sign-in", {"email": email, "password": password}, headers=headers)


def moved(house: Front, **delta: float) -> None:
    """All windows are older by this."""
    for key, (count, ends_at) in house.attempts.windows.items():
        house.attempts.windows[key] = (count, ends_at - timedelta(**delta))


def test_an_account_is_tried_five_times_a_quarter_of_an_hour_however_its_e_mail_is_written(door: Front) -> None:
    guesser, looked_at = Guesser(door), 0
    rounds = times(4, 40)
    for _ in range(rounds):
        door.passwords.looks = 0
        for number in range(len(SPELLINGS) * 5):
            moved(door, minutes=0.3)
            answer = guesser.guess(SPELLINGS[number % len(SPELLINGS)])
            assert answer.status_code in (401, 429)
        looked_at += door.passwords.looks
        assert guesser.guess(password=PASSWORD).status_code == 429, "the right password does not open a closed account"
        door.attempts.windows.clear()
    assert looked_at == TRIES_PER_ACCOUNT * rounds
    figures("login guessing", "accounts", tries=guesser.tried, passed=looked_at - TRIES_PER_ACCOUNT * rounds)


def test_an_address_is_heard_twenty_times_a_minute_whatever_headers_it_makes_up(door: Front) -> None:
    guesser, passed = Guesser(door), 0
    for name in FORGED:
        door.attempts.windows.clear()
        door.passwords.looks = 0
        for number in range(TRIES_PER_ADDRESS * 2):
            guesser.guess(f"nobody{number}@w1.example", **{name: f"198.51.100.{number}"})
        passed += door.passwords.looks - TRIES_PER_ADDRESS
    figures("login guessing", "addresses", tries=guesser.tried, passed=passed)
    assert passed == 0


def test_all_headers_at_once_help_no_more(door: Front) -> None:
    for number in range(TRIES_PER_ADDRESS * 2):
        forged = dict.fromkeys(FORGED, f"198.51.100.{number}, 10.0.0.{number}")
        Guesser(door).guess(f"nobody{number}@w1.example", **forged)
    assert door.passwords.looks == TRIES_PER_ADDRESS


def test_an_account_stays_closed_to_every_address_it_is_tried_from(door: Front) -> None:
    service: Authentication = door.services["sign_in"]
    now, refused = datetime.now(UTC), 0
    for number in range(200):
        try:
            service.sign_in(MARINA, WRONG, address=f"198.51.{number // 100}.{number % 100}", now=now)
        except TooManyAttempts:
            refused += 1
        except SignInFailed:
            continue
    assert refused == 200 - TRIES_PER_ACCOUNT
    assert door.passwords.looks == TRIES_PER_ACCOUNT
    figures("login guessing", "many addresses", tries=200, passed=door.passwords.looks - TRIES_PER_ACCOUNT)


def test_no_answer_tells_a_known_e_mail_from_an_unknown_one(door: Front) -> None:
    """Not the sixth either: unknown e-mails are counted like known ones."""
    gone = door.member(Role.VIEWER)
    door.members_.change(gone, active=False)
    told: list[list[Any]] = []
    for email in (MARINA, "nobody@w1.example", gone.email, "agent@w2.example", "x@y"):
        door.attempts.windows.clear()
        answers = [Guesser(door).guess(email) for _ in range(TRIES_PER_ACCOUNT + 2)]
        told.append([(answer.status_code, shape(answer), sorted(set(answer.headers) - {"Date"})) for answer in answers])
    assert all(each == told[0] for each in told)
    assert [status for status, *_ in told[0]] == [401] * TRIES_PER_ACCOUNT + [429] * 2
    assert MARINA not in str(told)


def shape(answer: Any) -> dict[str, Any]:
    """The answer without the seconds that are left."""
    said = json.loads(answer.body)
    return {**said, "retry_after": "retry_after" in said}


class Counted(ArgonPasswords):
    """The real passwords; what argon2 was asked for is written down."""

    def __init__(self) -> None:
        self.work: list[Any] = []
        real, work = ArgonPasswords._hasher.func(self), self.work

        class Hasher(PasswordHasher):
            def verify(self, hash: str | bytes, password: str | bytes) -> Any:
                work.append(extract_parameters(str(hash)))
                return real.verify(hash, password)

        self.__dict__["_hasher"] = Hasher(real.time_cost, real.memory_cost, real.parallelism, type=real.type)


def test_an_unknown_e_mail_costs_the_same_work_as_a_known_one(door: Front) -> None:
    """One argon2id verification with the same parameters each, whoever it is; none once the limit is reached."""
    counted = Counted()
    gone = door.member(Role.VIEWER)
    door.members_.change(gone, active=False)
    with in_workspace(HOME):
        door.members_.hashes = {key: counted.hash(PASSWORD) for key in door.members_.hashes}
    service = replace(door.services["sign_in"], passwords=counted)
    done: dict[str, list[Any]] = {}
    for email in (MARINA, "nobody@w1.example", gone.email):
        counted.work.clear()
        for number in range(TRIES_PER_ACCOUNT + 3):
            with pytest.raises((SignInFailed, TooManyAttempts)):
                service.sign_in(email, WRONG, address=f"198.51.100.{number}", now=NOON)
        done[email] = list(counted.work)
    assert [len(work) for work in done.values()] == [TRIES_PER_ACCOUNT] * 3
    parameters = extract_parameters(NOBODYS)
    assert all(work == parameters for each in done.values() for work in each)
    assert (parameters.time_cost, parameters.memory_cost, parameters.parallelism) == (2, 19 * 1024, 1)
    assert parameters.type.name == "ID"


def test_tries_that_come_at_once_are_all_counted() -> None:
    """On DynamoDB: fifty at the same moment are fifty, also when they begin the window, or begin it anew."""
    tried = uncounted = 0
    with crowded_account():
        attempts = DynamoAttempts()

        def add(key: str, now: datetime) -> Callable[[], int]:
            def job() -> int:
                with system_scope("sign_in"):
                    return attempts.add(key, timedelta(minutes=15), now=now)[0]

            return job

        for number in range(times(3, 30)):
            for now in (NOON, NOON + timedelta(minutes=5), NOON + timedelta(minutes=15)):
                counts = at_once([add(f"account:{number}", now)] * CROWD)
                before = CROWD if now == NOON + timedelta(minutes=5) else 0
                tried, uncounted = tried + CROWD, uncounted + len(set(range(before + 1, before + CROWD + 1)) - set(counts))
    figures("login guessing", "at once", tries=tried, passed=uncounted)
    assert uncounted == 0


def test_of_fifty_guesses_at_once_five_are_looked_at(door: Front) -> None:
    with crowded_account():
        service = replace(door.services["sign_in"], attempts=DynamoAttempts())
        lock, looks = threading.Lock(), 0

        def matches(password: str, known: str | None) -> bool:
            nonlocal looks
            with lock:
                looks += 1
            return False

        door.passwords.matches = matches
        answers = at_once([lambda n=n: service.sign_in(MARINA, WRONG, address=f"198.51.100.{n}", now=NOON) for n in range(CROWD)])
    refused = [answer for answer in answers if isinstance(answer, TooManyAttempts)]
    figures("login guessing", "guesses at once", tries=CROWD, passed=looks - TRIES_PER_ACCOUNT)
    assert (looks, len(refused)) == (TRIES_PER_ACCOUNT, CROWD - TRIES_PER_ACCOUNT)
