"""What SECURITY.md says is there, is there: every file, every test, and the figures that code can confirm."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.adapters import egress, tokens
from chalicelib.adapters.tokens import ArgonPasswords
from chalicelib.domain import sign_in
from chalicelib.services import sign_in as signing_in
from chalicelib.services import tickets

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:[\w.@-]+/)+[\w.-]+\.\w+|requirements\.txt)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("|") and "`tests/" in line]


def test_there_is_something_to_hold_it_to() -> None:
    assert len(NAMED) >= 40
    assert len(ROWS) >= 20


@pytest.mark.parametrize("path", NAMED)
def test_every_file_it_names_exists(path: str) -> None:
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("path", [path for path in NAMED if "/test_" in path])
def test_every_test_it_names_tests_something(path: str) -> None:
    assert re.search(r"^(async )?def test_", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


def test_every_proof_of_security_is_on_the_page() -> None:
    proofs = {f"tests/security/{path.name}" for path in (ROOT / "tests" / "security").glob("test_*.py")}
    assert proofs - set(NAMED) - OF_ALL_KINDS == set()


OF_ALL_KINDS = {"tests/security/test_conformance.py"}
"""Holds the API to its description, for whoever calls it."""


def whole(delta: timedelta, unit: int = 1) -> int:
    return int(delta.total_seconds()) // unit


HASHER = ArgonPasswords()._hasher
PARAMETERS = [
    f"t={HASHER.time_cost}, m={HASHER.memory_cost // 1024} MiB, p={HASHER.parallelism}",
    f"{signing_in.TRIES_PER_ACCOUNT} in {whole(signing_in.ACCOUNT_WINDOW, 60)} minutes for an account",
    f"{signing_in.TRIES_PER_ADDRESS} a minute for a client address",
    f"{tokens.ALGORITHM} JWT, {tokens.LONGEST // 60} minutes at most, `typ={tokens.TYPE}`",
    f"all of `{' '.join(tokens.REQUIRED)}`",
    f"{whole(sign_in.GRACE)} s of grace give the same successor; {sign_in.LIFETIME.days} days from the password",
    f"good once, {whole(tickets.TICKET_LIFETIME)} s,",
    f"is obeyed within {whole(signing_in.TRUSTED_FOR)} s",
    f"{egress.CONNECT:g} s to connect, {egress.TOTAL:g} s to the last byte, {egress.MAX_BODY // 1024} KB each way",
    " and ".join(map(str, sorted(egress.PORTS))),
]


@pytest.mark.parametrize("said", PARAMETERS)
def test_its_parameters_are_those_of_the_code(said: str) -> None:
    assert said in PAGE
