"""A person may have a message sent again that failed or may not have arrived."""

import pytest

from chalicelib.domain.errors import ConversationResolved, MessageRejected, NotFound, OutcomeUnknown, Rejected, WindowClosed
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import MessageRef
from chalicelib.domain.quarantine import QuarantineRecord
from chalicelib.scope import in_workspace
from chalicelib.services.quarantine import QuarantineDesk
from tests.fakes.affairs import MemoryQuarantine
from tests.fakes.queues import MemoryLanes
from tests.services.flows import DESK
from tests.services.house import CAIO, CLINIC, LIVIA, MARINA, House
from tests.services.ladder import S, outbound, statuses


@pytest.fixture
def house() -> House:
    house = House()
    house.hears("Oi")
    return house


def test_a_failed_message_is_sent_again_by_whoever_says_so_under_the_same_name(house: House) -> None:
    house.channel.failures = [MessageRejected("No", 131026)]
    house.replies_with("Um")
    house.deliver()
    failed = outbound(house)[0]
    for _ in range(2):
        again = house.replies.resend(CLINIC, failed.ref, by=CAIO, now=house.now)
    assert (again.id, again.attempt, again.resent_by) == (failed.id, 2, CAIO.author)
    house.deliver()
    assert (statuses(house), house.channel.texts) == ([S.ACCEPTED], ["Um"])


def test_an_unconfirmed_message_sent_again_says_that_it_may_appear_twice(house: House) -> None:
    house.channel.failures = [OutcomeUnknown("?")]
    house.replies_with("Um")
    house.deliver()
    house.pass_time(minutes=6)
    house.sweep.run(house.now)
    house.replies.resend(CLINIC, outbound(house)[0].ref, by=MARINA, now=house.now)
    house.deliver()
    assert (statuses(house), outbound(house)[0].repeated) == ([S.ACCEPTED], True)


def test_a_message_that_turned_out_to_have_arrived_is_not_sent_again(house: House) -> None:
    house.channel.failures = [OutcomeUnknown("?")]
    house.replies_with("Um")
    house.deliver()
    house.pass_time(minutes=6)
    house.sweep.run(house.now)
    unconfirmed = outbound(house)[0]
    house.replies.resend(CLINIC, unconfirmed.ref, by=MARINA, now=house.now)
    told = StatusChanged(
        message_id="wamid.x", status=S.DELIVERED, at=house.now, reference=f"w1.{unconfirmed.conversation_id}.{unconfirmed.seq}.1"
    )
    house.take(told)
    house.deliver()
    assert (statuses(house), house.channel.texts) == ([S.DELIVERED], [])


def test_what_a_take_over_cancelled_is_for_people_to_write_anew() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now)
    with pytest.raises(Rejected):
        house.replies.resend(CLINIC, outbound(house)[0].ref, by=MARINA, now=house.now)


def test_a_bots_failed_message_may_be_sent_again_after_a_person_took_over() -> None:
    house = House(DESK)
    house.channel.failures = [MessageRejected("No", 131026)]
    house.hears("Oi")
    house.deliver()
    house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now)
    house.replies.resend(CLINIC, outbound(house)[0].ref, by=MARINA, now=house.now)
    house.deliver()
    assert statuses(house) == [S.ACCEPTED]


def test_among_many_a_bots_failed_message_never_speaks_into_a_persons_conversation() -> None:
    house, quarantine = House(DESK), MemoryQuarantine()
    house.hears("Oi")
    (claim,) = house.outbox.take()
    house.delivery.set_aside(claim, "it failed five times", house.now)
    house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now)
    desk = QuarantineDesk(quarantine, MemoryLanes(), house.channel, house.replies)
    with in_workspace(CLINIC):
        quarantine.add(CLINIC, QuarantineRecord.of_claim(claim, "it failed five times", house.now))
        done = desk.replay_all(CLINIC, cause=None, app_id=None, cursor=None, by=LIVIA, now=house.now)
        assert (done.replayed, done.refused) == (0, 1)
        (record,) = desk.page(CLINIC, None, waiting=True)[0]
        desk.replay(CLINIC, record.id, by=LIVIA, now=house.now)
    house.deliver()
    assert statuses(house) == [S.ACCEPTED]


def test_what_cannot_be_sent_again_is_refused(house: House) -> None:
    house.replies_with("Um")
    house.deliver()
    ref = outbound(house)[0].ref
    with pytest.raises(Rejected):
        house.replies.resend(CLINIC, ref, by=MARINA, now=house.now)
    with pytest.raises(NotFound):
        house.replies.resend(CLINIC, MessageRef(conversation_id=ref.conversation_id, seq=99), by=MARINA, now=house.now)


def test_neither_a_closed_window_nor_a_resolved_conversation_takes_a_message_again(house: House) -> None:
    house.channel.failures = [MessageRejected("No", 131026)]
    house.replies_with("Um")
    house.deliver()
    ref = outbound(house)[0].ref
    house.desk.resolve(CLINIC, ref.conversation_id, MARINA, house.now)
    with pytest.raises(ConversationResolved):
        house.replies.resend(CLINIC, ref, by=MARINA, now=house.now)
    house.desk.reopen(CLINIC, ref.conversation_id, MARINA, house.now)
    house.pass_time(hours=25)
    with pytest.raises(WindowClosed):
        house.replies.resend(CLINIC, ref, by=MARINA, now=house.now)


def test_a_status_that_comes_before_the_new_attempt_is_told(house: House) -> None:
    house.channel.failures = [MessageRejected("No", 131026)]
    house.replies_with("Um")
    house.deliver()
    failed = outbound(house)[0]
    load = house.deliveries.load
    object.__setattr__(house.deliveries, "load", lambda *a: (load(*a), house.status(S.DELIVERED, failed))[0])
    with pytest.raises(Rejected):
        house.replies.resend(CLINIC, failed.ref, by=MARINA, now=house.now)
    assert statuses(house) == [S.DELIVERED]


def test_what_may_have_arrived_is_not_called_a_failure_when_a_person_takes_over() -> None:
    house = House(DESK)
    house.channel.failures = [OutcomeUnknown("?")]
    house.hears("Oi")
    house.deliver()
    house.pass_time(minutes=6)
    house.sweep.run(house.now)
    house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now)
    assert statuses(house) == [S.UNCONFIRMED]
