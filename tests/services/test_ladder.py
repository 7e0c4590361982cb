"""Messages to one person keep their order, wait their turn, and wait for a connection that is mended."""

from datetime import timedelta

import pytest

from chalicelib.domain.content import Text
from chalicelib.domain.conversation import SERVICE_WINDOW
from chalicelib.domain.errors import (
    ChannelThrottled,
    Conflict,
    ConnectionBroken,
    ConversationResolved,
    MessageRejected,
    NotFound,
    OutcomeUnknown,
    Rejected,
    WindowClosed,
)
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import DeliveryStatus, Message, MessageRef
from chalicelib.domain.pace import PAIR_BURST, number_budget
from chalicelib.services.sweep import SPARED
from tests.services.flows import DESK
from tests.services.house import CAIO, CLINIC, MARINA, House

S = DeliveryStatus
DEAD = ConnectionBroken("WhatsApp no longer accepts this connection's access token.", 190)


@pytest.fixture
def house() -> House:
    house = House()
    house.hears("Oi")
    return house


def outbound(house: House) -> list[Message]:
    return [message for message in house.messages if message.direction == "outbound"]


def statuses(house: House) -> list[DeliveryStatus | None]:
    return [message.status for message in outbound(house)]


def comes_back(house: House, seconds: float) -> None:
    """Time passes, and the queue hands over what waited until then."""
    house.pass_time(seconds=seconds)
    waiting, house.later.waiting = house.later.waiting, []
    for claim, _, _ in waiting:
        house.delivery.requeue(claim, house.now)
    house.deliver()


# ---- order


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


# ---- pace


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


# ---- the breaker


def broken(house: House) -> None:
    house.channel.failures = [DEAD]
    for text in ("Um", "Dois"):
        house.replies_with(text)
    house.deliver()


def test_a_dead_token_pauses_the_connection_and_its_messages_with_the_reason(house: House) -> None:
    broken(house)
    connection = house.numbers.connection_
    assert (connection.state, connection.pause_code, connection.pause_reason) == ("paused", 190, DEAD.detail)
    comes_back(house, 2)
    first, second = outbound(house)
    assert (first.status, first.attempt, first.failure.code) == (S.PAUSED, 2, 190)  # type: ignore[union-attr]
    assert second.status is S.PAUSED
    assert house.channel.texts == []


@pytest.mark.parametrize("mends", [{"state": "running"}, {"token": "a-new-token"}], ids=str)
def test_what_waited_goes_in_order_once_the_connection_runs_again(house: House, mends: dict[str, str]) -> None:
    broken(house)
    comes_back(house, 2)
    running = house.connections.change(CLINIC, house.numbers.connection_.id, now=house.now, **mends)  # type: ignore[arg-type]
    assert (running.state, running.pause_reason, running.pause_code) == ("running", None, None)
    house.deliver()
    assert house.channel.texts == ["Um", "Dois"]
    assert house.store.waiting == {}


def test_a_connection_paused_by_hand_is_not_set_going_by_a_new_token(house: House) -> None:
    id = house.numbers.connection_.id
    house.connections.change(CLINIC, id, state="paused", now=house.now)
    assert house.connections.change(CLINIC, id, token="a-new-token", now=house.now).state == "paused"


def test_a_resume_that_dies_half_way_is_finished_by_the_sweep(house: House) -> None:
    broken(house)
    comes_back(house, 2)
    connection = house.numbers.connection_
    house.breaker.announce(CLINIC, connection.id, house.now)
    house.numbers.save_connection(CLINIC, connection.model_copy(update={"state": "running"}))
    house.pass_time(minutes=2)
    house.sweep.run(house.now)
    house.deliver()
    assert house.channel.texts == ["Um", "Dois"]
    assert [due for due in house.store.dues.values() if due.what == "connection"] == []


def test_a_connection_that_runs_for_us_but_was_paused_elsewhere_is_asked_again(house: House) -> None:
    house.replies_with("Um")
    (claim,) = house.outbox.take()
    stale = house.numbers.connection_
    paused = stale.model_copy(update={"state": "paused"})
    house.numbers.connection = lambda *_, fresh=False: stale if fresh else paused  # type: ignore[method-assign]
    house.delivery.deliver(claim, house.now)
    assert house.channel.texts == ["Um"]


def test_a_connection_that_keeps_changing_leaves_no_doubt_about_the_message(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def always(*_: object) -> None:
        raise Conflict("It changed.")

    with monkeypatch.context() as patched:
        patched.setattr(house.numbers, "save_connection", always)
        house.channel.failures = [DEAD]
        house.replies_with("Um")
        with pytest.raises(Conflict):
            house.deliver()
    assert statuses(house) == [S.DEFERRED]
    comes_back(house, 2)
    assert house.channel.texts == ["Um"]


def test_a_token_that_was_renewed_meanwhile_does_not_stop_the_connection(house: House) -> None:
    stale = house.numbers.connection_
    house.connections.change(CLINIC, stale.id, token="a-new-token", now=house.now)
    renewed = house.numbers.connection
    house.numbers.connection = lambda *_, fresh=False: renewed(CLINIC, stale.id) if fresh else stale  # type: ignore[method-assign]
    house.channel.failures = [DEAD]
    house.replies_with("Um")
    house.deliver()
    assert (house.numbers.connection_.state, statuses(house)) == ("running", [S.DEFERRED])
    comes_back(house, 2)
    assert house.channel.texts == ["Um"]


def test_a_resume_that_comes_between_is_seen_by_whoever_parks(house: House) -> None:
    broken(house)
    paused = house.deliveries.paused

    def meanwhile(*arguments: object, **more: object) -> None:
        house.numbers.connection_ = house.numbers.connection_.model_copy(update={"state": "running"})
        paused(*arguments, **more)  # type: ignore[arg-type]

    object.__setattr__(house.deliveries, "paused", meanwhile)
    comes_back(house, 2)
    assert statuses(house) == [S.PAUSED, S.PAUSED]
    house.pass_time(minutes=2)
    house.sweep.run(house.now)
    house.deliver()
    assert set(house.channel.texts) == {"Um", "Dois"}


def test_one_that_cannot_be_released_does_not_keep_the_others(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.numbers.connection_ = house.numbers.connection_.model_copy(update={"state": "paused"})
    for number in range(3):
        house.replies_with(str(number))
    house.deliver()
    requeued, first = house.deliveries.requeued, outbound(house)[0].ref

    def breaks(workspace: object, ref: MessageRef, **more: object) -> object:
        if ref == first:
            raise RuntimeError("no such row")
        return requeued(workspace, ref, **more)  # type: ignore[arg-type]

    object.__setattr__(house.deliveries, "requeued", breaks)
    house.connections.change(CLINIC, house.numbers.connection_.id, state="running", now=house.now)
    assert [place.ref for place in house.store.waiting.values()] == [first]


def test_more_than_a_request_can_release_is_left_to_the_sweep(house: House) -> None:
    house.numbers.connection_ = house.numbers.connection_.model_copy(update={"state": "paused"})
    for number in range(60):
        house.replies_with(str(number))
    house.deliver()
    assert len(house.store.waiting) == 60
    house.connections.change(CLINIC, house.numbers.connection_.id, state="running", now=house.now)
    assert len(house.store.waiting) == 10
    house.pass_time(minutes=2)
    house.sweep.run(house.now)
    assert len(house.store.waiting) == 0


# ---- sending again


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


# ---- what cannot be tried at all


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
