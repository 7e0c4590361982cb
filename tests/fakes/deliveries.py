"""``Deliveries`` and ``Dues`` in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.conversation import REQUEUE_AFTER, Conversation
from chalicelib.domain.due import Due
from chalicelib.domain.errors import NotFound
from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import RANK, UNSENT, Claim, DeliveryStatus, Failure, Message, MessageRef
from tests.fakes.store import MemoryStore

MAX_PARKED = 20


@dataclass(frozen=True)
class MemoryDeliveries:
    store: MemoryStore

    def load(self, workspace: WorkspaceId, ref: MessageRef) -> tuple[Conversation, Message]:
        conversation = self.store.conversations.get((workspace, ref.conversation_id))
        message = self._find(workspace, ref)
        if conversation is None or message is None:
            raise NotFound("message")
        return conversation, message

    def claim(self, workspace: WorkspaceId, message: Message, *, lease_until: datetime, now: datetime) -> Message | None:
        with self.store.lock:
            stored = self._find(workspace, message.ref)
            if stored is None or stored.status is not DeliveryStatus.QUEUED or stored.attempt != message.attempt:
                return None
            self.store.attempts[workspace, stored.conversation_id, stored.seq, stored.attempt] = None
            return self._move(workspace, stored, status=DeliveryStatus.SENDING, status_at=now, due_at=lease_until)

    def accepted(self, workspace: WorkspaceId, connection: ConnectionId, message: Message, provider_id: str, *, now: datetime) -> None:
        with self.store.lock:
            self.store.sent.setdefault((workspace, connection, provider_id), message.ref)
            self.store.attempts[workspace, message.conversation_id, message.seq, message.attempt] = provider_id
            stored = self._find(workspace, message.ref)
            if stored is not None and stored.attempt == message.attempt:
                climbed = stored.climbed_to(DeliveryStatus.ACCEPTED, now)
                self._move(
                    workspace, stored, provider_id=provider_id, status=climbed.status, status_at=climbed.status_at,
                    failure=climbed.failure, due_at=climbed.due_at,
                )  # fmt: skip
            for changed in self.store.parked.pop((workspace, connection, provider_id), []):
                self.climbed(workspace, message.ref, message.attempt, changed)

    def settled(
        self, workspace: WorkspaceId, message: Message, status: DeliveryStatus, *, now: datetime,
        failure: Failure | None = None, due_at: datetime | None = None, next_attempt: bool = False,
        repeated: bool = False,
    ) -> None:  # fmt: skip
        with self.store.lock:
            stored = self._find(workspace, message.ref)
            if stored is None or stored.status is not DeliveryStatus.SENDING or stored.attempt != message.attempt:
                return
            attempt = stored.attempt + (1 if next_attempt else 0)
            self._move(
                workspace, stored, status=status, status_at=now, failure=failure, due_at=due_at, attempt=attempt,
                repeated=stored.repeated or repeated,
            )  # fmt: skip

    def requeued(self, workspace: WorkspaceId, ref: MessageRef, *, now: datetime) -> Claim | None:
        with self.store.lock:
            stored = self._find(workspace, ref)
            if stored is None or stored.status not in UNSENT:
                return None
            after = self._move(
                workspace, stored, status=DeliveryStatus.QUEUED, status_at=now, due_at=now + REQUEUE_AFTER, put=stored.put + 1
            )
            return Claim(workspace=workspace, ref=ref, attempt=after.attempt, put=after.put)

    def climbed(self, workspace: WorkspaceId, ref: MessageRef, attempt: int | None, changed: StatusChanged) -> bool:
        with self.store.lock:
            stored = self._find(workspace, ref)
            if stored is None or stored.status is None:
                return False
            if changed.status is DeliveryStatus.FAILED and not _concerns(stored, attempt, changed):
                return True
            if RANK[changed.status] > RANK[stored.status]:
                after = stored.climbed_to(changed.status, changed.at, changed.failure)
                self._move(workspace, stored, status=after.status, status_at=after.status_at, failure=after.failure, due_at=None)
            return True

    def find(self, workspace: WorkspaceId, connection: ConnectionId, provider_id: str) -> MessageRef | None:
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

    def _move(self, workspace: WorkspaceId, stored: Message, **update: object) -> Message:
        self.store.drop_due(workspace, stored.conversation_id, stored.due_at, stored.seq)
        after = self.store.change_message(workspace, stored, **update)
        self.store.put_due_message(workspace, after)
        return after


def _concerns(stored: Message, attempt: int | None, changed: StatusChanged) -> bool:
    """A failure is one attempt's: an older one's says nothing about the attempt at hand."""
    if attempt is not None:
        return stored.attempt == attempt
    return stored.provider_id in (None, changed.message_id)


@dataclass(frozen=True)
class MemoryDues:
    store: MemoryStore

    def before(self, moment: datetime, limit: int) -> Sequence[Due]:
        return sorted((due for due in self.store.dues.values() if due.at <= moment), key=lambda due: due.at)[:limit]

    def drop(self, due: Due) -> None:
        self.store.dues.pop(due.key, None)
