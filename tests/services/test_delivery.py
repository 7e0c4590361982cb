"""A message goes out at most once, and how it went is always written down."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.conversation import TAKEN_OVER
from chalicelib.domain.errors import (
    ChannelError,
    ChannelThrottled,
    ChannelUnavailable,
    ConnectionBroken,
    MessageRejected,
    OutcomeUnknown,
    Rejected,
)
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


@pytest.mark.parametrize(("error", "action"), [(MessageRejected("No such number", 131026), None), (ChannelError("?"), None)])
def test_a_refused_message_fails_with_its_reason(house: House, error: ChannelError, action: str | None) -> None:
    house.channel.failures = [error]
    house.replies_with("Bom dia")
    house.deliver()
    failure = last(house).failure
    assert last(house).status is DeliveryStatus.FAILED
    assert failure is not None
    assert (failure.code, failure.reason, failure.action) == (error.code, error.detail, action)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (ChannelUnavailable("WhatsApp could not be reached."), "unreachable"),
        (ChannelUnavailable("Busy", 1), None),
        (ConnectionBroken("The token cannot be one of Meta's."), "connection"),
        (ConnectionBroken("The token is no longer good", 190), None),
    ],
)
def test_a_failure_without_a_code_is_named_for_its_cause(house: House, error: ChannelError, cause: str | None) -> None:
    house.channel.failures = [error]
    house.replies_with("Bom dia")
    house.deliver()
    failure = last(house).failure
    assert failure is not None
    assert (failure.code, failure.cause) == (error.code, cause)


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
    failure = last(house).failure
    assert (last(house).status, failure and failure.cause) == (DeliveryStatus.UNCONFIRMED, "unconfirmed")


def test_a_flows_message_nobody_heard_of_is_tried_once_more_and_says_so() -> None:
    house = House(DESK)
    house.channel.failures = [OutcomeUnknown("No answer")]
    house.hears("Oi")
    house.deliver()
    house.pass_time(minutes=6)
    house.sweep.run(house.now)
    house.deliver()
    assert (last(house).status, last(house).attempt, house.channel.texts) == (DeliveryStatus.ACCEPTED, 2, ["Qual é o seu nome?"])
    house.status(DeliveryStatus.READ, last(house))
    assert last(house).repeated


def test_a_flows_message_that_was_throttled_first_is_still_tried_once_more_when_nobody_heard_of_it() -> None:
    house = House(DESK)
    house.channel.failures = [ChannelThrottled("Too fast", 130429), OutcomeUnknown("No answer")]
    house.hears("Oi")
    house.deliver()
    for minutes in (1, 6):
        house.pass_time(minutes=minutes)
        house.sweep.run(house.now)
        house.deliver()
    assert (last(house).status, house.channel.texts, last(house).repeated) == (DeliveryStatus.ACCEPTED, ["Qual é o seu nome?"], True)


def test_what_cannot_even_be_prepared_is_not_doubtful(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(*_: object) -> str:
        raise TimeoutError("KMS")

    house.replies_with("Bom dia")
    claim = house.outbox.claims[0][0]
    with monkeypatch.context() as patched:
        patched.setattr(house.shelf, "open", shut)
        with pytest.raises(TimeoutError):
            house.delivery.deliver(claim, house.now)
    assert last(house).status is DeliveryStatus.QUEUED
    house.delivery.deliver(claim, house.now)
    assert house.channel.texts == ["Bom dia"]


def test_a_secret_that_is_not_the_connections_fails_the_message_and_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def foreign(*_: object) -> str:
        raise Rejected("This secret was sealed for something else; enter it again.")

    monkeypatch.setattr(house.shelf, "open", foreign)
    house.replies_with("Bom dia")
    house.deliver()
    failure = last(house).failure
    assert (last(house).status, failure and failure.reason) == (
        DeliveryStatus.FAILED,
        "This secret was sealed for something else; enter it again.",
    )


def test_an_old_turn_that_comes_back_twice_does_not_cut_a_later_wait_short(house: House) -> None:
    house.channel.failures = [ChannelThrottled("Too fast", 130429)] * 2
    house.replies_with("Bom dia")
    house.deliver()
    old, _, seconds = house.later.waiting[0]
    house.pass_time(seconds=seconds)
    house.delivery.requeue(old, house.now)
    house.deliver()
    house.delivery.requeue(old, house.now)
    assert last(house).status is DeliveryStatus.DEFERRED


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


@pytest.mark.parametrize("takes_the_word", ["take_over", "resolve"])
def test_what_the_bot_had_put_off_is_never_sent_after_a_person_took_over(takes_the_word: str) -> None:
    house = House(DESK)
    house.channel.failures = [ChannelThrottled("Too fast", 130429)]
    house.hears("Oi")
    settled = house.deliveries.settled

    def taken_over_first(*args: Any, **fields: Any) -> None:
        getattr(house.desk, takes_the_word)(CLINIC, house.conversation.id, MARINA, house.now)
        settled(*args, **fields)

    object.__setattr__(house.deliveries, "settled", taken_over_first)
    house.deliver()
    object.__setattr__(house.deliveries, "settled", settled)
    (claim, _, seconds) = house.later.waiting[0]
    house.pass_time(seconds=seconds)
    house.delivery.requeue(claim, house.now)
    house.deliver()
    (bot,) = [message for message in house.messages if message.author.kind == "bot"]
    assert (bot.status, bot.failure, house.channel.sent) == (DeliveryStatus.FAILED, TAKEN_OVER, [])


def test_what_the_bot_said_before_it_asked_for_a_person_still_goes_out() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.hears("Rafa")
    house.taps("person")
    house.replies_with("Bom dia, sou a Marina")
    house.deliver()
    assert "Vou chamar alguém." in house.channel.texts


def test_a_doubtful_word_of_the_bots_is_not_repeated_over_a_person() -> None:
    house = House(DESK)
    house.channel.failures = [OutcomeUnknown("No answer")]
    house.hears("Oi")
    house.deliver()
    house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now)
    house.pass_time(minutes=6)
    house.sweep.run(house.now)
    assert house.messages[-1].status is DeliveryStatus.UNCONFIRMED
