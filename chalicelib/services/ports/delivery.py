"""What an outbound message passes: its ladder in storage, its queues, the moments to look again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.due import Due, Waiting
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import Author, Claim, DeliveryStatus, Failure, Message, MessageRef
from chalicelib.domain.pace import Budget, Turn


class Deliveries(Protocol):
    """The outbound ladder in storage: attempts, provider ids, statuses."""

    def load(self, workspace: WorkspaceId, ref: MessageRef) -> tuple[Conversation, Message]:
        """Raises ``NotFound``. One batched read."""
        ...

    def in_turn(self, workspace: WorkspaceId, ref: MessageRef, follows: int | None) -> tuple[Conversation, Message, Message | None]:
        """The message, and the one that goes before it, looking past those a take-over cancelled. Raises ``NotFound``.

        One batched read where ``follows`` is the message's own.
        """
        ...

    def claim(self, workspace: WorkspaceId, message: Message, *, now: datetime, ahead_of: int | None = None) -> Message | None:
        """queued -> sending: the message as it stands now; None when it was not queued any more."""
        ...

    def accepted(self, workspace: WorkspaceId, connection: ConnectionId, message: Message, provider_id: str, *, now: datetime) -> Message:
        """sending -> accepted, with the alias of the provider's id; statuses parked before are applied in the same breath.

        The message as it stands now.
        """
        ...

    def settled(
        self, workspace: WorkspaceId, message: Message, status: DeliveryStatus, *, now: datetime,
        failure: Failure | None = None, due_at: datetime | None = None, next_attempt: bool = False,
        repeated: bool = False,
    ) -> None:  # fmt: skip
        """queued or sending, as it was read -> failed, unconfirmed or deferred(due_at).

        ``next_attempt``: this one is over; ``repeated``: it may have arrived. Nothing when the message moved on meanwhile.
        """
        ...

    def paused(
        self, workspace: WorkspaceId, message: Message, connection: ConnectionId, failure: Failure, group: str, *, now: datetime
    ) -> None:
        """queued, as it was read -> paused, in the list of its connection. Nothing when the message moved on meanwhile."""
        ...

    def waiting(self, workspace: WorkspaceId, connection: ConnectionId, limit: int) -> Sequence[Waiting]:
        """The list of a connection's paused messages, from its beginning."""
        ...

    def released(self, workspace: WorkspaceId, waiting: Waiting) -> None:
        """Takes one off the list."""
        ...

    def resent(self, workspace: WorkspaceId, message: Message, *, by: Author, now: datetime) -> Message | None:
        """failed or unconfirmed, as it was read -> queued, as a new attempt; None when it moved on meanwhile."""
        ...

    def requeued(self, workspace: WorkspaceId, ref: MessageRef, *, now: datetime) -> Claim | None:
        """A due message made ready for another put on the queue; None when it is not waiting any more."""
        ...

    def climbed(
        self, workspace: WorkspaceId, connection: ConnectionId, ref: MessageRef, attempt: int, changed: StatusChanged
    ) -> tuple[Message, Message] | None:
        """One conditional update, only upwards: the message as it stood and as it stands, alike for a lower status; None where it does
        not exist.

        A message whose send was never answered is known by the status's id from then on.
        """
        ...

    def find(self, workspace: WorkspaceId, connection: ConnectionId, provider_id: str) -> tuple[MessageRef, int] | None:
        """By the alias of the provider's id: the message, and the attempt that got it."""
        ...

    def park(self, workspace: WorkspaceId, connection: ConnectionId, changed: StatusChanged) -> bool:
        """Keeps a status for a message nobody knows yet; False when its alias has appeared meanwhile."""
        ...


class Rates(Protocol):
    """How fast one may send. All workers draw on the same budgets."""

    def turn(self, workspace: WorkspaceId, budget: Budget, *, now: datetime, busy: bool = False) -> Turn:
        """The next turn of a budget. One conditional update, where ``busy`` is a good guess."""
        ...

    def hold(self, workspace: WorkspaceId, budget: Budget, until: datetime) -> None:
        """No turn before ``until``, and no burst right after it: the provider said that we are too fast.

        Turns that another worker leased just before may still be used: at most ``LEASE``, within a second and a half.
        """
        ...

    def held(self, workspace: WorkspaceId, budget: Budget, *, now: datetime) -> bool:
        """Whether a turn that was handed out before is void, because the budget was held since."""
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
    """The ``due`` table: global, read only inside ``system_scope``."""

    def before(self, moment: datetime, limit: int) -> Sequence[Due]: ...

    def drop(self, due: Due) -> None: ...

    def put_off(self, due: Due, until: datetime) -> None:
        """Looked at again only then."""
        ...

    def put_connection(self, workspace: WorkspaceId, connection: ConnectionId, at: datetime) -> None:
        """Has a connection's paused messages set going."""
        ...


class Alarms(Protocol):
    """The ``wait`` state machine."""

    def arm(self, workspace: WorkspaceId, session: Session) -> None:
        """Sleeps until ``session.armed_for`` and wakes it. The same (session, arming) twice is one alarm."""
        ...
