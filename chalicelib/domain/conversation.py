"""The conversation: who holds it, the 24-hour window, and its every step. Transitions return a new one, and the event they leave."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, PlainSerializer

from chalicelib.domain.address import Address
from chalicelib.domain.content import WELCOME, Content, Notice, Reaction, Template
from chalicelib.domain.errors import ConversationResolved, Rejected, WindowClosed
from chalicelib.domain.ids import ConnectionId, ContactId, ConversationId, MemberId, new_id
from chalicelib.domain.message import REQUEUE_AFTER, Author, DeliveryStatus, Entry, Event, EventKind, Failure, Message, MessageRef

TAKEN_OVER = Failure(cause="taken_over", reason="A person took over before this was sent.")
SERVICE_WINDOW = timedelta(hours=24)
"""Free-form messages may be sent for this long after the customer last wrote (Meta, customer service window)."""

SNIPPET = 80
"""Characters of the last message that a list row has room for; with every one more, all that is written for a message costs more."""


Second = Annotated[datetime, PlainSerializer(lambda at: int(at.timestamp()), return_type=int, when_used="json-unless-none")]
"""A time without fractions, kept as a number of ten digits: a list row is written with every message, and must stay small."""


class Status(StrEnum):
    """Who has the word: the bot, people, or nobody any more."""

    BOT = "bot"
    OPEN = "open"
    RESOLVED = "resolved"


class Snippet(BaseModel, frozen=True, defer_build=True):
    """What a list row shows of the last message. ``at``: when it came, once something else was the conversation's last activity."""

    kind: str
    text: str
    author: Literal["contact", "agent", "bot", "system"]
    seq: int
    at: Second | None = None


