"""Messages to one person keep their order, whatever befalls one of them."""

import pytest

from chalicelib.domain.errors import ChannelThrottled, MessageRejected, OutcomeUnknown
from tests.services.flows import DESK
from tests.services.house import House
from tests.services.ladder import S, comes_back, outbound, statuses


@pytest.fixture
def house() -> House:
    house = House()
    house.hears("Oi")
    return house


def test_a_message_waits_for_the_one_before_it_that_was_put_off(house: House) -> None:
    house.channel.failures = [ChannelThrottled("Too fast", 130429)]
    house.replies_with("Um")
    house.replies_with("Dois")
    house.deliver()
    assert statuses(house) == [S.DEFERRED, S.DEFERRED]
    assert outbound(house)[1].failure.cause == "waits"  # type: ignore[union-attr]
    for _ in range(4):
        comes_back(house, 10)
    assert house.channel.texts == ["Um", "Dois"]


def test_a_message_waits_half_a_minute_for_a_doubtful_one_and_then_says_that_it_went_ahead(house: House) -> None:
    house.channel.failures = [OutcomeUnknown("?")]
    house.replies_with("Um")
    house.replies_with("Dois")
    house.deliver()
    for _ in range(5):
        assert statuses(house)[1] is S.DEFERRED
        comes_back(house, 5)
    comes_back(house, 6)
    first, second = outbound(house)
    assert (first.status, second.status, second.ahead_of) == (S.SENDING, S.ACCEPTED, first.seq)


def test_a_doubtful_message_that_a_status_settles_holds_nobody_up(house: House) -> None:
    house.channel.failures = [OutcomeUnknown("?")]
    house.replies_with("Um")
    house.replies_with("Dois")
    house.deliver()
    house.status(S.DELIVERED, outbound(house)[0])
    comes_back(house, 5)
    assert (statuses(house), outbound(house)[1].ahead_of) == ([S.DELIVERED, S.ACCEPTED], None)


def test_a_message_that_failed_holds_nobody_up(house: House) -> None:
    house.channel.failures = [MessageRejected("No", 131026)]
    house.replies_with("Um")
    house.replies_with("Dois")
    house.deliver()
    assert statuses(house) == [S.FAILED, S.ACCEPTED]


def test_a_message_looks_past_the_cancelled_ones_for_what_goes_before_it() -> None:
    house = House(DESK)
    house.channel.failures = [OutcomeUnknown("?")]
    house.hears("Oi")
    house.deliver()
    house.hears("Rafa")
    house.replies_with("Deixa comigo")
    house.deliver()
    doubtful, cancelled, reply = outbound(house)
    assert (doubtful.status, cancelled.status, reply.status) == (S.SENDING, S.FAILED, S.DEFERRED)
