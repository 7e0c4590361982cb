"""Question."""

from datetime import timedelta

import pytest

from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.node import WAIT
from chalicelib.domain.flow.session import State
from tests.domain.flow.builders import NOON, node, said, turn, typed

DAYS = [{"id": "mon", "title": "Segunda-feira", "words": ["segunda"]}, {"id": "tue", "title": "Terça-feira", "words": ["terça"]}]
PHOTO = Answer(kind="image")


@pytest.mark.parametrize(
    ("fields", "answer", "kept"),
    [
        ({}, typed("  Ana  "), "Ana"),
        ({}, Answer(kind="choice", text="Sim", choice="old:yes"), "Sim"),
        ({"expects": "number"}, typed("42"), 42),
        ({"expects": "number"}, typed("R$ 1.234,50"), 1234.5),
        ({"expects": "number", "minimum": 1, "maximum": 5}, typed("5"), 5),
        ({"expects": "email"}, typed("é ANA@Exemplo.com.br, tá?"), "ana@exemplo.com.br"),
        ({"expects": "choice", "choices": DAYS}, typed("2"), "Terça-feira"),
        ({"expects": "choice", "choices": DAYS}, typed("pode ser TERCA"), "Terça-feira"),
    ],
)
def test_a_fitting_answer_is_remembered(fields, answer, kept):
    now = turn()
    assert node("question", text="?", save_as="x", **fields).resume(now, answer) == "answered"
    assert now.variables == {"x": kept}


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({}, PHOTO),
        ({}, typed("   ")),
        ({"expects": "number"}, typed("muitos")),
        ({"expects": "number", "minimum": 1}, typed("0")),
        ({"expects": "number", "maximum": 5}, typed("6")),
        ({"expects": "email"}, typed("ana(a)exemplo")),
        ({"expects": "choice", "choices": DAYS}, typed("segunda ou terça")),
        ({"expects": "choice", "choices": DAYS}, typed("3")),
    ],
)
def test_any_other_is_asked_for_again_and_given_up_after_the_last_attempt(fields, answer):
    asking = node("question", text="Quando?", retry="Como?", save_as="x", attempts=3, **fields)
    now = turn()
    assert [asking.resume(now, answer) for _ in range(3)] == [WAIT, WAIT, "invalid"]
    assert [text.splitlines()[0] for text in said(now)] == ["Como?", "Como?"]
    assert now.variables == {}


def test_choices_are_written_into_the_message():
    now = turn()
    node("question", text="Qual dia, {{contact.first_name}}?", expects="choice", choices=DAYS).enter(now)
    assert said(now) == ["Qual dia, Ana?\n\n1. Segunda-feira\n2. Terça-feira"]


def test_an_answer_may_be_let_go():
    now = turn()
    assert (node("question", text="?").resume(now, typed("x")), now.variables) == ("answered", {})


def test_without_a_retry_the_question_itself_is_repeated():
    now = turn()
    node("question", text="Seu nome?").resume(now, PHOTO)
    assert said(now) == ["Seu nome?"]


def test_it_waits_as_long_as_it_says_and_each_attempt_anew():
    asking = node("question", text="?", timeout={"amount": 5, "unit": "minutes"})
    now = turn()
    assert (asking.enter(now), now.state, now.deadline_at) == (WAIT, State.WAITING, NOON + timedelta(minutes=5))
    now.now = NOON + timedelta(minutes=3)
    asking.resume(now, PHOTO)
    assert now.deadline_at == NOON + timedelta(minutes=8)
    assert asking.wake(now) == "timeout"


def test_the_timeout_is_an_exit_only_where_there_is_one():
    assert node("question", text="?").exits == ("answered", "invalid")
    assert node("question", text="?", timeout={"amount": 1, "unit": "hours"}).exits == ("answered", "invalid", "timeout")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"expects": "choice"}, "a choice needs its choices"),
        ({"choices": DAYS}, "a choice needs its choices"),
        ({"minimum": 1}, "only a number"),
        ({"expects": "number", "minimum": 2, "maximum": 1}, "above the maximum"),
        ({"expects": "choice", "choices": [DAYS[0], {"id": "x", "title": "SEGUNDA-FEIRA"}]}, "the same title"),
    ],
)
def test_what_its_fields_cannot_mean_together_is_told(fields, wrong):
    assert [problem for problem in node("question", text="?", **fields).lint() if wrong in problem]


def test_a_sound_one_has_nothing_to_tell():
    assert list(node("question", text="?", expects="number", minimum=1, maximum=2).lint()) == []