class Conversation(BaseModel, frozen=True, defer_build=True):
    """One exchange with a contact over a connection, from the first message until it is resolved.

    ``seq`` is the place of its last entry; ``version`` guards read-modify-write (0: not stored yet).
    """

    id: ConversationId
    connection_id: ConnectionId
    contact_id: ContactId
    contact_name: str
    address: Address
    shown_address: str
    status: Status = Status.BOT
    assignee: MemberId | None = None
    unread: int = 0
    """How many messages ask to be looked at. Resolving looks at none: who reopens finds them unread."""
    seq: int = 0
    version: int = 0
    silenced: int = 0
    """What the bot said up to this place, and has not left, never leaves: a person has taken the word."""
    snippet: Snippet | None = None
    last_outbound: int | None = None
    """The place of the last message to the contact, after which the next one goes."""
    last_inbound_at: datetime | None = None
    waiting_since: Second | None = None
    """When the first thing was said that nobody, bot or person, has answered yet; None when nothing is unanswered.

    An answer counts from when it is written; one that fails never was one (``waiting_as_told``). Resolving answers nothing:
    who reopens finds the wait where it was."""
    last_activity_at: datetime
    created_at: datetime

    @property
    def waits_since(self) -> datetime | None:
        """Since when the customer waits; nobody waits in a resolved conversation."""
        return None if self.status is Status.RESOLVED else self.waiting_since

    @property
    def last_said_at(self) -> datetime:
        """When the message a list row shows came."""
        return (self.snippet and self.snippet.at) or self.last_activity_at

    @property
    def to_read(self) -> int:
        """How many messages ask to be looked at; none does in a resolved conversation."""
        return 0 if self.status is Status.RESOLVED else self.unread

    @property
    def window_expires_at(self) -> datetime | None:
        """When free-form messages end; None where the customer never wrote."""
        return self.last_inbound_at + SERVICE_WINDOW if self.last_inbound_at else None

    @property
    def last_said_to(self) -> MessageRef | None:
        """The message a list row shows, where it is one to the contact."""
        ours = self.snippet is not None and self.snippet.seq == self.last_outbound
        return MessageRef(conversation_id=self.id, seq=self.snippet.seq) if self.snippet and ours else None

    def window_open(self, now: datetime) -> bool:
        return self.last_inbound_at is not None and now - self.last_inbound_at < SERVICE_WINDOW

    def received(self, message: Message, now: datetime, *, opens_window: bool = True) -> "Conversation":
        """The customer wrote. ``message`` carries the next seq; an edit or WhatsApp's own notice opens no window."""
        opened = _later(self.last_inbound_at, message.at) if opens_window else self.last_inbound_at
        # What is no window's beginning asks for no answer, nor does a reaction that is kept as a message.
        since = self.waiting_since or (_second(message.at) if opens_window and _asks(message.content) else None)
        return self._said(message, now, unread=self.unread + 1, last_inbound_at=opened, waiting_since=since)

    def reacted(self, at: datetime, now: datetime) -> "Conversation":
        """The customer reacted: the window opens, nothing is said."""
        return self._with(last_inbound_at=_later(self.last_inbound_at, at), last_activity_at=_later(self.last_activity_at, now))

    def bot_said(self, message: Message, now: datetime) -> "Conversation":
        """The bot answered: what it took care of is not unread to people, and waits no longer."""
        return self._said(message, now, unread=0, waiting_since=None)

    def may_reply(self, content: Content, now: datetime) -> None:
        """Raises ``ConversationResolved`` or ``WindowClosed`` where a reply may not go."""
        if self.status is Status.RESOLVED:
            raise ConversationResolved
        if not isinstance(content, Template) and not self.window_open(now):
            raise WindowClosed

    def replied(self, message: Message, by: Author, now: datetime) -> "Conversation":
        """An agent answered: people hold it now, and whoever answered first is its assignee."""
        self.may_reply(message.content, now)
        return self._said(message, now, status=Status.OPEN, assignee=self.assignee or by.id, unread=0, waiting_since=None)

    def assigned(self, to: Author | None, by: Author | None, now: datetime) -> tuple["Conversation", Event]:
        """Given to a member, or to nobody. A bot that was speaking is not disturbed."""
        if self.status is Status.RESOLVED:
            raise Rejected("A resolved conversation is nobody's; reopen it to assign it.")
        after = self._with(assignee=to.id if to else None, last_activity_at=now)
        data = {"member_id": to.id or "", "member_name": to.name or ""} if to else {}
        return after._event("assigned" if to else "unassigned", by, data, now)

    def taken_over(self, by: Author, now: datetime, *, to_answer: bool = False) -> tuple["Conversation", Event]:
        """A person takes the word from the bot, and the conversation with it; who only answers leaves it to whom it was given."""
        if self.status is Status.RESOLVED:
            raise ConversationResolved
        assignee = (self.assignee if to_answer else None) or by.id
        return self._silenced(status=Status.OPEN, assignee=assignee, last_activity_at=now)._event("taken_over", by, {}, now)

    def given_back(self, by: Author, now: datetime) -> tuple["Conversation", Event]:
        """The bot may speak again: at the contact's next message, so that what waits goes on waiting."""
        if self.status is not Status.OPEN:
            raise Rejected("Only an open conversation can be given back to the bot.")
        return self._with(status=Status.BOT, assignee=None, last_activity_at=now)._event("given_back", by, {}, now)

    def handed_off(self, by: Author, note: str | None, now: datetime) -> tuple["Conversation", Event]:
        """The bot asks for a person: there is something to look at. That one comes is no answer: from now on, if not before, one waits."""
        since = self.waiting_since or _second(now)
        after = self._with(status=Status.OPEN, unread=max(self.unread, 1), waiting_since=since, last_activity_at=now)
        return after._event("handed_off", by, {"note": note} if note else {}, now)

    def resolved(self, by: Author, now: datetime) -> tuple["Conversation", Event]:
        if self.status is Status.RESOLVED:
            raise Rejected("The conversation is already resolved.")
        return self._silenced(status=Status.RESOLVED, last_activity_at=now)._event("resolved", by, {}, now)

    def reopened(self, by: Author, now: datetime) -> tuple["Conversation", Event]:
        if self.status is not Status.RESOLVED:
            raise Rejected("The conversation is not resolved.")
        return self._with(status=Status.OPEN, last_activity_at=now)._event("reopened", by, {}, now)

    def waiting_as_told(self, newest: Sequence[Entry]) -> "Conversation":
        """Waiting as its newest entries say, oldest first; the same object where that is known.

        What failed was no answer; what may have arrived is one. Where none of these ended the wait, it began no later than is known.
        """
        since, ended = None, False
        for entry in newest:
            if _ends_wait(entry):
                since, ended = None, True
            elif since is None and _begins_wait(entry):
                since = _second(entry.at)
        if not ended and self.waiting_since is not None:
            since = min(since or self.waiting_since, self.waiting_since)
        return self if since == self.waiting_since else self._with(waiting_since=since)

    def keeps_back(self, message: Message) -> bool:
        """Whether a person took the word before this message of the bot left."""
        return message.author.kind == "bot" and message.seq <= self.silenced and message.resent_by is None

    def read(self) -> "Conversation":
        """Somebody looked. The same object when nothing was unread."""
        return self if self.unread == 0 else self._with(unread=0)

    def noted(self, kind: EventKind, by: Author | None, data: dict[str, str], now: datetime) -> tuple["Conversation", Event]:
        """Leaves a line in the timeline; nothing else changes."""
        return self._event(kind, by, data, now)

    def _said(self, message: Message, now: datetime, **update: Any) -> "Conversation":
        if message.direction == "outbound":
            update["last_outbound"] = message.seq
        text = message.preview if len(message.preview) <= SNIPPET else message.preview[: SNIPPET - 1].rstrip() + "…"
        snippet = Snippet(kind=message.content.kind, text=text, author=message.author.kind, seq=message.seq)
        return self._with(seq=message.seq, snippet=snippet, last_activity_at=_later(self.last_activity_at, now), **update)

    def _with(self, **update: Any) -> "Conversation":
        # Only then is the time kept beside the last activity: what is written with every message stays below a kilobyte.
        moved = update.get("last_activity_at", self.last_activity_at) > self.last_activity_at
        if moved and self.snippet and self.snippet.at is None and "snippet" not in update:
            update["snippet"] = self.snippet.model_copy(update={"at": _second(self.last_activity_at)})
        return self.model_copy(update=update)

    def _silenced(self, **update: Any) -> "Conversation":
        # Only a bot that has the word loses it: what it said before it asked for a person still goes out.
        return self._with(silenced=self.seq if self.status is Status.BOT else self.silenced, **update)

    def _event(self, kind: EventKind, actor: Author | None, data: dict[str, str], now: datetime) -> tuple["Conversation", Event]:
        after = self._with(seq=self.seq + 1)
        return after, Event(conversation_id=self.id, seq=after.seq, id=new_id(now), kind=kind, actor=actor, data=data, at=now)


