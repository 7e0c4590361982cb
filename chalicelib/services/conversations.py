"""Reads conversations and moves them between the bot, people and done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from chalicelib.domain.access import may_assign_others
from chalicelib.domain.change import Change
from chalicelib.domain.contact import Contact
from chalicelib.domain.conversation import TAKEN_OVER, Conversation, Status
from chalicelib.domain.errors import AnotherConversationOpen, Conflict, NotAllowed, Rejected
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import ConversationId, MemberId, WorkspaceId
from chalicelib.domain.message import NEWEST, DeliveryStatus, Entry, Event, Message
from chalicelib.domain.workspace import Member
from chalicelib.services.journal import MAX_RACES, Journal
from chalicelib.services.ports.conversations import Contacts, Conversations
from chalicelib.services.ports.workspaces import Members

OVERLAP = timedelta(seconds=30)
"""Changes are read again this far back: an index may learn of two writes in another order than they were made."""
CHANGES_PAGE = 200
MOST = 1_000
"""Conversations that are counted of a list: beyond, nobody minds the number."""
MIDWAY = "~"
"""In the cursor of a reading that has not come to its end, before its rest."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Transition = Callable[[Conversation], tuple[Conversation, Event] | None]
"""None: it is so already, and nothing is written."""


@dataclass(frozen=True)
class Changes:
    """What changed since a cursor. ``more``: ask again at once with the new cursor."""

    conversations: tuple[Conversation, ...]
    entries: tuple[Entry, ...]
    cursor: str
    more: bool


@dataclass(frozen=True)
class Page:
    """Some of a list: its conversations, how far their last words have come where those were ours, and the cursor of the next page."""

    conversations: tuple[Conversation, ...]
    statuses: Mapping[ConversationId, DeliveryStatus]
    cursor: str | None


@dataclass(frozen=True)
class Counts:
    """How many conversations each view has, counted up to ``most``."""

    mine: int
    unassigned: int
    bot: int
    all: int
    most: int = MOST


