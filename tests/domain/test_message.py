"""The delivery ladder."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from chalicelib.domain.content import Text
from chalicelib.domain.ids import ConversationId, MessageId, WorkspaceId
from chalicelib.domain.message import Author, DeliveryStatus, Failure, Message, MessageRef, Reference

NOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
S = DeliveryStatus


def message(status: DeliveryStatus = S.ACCEPTED) -> Message:
    return Message(
        conversation_id=ConversationId("c1"), seq=1, id=MessageId("m1"), direction="outbound", author=Author(kind="agent"),
        content=Text(body="Oi"), at=NOON, status=status,
    )  # fmt: skip


@pytest.mark.parametrize("statuses", [(S.SENT, S.DELIVERED, S.READ), (S.SENT, S.FAILED), (S.FAILED, S.DELIVERED, S.READ, S.SENT)])
def test_the_same_statuses_in_any_order_give_the_same_end(statuses: tuple[DeliveryStatus, ...]) -> None:
    ends = set()
    for order in permutations(statuses):
        climbed = message()
        for status in order:
            climbed = climbed.climbed_to(status, NOON, Failure(reason="?") if status is S.FAILED else None)
        ends.add((climbed.status, climbed.failure is None))
    assert len(ends) == 1


def test_an_inbound_message_has_no_ladder() -> None:
    inbound = message().model_copy(update={"status": None})
    assert inbound.climbed_to(S.READ, NOON) is inbound


@pytest.mark.parametrize("status", list(S))
def test_only_what_has_not_left_can_be_cancelled(status: DeliveryStatus) -> None:
    cancelled = message(status).cancelled(Failure(reason="A person took over."), NOON)
    assert (cancelled.status is S.FAILED) == (status in {S.QUEUED, S.DEFERRED, S.PAUSED, S.FAILED})


def test_a_reference_comes_back_as_it_went() -> None:
    reference = Reference(workspace=WorkspaceId("w1"), ref=MessageRef(conversation_id=ConversationId("c1"), seq=7), attempt=2)
    assert Reference.parse(str(reference)) == reference


@pytest.mark.parametrize("text", ["", "a.b.c.d", "w.c.1", "w.c.1.²", "w.c.1.2.3", "x" * 500, "w.c.-1.1"])
def test_callback_data_that_is_not_ours_is_no_reference(text: str) -> None:
    assert Reference.parse(text) is None
