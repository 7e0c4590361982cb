"""A message goes out at most once, and how it went is always written down."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import ChannelError, ChannelThrottled, ChannelUnavailable, ConnectionBroken, MessageRejected, OutcomeUnknown
from chalicelib.domain.message import DeliveryStatus, Message
from tests.services.flows import DESK
from tests.services.house import CLINIC, MARINA, House


@pytest.fixture
def house() -> House:
    house = House()
    house.hears("Oi")
    return house


def last(house: House) -> Message:
    return house.messages[-1]


def test_a_sent_message_is_accepted_with_whatsapps_id(house: House) -> None:
    house.replies_with("Bom dia")
    house.deliver()
    assert (last(house).status, last(house).provider_id) == (DeliveryStatus.ACCEPTED, "wamid.1")


def test_a_claim_delivered_twice_is_sent_once(house: House) -> None:
    house.replies_with("Bom dia")
    claim = house.outbox.claims[0][0]
    for _ in range(2):
        house.delivery.deliver(claim, house.now)
    assert house.channel.texts == ["Bom dia"]


@pytest.mark.parametrize(
    ("error", "action"),
    [
        (MessageRejected("No such number", 131026), None),
        (ConnectionBroken("The token is no longer good", 190), None),
        (ChannelError("?"), None),
    ],
)
def test_a_refused_message_fails_with_its_reason(house: House, error: ChannelError, action: str | None) -> None:
    house.channel.failures = [error]
    house.replies_with("Bom dia")
    house.deliver()
    failure = last(house).failure
    assert last(house).status is DeliveryStatus.FAILED
    assert failure is not None
    assert (failure.code, failure.reason, failure.action) == (error.code, error.detail, action)


@pytest.mark.parametrize(
    ("error", "waits"),
    [
        (ChannelThrottled("Too fast", 130429), range(2, 6)),
        (ChannelThrottled("Too fast for this contact", 131056, pair=True), range(4, 6)),
        (ChannelUnavailable("No network"), range(2, 6)),
    ],
)
def test_what_was_definitely_not_sent_waits_its_turn_and_goes(house: House, error: ChannelError, waits: range) -> None:
    house.channel.failures = [error]
    house.replies_with("Bom dia")
    house.deliver()
    (claim, _, seconds) = house.later.waiting[0]
    assert (last(house).status, seconds in waits) == (DeliveryStatus.DEFERRED, True)
    house.pass_time(seconds=seconds)
    house.delivery.requeue(claim, house.now)
    house.deliver()
    assert (last(house).status, last(house).attempt, house.channel.texts) == (DeliveryStatus.ACCEPTED, 2, ["Bom dia"])


def test_after_six_attempts_a_throttled_message_fails(house: House) -> None:
    house.channel.failures = [ChannelThrottled("Too fast", 130429)] * 6
    house.replies_with("Bom dia")
    house.deliver()
    while house.later.waiting:
        claim, _, seconds = house.later.waiting.pop()
        house.pass_time(seconds=seconds)
        house.delivery.requeue(claim, house.now)
        house.deliver()
    assert (last(house).status, last(house).attempt) == (DeliveryStatus.FAILED, 6)


def test_an_unknown_outcome_is_never_sent_again_by_guess(house: House) -> None:
    house.channel.failures = [OutcomeUnknown("No answer")]
    house.replies_with("Bom dia")
    house.deliver()
    house.delivery.deliver(house.outbox.claims[0][0], house.now)
    assert (last(house).status, house.channel.sent) == (DeliveryStatus.SENDING, [])


def test_a_status_settles_an_unknown_outcome(house: House) -> None:
    house.channel.failures = [OutcomeUnknown("No answer")]
    house.replies_with("Bom dia")
    house.deliver()
    house.status(DeliveryStatus.DELIVERED, last(house))
    house.pass_time(minutes=6)
    house.sweep.run(house.now)
    assert last(house).status is DeliveryStatus.DELIVERED


def test_an_agents_message_nobody_heard_of_is_unconfirmed_after_five_minutes(house: House) -> None:
    house.channel.failures = [OutcomeUnknown("No answer")]
    house.replies_with("Bom dia")
    house.deliver()
    house.pass_time(minutes=4)
    house.sweep.run(house.now)
    assert last(house).status is DeliveryStatus.SENDING
    house.pass_time(minutes=2)
    house.sweep.run(house.now)
    assert last(house).status is DeliveryStatus.UNCONFIRMED


def test_a_flows_message_nobody_heard_of_is_tried_once_more_and_says_so() -> None:
    house = House(DESK)
    house.channel.failures = [OutcomeUnknown("No answer")]
    house.hears("Oi")
    house.deliver()
    house.pass_time(minutes=6)
    house.sweep.run(house.now)
    house.deliver()
    assert (last(house).status, last(house).attempt, house.channel.texts) == (DeliveryStatus.ACCEPTED, 2, ["Qual é o seu nome?"])


def test_a_message_lost_between_commit_and_queue_goes_within_three_minutes(house: House) -> None:
    house.replies_with("Bom dia")
    house.outbox.claims.clear()
    house.pass_time(minutes=3)
    house.sweep.run(house.now)
    house.deliver()
    assert house.channel.texts == ["Bom dia"]


def test_the_window_is_looked_at_again_when_a_message_goes(house: House) -> None:
    house.replies_with("Bom dia")
    house.now += timedelta(hours=25)
    house.deliver()
    failure = last(house).failure
    assert failure is not None
    assert (failure.code, failure.action, house.channel.sent) == (131047, "send_template", [])


def test_what_the_bot_had_not_sent_is_never_sent_after_a_person_took_over() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now)
    house.deliver()
    assert house.channel.sent == []
    assert last(house).status is DeliveryStatus.FAILED
