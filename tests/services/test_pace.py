"""Numbers and pairs send no faster than WhatsApp allows them."""

from datetime import timedelta

import pytest

from chalicelib.domain.conversation import SERVICE_WINDOW
from chalicelib.domain.errors import ChannelThrottled
from chalicelib.domain.pace import PAIR_BURST, number_budget
from tests.services.house import CLINIC, House
from tests.services.ladder import S, comes_back, outbound, statuses


@pytest.fixture
def house() -> House:
    house = House()
    house.hears("Oi")
    return house


def test_beyond_the_burst_to_one_person_messages_go_one_in_six_seconds(house: House) -> None:
    for number in range(PAIR_BURST + 2):
        house.replies_with(str(number))
    house.deliver()
    assert statuses(house).count(S.ACCEPTED) == PAIR_BURST
    assert outbound(house)[PAIR_BURST].failure.cause == "paced"  # type: ignore[union-attr]
    for _ in range(3):
        comes_back(house, 6)
    assert house.channel.texts == [str(number) for number in range(PAIR_BURST + 2)]
    assert {message.attempt for message in outbound(house)} == {1}


def test_a_number_sends_no_faster_than_whatsapp_allows_it(house: House) -> None:
    house.numbers.connection_ = house.numbers.connection_.model_copy(update={"rate": 2})
    for number in range(4):
        house.replies_with(str(number))
    house.deliver()
    assert statuses(house) == [S.ACCEPTED, S.ACCEPTED, S.DEFERRED, S.DEFERRED]
    for _ in range(4):
        comes_back(house, 2)
    assert house.channel.texts == ["0", "1", "2", "3"]


def test_a_throttled_number_is_left_alone_for_a_while_by_everybody(house: House) -> None:
    house.channel.failures = [ChannelThrottled("Too fast", 130429)]
    house.replies_with("Um")
    house.deliver()
    (head,) = [head for (_, key), head in house.rates.heads.items() if key.startswith("number#")]
    assert head > house.now + timedelta(seconds=2)


def test_a_turn_handed_out_before_the_number_was_held_is_void(house: House) -> None:
    house.numbers.connection_ = house.numbers.connection_.model_copy(update={"rate": 1})
    for number in range(3):
        house.replies_with(str(number))
    house.deliver()
    assert statuses(house) == [S.ACCEPTED, S.DEFERRED, S.DEFERRED]
    house.rates.hold(CLINIC, number_budget(house.numbers.connection_), house.now + timedelta(seconds=20))
    comes_back(house, 3)
    assert statuses(house) == [S.ACCEPTED, S.DEFERRED, S.DEFERRED]
    for _ in range(4):
        comes_back(house, 10)
    assert house.channel.texts == ["0", "1", "2"]


def test_a_message_that_would_come_back_after_the_window_closed_fails_at_once(house: House) -> None:
    house.replies_with("Um")
    house.pass_time(seconds=SERVICE_WINDOW.total_seconds() - 1)
    house.channel.failures = [ChannelThrottled("Too fast", 130429)]
    house.deliver()
    assert outbound(house)[0].failure.code == 131047  # type: ignore[union-attr]
