"""What a queue's door does with a record that keeps failing: quarantine for what carries news, dead letters for what has a row anyway."""

from datetime import datetime
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.domain.ids import ConversationId, WorkspaceId
from chalicelib.domain.message import Claim, MessageRef
from chalicelib.entrypoints import queues
from chalicelib.scope import current_scope

CLAIM = Claim(workspace=WorkspaceId("w1"), ref=MessageRef(conversation_id=ConversationId("c1"), seq=2))


class Broken:
    """Fails at everything but setting aside."""

    def __init__(self) -> None:
        self.aside: list[tuple[str | None, Claim, str]] = []

    def deliver(self, claim: Claim, now: datetime) -> None:
        raise RuntimeError

    requeue = deliver

    def set_aside(self, claim: Claim, reason: str, now: datetime) -> None:
        self.aside.append((current_scope().workspace, claim, reason))

    def after(self, record: Any, seconds: int) -> None: ...


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Broken:
    service = Broken()
    for name in ("delivery", "redelivery"):
        monkeypatch.setattr(bootstrap, name, lambda: service)
    return service


def batch(receives: int, body: str = CLAIM.model_dump_json()) -> dict[str, Any]:
    return {"Records": [{"messageId": "m", "body": body, "attributes": {"ApproximateReceiveCount": str(receives), "MessageGroupId": "g"}}]}


FAILED = {"batchItemFailures": [{"itemIdentifier": "m"}]}


def test_a_send_is_tried_again_and_set_aside_on_its_fifth_receive(broken: Broken) -> None:
    assert queues.deliver_outbound(batch(4), None) == FAILED
    assert broken.aside == []
    assert queues.deliver_outbound(batch(5), None) == {"batchItemFailures": []}
    assert broken.aside == [("w1", CLAIM, "RuntimeError: it failed five times.")]


def test_what_waits_its_turn_becomes_a_dead_letter_since_the_sweep_finds_its_row(broken: Broken) -> None:
    assert queues.requeue_outbound(batch(5), None) == FAILED
    assert broken.aside == []


@pytest.mark.parametrize("door", [queues.deliver_outbound, queues.take_inbound, queues.take_statuses])
def test_a_record_that_is_not_ours_is_left_to_the_dead_letters(broken: Broken, door: Any) -> None:
    assert door(batch(7, "nonsense"), None) == FAILED
