"""Whatever the server may answer, the web app says it in its reader's language."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import app
from chalicelib.adapters.channels.whatsapp.codes import CODES, Action
from chalicelib.adapters.channels.whatsapp.failures import error_of, failure_of
from chalicelib.domain.errors import Forged, PyTakeError
from chalicelib.domain.message import Cause

FRONTEND = Path(__file__).parents[2] / "frontend/src"
LANGUAGES = {
    folder.name: {key: text for area in folder.glob("*.json") for key, text in json.loads(area.read_text("utf-8")).items()}
    for folder in sorted((FRONTEND / "locales").iterdir())
    if folder.is_dir()
}
SHARED = json.loads((FRONTEND / "features/inbox/failure-codes.json").read_text("utf-8"))

NEVER_READ = {Forged}
"""Answers a webhook, never a person."""

words = pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES)


def spelt_out(codes: list[int | list[int]]) -> Iterator[int]:
    for each in codes:
        yield from range(each[0], each[1] + 1) if isinstance(each, list) else [each]


SPEAKS_FOR = {code: int(spoken) for spoken, codes in SHARED.items() for code in spelt_out(codes)}


def errors(kind: type[PyTakeError] = PyTakeError) -> set[type[PyTakeError]]:
    """Every class of ours that the app loads, without those of the tests."""
    assert app.app.routes
    kinds = {each for each in kind.__subclasses__() if each.__module__.startswith("chalicelib.")}
    return kinds.union(*map(errors, kinds))


@words
def test_every_code_of_the_vendors_has_words(words):
    assert [code for code in CODES if f"failure.{SPEAKS_FOR.get(code, code)}" not in words] == []


@words
def test_no_words_are_for_a_code_nobody_sends(words):
    written = {key.split(".")[1] for key in words if key.startswith("failure.") and key.split(".")[1].isdigit()}
    assert written <= {str(code) for code in CODES}


def test_codes_share_their_words_where_they_share_their_sentence_and_nowhere_else():
    assert {code: CODES[code].sentence for code in SPEAKS_FOR} == {code: CODES[spoken].sentence for code, spoken in SPEAKS_FOR.items()}
    sentences = [known.sentence for code, known in CODES.items() if code not in SPEAKS_FOR]
    assert len(sentences) == len(set(sentences))


@words
@pytest.mark.parametrize("cause", get_args(Cause))
def test_every_cause_without_a_code_has_words(cause, words):
    assert f"failure.{cause}" in words


@words
@pytest.mark.parametrize("action", get_args(Action))
def test_everything_one_may_do_has_words(action, words):
    assert f"failure.action.{action}" in words


@words
def test_a_number_the_token_cannot_see_is_not_called_a_part_of_the_message(words):
    error = error_of(400, '{"error":{"code":100,"error_subcode":33}}')
    assert f"failure.{error.code}.{error.action}" in words


def test_the_vendors_own_words_come_after_the_mark_the_web_app_looks_for():
    failure = failure_of([{"code": 131009, "title": "Too long."}])
    assert failure is not None
    assert failure.reason == f"{CODES[131009].sentence} WhatsApp says: Too long."
    assert "WhatsApp says: " in (FRONTEND / "features/inbox/failure-reason.ts").read_text("utf-8")


@words
def test_every_error_that_reaches_a_person_has_words(words):
    codes = {"Invalid", *(kind.__name__ for kind in errors() - NEVER_READ)}
    assert sorted(code for code in codes if f"problem.{code}" not in words) == []
