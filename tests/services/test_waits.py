"""A customer waits until something arrives, not until something is written."""

import pytest

from chalicelib.domain.errors import MessageRejected
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import Failure
from tests.services.flows import DESK
from tests.services.house import CLINIC, MARINA, NOON, House, meanwhile
from tests.services.ladder import S, outbound

NO = Failure(code=131026, reason="No.")


@pytest.fixture
def house() -> House:
    house = House()
    house.hears("Oi")
    house.pass_time(minutes=3)
    return house


def fails(house: House) -> None:
    """An agent's reply is refused by WhatsApp."""
    house.channel.failures = [MessageRejected("No", 131026)]
    house.replies_with("Um")
    house.deliver()


def test_a_reply_that_is_refused_leaves_the_customer_waiting_since_they_wrote(house: House) -> None:
    house.replies_with("Um")
    assert house.conversation.waiting_since is None
    house.channel.failures = [MessageRejected("No", 131026)]
    house.deliver()
    assert house.conversation.waiting_since == NOON


def test_one_that_failed_after_whatsapp_took_it_does_too(house: House) -> None:
    house.replies_with("Um")
    house.deliver()
    house.status(S.FAILED, outbound(house)[0], failure=NO)
    assert house.conversation.waiting_since == NOON
    house.status(S.DELIVERED, outbound(house)[0])
    assert house.conversation.waiting_since is None


def test_a_failure_told_before_its_send_is_known_does_too(house: House) -> None:
    house.replies_with("Um")
    house.status(S.FAILED, outbound(house)[0], by_reference=False, message_id="wamid.1", failure=NO)
    assert house.conversation.waiting_since is None
    house.deliver()
    assert (outbound(house)[0].status, house.conversation.waiting_since) == (S.FAILED, NOON)


def test_sent_again_it_is_an_answer_again_until_it_fails_again(house: House) -> None:
    fails(house)
    house.replies.resend(CLINIC, outbound(house)[0].ref, by=MARINA, now=house.now)
    assert house.conversation.waiting_since is None
    house.channel.failures = [MessageRejected("No", 131026)]
    house.deliver()
    assert house.conversation.waiting_since == NOON


def test_another_answer_is_one(house: House) -> None:
    house.channel.failures = [MessageRejected("No", 131026)]
    house.replies_with("Um")
    house.replies_with("Dois")
    house.deliver()
    assert [message.status for message in outbound(house)] == [S.FAILED, S.ACCEPTED]
    assert house.conversation.waiting_since is None


def test_whoever_died_before_looking_is_followed_by_one_who_looks(house: House) -> None:
    house.replies_with("Um")
    claims = house.outbox.take()
    message = outbound(house)[0]
    house.deliveries.settled(CLINIC, message, S.FAILED, now=house.now, failure=NO)
    for claim in claims:
        house.delivery.deliver(claim, house.now)
    assert house.conversation.waiting_since == NOON


def test_a_customer_who_writes_at_that_moment_is_not_lost(house: House) -> None:
    house.replies_with("Um")
    house.channel.failures = [MessageRejected("No", 131026)]
    meanwhile(house, lambda: house.hears("Alguém aí?"))
    house.deliver()
    assert (house.conversation.waiting_since, house.said("inbound")) == (NOON, ["Oi", "Alguém aí?"])


def test_an_answer_that_arrives_while_its_failure_is_looked_at_ends_the_wait(house: House) -> None:
    house.replies_with("Um")
    house.deliver()
    meanwhile(house, lambda: house.status(S.DELIVERED, outbound(house)[0]))
    house.status(S.FAILED, outbound(house)[0], failure=NO)
    assert (outbound(house)[0].status, house.conversation.waiting_since) == (S.DELIVERED, None)


def test_whoever_died_before_looking_is_followed_by_one_who_is_told_late(house: House) -> None:
    house.replies_with("Um")
    house.deliver()
    house.status(S.FAILED, outbound(house)[0], failure=NO)
    connection = house.conversation.connection_id
    for status in (S.DELIVERED, S.READ):
        told = StatusChanged(message_id="wamid.1", status=status, at=house.now)
        house.deliveries.climbed(CLINIC, connection, outbound(house)[0].ref, 1, told)
    house.status(S.DELIVERED, outbound(house)[0])
    assert house.conversation.waiting_since is None


def test_what_a_take_over_keeps_from_leaving_was_no_answer() -> None:
    house = House(DESK)
    house.hears("Oi")
    assert house.conversation.waiting_since is None
    house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now)
    assert house.conversation.waiting_since == NOON
