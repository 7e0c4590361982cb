"""Buttons."""

import pytest
from pydantic import ValidationError

from chalicelib.domain.content import Button, Buttons
from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.node import WAIT
from tests.domain.flow.builders import node, tapped, turn, typed

OPTIONS = [
    {"id": "book", "title": "Marcar consulta", "words": ["marcar", "agendar"]},
    {"id": "move", "title": "Remarcar"},
    {"id": "person", "title": "Falar com alguém", "words": ["atendente", "pessoa"]},
]


def menu(**fields):
    return node("buttons", text="Oi, {{contact.first_name}}", buttons=OPTIONS, **fields)


def test_it_sends_reply_buttons_and_waits():
    now = turn()
    assert menu(header="Clínica", footer="Até já").enter(now) == WAIT
    buttons = tuple(Button(id=f"n:{option['id']}", title=option["title"]) for option in OPTIONS)
    assert now.sends == (Buttons(body="Oi, Ana", header="Clínica", footer="Até já", buttons=buttons),)


@pytest.mark.parametrize(
    ("answer", "exit"),
    [
        (tapped("n:move", "Remarcar"), "button:move"),
        (tapped("move", "Remarcar"), "button:move"),
        (typed("marcar consulta"), "button:book"),
        (typed("MARCAR CONSULTA!"), "button:book"),
        (typed("2"), "button:move"),
        (typed("quero falar com um atendente, por favor"), "button:person"),
        (typed("alguem pra falar? falar com alguem"), "button:person"),
        (typed("pessoa"), "button:person"),
    ],
)
def test_a_tap_or_its_words_leave_by_the_button(answer, exit):
    now = turn()
    assert menu(save_as="pick").resume(now, answer) == exit
    assert now.variables["pick"] in {option["title"] for option in OPTIONS}


@pytest.mark.parametrize(
    "answer",
    [
        tapped("older:move", "Remarcar"),
        typed("4"),
        typed("0"),
        typed("marcar ou remarcar"),
        typed("foi bom"),
        typed("marcarei"),
        typed("🙂"),
        typed(""),
        Answer(kind="audio"),
    ],
)
def test_anything_else_is_asked_again_then_leaves_by_other(answer):
    now = turn()
    assert [menu(attempts=2).resume(now, answer) for _ in range(2)] == [WAIT, "other"]
    assert len(now.sends) == 1


def test_exits_are_named_after_the_buttons():
    assert menu().exits == ("button:book", "button:move", "button:person", "other")
    assert menu(timeout={"amount": 30, "unit": "seconds"}).exits[-1] == "timeout"


def test_a_text_that_comes_out_empty_still_carries_its_buttons():
    now = turn()
    node("buttons", text="{{nobody}}", buttons=OPTIONS).enter(now)
    assert now.sends[0].body == "…"


def test_a_text_that_grows_is_cut_to_what_whatsapp_takes():
    now = turn(variables={"long": "x" * 3000})
    node("buttons", text="{{long}}", buttons=OPTIONS).enter(now)
    assert len(now.sends[0].body) == 1024


@pytest.mark.parametrize(
    "buttons", [[], [*OPTIONS, {"id": "four", "title": "Quatro"}], [{"id": "a b", "title": "x"}], [{"id": "a", "title": ""}]]
)
def test_more_than_three_none_or_unfit_ones_are_refused(buttons):
    with pytest.raises(ValidationError):
        node("buttons", text="?", buttons=buttons)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"buttons": [{"id": "a", "title": "x" * 21}]}, "longer than WhatsApp's 20"),
        ({"buttons": [{"id": "a", "title": "Sim"}, {"id": "a", "title": "Não"}]}, "the id 'a' is used twice"),
        ({"buttons": [{"id": "a", "title": "Não"}, {"id": "b", "title": "NAO"}]}, "the title 'nao' is used twice"),
        ({"text": "x" * 1025, "buttons": OPTIONS}, "longer than WhatsApp's 1024"),
        ({"retry": "x" * 1025, "buttons": OPTIONS}, "longer than WhatsApp's 1024"),
    ],
)
def test_whatsapps_limits_are_told(fields, wrong):
    assert [problem for problem in node("buttons", **{"text": "?", **fields}).lint() if wrong in problem]


def test_a_sound_one_has_nothing_to_tell():
    assert list(menu().lint()) == []
