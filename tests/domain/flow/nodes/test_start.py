"""Start."""

from tests.domain.flow.builders import node, turn


def test_it_leads_on_without_a_word():
    now = turn()
    assert (node("start").enter(now), now.effects) == ("next", [])
    assert node("start").exits == ("next",)
