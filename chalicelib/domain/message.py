"""A message, and the ladder its delivery climbs (reliability.md §2)."""

from datetime import datetime, timedelta
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
"""Nothing is on its way: such a message may still be cancelled."""
NEWEST = 50
"""How many of the newest entries tell what has not left and who waits."""
DOUBT = timedelta(seconds=30)
"""How long a message whose outcome is unknown holds up the next one to the same contact (reliability.md §2.5)."""
REQUEUE_AFTER = timedelta(minutes=2)
"""A queued message that nobody took by then was lost between the commit and the queue (I9: within 3 minutes)."""
LOOK_AGAIN = timedelta(seconds=5)
"""How often a message looks whether the doubtful one before it was settled."""

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


Paced = Literal["", "pair", "all"]
"""Which turns a claim has waited for: none, the contact's, or the number's too."""


class Claim(BaseModel, frozen=True, defer_build=True):
    """What a queue carries: never the message, only where it is. ``put`` counts the times it was queued.

    ``follows`` is the message's own, so that both are read at once; ``paced`` says which turns it has waited for, and need not take again.
    """

    workspace: WorkspaceId
    ref: MessageRef
    attempt: int = 1
    put: int = 0
    follows: int | None = None
    paced: Paced = ""


class Quote(BaseModel, frozen=True, defer_build=True):
    """The message this one answers; only ``provider_id`` when we do not have it."""

    provider_id: str | None = None
    message_id: MessageId | None = None
    seq: int | None = None
    author: Author | None = None
    preview: str | None = None


Cause = Literal[
    "taken_over", "unconfirmed", "repeated", "unreachable", "unexplained", "connection", "fault", "waits", "paced",
]  # fmt: skip


class Failure(BaseModel, frozen=True, defer_build=True):
    """Why a message did not arrive: the vendor's code or, where there is none, our cause; our sentence; and what one may do about it."""

    code: int | None = None
    cause: Cause | None = None
    reason: str
    action: str | None = None


UNCONFIRMED = Failure(cause="unconfirmed", reason="WhatsApp did not say whether it took this message.", action="resend")
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
    """When someone must look again: a queued one to be re-queued, a deferred one to go; a sending one at the earliest to be reconciled."""
    client_id: str | None = None
    follows: int | None = None
    """The place of the outbound message before it, which goes first."""
    ahead_of: int | None = None
    """The place of a doubtful message that this one did not wait for any longer."""
    resent_by: Author | None = None
    """Who decided that it is sent again, though it failed or may have arrived."""
    failed_attempt: int = 0
    """The last attempt known to have failed when it was sent again: its lesser statuses say nothing any more."""

    @property
    def ref(self) -> MessageRef:
        return MessageRef(conversation_id=self.conversation_id, seq=self.seq)

    @property
    def preview(self) -> str:
        return preview(self.content)

    @property
    def resendable(self) -> bool:
        """Whether a person may have it sent again; what was cancelled by a take-over is for people to write anew."""
        cancelled = self.failure is not None and self.failure.cause == "taken_over"
        return self.direction == "outbound" and self.status in (S.FAILED, S.UNCONFIRMED) and not cancelled

    def concerned_by(self, status: DeliveryStatus, attempt: int) -> bool:
        """Whether what is told of one attempt says anything of the message: a failure only of the attempt at hand,
        a lesser step not of one that failed before; to have arrived is to have arrived."""
        if status is S.FAILED:
            return attempt == self.attempt
        return RANK[status] > RANK[S.FAILED] or attempt > self.failed_attempt

    def held_up_by(self, previous: "Message | None", now: datetime) -> datetime | None:
        """When to look again, because the one before it has not left; None: it may go."""
        match previous.status if previous else None:
            case S.QUEUED | S.PAUSED:
                return now + timedelta(seconds=min(2 ** (self.put + 1), 30))
            case S.DEFERRED:
                assert previous is not None
                return max(previous.due_at or now, now) + timedelta(seconds=1)
            case S.SENDING:
                assert previous is not None
                doubted = (previous.status_at or now) + DOUBT
                return None if doubted <= now else min(doubted, now + LOOK_AGAIN)
        return None

    def climbed_to(self, status: DeliveryStatus, at: datetime, failure: Failure | None = None) -> "Message":
        """Higher on the ladder; the same object when that would be a step down, or no step."""
        if self.status is None or RANK[status] <= RANK[self.status]:
            return self
        kept = failure if status is S.FAILED else None
        return self.model_copy(update={"status": status, "status_at": at, "failure": kept, "due_at": None})

    def sent_again(self, by: Author, now: datetime) -> "Message":
        """Queued as a new attempt, because a person says so. Where the last one may have arrived, it is marked as repeated."""
        failed = self.status is S.FAILED
        update: dict[str, object] = {
            "status": S.QUEUED, "status_at": now, "failure": None, "due_at": now + REQUEUE_AFTER, "resent_by": by,
            "attempt": self.attempt + 1, "put": 0, "revision": self.revision + 1,
            "repeated": self.repeated or not failed, "failed_attempt": self.attempt if failed else self.failed_attempt,
        }  # fmt: skip
        return self.model_copy(update=update)

    @property
    def unsent_by_bot(self) -> bool:
        """Whether a take-over keeps it from leaving, and a death may have kept it from its queue."""
        return self.author.kind == "bot" and self.status in UNSENT

    def cancelled(self, failure: Failure, now: datetime) -> "Message":
        """Never to be sent. The same object when it has already left; an earlier attempt that may have arrived is not called a failure."""
        if self.status not in UNSENT:
            return self
        status, failure = self.ended_by(failure)
        return self.model_copy(update={"status": status, "status_at": now, "failure": failure, "due_at": None})

    def ended_by(self, failure: Failure) -> tuple[DeliveryStatus, Failure]:
        """How it stands when it is not tried again."""
        return (S.UNCONFIRMED, UNCONFIRMED) if self.repeated else (S.FAILED, failure)


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
