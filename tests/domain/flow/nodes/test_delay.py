"""Delay."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from chalicelib.domain.flow.node import WAIT
from chalicelib.domain.flow.session import State
from tests.domain.flow.builders import NOON, node, turn, typed


@pytest.mark.parametrize(
    ("amount", "unit", "span"),
    [
        (90, "seconds", timedelta(seconds=90)),
        (5, "minutes", timedelta(minutes=5)),
        (2, "hours", timedelta(hours=2)),
        (30, "days", timedelta(days=30)),
    ],
)
def test_it_sleeps_until_its_moment(amount, unit, span):
    now, delay = turn(), node("delay", duration={"amount": amount, "unit": unit})
    assert (delay.enter(now), now.state, now.deadline_at) == (WAIT, State.SLEEPING, NOON + span)
    assert delay.wake(now) == "next"


@pytest.mark.parametrize("duration", [{"amount": 0, "unit": "hours"}, {"amount": 31, "unit": "days"}, {"amount": 1, "unit": "weeks"}])
def test_no_time_or_too_much_of_it_is_refused(duration):
    with pytest.raises(ValidationError):
        node("delay", duration=duration)


def test_a_reply_cuts_it_short_only_where_asked():
    minute = {"amount": 1, "unit": "minutes"}
    plain, listening = node("delay", duration=minute), node("delay", duration=minute, until_reply=True)
    assert (plain.resume(turn(), typed("oi")), plain.exits) == (WAIT, ("next",))
    assert (listening.resume(turn(), typed("oi")), listening.exits) == ("reply", ("next", "reply"))
