"""End."""

from chalicelib.domain.flow.node import STOP
from tests.domain.flow.builders import node, turn


def test_it_stops_and_has_no_way_out():
    now = turn()
    assert (node("end").enter(now), node("end").exits, now.effects) == (STOP, (), [])