@dataclass(frozen=True)
class ConversationDesk:
    """What an agent sees and does, apart from answering."""

    conversations: Conversations
    contacts: Contacts
    members: Members
    journal: Journal

    def page(
        self, workspace: WorkspaceId, *, status: Status | None, assignee: MemberId | Literal["none"] | None, cursor: str | None, limit: int
    ) -> Page:
        """Newest activity first. ``limit``: at most 100. Raises ``Rejected`` for a cursor that is not ours."""
        found, rest = self.conversations.page(workspace, status=status, assignee=assignee, cursor=cursor, limit=limit)
        told = {each.id: ref for each in found if (ref := each.last_said_to)}
        try:
            statuses = self.conversations.statuses(workspace, tuple(told.values()))
        except Conflict:
            # Throttled to the end: a list without ticks is still a list.
            statuses = {}
        return Page(found, {id: statuses[ref] for id, ref in told.items() if ref in statuses}, rest)

    def counts(self, workspace: WorkspaceId, me: MemberId) -> Counts:
        """How many conversations each view of the inbox has. Four calls, each of at most 125 read units: not for every change."""

        def count(*, status: Status | None = None, assignee: MemberId | Literal["none"] | None = None) -> int:
            return self.conversations.count(workspace, status=status, assignee=assignee, most=MOST)

        return Counts(mine=count(assignee=me), unassigned=count(assignee="none"), bot=count(status=Status.BOT), all=count())

    def get(self, workspace: WorkspaceId, conversation_id: ConversationId) -> tuple[Conversation, Contact, Session | None]:
        """Raises ``NotFound``."""
        conversation, session = self.conversations.open_with_session(workspace, conversation_id)
        return conversation, self.contacts.get(workspace, conversation.contact_id), session

    def entries(
        self, workspace: WorkspaceId, conversation_id: ConversationId, *, before: int | None, limit: int
    ) -> tuple[tuple[Entry, ...], bool]:
        """A page of the timeline, oldest first. Raises ``NotFound`` where there is no such conversation."""
        entries, older = self.conversations.entries(workspace, conversation_id, before=before, limit=limit)
        if not entries and before is None:
            self.conversations.get(workspace, conversation_id)
        return entries, older

    def changes(self, workspace: WorkspaceId, cursor: str | None, now: datetime) -> Changes:
        """Without a cursor: nothing but a fresh one. Raises ``Rejected`` for one we did not give."""
        if cursor is None:
            return Changes((), (), _cursor(now), more=False)
        since, rest = _read_cursor(cursor)
        # What was told may change again while a reading goes on, or is broken off: the next one begins where this one began.
        began = since if rest else now
        conversations, entries, last, more = self.conversations.changed(workspace, since - OVERLAP, CHANGES_PAGE, rest)
        if more is not None:
            return Changes(conversations, entries, _cursor(began) + MIDWAY + more, more=True)
        reached = min(last, began) if last else since
        return Changes(conversations, entries, _cursor(reached if rest else max(since, reached)), more=False)

    def assign(
        self, workspace: WorkspaceId, conversation_id: ConversationId, member_id: MemberId | None, by: Member, now: datetime,
        *, only_if_unassigned: bool = False,
    ) -> Conversation:  # fmt: skip
        """Agents take conversations for themselves, and put down their own; others may give them to anyone.

        Raises ``Conflict`` where somebody else has what was to be taken only from nobody.
        """
        to = self.members.get(workspace, member_id) if member_id is not None else None
        if to is not None and not to.may("conversation.reply"):
            raise Rejected(f"{to.name} cannot answer conversations.")

        def given(conversation: Conversation) -> tuple[Conversation, Event] | None:
            own = to.id == by.id if to else conversation.assignee == by.id
            if not own and not may_assign_others(by.role):
                raise NotAllowed("Agents assign conversations to themselves only.")
            if only_if_unassigned and conversation.assignee not in (None, member_id):
                raise Conflict("A colleague has taken this conversation.")
            if conversation.assignee == member_id and conversation.status is not Status.RESOLVED:
                return None
            return conversation.assigned(to.author if to else None, by.author, now)

        return self._move(workspace, conversation_id, given, now)

    def take_over(self, workspace: WorkspaceId, conversation_id: ConversationId, by: Member, now: datetime) -> Conversation:
        """The bot stops where it is, and what it has not sent yet is never sent."""

        def taken(conversation: Conversation) -> tuple[Conversation, Event] | None:
            mine = conversation.status is Status.OPEN and conversation.assignee == by.id
            return None if mine else conversation.taken_over(by.author, now)

        return self._move(workspace, conversation_id, taken, now, pause=True)

    def give_back(self, workspace: WorkspaceId, conversation_id: ConversationId, by: Member, now: datetime) -> Conversation:
        """The bot goes on where it stopped; with no run to go on with, the next message starts one."""
        return self._move(workspace, conversation_id, lambda c: c.given_back(by.author, now), now, unpause=True)

    def resolve(self, workspace: WorkspaceId, conversation_id: ConversationId, by: Member, now: datetime) -> Conversation:
        """Done: the bot's run ends with it."""
        return self._move(workspace, conversation_id, lambda c: c.resolved(by.author, now), now, pause=True)

    def reopen(self, workspace: WorkspaceId, conversation_id: ConversationId, by: Member, now: datetime) -> Conversation:
        """Raises ``AnotherConversationOpen`` when the contact has one over the same connection."""
        return self._move(workspace, conversation_id, lambda c: c.reopened(by.author, now), now)

    def read(self, workspace: WorkspaceId, conversation_id: ConversationId, now: datetime) -> Conversation:
        """Somebody looked; no line in the timeline, and no write where nothing was unread."""
        for _ in range(MAX_RACES):
            conversation = self.conversations.get(workspace, conversation_id)
            after = conversation.read()
            if after is conversation:
                return conversation
            try:
                self.journal.write(workspace, Change(after), now)
            except Conflict:
                continue
            return _stored(after)
        raise Conflict("The conversation keeps changing; try again.")

    def _move(
        self, workspace: WorkspaceId, conversation_id: ConversationId, transition: Transition, now: datetime,
        *, pause: bool = False, unpause: bool = False,
    ) -> Conversation:  # fmt: skip
        for _ in range(MAX_RACES):
            conversation, session = self.conversations.open_with_session(workspace, conversation_id)
            moves = transition(conversation)
            if moves is None:
                return conversation
            after, event = moves
            cancelled: tuple[Message, ...] = ()
            moved = session
            if pause and conversation.status is Status.BOT:
                moved = session.paused() if session else None
                newest, _ = self.conversations.entries(workspace, conversation_id, before=None, limit=NEWEST)
                cancelled = _cancelled(newest, now)
                if cancelled:
                    ended = {message.seq: message for message in cancelled}
                    after = after.waiting_as_told([ended.get(entry.seq, entry) for entry in newest])
            if unpause and session:
                moved = session.unpaused()
            if after.status is Status.RESOLVED and moved:
                moved = moved.ended()
            changed = moved if moved != session else None
            try:
                change = Change(after, entries=(event,), session=changed, rearmed=unpause, cancelled=cancelled)
                self.journal.write(workspace, change, now)
            except AnotherConversationOpen:
                raise
            except Conflict:
                continue
            return _stored(after)
        raise Conflict("The conversation keeps changing; try again.")


def _cancelled(newest: Sequence[Entry], now: datetime) -> tuple[Message, ...]:
    """What the bot has not sent, and never will."""
    return tuple(entry.cancelled(TAKEN_OVER, now) for entry in newest if isinstance(entry, Message) and entry.unsent_by_bot)


def _stored(conversation: Conversation) -> Conversation:
    return conversation.model_copy(update={"version": conversation.version + 1})


def _cursor(moment: datetime) -> str:
    return str((moment - EPOCH) // timedelta(microseconds=1))


def _read_cursor(cursor: str) -> tuple[datetime, str | None]:
    """The moment; of a reading under way: when it began, and its rest. Raises ``Rejected``."""
    digits, midway, rest = cursor.partition(MIDWAY)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 17) or (midway and not rest):
        raise Rejected("This cursor is not one of ours.")
    return EPOCH + timedelta(microseconds=int(digits)), rest or None