def _asks(content: Content) -> bool:
    """Whether what a customer sends asks for an answer: no reaction does, nor an edit or a notice of WhatsApp's own."""
    return not isinstance(content, Reaction) and (not isinstance(content, Notice) or content.about == WELCOME)


def _begins_wait(entry: Entry) -> bool:
    if isinstance(entry, Event):
        return entry.kind == "handed_off"
    return entry.direction == "inbound" and _asks(entry.content)


def _ends_wait(entry: Entry) -> bool:
    return isinstance(entry, Message) and entry.direction == "outbound" and entry.status is not DeliveryStatus.FAILED


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def _later(one: datetime | None, other: datetime) -> datetime:
    return other if one is None or other > one else one


def outbound(conversation: Conversation, message_id: str, content: Content, author: Author, now: datetime, **fields: Any) -> Message:
    """The next message of a conversation, queued: its first look-again is in 2 minutes (``sweep_due``)."""
    return Message.model_validate(
        {
            "conversation_id": conversation.id,
            "seq": conversation.seq + 1,
            "id": message_id,
            "direction": "outbound",
            "author": author,
            "content": content,
            "at": now,
            "status": DeliveryStatus.QUEUED,
            "status_at": now,
            "due_at": now + REQUEUE_AFTER,
            "follows": conversation.last_outbound,
            **fields,
        }
    )
