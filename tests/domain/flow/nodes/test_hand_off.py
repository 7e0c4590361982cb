"""Hand off."""

import pytest

from chalicelib.domain.flow.effects import HandOff
from chalicelib.domain.flow.node import STOP
from tests.domain.flow.builders import node, turn


@pytest.mark.parametrize(
    ("note", "told"), [(None, None), ("Quer {{what}}", "Quer remarcar"), ("{{nobody}} ", None), ("x{{long}}", "x" + "y" * 999)]
)
def test_it_asks_for_a_person_and_stops(note, told):
    now = turn(variables={"what": "remarcar", "long": "y" * 2000})
    assert node("hand_off", note=note).enter(now) == STOP
    assert now.effects == [HandOff(note=told)]


def test_it_has_no_way_out():
    assert node("hand_off").exits == ()
