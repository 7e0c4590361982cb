"""The ladder: every step once, none downwards, no status lost."""

from itertools import permutations
from typing import Any

import pytest

from chalicelib.domain.change import Change
from chalicelib.domain.content import Text
from chalicelib.domain.conversation import TAKEN_OVER, outbound
from chalicelib.domain.errors import Conflict
from chalicelib.domain.ids import ConversationId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import REQUEUE_AFTER, Author, Failure, Message, MessageRef
from chalicelib.domain.message import DeliveryStatus as S
from chalicelib.scope import system_scope
from tests.adapters.builders import LINE, NOON, begun, later
from tests.adapters.conftest import Backend

WAMID = "wamid.out"


def queued(backend: Backend, workspace: Any) -> Message:
    """A message of the bot, ready to go."""
    _, said = begun(backend.conversations, workspace, answer="Olá!")
    assert said is not None
    return said


def sending(backend: Backend, workspace: Any) -> Message:
    claimed = backend.deliveries.claim(workspace, queued(backend, workspace), now=later(seconds=1))
    assert isinstance(claimed, Message)
    return claimed


def changed(status: S, seconds: int = 10, *, wamid: str = WAMID, failure: Failure | None = None) -> StatusChanged:
    return StatusChanged(message_id=wamid, status=status, at=later(seconds=seconds), failure=failure)


def now(backend: Backend, workspace: Any, message: Message) -> Message:
    found: Message = backend.deliveries.load(workspace, message.ref)[1]
    return found


def dues(backend: Backend, workspace: Any) -> list[Any]:
    with system_scope("test"):
        return [due.at for due in backend.dues.before(later(days=9), 1_000) if due.workspace == workspace]


def test_of_many_claimers_one_gets_the_message(backend: Backend, workspace: Any) -> None:
    message = queued(backend, workspace)
    claims = [backend.deliveries.claim(workspace, message, now=NOON) for _ in range(3)]
    assert [claim is not None for claim in claims] == [True, False, False]
    assert now(backend, workspace, message) == claims[0]
    assert dues(backend, workspace) == [message.due_at]


def test_an_accepted_message_is_found_by_the_providers_id_and_looked_at_no_more(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    assert backend.deliveries.find(workspace, LINE, WAMID) is None
    backend.deliveries.accepted(workspace, LINE, message, WAMID, now=later(seconds=2))
    after = now(backend, workspace, message)
    assert (after.status, after.provider_id, after.status_at, after.due_at) == (S.ACCEPTED, WAMID, later(seconds=2), None)
    assert backend.deliveries.find(workspace, LINE, WAMID) == (message.ref, 1)
    assert backend.conversations.known(workspace, LINE, [], "wamid.9", WAMID).quoted == after
    assert dues(backend, workspace) == []


def test_recording_an_acceptance_twice_changes_nothing_more(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    for _ in range(2):
        backend.deliveries.accepted(workspace, LINE, message, WAMID, now=later(seconds=2))
    assert now(backend, workspace, message).status is S.ACCEPTED


@pytest.mark.parametrize("order", list(permutations([S.SENT, S.DELIVERED, S.READ])))
def test_statuses_in_any_order_end_at_the_highest(backend: Backend, workspace: Any, order: tuple[S, ...]) -> None:
    message = sending(backend, workspace)
    backend.deliveries.accepted(workspace, LINE, message, WAMID, now=NOON)
    seen = []
    for status in order:
        assert backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(status))
        seen.append(now(backend, workspace, message).revision)
    assert now(backend, workspace, message).status is S.READ
    assert seen == sorted(seen)


@pytest.mark.parametrize("order", list(permutations([S.SENT, S.FAILED, S.DELIVERED])))
def test_what_was_delivered_did_not_fail(backend: Backend, workspace: Any, order: tuple[S, ...]) -> None:
    message = sending(backend, workspace)
    backend.deliveries.accepted(workspace, LINE, message, WAMID, now=NOON)
    for status in order:
        backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(status, failure=Failure(code=131026, reason="No.")))
    after = now(backend, workspace, message)
    assert (after.status, after.failure) == (S.DELIVERED, None)


