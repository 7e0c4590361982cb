"""What an outbound message passes: its ladder in storage, its queues, the moments to look again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.due import Due
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import Claim, DeliveryStatus, Failure, Message, MessageRef


class Deliveries(Protocol):
    """The outbound ladder in storage: attempts, provider ids, statuses."""

    def load(self, workspace: WorkspaceId, ref: MessageRef) -> tuple[Conversation, Message]:
        """Raises ``NotFound``. One batched read."""
        ...

    def claim(self, workspace: WorkspaceId, message: Message, *, lease_until: datetime, now: datetime) -> Message | None:
        """queued -> sending, with its attempt's row: the message as it stands now; None when it was not queued any more."""
        ...

    def accepted(self, workspace: WorkspaceId, connection: ConnectionId, message: Message, provider_id: str, *, now: datetime) -> None:
        """sending -> accepted, with the alias of the provider's id; statuses parked before are applied in the same breath."""
        ...

    def settled(
        self, workspace: WorkspaceId, message: Message, status: DeliveryStatus, *, now: datetime,
        failure: Failure | None = None, due_at: datetime | None = None, next_attempt: bool = False,
        repeated: bool = False,
    ) -> None:  # fmt: skip
        """sending -> failed, deferred(due_at), paused or queued again (``next_attempt``; ``repeated``: the one before may have arrived).

        Nothing when it moved on meanwhile.
        """
        ...

    def requeued(self, workspace: WorkspaceId, ref: MessageRef, *, now: datetime) -> Claim | None:
        """A due message made ready for another put on the queue; None when it is not waiting any more."""
        ...

    def climbed(self, workspace: WorkspaceId, ref: MessageRef, attempt: int | None, changed: StatusChanged) -> bool:
        """One conditional update, only upwards; False when the message does not exist (a lower status is True: nothing to do)."""
        ...

    def find(self, workspace: WorkspaceId, connection: ConnectionId, provider_id: str) -> MessageRef | None:
        """By the alias of the provider's id."""
        ...

    def park(self, workspace: WorkspaceId, connection: ConnectionId, changed: StatusChanged) -> bool:
        """Keeps a status for a message nobody knows yet; False when its alias has appeared meanwhile."""
        ...


class Outbox(Protocol):
    """The outbound FIFO queue: ids only, one group per connection and contact."""

    def put(self, claims: Sequence[tuple[Claim, str]]) -> None:
        """Each claim with its group's key. One batched call per ten. A repeated (message, attempt, put) is swallowed by the queue."""
        ...


class Later(Protocol):
    """The queue for what must wait at most 15 minutes."""

    def put(self, claim: Claim, group: str, delay_seconds: int) -> None: ...


class Dues(Protocol):
    """The ``due`` table: global, reached only inside ``system_scope``."""

    def before(self, moment: datetime, limit: int) -> Sequence[Due]: ...

    def drop(self, due: Due) -> None: ...


class Alarms(Protocol):
    """The ``wait`` state machine."""

    def arm(self, workspace: WorkspaceId, session: Session) -> None:
        """Sleeps until ``session.armed_for`` and wakes it. The same (session, arming) twice is one alarm."""
        ...
