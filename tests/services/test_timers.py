"""A deadline leads to exactly one of: answered, or timed out."""

from datetime import timedelta

import pytest

from chalicelib.domain.flow.session import Session
from tests.services.flows import DESK, LATER
from tests.services.house import CLINIC, MARINA, House


@pytest.fixture
def house() -> House:
    house = House(DESK, LATER)
    house.hears("Oi")
    return house


def session_of(house: House) -> Session:
    return house.store.sessions[CLINIC, house.conversation.id]


def wake(house: House, arming: int | None = 1) -> object:
    session = session_of(house)
    return house.timers.wake(CLINIC, house.conversation.id, session.id, arming, house.now)


def test_a_question_with_a_time_out_arms_one_alarm_that_leaves_an_answer_ten_seconds(house: House) -> None:
    (alarm,) = house.alarms.armed.values()
    assert alarm.armed_for == house.now + timedelta(minutes=10, seconds=10)


def test_nobody_answers_and_the_flow_goes_its_other_way_once(house: House) -> None:
    house.pass_time(minutes=10, seconds=11)
    assert wake(house) is None
    assert wake(house) is None
    assert house.said("outbound") == ["Qual é o seu nome?", "Até logo!"]


def test_an_alarm_that_rings_early_goes_back_to_sleep(house: House) -> None:
    house.pass_time(minutes=10)
    assert wake(house) == session_of(house).rings_at
    assert house.said("outbound") == ["Qual é o seu nome?"]


def test_an_answer_in_time_leaves_the_alarm_nothing_to_do(house: House) -> None:
    house.hears("Rafa")
    house.pass_time(minutes=11)
    assert wake(house) is None
    assert house.said("outbound")[-1] == "Oi, Rafa! Como posso ajudar?"
    assert len(house.alarms.armed) == 1


def test_a_person_who_took_over_is_not_interrupted_by_the_time_out(house: House) -> None:
    house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now)
    house.pass_time(minutes=11)
    assert wake(house) is None
    assert house.said("outbound") == ["Qual é o seu nome?"]


def test_an_alarm_that_another_replaced_is_done(house: House) -> None:
    house.pass_time(minutes=11)
    assert wake(house, arming=7) is None
    assert house.said("outbound") == ["Qual é o seu nome?"]


def test_a_lost_alarm_is_rung_by_the_sweep(house: House) -> None:
    house.pass_time(minutes=13)
    house.sweep.run(house.now)
    assert house.said("outbound")[-1] == "Até logo!"


def test_a_delay_sleeps_and_goes_on() -> None:
    house = House(LATER)
    house.hears("depois")
    house.pass_time(hours=2, seconds=1)
    assert wake(house) is None
    assert house.said("outbound") == ["Ainda por aí?"]


def test_a_session_that_is_gone_has_nothing_to_wake(house: House) -> None:
    session = session_of(house)
    house.store.conversations.clear()
    assert house.timers.wake(CLINIC, session.conversation_id, session.id, 1, house.now) is None


def test_a_lost_alarm_with_a_later_deadline_is_armed_anew_by_the_sweep(house: House) -> None:
    """The customer answered in time, the next question waits longer, and the alarm that should have said so died."""
    house.pass_time(minutes=5)
    session = session_of(house)
    later = session.model_copy(update={"deadline_at": house.now + timedelta(minutes=30)})
    house.store.sessions[CLINIC, session.conversation_id] = later
    house.pass_time(minutes=6)
    house.sweep.run(house.now)
    assert max(alarm.armed_for or house.now for alarm in house.alarms.armed.values()) == later.rings_at
