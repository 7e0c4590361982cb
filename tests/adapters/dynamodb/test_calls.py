"""How many calls each path costs (performance.md §2), and how the calls themselves behave."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.adapters.dynamodb import tables
from chalicelib.adapters.dynamodb.conversations import DynamoConversations
from chalicelib.adapters.dynamodb.deliveries import DynamoDeliveries
from chalicelib.domain.change import Change
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import DeliveryStatus as S
from chalicelib.domain.message import Failure, Message
from tests.adapters.builders import LINE, LIVIA, NOON, RAFAEL, begun, contact, conversation, event, inbound, later, session, stored
from tests.adapters.calls import counted

C, D = DynamoConversations(), DynamoDeliveries()
SENT = StatusChanged(message_id="wamid.out", status=S.SENT, at=NOON)


def cost(what: Callable[[], Any]) -> int:
    with counted(tables.connection().client) as calls:
        what()
    return len(calls)


@pytest.fixture
def said(aws: None, workspace: Any) -> Message:
    _, said = begun(C, workspace, answer="Olá!")
    assert said is not None
    return said


def test_knowing_a_sender_costs_two_calls(said: Message, workspace: Any) -> None:
    assert cost(lambda: C.known(workspace, LINE, [RAFAEL], "wamid.2", "wamid.1")) == 2


def test_knowing_a_stranger_costs_one_call(aws: None, workspace: Any) -> None:
    assert cost(lambda: C.known(workspace, LINE, [RAFAEL], "wamid.2", None)) == 1


def test_a_hint_out_of_date_costs_one_call_more(said: Message, workspace: Any) -> None:
    first = C.get(workspace, said.conversation_id)
    done, resolved = first.resolved(LIVIA, NOON)
    C.commit(workspace, Change(done, entries=(resolved,)))
    # The second conversation hints only at the address it came by.
    other = RAFAEL.model_copy(update={"value": "5511900000000"})
    C.commit(workspace, Change(stored(done), contact=contact(RAFAEL, other, version=1)))
    C.commit(workspace, Change(conversation("c2", address=other)))
    assert cost(lambda: C.known(workspace, LINE, [RAFAEL], "wamid.2", None)) == 3
    assert C.known(workspace, LINE, [RAFAEL], "wamid.2", None).conversation.id == "c2"


def test_a_commit_costs_one_call_whatever_it_holds(said: Message, workspace: Any) -> None:
    now = C.get(workspace, said.conversation_id)
    message = inbound(now, id="wamid.2")
    after, taken = now.received(message, NOON).taken_over(LIVIA, NOON)
    change = Change(
        after,
        entries=(message, taken),
        session=session(now, deadline_at=later(hours=1)).armed(),
        contact=contact(version=1),
        seen="wamid.2",
        cancelled=(said.cancelled(Failure(reason="Taken over."), NOON),),
    )
    assert cost(lambda: C.commit(workspace, change)) == 1


def test_pages_cost_one_call(said: Message, workspace: Any) -> None:
    for number in range(30):
        now = C.get(workspace, said.conversation_id)
        line = event(now)
        C.commit(workspace, Change(now.model_copy(update={"seq": line.seq}), entries=(line,)))
        begun(
            C,
            workspace,
            f"d{number}",
            f"w.{number}",
            contact_id=f"q{number}",
            address=RAFAEL.model_copy(update={"value": f"5510{number:05}"}),
        )
    assert cost(lambda: C.page(workspace, status=None, assignee=None, cursor=None, limit=25)) == 1
    assert cost(lambda: C.page(workspace, status="bot", assignee=None, cursor=None, limit=25)) == 1
    assert cost(lambda: C.statuses(workspace, [said.ref])) == 1
    assert cost(lambda: C.statuses(workspace, [])) == 0
    assert cost(lambda: C.count(workspace, status=None, assignee="none", most=1_000)) == 1
    assert cost(lambda: C.entries(workspace, said.conversation_id, before=None, limit=50)) == 1
    assert cost(lambda: C.unsent(workspace, said.conversation_id)) == 1
    assert cost(lambda: C.changed(workspace, datetime(2000, 1, 1, tzinfo=UTC), 100)) == 1


def test_reads_of_one_thing_cost_one_call(said: Message, workspace: Any) -> None:
    assert cost(lambda: C.get(workspace, said.conversation_id)) == 1
    assert cost(lambda: C.open_with_session(workspace, said.conversation_id)) == 1
    assert cost(lambda: C.entry(workspace, said.ref)) == 1
    assert cost(lambda: C.by_client_id(workspace, "01JB")) == 1
    assert cost(lambda: D.load(workspace, said.ref)) == 1
    assert cost(lambda: D.in_turn(workspace, said.ref, said.follows)) == 1
    assert cost(lambda: D.find(workspace, LINE, "wamid.out")) == 1


def test_each_step_of_a_delivery_costs_one_call(said: Message, workspace: Any) -> None:
    claimed: list[Message] = []
    assert cost(lambda: claimed.append(D.claim(workspace, said, now=NOON))) == 1  # type: ignore[arg-type]
    assert cost(lambda: D.claim(workspace, said, now=NOON)) == 1
    assert cost(lambda: D.accepted(workspace, LINE, claimed[0], "wamid.out", now=NOON)) == 1
    for status in (S.SENT, S.READ, S.DELIVERED):
        assert cost(lambda status=status: D.climbed(workspace, LINE, said.ref, 1, SENT.model_copy(update={"status": status}))) == 1  # type: ignore[misc]


def test_an_acceptance_after_its_statuses_costs_two_calls(said: Message, workspace: Any) -> None:
    claimed = D.claim(workspace, said, now=NOON)
    assert claimed is not None
    assert cost(lambda: D.park(workspace, LINE, SENT)) == 1
    assert cost(lambda: D.accepted(workspace, LINE, claimed, "wamid.out", now=NOON)) == 2


def test_a_status_that_settles_costs_two_more_calls(said: Message, workspace: Any) -> None:
    """One for its due row, one so that the message is known by WhatsApp's id."""
    D.claim(workspace, said, now=NOON)
    assert cost(lambda: D.climbed(workspace, LINE, said.ref, 1, SENT)) == 3


def test_settling_costs_one_call_and_requeueing_two(said: Message, workspace: Any) -> None:
    claimed = D.claim(workspace, said, now=NOON)
    assert claimed is not None
    assert cost(lambda: D.settled(workspace, claimed, S.DEFERRED, now=NOON, due_at=NOON, next_attempt=True)) == 1
    assert cost(lambda: D.requeued(workspace, said.ref, now=NOON)) == 2