def test_a_failure_keeps_its_reason(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    failure = Failure(code=131026, reason="Not on WhatsApp.", action="call")
    backend.deliveries.accepted(workspace, LINE, message, WAMID, now=NOON)
    backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(S.FAILED, failure=failure))
    after = now(backend, workspace, message)
    assert (after.status, after.failure, after.status_at) == (S.FAILED, failure, later(seconds=10))


def test_a_status_that_beats_the_answer_settles_the_message(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    assert backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(S.DELIVERED))
    assert dues(backend, workspace) == []
    backend.deliveries.accepted(workspace, LINE, message, WAMID, now=NOON)
    after = now(backend, workspace, message)
    assert (after.status, after.provider_id) == (S.DELIVERED, WAMID)
    assert backend.deliveries.find(workspace, LINE, WAMID) == (message.ref, 1)


def test_parked_statuses_are_applied_when_the_provider_id_becomes_known(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    for status in (S.READ, S.SENT, S.SENT, S.DELIVERED):
        assert backend.deliveries.park(workspace, LINE, changed(status))
    backend.deliveries.accepted(workspace, LINE, message, WAMID, now=later(seconds=2))
    after = now(backend, workspace, message)
    assert (after.status, after.status_at, after.due_at) == (S.READ, later(seconds=10), None)
    assert dues(backend, workspace) == []
    assert not backend.deliveries.park(workspace, LINE, changed(S.PLAYED))


def test_nothing_is_parked_once_the_alias_is_there(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    backend.deliveries.accepted(workspace, LINE, message, WAMID, now=NOON)
    assert not backend.deliveries.park(workspace, LINE, changed(S.SENT))


def test_a_thousand_parked_statuses_do_not_grow_a_row_for_ever(backend: Backend, workspace: Any) -> None:
    for number in range(25):
        assert backend.deliveries.park(workspace, LINE, changed(S.SENT, number))


def test_a_status_of_a_message_that_does_not_exist_says_so(backend: Backend, workspace: Any) -> None:
    assert not backend.deliveries.climbed(workspace, LINE, MessageRef(conversation_id=ConversationId("c9"), seq=1), 1, changed(S.SENT))


def test_an_inbound_message_has_no_ladder(backend: Backend, workspace: Any) -> None:
    message = queued(backend, workspace)
    inbound = MessageRef(conversation_id=message.conversation_id, seq=1)
    assert not backend.deliveries.climbed(workspace, LINE, inbound, 1, changed(S.SENT))


@pytest.mark.parametrize(
    ("status", "due_at", "next_attempt"), [(S.FAILED, None, False), (S.UNCONFIRMED, None, False), (S.DEFERRED, later(minutes=9), True)]
)
def test_a_sending_message_is_settled(backend: Backend, workspace: Any, status: S, due_at: Any, next_attempt: bool) -> None:
    message = sending(backend, workspace)
    failure = Failure(reason="Because.")
    backend.deliveries.settled(workspace, message, status, now=later(seconds=3), failure=failure, due_at=due_at, next_attempt=next_attempt)
    after = now(backend, workspace, message)
    assert (after.status, after.failure, after.due_at, after.attempt) == (status, failure, due_at, 2 if next_attempt else 1)
    assert dues(backend, workspace) == ([due_at] if due_at else [])


def test_that_a_message_was_repeated_is_never_forgotten(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    assert not message.repeated
    backend.deliveries.settled(workspace, message, S.DEFERRED, now=NOON, due_at=NOON, next_attempt=True, repeated=True)
    backend.deliveries.requeued(workspace, message.ref, now=NOON)
    again = backend.deliveries.claim(workspace, now(backend, workspace, message), now=NOON)
    backend.deliveries.accepted(workspace, LINE, again, WAMID, now=NOON)
    assert now(backend, workspace, message).repeated


def test_a_message_that_moved_on_is_not_settled(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    backend.deliveries.accepted(workspace, LINE, message, WAMID, now=NOON)
    backend.deliveries.settled(workspace, message, S.FAILED, now=NOON, failure=Failure(reason="Late."))
    assert now(backend, workspace, message).status is S.ACCEPTED


def test_a_message_is_settled_from_where_it_was_read_and_from_nowhere_else(backend: Backend, workspace: Any) -> None:
    message = queued(backend, workspace)
    claimed = message.model_copy(update={"status": S.SENDING})
    backend.deliveries.settled(workspace, claimed, S.FAILED, now=NOON)
    assert now(backend, workspace, message).status is S.QUEUED
    backend.deliveries.settled(workspace, message, S.DEFERRED, now=NOON, due_at=later(seconds=5))
    after = now(backend, workspace, message)
    assert (after.status, after.attempt, dues(backend, workspace)) == (S.DEFERRED, 1, [later(seconds=5)])


def test_a_paused_message_waits_in_its_connections_list_and_nowhere_else(backend: Backend, workspace: Any) -> None:
    message = queued(backend, workspace)
    failure = Failure(code=190, reason="The token is dead.")
    backend.deliveries.paused(workspace, message, LINE, failure, "group", now=NOON)
    after = now(backend, workspace, message)
    assert (after.status, after.failure, after.due_at, dues(backend, workspace)) == (S.PAUSED, failure, None, [])
    (waiting,) = backend.deliveries.waiting(workspace, LINE, 50)
    assert (waiting.ref, waiting.group) == (message.ref, "group")
    assert backend.deliveries.requeued(workspace, waiting.ref, now=NOON).put == 1
    backend.deliveries.released(workspace, waiting)
    assert list(backend.deliveries.waiting(workspace, LINE, 50)) == []


def test_nothing_is_paused_that_has_moved_on(backend: Backend, workspace: Any) -> None:
    message = queued(backend, workspace)
    backend.deliveries.requeued(workspace, message.ref, now=NOON)
    backend.deliveries.paused(workspace, message.model_copy(update={"status": S.SENDING}), LINE, Failure(reason="x"), "group", now=NOON)
    assert now(backend, workspace, message).status is S.QUEUED
    assert list(backend.deliveries.waiting(workspace, LINE, 50)) == []


def test_a_message_paused_again_is_not_taken_off_the_list_by_an_earlier_release(backend: Backend, workspace: Any) -> None:
    message = queued(backend, workspace)
    backend.deliveries.paused(workspace, message, LINE, Failure(reason="x"), "group", now=NOON)
    (first,) = backend.deliveries.waiting(workspace, LINE, 50)
    backend.deliveries.requeued(workspace, message.ref, now=NOON)
    backend.deliveries.paused(workspace, now(backend, workspace, message), LINE, Failure(reason="x"), "group", now=NOON)
    backend.deliveries.released(workspace, first)
    assert [waiting.ref for waiting in backend.deliveries.waiting(workspace, LINE, 50)] == [message.ref]


MARINA = Author(kind="agent", id="marina", name="Marina")


def test_a_failed_message_is_sent_again_as_a_new_attempt_that_older_steps_do_not_settle(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    backend.deliveries.accepted(workspace, LINE, message, WAMID, now=NOON)
    backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(S.FAILED, failure=Failure(code=131026, reason="No.")))
    failed = now(backend, workspace, message)
    again = backend.deliveries.resent(workspace, failed, by=MARINA, now=later(minutes=1))
    assert again == now(backend, workspace, message)
    assert (again.status, again.attempt, again.resent_by, again.repeated, again.failure) == (S.QUEUED, 2, MARINA, False, None)
    assert dues(backend, workspace) == [later(minutes=1) + REQUEUE_AFTER]
    assert backend.deliveries.resent(workspace, failed, by=MARINA, now=NOON) is None
    backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(S.SENT))
    assert now(backend, workspace, message).status is S.QUEUED
    backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(S.DELIVERED))
    assert now(backend, workspace, message).status is S.DELIVERED


def test_an_unconfirmed_message_sent_again_is_marked_and_settled_by_either_attempt(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    backend.deliveries.settled(workspace, message, S.UNCONFIRMED, now=NOON, failure=Failure(reason="?"))
    again = backend.deliveries.resent(workspace, now(backend, workspace, message), by=MARINA, now=NOON)
    assert (again.repeated, again.attempt) == (True, 2)
    backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(S.SENT))
    assert now(backend, workspace, message).status is S.SENT


def test_a_message_is_known_by_the_id_its_status_came_with(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(S.DELIVERED))
    assert backend.deliveries.find(workspace, LINE, WAMID) == (message.ref, 1)
    assert now(backend, workspace, message).provider_id == WAMID


def test_a_message_is_read_with_the_one_that_goes_before_it(backend: Backend, workspace: Any) -> None:
    first = queued(backend, workspace)
    conversation = backend.conversations.get(workspace, first.conversation_id)
    said = [first]
    for number_ in range(2):
        message = outbound(conversation, f"m{number_}", Text(body="Mais"), first.author, NOON)
        conversation = conversation.bot_said(message, NOON)
        backend.conversations.commit(workspace, Change(conversation, entries=(message,)))
        conversation = backend.conversations.get(workspace, conversation.id)
        said.append(message)
    assert [message.follows for message in said] == [None, first.seq, said[1].seq]
    for follows in (None, said[1].seq, 99):
        assert backend.deliveries.in_turn(workspace, said[2].ref, follows)[2].seq == said[1].seq
    assert backend.deliveries.in_turn(workspace, first.ref, None)[2] is None
    change = Change(conversation, cancelled=(said[1].cancelled(TAKEN_OVER, NOON),))
    backend.conversations.commit(workspace, change)
    assert backend.deliveries.in_turn(workspace, said[2].ref, said[1].seq)[2].seq == first.seq


def test_a_waiting_message_is_queued_again_under_a_new_number(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    backend.deliveries.settled(workspace, message, S.DEFERRED, now=NOON, due_at=later(minutes=9), next_attempt=True)
    claim = backend.deliveries.requeued(workspace, message.ref, now=later(minutes=10))
    assert (claim.attempt, claim.put, claim.workspace) == (2, 1, workspace)
    after = now(backend, workspace, message)
    assert (after.status, after.due_at, after.put) == (S.QUEUED, later(minutes=10) + REQUEUE_AFTER, 1)
    assert dues(backend, workspace) == [later(minutes=10) + REQUEUE_AFTER]
    assert backend.deliveries.claim(workspace, message, now=NOON) is None
    assert backend.deliveries.claim(workspace, after, now=NOON).attempt == 2


def test_a_queued_message_may_be_queued_again_with_another_put(backend: Backend, workspace: Any) -> None:
    message = queued(backend, workspace)
    assert backend.deliveries.requeued(workspace, message.ref, now=NOON).put == 1
    assert backend.deliveries.requeued(workspace, message.ref, now=NOON).put == 2


def test_a_message_that_waits_no_more_is_not_queued_again(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    assert backend.deliveries.requeued(workspace, message.ref, now=NOON) is None
    nowhere = MessageRef(conversation_id=ConversationId("c9"), seq=1)
    assert backend.deliveries.requeued(workspace, nowhere, now=NOON) is None


def test_an_older_attempts_failure_says_nothing_about_the_attempt_at_hand(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    backend.deliveries.settled(workspace, message, S.DEFERRED, now=NOON, due_at=NOON, next_attempt=True)
    backend.deliveries.requeued(workspace, message.ref, now=NOON)
    assert backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(S.FAILED, failure=Failure(reason="Old.")))
    assert now(backend, workspace, message).status is S.QUEUED
    assert backend.deliveries.climbed(workspace, LINE, message.ref, 1, changed(S.DELIVERED))
    assert now(backend, workspace, message).status is S.DELIVERED


def test_an_acceptance_of_an_attempt_given_up_still_leads_its_statuses_here(backend: Backend, workspace: Any) -> None:
    message = sending(backend, workspace)
    backend.deliveries.settled(workspace, message, S.DEFERRED, now=NOON, due_at=NOON, next_attempt=True)
    backend.deliveries.park(workspace, LINE, changed(S.SENT))
    backend.deliveries.accepted(workspace, LINE, message, WAMID, now=NOON)
    assert backend.deliveries.find(workspace, LINE, WAMID) == (message.ref, 1)
    after = now(backend, workspace, message)
    assert (after.status, after.provider_id) == (S.SENT, WAMID)


def test_a_providers_id_belongs_to_one_message(backend: Backend, workspace: Any) -> None:
    if backend.name == "memory":
        pytest.skip("the twin keeps the first")
    first = sending(backend, workspace)
    backend.deliveries.accepted(workspace, LINE, first, WAMID, now=NOON)
    other = first.model_copy(update={"seq": 99})
    with pytest.raises(Conflict):
        backend.deliveries.accepted(workspace, LINE, other, WAMID, now=NOON)
