"""What cannot even be tried is seen, and holds nobody up."""

import pytest

from chalicelib.domain.content import Text
from chalicelib.domain.errors import MessageRejected
from chalicelib.domain.message import DeliveryStatus
from chalicelib.services.sweep import SPARED
from tests.services.house import CLINIC, MARINA, House
from tests.services.ladder import outbound


@pytest.fixture
def house() -> House:
    house = House()
    house.hears("Oi")
    return house


def test_a_record_that_cannot_be_handled_fails_its_message_where_people_see_it(house: House) -> None:
    house.replies_with("Um")
    (claim,) = house.outbox.take()
    house.delivery.set_aside(claim, "it failed five times", house.now)
    assert outbound(house)[0].failure.cause == "fault"  # type: ignore[union-attr]
    assert outbound(house)[0].resendable
    (record,) = house.shelf.records.values()
    assert (record.lane, record.claim, record.reason) == ("outbound", claim, "it failed five times")


def test_a_record_whose_message_cannot_be_read_is_set_aside_all_the_same(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.replies_with("Um")
    (claim,) = house.outbox.take()
    monkeypatch.setattr(type(house.deliveries), "load", lambda *_: 1 / 0)
    house.delivery.set_aside(claim, "it failed five times", house.now)
    assert len(house.shelf.records) == 1


def test_whoever_could_not_look_whether_the_customer_waits_again_is_brought_the_record_once_more(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = house.conversation.waits_since
    house.replies_with("Um")
    (claim,) = house.outbox.take()
    with monkeypatch.context() as patched:
        patched.setattr(type(house.delivery.waits), "look_again", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            house.delivery.set_aside(claim, "it failed five times", house.now)
    assert (outbound(house)[0].status, house.conversation.waits_since) == (DeliveryStatus.FAILED, None)
    house.delivery.deliver(claim, house.now)
    assert house.conversation.waits_since == waited is not None


def test_rows_that_always_fail_never_keep_the_sweep_from_the_others(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.replies_with("Um")
    house.outbox.take()
    house.pass_time(minutes=3)

    def breaks(*_: object) -> None:
        raise RuntimeError("no such row")

    with monkeypatch.context() as patched:
        patched.setattr(type(house.deliveries), "load", breaks)
        assert house.sweep.run(house.now) == 1
    assert house.sweep.run(house.now) == 0
    house.now += SPARED
    house.sweep.run(house.now)
    house.deliver()
    assert house.channel.texts == ["Um"]


def test_content_of_a_message_never_changes_with_an_attempt(house: House) -> None:
    house.channel.failures = [MessageRejected("No", 131026)]
    house.replies_with("Um")
    house.deliver()
    assert house.replies.resend(CLINIC, outbound(house)[0].ref, by=MARINA, now=house.now).content == Text(body="Um")
