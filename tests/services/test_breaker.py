"""A connection that cannot send stops with its messages, and goes on where it stopped."""

import pytest

from chalicelib.domain.errors import Conflict, ConnectionBroken
from chalicelib.domain.message import MessageRef
from tests.services.house import CLINIC, House
from tests.services.ladder import S, comes_back, outbound, statuses

DEAD = ConnectionBroken("WhatsApp no longer accepts this connection's access token.", 190)


@pytest.fixture
def house() -> House:
    house = House()
    house.hears("Oi")
    return house


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
