"""A message, and the ladder its delivery climbs (reliability.md §2)."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field

from chalicelib.domain.content import Content, preview
from chalicelib.domain.ids import ConversationId, MessageId, WorkspaceId


class DeliveryStatus(StrEnum):
    """Where a message of ours stands. Only WhatsApp's own words rank; see ``RANK``."""

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    SENT = "sent"
    FAILED = "failed"
    DELIVERED = "delivered"
    READ = "read"
    PLAYED = "played"
    UNCONFIRMED = "unconfirmed"
    PAUSED = "paused"
    DEFERRED = "deferred"


S = DeliveryStatus
# ``failed`` ranks between sent and delivered, so that the same statuses in any order give the same end.
RANK: dict[DeliveryStatus, int] = {
    S.QUEUED: 0, S.DEFERRED: 0, S.PAUSED: 0, S.SENDING: 1, S.UNCONFIRMED: 2, S.ACCEPTED: 3,
    S.SENT: 4, S.FAILED: 5, S.DELIVERED: 6, S.READ: 7, S.PLAYED: 8,
}  # fmt: skip
UNSENT = frozenset({S.QUEUED, S.DEFERRED, S.PAUSED})
"""Nothing has gone out: such a message may still be cancelled."""

Policy = Literal["at_most_once", "at_least_once"]
"""What the reconciler does with an unknown outcome: agents never risk a double, a flow never strands a customer."""


class Author(BaseModel, frozen=True, defer_build=True):
    """Who speaks. ``id`` is the contact's, the member's or the flow's."""

    kind: Literal["contact", "agent", "bot", "system"]
    id: str | None = None
    name: str | None = None


class MessageRef(BaseModel, frozen=True, defer_build=True):
    """Where a message is kept: its conversation and its place there."""

    conversation_id: ConversationId
    seq: int


class Claim(BaseModel, frozen=True, defer_build=True):
    """What a queue carries: never the message, only where it is. ``put`` counts the times it was queued."""

    workspace: WorkspaceId
    ref: MessageRef
    attempt: int = 1
    put: int = 0


class Quote(BaseModel, frozen=True, defer_build=True):
    """The message this one answers; only ``provider_id`` when we do not have it."""

    provider_id: str | None = None
    message_id: MessageId | None = None
    seq: int | None = None
    author: Author | None = None
    preview: str | None = None


Cause = Literal["taken_over", "unconfirmed", "repeated", "unreachable", "unexplained", "connection"]


class Failure(BaseModel, frozen=True, defer_build=True):
    """Why a message did not arrive: the vendor's code or, where there is none, our cause; our sentence; and what one may do about it."""

    code: int | None = None
    cause: Cause | None = None
    reason: str
    action: str | None = None


REPEATED = Failure(
    cause="repeated", reason="WhatsApp did not say whether it took this message; it was sent once more and may appear twice."
)


class MessageReaction(BaseModel, frozen=True, defer_build=True):
    """Somebody's emoji on a message; one each, the newest."""

    author: Author
    emoji: str


class Message(BaseModel, frozen=True, defer_build=True):
    """One message of a conversation. ``seq`` is its place; ``revision`` grows with every later change."""

    entry: Literal["message"] = "message"
    conversation_id: ConversationId
    seq: int
    id: MessageId
    revision: int = 1
    direction: Literal["inbound", "outbound"]
    author: Author
    content: Content
    reply_to: Quote | None = None
    reactions: tuple[MessageReaction, ...] = ()
    at: datetime
    """When it was written: the channel's time for inbound, ours for outbound."""
    provider_id: str | None = None
    """The channel's id: of an inbound message, or of the latest accepted attempt."""
    status: DeliveryStatus | None = None
    status_at: datetime | None = None
    attempt: int = 1
    put: int = 0
    policy: Policy = "at_most_once"
    repeated: bool = False
    """Sent once more after an unknown outcome, on purpose: it may have arrived twice."""
    failure: Failure | None = None
    due_at: datetime | None = None
    """When someone must look again: a queued one to be re-queued, a sending one to be reconciled, a deferred one to go."""
    client_id: str | None = None

    @property
    def ref(self) -> MessageRef:
        return MessageRef(conversation_id=self.conversation_id, seq=self.seq)

    @property
    def preview(self) -> str:
        return preview(self.content)

    def climbed_to(self, status: DeliveryStatus, at: datetime, failure: Failure | None = None) -> "Message":
        """Higher on the ladder; the same object when that would be a step down, or no step."""
        if self.status is None or RANK[status] <= RANK[self.status]:
            return self
        kept = failure if status is S.FAILED else None
        return self.model_copy(update={"status": status, "status_at": at, "failure": kept, "due_at": None})

    def cancelled(self, failure: Failure, now: datetime) -> "Message":
        """Never to be sent. The same object when it has already left."""
        if self.status not in UNSENT:
            return self
        return self.model_copy(update={"status": S.FAILED, "status_at": now, "failure": failure, "due_at": None})


EventKind = Literal[
    "started", "assigned", "unassigned", "taken_over", "given_back", "handed_off", "resolved", "reopened",
    "flow_started", "flow_finished", "flow_failed", "contact_changed",
]  # fmt: skip


class Event(BaseModel, frozen=True, defer_build=True):
    """A line of the timeline that nobody said: who did what."""

    entry: Literal["event"] = "event"
    conversation_id: ConversationId
    seq: int
    id: str
    revision: int = 1
    kind: EventKind
    actor: Author | None = None
    data: dict[str, str] = Field(default={}, max_length=20)
    at: datetime


Entry = Message | Event


class Reference(BaseModel, frozen=True, defer_build=True):
    """What we send along with a message and its statuses bring back (``biz_opaque_callback_data``, at most 512 characters)."""

    workspace: WorkspaceId
    ref: MessageRef
    attempt: int

    def __str__(self) -> str:
        return f"{self.workspace}.{self.ref.conversation_id}.{self.ref.seq}.{self.attempt}"

    @classmethod
    def parse(cls, text: str) -> "Reference | None":
        """None for anything that is not ours."""
        parts = text.split(".")
        if (
            len(parts) != 4
            or not (parts[2].isascii() and parts[2].isdigit() and parts[3].isascii() and parts[3].isdigit())
            or len(text) > 200
        ):
            return None
        ref = MessageRef(conversation_id=ConversationId(parts[1]), seq=int(parts[2]))
        return cls(workspace=WorkspaceId(parts[0]), ref=ref, attempt=int(parts[3]))
