"""A contact's run through a flow: pausing, ending, and when its alarm must ring."""

from datetime import timedelta

import pytest

from chalicelib.domain.flow.session import ANSWER_GRACE, Session, State
from chalicelib.domain.ids import ConversationId, FlowId, SessionId
from tests.domain.flow.builders import NOON

SESSION = Session(
    id=SessionId("s1"),
    conversation_id=ConversationId("c1"),
    flow_id=FlowId("f1"),
    flow_name="F",
    flow_version=1,
    state=State.WAITING,
    started_at=NOON,
)
HOUR = timedelta(hours=1)


def having(**fields):
    return SESSION.model_copy(update=fields)


@pytest.mark.parametrize("state", [State.WAITING, State.SLEEPING])
def test_a_person_stops_it_where_it_is_and_gives_it_back_there(state):
    paused = having(state=state, deadline_at=NOON).paused()
    assert (paused.state, paused.live, paused.deadline_at) == (State.PAUSED, False, NOON)
    assert paused.paused() is paused
    assert paused.unpaused() == having(state=state, deadline_at=NOON)


def test_what_is_done_stays_done():
    done = having(deadline_at=NOON, memory={"tries": 1}).ended()
    assert (done.state, done.deadline_at) == (State.DONE, None)
    assert done.paused() is done
    assert done.unpaused() is done


def test_an_answer_gets_its_grace_and_a_sleep_none():
    assert having(deadline_at=NOON).rings_at == NOON + ANSWER_GRACE
    assert having(state=State.SLEEPING, deadline_at=NOON).rings_at == NOON
    assert having().rings_at is None
    assert having(deadline_at=NOON).paused().rings_at is None


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        ({}, False),
        ({"deadline_at": NOON + HOUR}, True),
        ({"deadline_at": NOON + HOUR, "armed_for": NOON + 2 * HOUR}, True),
        ({"deadline_at": NOON + HOUR, "armed_for": NOON + HOUR / 2}, False),
        ({"deadline_at": NOON + HOUR, "armed_for": NOON - HOUR}, True),
        ({"deadline_at": NOON + HOUR, "state": State.PAUSED}, False),
    ],
)
def test_a_new_alarm_only_where_none_rings_in_time(fields, needed):
    assert having(**fields).needs_alarm(NOON) is needed


def test_arming_is_counted_and_going_back_to_sleep_is_not():
    armed = having(deadline_at=NOON + HOUR).armed()
    assert (armed.arming, armed.armed_for) == (1, NOON + HOUR + ANSWER_GRACE)
    later = armed.model_copy(update={"deadline_at": NOON + 2 * HOUR}).resleeping()
    assert (later.arming, later.armed_for) == (1, NOON + 2 * HOUR + ANSWER_GRACE)
