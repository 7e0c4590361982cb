"""``Deliveries`` and ``Dues`` in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.due import NOWHERE, Due, Waiting
from chalicelib.domain.errors import NotFound
from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import RANK, REQUEUE_AFTER, UNSENT, Author, Claim, DeliveryStatus, Failure, Message, MessageRef
from chalicelib.domain.pace import Budget, Turn
from tests.fakes.store import MemoryStore

MAX_PARKED = 20


@dataclass(frozen=True)
class MemoryDeliveries:
    store: MemoryStore

    def load(self, workspace: WorkspaceId, ref: MessageRef) -> tuple[Conversation, Message]:
        conversation = self.store.conversations.get((workspace, ref.conversation_id))
        message = self._find(workspace, ref)
        if conversation is None:
            raise NotFound("conversation")
        if message is None:
            raise NotFound("message")
        return conversation, message

    def in_turn(self, workspace: WorkspaceId, ref: MessageRef, follows: int | None) -> tuple[Conversation, Message, Message | None]:
        conversation, message = self.load(workspace, ref)
        before, previous = message.follows, None
        while before is not None and (previous is None or (previous.status is DeliveryStatus.FAILED and previous.provider_id is None)):
            previous = self._find(workspace, MessageRef(conversation_id=ref.conversation_id, seq=before))
            before = previous.follows if previous else None
        return conversation, message, previous

    def claim(self, workspace: WorkspaceId, message: Message, *, now: datetime, ahead_of: int | None = None) -> Message | None:
        with self.store.lock:
            stored = self._find(workspace, message.ref)
            if stored is None or stored.status is not DeliveryStatus.QUEUED or stored.attempt != message.attempt:
                return None
            return self._move(workspace, stored, status=DeliveryStatus.SENDING, status_at=now, ahead_of=ahead_of)

    def accepted(self, workspace: WorkspaceId, connection: ConnectionId, message: Message, provider_id: str, *, now: datetime) -> Message:
        with self.store.lock:
            self.store.sent.setdefault((workspace, connection, provider_id), (message.ref, message.attempt))
            stored = self._find(workspace, message.ref)
            if stored is not None and stored.attempt == message.attempt:
                climbed = stored.climbed_to(DeliveryStatus.ACCEPTED, now)
                self._move(
                    workspace, stored, provider_id=provider_id, status=climbed.status, status_at=climbed.status_at,
                    failure=climbed.failure, due_at=climbed.due_at,
                )  # fmt: skip
            elif stored is not None and stored.provider_id is None:
                self._move(workspace, stored, provider_id=provider_id)
            for changed in self.store.parked.pop((workspace, connection, provider_id), []):
                self.climbed(workspace, connection, message.ref, message.attempt, changed)
            return self._find(workspace, message.ref) or message

    def settled(
        self, workspace: WorkspaceId, message: Message, status: DeliveryStatus, *, now: datetime,
        failure: Failure | None = None, due_at: datetime | None = None, next_attempt: bool = False,
        repeated: bool = False,
    ) -> None:  # fmt: skip
        with self.store.lock:
            stored = self._as_read(workspace, message)
            if stored is None:
                return
            attempt = stored.attempt + (1 if next_attempt else 0)
            self._move(
                workspace, stored, status=status, status_at=now, failure=failure, due_at=due_at, attempt=attempt,
                repeated=stored.repeated or repeated,
            )  # fmt: skip

    def paused(
        self, workspace: WorkspaceId, message: Message, connection: ConnectionId, failure: Failure, group: str, *, now: datetime
    ) -> None:
        with self.store.lock:
            stored = self._as_read(workspace, message)
            if stored is None:
                return
            self._move(workspace, stored, status=DeliveryStatus.PAUSED, status_at=now, failure=failure, due_at=None)
            key = f"{message.conversation_id}#{message.seq:010}#{message.attempt}.{message.put}"
            self.store.waiting[workspace, connection, key] = Waiting(connection, message.ref, group, key)

    def waiting(self, workspace: WorkspaceId, connection: ConnectionId, limit: int) -> Sequence[Waiting]:
        return [place for key, place in sorted(self.store.waiting.items()) if key[:2] == (workspace, connection)][:limit]

    def released(self, workspace: WorkspaceId, waiting: Waiting) -> None:
        self.store.waiting.pop((workspace, waiting.connection_id, waiting.key), None)

    def resent(self, workspace: WorkspaceId, message: Message, *, by: Author, now: datetime) -> Message | None:
        with self.store.lock:
            stored = self._as_read(workspace, message)
            if stored is None:
                return None
            again = stored.sent_again(by, now)
            self.store.drop_due(workspace, stored.conversation_id, stored.due_at, stored.seq)
            self.store.write_entry(workspace, again)
            self.store.put_due_message(workspace, again)
            return again

    def requeued(self, workspace: WorkspaceId, ref: MessageRef, *, now: datetime) -> Claim | None:
        with self.store.lock:
            stored = self._find(workspace, ref)
            if stored is None or stored.status not in UNSENT:
                return None
            after = self._move(
                workspace, stored, status=DeliveryStatus.QUEUED, status_at=now, due_at=now + REQUEUE_AFTER, put=stored.put + 1
            )
            return Claim(workspace=workspace, ref=ref, attempt=after.attempt, put=after.put, follows=after.follows)

    def climbed(
        self, workspace: WorkspaceId, connection: ConnectionId, ref: MessageRef, attempt: int, changed: StatusChanged
    ) -> tuple[Message, Message] | None:
        with self.store.lock:
            before = stored = self._find(workspace, ref)
            if before is None or stored is None or stored.status is None:
                return None
            if stored.concerned_by(changed.status, attempt) and RANK[changed.status] > RANK[stored.status]:
                after = stored.climbed_to(changed.status, changed.at, changed.failure)
                stored = self._move(
                    workspace, stored, status=after.status, status_at=after.status_at, failure=after.failure, due_at=None
                )  # fmt: skip
            if stored.provider_id is None:
                sent = stored.model_copy(update={"attempt": attempt})
                stored = self.accepted(workspace, connection, sent, changed.message_id, now=changed.at)
            return before, stored

    def find(self, workspace: WorkspaceId, connection: ConnectionId, provider_id: str) -> tuple[MessageRef, int] | None:
        return self.store.sent.get((workspace, connection, provider_id))

    def park(self, workspace: WorkspaceId, connection: ConnectionId, changed: StatusChanged) -> bool:
        with self.store.lock:
            key = (workspace, connection, changed.message_id)
            if key in self.store.sent:
                return False
            parked = self.store.parked.setdefault(key, [])
            if changed not in parked and len(parked) < MAX_PARKED:
                parked.append(changed)
            return True

    def _find(self, workspace: WorkspaceId, ref: MessageRef) -> Message | None:
        entry = self.store.entries.get((workspace, ref.conversation_id, ref.seq))
        return entry if isinstance(entry, Message) else None

    def _as_read(self, workspace: WorkspaceId, message: Message) -> Message | None:
        stored = self._find(workspace, message.ref)
        return stored if stored and (stored.status, stored.attempt) == (message.status, message.attempt) else None

    def _move(self, workspace: WorkspaceId, stored: Message, **update: object) -> Message:
        self.store.drop_due(workspace, stored.conversation_id, stored.due_at, stored.seq)
        after = self.store.change_message(workspace, stored, **update)
        self.store.put_due_message(workspace, after)
        return after


@dataclass(frozen=True)
class MemoryDues:
    store: MemoryStore

    def before(self, moment: datetime, limit: int) -> Sequence[Due]:
        return sorted((due for due in self.store.dues.values() if due.at <= moment), key=lambda due: due.at)[:limit]

    def drop(self, due: Due) -> None:
        self.store.dues.pop(due.key, None)

    def put_off(self, due: Due, until: datetime) -> None:
        self.store.put_due(replace(due, at=until), due.key.rpartition("|")[2])
        self.drop(due)

    def put_connection(self, workspace: WorkspaceId, connection: ConnectionId, at: datetime) -> None:
        self.store.put_due(Due(workspace, NOWHERE, at, "connection", connection_id=connection), connection)


@dataclass(frozen=True)
class MemoryRates:
    """Heads of budgets."""

    heads: dict[tuple[str, str], datetime] = field(default_factory=dict)
    holds: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def turn(self, workspace: WorkspaceId, budget: Budget, *, now: datetime, busy: bool = False) -> Turn:
        turn, head = replace(budget, at_once=1).turn(self.heads.get((workspace, budget.key)), now)
        if turn.taken:
            self.heads[workspace, budget.key] = head
        return turn

    def hold(self, workspace: WorkspaceId, budget: Budget, until: datetime) -> None:
        key = (workspace, budget.key)
        self.heads[key] = max(self.heads.get(key, until), until + budget.lead)
        self.holds[key] = max(self.holds.get(key, until), until)

    def held(self, workspace: WorkspaceId, budget: Budget, *, now: datetime) -> bool:
        held_until = self.holds.get((workspace, budget.key))
        return held_until is not None and held_until > now
