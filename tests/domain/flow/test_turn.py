"""A turn's verbs."""

import pytest

from chalicelib.domain.content import Location, Text
from chalicelib.domain.errors import FlowStuck
from chalicelib.domain.flow.effects import HandOff, Send
from chalicelib.domain.flow.turn import MAX_REMEMBERED, MAX_SENDS
from tests.domain.flow.builders import turn


def test_it_says_content_and_texts_in_order():
    now, place = turn(), Location(latitude=1, longitude=2)
    now.say("Olá {{contact.first_name}}")
    now.say(place)
    now.hand_off("nota")
    assert now.effects == [Send(content=Text(body="Olá Ana")), Send(content=place), HandOff(note="nota")]
    assert now.sends == (Text(body="Olá Ana"), place)


def test_it_says_no_more_than_its_limit():
    now = turn()
    for _ in range(MAX_SENDS):
        now.say("oi")
    with pytest.raises(FlowStuck):
        now.say("oi")


def test_what_is_remembered_is_cut_to_what_a_session_holds():
    now = turn()
    for name in "abcdefgh":
        now.remember(name, "x" * 5000)
    now.remember("n", 1)
    lengths = [len(value) for value in now.variables.values() if isinstance(value, str)]
    assert lengths[:3] == [4096] * 3
    assert sum(lengths) <= MAX_REMEMBERED
    assert now.variables["n"] == 1


def test_remembering_again_takes_the_old_ones_room():
    now = turn()
    for _ in range(10):
        now.remember("a", "x" * 4096)
    assert len(now.variables["a"]) == 4096


def test_forgetting_what_was_never_known_is_nothing():
    now = turn(variables={"a": 1})
    now.forget("a")
    now.forget("b")
    assert now.variables == {}


def test_what_is_remembered_is_read_in_the_same_turn():
    now = turn()
    now.remember("a", 2)
    assert (now.fill("{{a}}"), now.value("{{a * 2}}"), now.holds("a == 2")) == ("2", 4, True)
