"""The outbound ladder in storage (reliability.md §2): every step is one conditional write, never downwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.adapters.dynamodb import accepting, calls, keys
from chalicelib.adapters.dynamodb.calls import Refused, Transaction
from chalicelib.adapters.dynamodb.documents import seconds
from chalicelib.adapters.dynamodb.dues import message_due, move_due
from chalicelib.adapters.dynamodb.guards import GUARD, GuardRow, ParkedRow, WaitingRow, read_ref, read_waiting, waiting_row
from chalicelib.adapters.dynamodb.rows import ConversationRow, EntryRow, entry_at, moved, read_conversation, read_message, time_of, touched
from chalicelib.adapters.dynamodb.tables import now_utc
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.due import Waiting
from chalicelib.domain.errors import NotFound
from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import RANK, REQUEUE_AFTER, UNSENT, Author, Claim, DeliveryStatus, Failure, Message, MessageRef

MAX_PARKED = 20
"""Statuses kept of one unknown message; it has five at most."""
PARKED_FOR = timedelta(days=8)
"""Somebody else's message, perhaps the phone app's: WhatsApp repeats what it tells for 7 days at most."""
TRIES = 4
"""Times a write is tried while others write the same rows."""


@dataclass(frozen=True)
class DynamoDeliveries:
    """Keeps the ``Deliveries`` port."""

    clock: Callable[[], datetime] = now_utc

    def load(self, workspace: WorkspaceId, ref: MessageRef) -> tuple[Conversation, Message]:
        """One call. Raises ``NotFound``."""
        conversation, message, _ = _read(workspace, ref)
        return conversation, message

    def in_turn(self, workspace: WorkspaceId, ref: MessageRef, follows: int | None) -> tuple[Conversation, Message, Message | None]:
        """One call; one more for each message before it that was not asked for. Raises ``NotFound``."""
        conversation, message, previous = _read(workspace, ref, follows)
        if message.follows != follows:
            previous = _message(workspace, ref, message.follows)
        # One that failed here, without having left, says nothing of those before it.
        while previous is not None and _never_left(previous):
            previous = _message(workspace, ref, previous.follows)
        return conversation, message, previous

    def claim(self, workspace: WorkspaceId, message: Message, *, now: datetime, ahead_of: int | None = None) -> Message | None:
        """One call: of many claimers, one gets the message. Its row in ``due`` stays where it is."""
        actions = [
            *moved(DeliveryStatus.SENDING, now, message.failure, message.due_at),
            *touched(workspace, self.clock()),
            *([EntryRow.ahead_of.set(ahead_of)] if ahead_of is not None else []),
        ]
        own = (EntryRow.status == DeliveryStatus.QUEUED) & (EntryRow.attempt == message.attempt)
        try:
            calls.update(entry_at(workspace, message.conversation_id, message.seq), actions, own)
        except Refused as refused:
            if refused.contended:
                raise
            return None
        update = {"status": DeliveryStatus.SENDING, "status_at": now, "revision": message.revision + 1}
        return message.model_copy(update={**update, "ahead_of": ahead_of})

    def accepted(self, workspace: WorkspaceId, connection: ConnectionId, message: Message, provider_id: str, *, now: datetime) -> Message:
        """One call; a second where statuses came first, or the message moved on meanwhile."""
        return accepting.accepted(workspace, connection, message, provider_id, now, self.clock())

    def settled(
        self, workspace: WorkspaceId, message: Message, status: DeliveryStatus, *, now: datetime,
        failure: Failure | None = None, due_at: datetime | None = None, next_attempt: bool = False,
        repeated: bool = False,
    ) -> None:  # fmt: skip
        """One call. Nothing when it does not stand as it was read any more."""
        more = [EntryRow.attempt.set(message.attempt + 1)] if next_attempt else []
        if repeated:
            more.append(EntryRow.repeated.set(True))
        _held(self._step(workspace, message, status, now, failure, due_at, more), "message")

    def paused(
        self, workspace: WorkspaceId, message: Message, connection: ConnectionId, failure: Failure, group: str, *, now: datetime
    ) -> None:
        """One call."""
        writes = self._step(workspace, message, DeliveryStatus.PAUSED, now, failure, None, [])
        writes.put("waiting", waiting_row(workspace, connection, message, group))
        _held(writes, "message")

    def waiting(self, workspace: WorkspaceId, connection: ConnectionId, limit: int) -> Sequence[Waiting]:
        """One call."""
        return [read_waiting(connection, item) for item in calls.query(WaitingRow, keys.paused(workspace, connection), limit=limit)]

    def released(self, workspace: WorkspaceId, waiting: Waiting) -> None:
        """One call."""
        calls.delete(WaitingRow(pk=keys.paused(workspace, waiting.connection_id), sk=waiting.key))

    def resent(self, workspace: WorkspaceId, message: Message, *, by: Author, now: datetime) -> Message | None:
        """One call."""
        again = message.sent_again(by, now)
        more = [
            EntryRow.attempt.set(again.attempt),
            EntryRow.put.set(0),
            EntryRow.resent_by.set(by.model_dump_json()),
            EntryRow.repeated.set(again.repeated),
            EntryRow.failed_attempt.set(again.failed_attempt),
        ]
        writes = self._step(workspace, message, DeliveryStatus.QUEUED, now, None, again.due_at, more)
        return again if _held(writes, "message") else None

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
                *touched(workspace, self.clock()),
                EntryRow.put.set(message.put + 1),
            ],
            (EntryRow.status == message.status) & (EntryRow.attempt == message.attempt) & (EntryRow.put == message.put),
        )
        move_due(writes, workspace, ref.conversation_id, ref.seq, message.due_at, due_at)
        if not _held(writes, "message"):
            return None
        return Claim(workspace=workspace, ref=ref, attempt=message.attempt, put=message.put + 1, follows=message.follows)

    def climbed(
        self, workspace: WorkspaceId, connection: ConnectionId, ref: MessageRef, attempt: int, changed: StatusChanged
    ) -> tuple[Message, Message] | None:
        """One call; one more each to drop the due row of a message that a status settled, and to know it by its id from now on."""
        failure = changed.failure if changed.status is DeliveryStatus.FAILED else None
        actions = [
            *moved(changed.status, changed.at, failure, None),
            *touched(workspace, self.clock()),
            time_of(changed.status).set(keys.moment(changed.at)),
        ]
        try:
            row = entry_at(workspace, ref.conversation_id, ref.seq)
            stored = read_message(calls.update(row, actions, _higher(attempt, changed), returning="ALL_OLD"))
        except Refused as refused:
            if refused.contended:
                raise
            stored = after = read_message(refused.rows.get("row") or calls.get(EntryRow, str(row.pk), str(row.sk)))
            if stored is None or after is None or after.status is None:
                return None
        else:
            assert stored is not None
            after = stored.climbed_to(changed.status, changed.at, failure).model_copy(update={"revision": stored.revision + 1})
            if stored.due_at is not None:
                calls.delete(message_due(workspace, ref.conversation_id, ref.seq, stored.due_at))
        if after.provider_id is None:
            # The answer to this send is late or lost: what else is told under its id must find the message too.
            sent = after.model_copy(update={"attempt": attempt})
            after = accepting.accepted(workspace, connection, sent, changed.message_id, changed.at, self.clock(), stored=after)
        return stored, after

    def find(self, workspace: WorkspaceId, connection: ConnectionId, provider_id: str) -> tuple[MessageRef, int] | None:
        """One call."""
        item = calls.get(GuardRow, keys.sent(workspace, connection, provider_id), GUARD)
        ref = read_ref(item)
        return (ref, int(item["attempt"]["N"])) if item and ref else None

    def park(self, workspace: WorkspaceId, connection: ConnectionId, changed: StatusChanged) -> bool:
        """One call. True also for one too many, which is let go."""
        row = ParkedRow(pk=keys.parked(workspace, connection, changed.message_id), sk=GUARD)
        writes = Transaction()
        alias = GuardRow(pk=keys.sent(workspace, connection, changed.message_id), sk=GUARD)
        writes.check("alias", alias, GuardRow.pk.does_not_exist())
        writes.update(
            "parked",
            row,
            [
                ParkedRow.statuses.add({changed.model_dump_json()}),
                ParkedRow.version.add(1),
                ParkedRow.expires_at.set(seconds(self.clock() + PARKED_FOR)),
            ],
            ParkedRow.version.does_not_exist() | (ParkedRow.version < MAX_PARKED),
        )
        try:
            writes.commit(tries=TRIES)
        except Refused as refused:
            if refused.contended:
                raise
            return "alias" not in refused.names
        return True

    def _step(
        self, workspace: WorkspaceId, message: Message, status: DeliveryStatus, now: datetime, failure: Failure | None,
        due_at: datetime | None, more: Sequence[Action],
    ) -> Transaction:  # fmt: skip
        """A step from exactly where the message was read."""
        writes = Transaction()
        writes.update(
            "message",
            entry_at(workspace, message.conversation_id, message.seq),
            [*moved(status, now, failure, due_at), *touched(workspace, self.clock()), *more],
            (EntryRow.status == message.status) & (EntryRow.attempt == message.attempt),
        )
        move_due(writes, workspace, message.conversation_id, message.seq, message.due_at, due_at)
        return writes


def _read(workspace: WorkspaceId, ref: MessageRef, follows: int | None = None) -> tuple[Conversation, Message, Message | None]:
    pk = keys.conversation(workspace, ref.conversation_id)
    places = [keys.timeline(seq) for seq in (ref.seq, follows) if seq is not None]
    found = calls.batch_get([(ConversationRow, pk, "conversation"), *((EntryRow, pk, place) for place in places)])
    conversation, message = found.get((pk, "conversation")), read_message(found.get((pk, places[0])))
    if conversation is None:
        raise NotFound("conversation")
    if message is None:
        raise NotFound("message")
    return read_conversation(conversation), message, read_message(found.get((pk, places[-1]))) if follows is not None else None


def _message(workspace: WorkspaceId, beside: MessageRef, seq: int | None) -> Message | None:
    pk = keys.conversation(workspace, beside.conversation_id)
    return read_message(calls.get(EntryRow, pk, keys.timeline(seq))) if seq is not None else None


def _held(writes: Transaction, name: str) -> bool:
    """Whether the transaction was written; False where the named condition did not hold. Raises ``Refused`` under contention."""
    try:
        writes.commit(tries=TRIES)
    except Refused as refused:
        if name in refused.names:
            return False
        raise
    return True


def _higher(attempt: int, changed: StatusChanged) -> Condition:
    """``Message.concerned_by``, and upwards."""
    higher: Condition = EntryRow.rank < RANK[changed.status]
    if changed.status is DeliveryStatus.FAILED:
        both: Condition = higher & (EntryRow.attempt == attempt)
    elif RANK[changed.status] < RANK[DeliveryStatus.FAILED]:
        both = higher & (EntryRow.failed_attempt.does_not_exist() | (EntryRow.failed_attempt < attempt))
    else:
        both = higher
    return both


def _never_left(message: Message) -> bool:
    return message.status is DeliveryStatus.FAILED and message.provider_id is None
