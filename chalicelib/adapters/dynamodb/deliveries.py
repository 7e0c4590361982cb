"""The outbound ladder in storage (reliability.md §2): every step is one conditional write, never downwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pynamodb.expressions.condition import Condition

from chalicelib.adapters.dynamodb import accepting, calls, keys
from chalicelib.adapters.dynamodb.calls import Refused, Transaction
from chalicelib.adapters.dynamodb.conversations import now_utc
from chalicelib.adapters.dynamodb.dues import message_due, move_due
from chalicelib.adapters.dynamodb.guards import GUARD, GuardRow, ParkedRow, read_ref
from chalicelib.adapters.dynamodb.rows import (
    AttemptRow,
    ConversationRow,
    EntryRow,
    entry_at,
    moved,
    read_conversation,
    read_message,
    time_of,
    touched,
)
from chalicelib.domain.conversation import REQUEUE_AFTER, Conversation
from chalicelib.domain.errors import NotFound
from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import RANK, UNSENT, Claim, DeliveryStatus, Failure, Message, MessageRef

MAX_PARKED = 20
"""Statuses kept of one unknown message; it has five at most."""
TRIES = 4
"""Times a write is tried while others write the same rows."""


@dataclass(frozen=True)
class DynamoDeliveries:
    """Keeps the ``Deliveries`` port."""

    clock: Callable[[], datetime] = now_utc

    def load(self, workspace: WorkspaceId, ref: MessageRef) -> tuple[Conversation, Message]:
        """One call. Raises ``NotFound``."""
        pk, sk = keys.conversation(workspace, ref.conversation_id), keys.timeline(ref.seq)
        found = calls.batch_get([(ConversationRow, pk, "conversation"), (EntryRow, pk, sk)])
        conversation, message = found.get((pk, "conversation")), read_message(found.get((pk, sk)))
        if conversation is None or message is None:
            raise NotFound("message")
        return read_conversation(conversation), message

    def claim(self, workspace: WorkspaceId, message: Message, *, lease_until: datetime, now: datetime) -> Message | None:
        """One call: of many claimers, one gets the message."""
        writes = Transaction()
        writes.update(
            "message",
            entry_at(workspace, message.conversation_id, message.seq),
            [
                *moved(DeliveryStatus.SENDING, now, message.failure, lease_until),
                *touched(workspace, message.conversation_id, message.seq, self.clock()),
            ],
            (EntryRow.status == DeliveryStatus.QUEUED) & (EntryRow.attempt == message.attempt),
        )
        writes.put(
            "attempt",
            AttemptRow(
                pk=keys.conversation(workspace, message.conversation_id),
                sk=keys.attempt(message.seq, message.attempt),
                claimed_at=keys.moment(now),
                lease_until=keys.moment(lease_until),
            ),
        )
        move_due(writes, workspace, message.conversation_id, message.seq, message.due_at, lease_until)
        if not _held(writes, "message"):
            return None
        update = {"status": DeliveryStatus.SENDING, "status_at": now, "due_at": lease_until, "revision": message.revision + 1}
        return message.model_copy(update=update)

    def accepted(self, workspace: WorkspaceId, connection: ConnectionId, message: Message, provider_id: str, *, now: datetime) -> None:
        """One call; a second where statuses came first, or the message moved on meanwhile."""
        accepting.accepted(workspace, connection, message, provider_id, now, self.clock())

    def settled(
        self, workspace: WorkspaceId, message: Message, status: DeliveryStatus, *, now: datetime,
        failure: Failure | None = None, due_at: datetime | None = None, next_attempt: bool = False,
        repeated: bool = False,
    ) -> None:  # fmt: skip
        """One call. Nothing when it is not ``sending`` at this attempt any more."""
        writes = Transaction()
        writes.update(
            "message",
            entry_at(workspace, message.conversation_id, message.seq),
            [
                *moved(status, now, failure, due_at),
                *touched(workspace, message.conversation_id, message.seq, self.clock()),
                EntryRow.attempt.set(message.attempt + (1 if next_attempt else 0)),
                *([EntryRow.repeated.set(True)] if repeated else []),
            ],
            (EntryRow.status == DeliveryStatus.SENDING) & (EntryRow.attempt == message.attempt),
        )
        move_due(writes, workspace, message.conversation_id, message.seq, message.due_at, due_at)
        _held(writes, "message")

    def requeued(self, workspace: WorkspaceId, ref: MessageRef, *, now: datetime) -> Claim | None:
        """Two calls: what it is, and one step on from exactly there."""
        message = read_message(calls.get(EntryRow, keys.conversation(workspace, ref.conversation_id), keys.timeline(ref.seq)))
        if message is None or message.status not in UNSENT:
            return None
        due_at = now + REQUEUE_AFTER
        writes = Transaction()
        writes.update(
            "message",
            entry_at(workspace, ref.conversation_id, ref.seq),
            [
                *moved(DeliveryStatus.QUEUED, now, message.failure, due_at),
                *touched(workspace, ref.conversation_id, ref.seq, self.clock()),
                EntryRow.put.set(message.put + 1),
            ],
            (EntryRow.status == message.status) & (EntryRow.attempt == message.attempt) & (EntryRow.put == message.put),
        )
        move_due(writes, workspace, ref.conversation_id, ref.seq, message.due_at, due_at)
        if not _held(writes, "message"):
            return None
        return Claim(workspace=workspace, ref=ref, attempt=message.attempt, put=message.put + 1)

    def climbed(self, workspace: WorkspaceId, ref: MessageRef, attempt: int | None, changed: StatusChanged) -> bool:
        """One call; another to drop the due row of a message that a status settled."""
        failure = changed.failure if changed.status is DeliveryStatus.FAILED else None
        actions = [
            *moved(changed.status, changed.at, failure, None),
            *touched(workspace, ref.conversation_id, ref.seq, self.clock()),
            time_of(changed.status).set(keys.moment(changed.at)),
        ]
        try:
            row = entry_at(workspace, ref.conversation_id, ref.seq)
            before = calls.update(row, actions, _higher(attempt, changed), returning="UPDATED_OLD")
        except Refused as refused:
            if refused.contended:
                raise
            item = refused.rows.get("row") or calls.get(EntryRow, str(row.pk), str(row.sk))
            message = read_message(item)
            return message is not None and message.status is not None
        if "due_at" in before:
            due_at = keys.read_moment(before["due_at"]["S"])
            calls.delete(message_due(workspace, ref.conversation_id, ref.seq, due_at))
        return True

    def find(self, workspace: WorkspaceId, connection: ConnectionId, provider_id: str) -> MessageRef | None:
        """One call."""
        return read_ref(calls.get(GuardRow, keys.sent(workspace, connection, provider_id), GUARD))

    def park(self, workspace: WorkspaceId, connection: ConnectionId, changed: StatusChanged) -> bool:
        """One call. True also for one too many, which is let go."""
        row = ParkedRow(pk=keys.parked(workspace, connection, changed.message_id), sk=GUARD)
        writes = Transaction()
        alias = GuardRow(pk=keys.sent(workspace, connection, changed.message_id), sk=GUARD)
        writes.check("alias", alias, GuardRow.pk.does_not_exist())
        writes.update(
            "parked",
            row,
            [ParkedRow.statuses.add({changed.model_dump_json()}), ParkedRow.version.add(1)],
            ParkedRow.version.does_not_exist() | (ParkedRow.version < MAX_PARKED),
        )
        try:
            writes.commit(tries=TRIES)
        except Refused as refused:
            if refused.contended:
                raise
            return "alias" not in refused.names
        return True


def _held(writes: Transaction, name: str) -> bool:
    """Whether the transaction was written; False where the named condition did not hold. Raises ``Refused`` under contention."""
    try:
        writes.commit(tries=TRIES)
    except Refused as refused:
        if name in refused.names:
            return False
        raise
    return True


def _higher(attempt: int | None, changed: StatusChanged) -> Condition:
    higher: Condition = EntryRow.rank < RANK[changed.status]
    if changed.status is not DeliveryStatus.FAILED:
        return higher
    # A failure is one attempt's: an older one's says nothing about the attempt at hand.
    if attempt is not None:
        own: Condition = EntryRow.attempt == attempt
    else:
        own = EntryRow.provider_id.does_not_exist() | (EntryRow.provider_id == changed.message_id)
    both: Condition = higher & own
    return both
