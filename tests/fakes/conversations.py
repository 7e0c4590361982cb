"""``Conversations`` and ``Contacts`` in memory."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from chalicelib.domain.address import Address
from chalicelib.domain.change import Change, Known
from chalicelib.domain.contact import Contact
from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.errors import AnotherConversationOpen, Conflict, Duplicate, NotFound, Rejected
from chalicelib.domain.flow.session import Session, State
from chalicelib.domain.ids import ConnectionId, ContactId, ConversationId, MemberId, WorkspaceId
from chalicelib.domain.message import NEWEST, UNSENT, DeliveryStatus, Entry, Event, Message, MessageReaction, MessageRef
from tests.fakes.store import MemoryStore


@dataclass(frozen=True)
class MemoryContacts:
    store: MemoryStore

    def get(self, workspace: WorkspaceId, contact_id: ContactId) -> Contact:
        if found := self.store.contacts.get((workspace, contact_id)):
            return found
        raise NotFound("contact")


@dataclass(frozen=True)
class MemoryConversations:
    store: MemoryStore

    def known(
        self, workspace: WorkspaceId, connection: ConnectionId, addresses: Sequence[Address], message_id: str, quoted: str | None
    ) -> Known:
        s = self.store
        owners = [self._owner(workspace, address) for address in addresses]
        owner = next((found for found in owners if found), None)
        foreign = tuple(a for a in addresses if s.aliases.get((workspace, a.key), owner) != owner)
        open_id = s.opened.get((workspace, connection, owner)) if owner else None
        ours, _ = s.sent.get((workspace, connection, quoted or ""), (None, 0))
        ref = (s.seen.get((workspace, connection, quoted)) or ours) if quoted else None
        entry = s.entries.get((workspace, ref.conversation_id, ref.seq)) if ref else None
        return Known(
            contact=s.contacts.get((workspace, owner)) if owner else None,
            conversation=s.conversations.get((workspace, open_id)) if open_id else None,
            session=s.sessions.get((workspace, open_id)) if open_id else None,
            quoted=entry if isinstance(entry, Message) else None,
            seen=(workspace, connection, message_id) in s.seen,
            foreign=foreign,
        )

    def _owner(self, workspace: WorkspaceId, address: Address) -> str | None:
        spellings = (address, *address.twins)
        return next((self.store.aliases[workspace, a.key] for a in spellings if (workspace, a.key) in self.store.aliases), None)

    def commit(self, workspace: WorkspaceId, change: Change) -> None:
        with self.store.lock:
            self._check(workspace, change)
            self._apply(workspace, change)

    def _check(self, workspace: WorkspaceId, change: Change) -> None:
        s, conversation = self.store, change.conversation
        if change.seen is not None and (workspace, conversation.connection_id, change.seen) in s.seen:
            raise Duplicate("This message is stored already.")
        if change.client_id is not None and (workspace, change.client_id) in s.clients:
            raise Duplicate("This message is stored already.")
        if (_opens(change) or _resolves(change)) and s.opened.get(
            (workspace, conversation.connection_id, conversation.contact_id), conversation.id
        ) != conversation.id:
            raise AnotherConversationOpen
        _same_version(s.conversations.get((workspace, conversation.id)), conversation.version)
        if change.session is not None:
            stored = s.sessions.get((workspace, conversation.id))
            if not (change.session.version == 0 and stored is not None and stored.state is State.DONE):
                _same_version(stored, change.session.version)
        if change.contact is not None:
            _same_version(s.contacts.get((workspace, change.contact.id)), change.contact.version)
            if any(s.aliases.get((workspace, a.key), change.contact.id) != change.contact.id for a in change.contact.addresses):
                raise Conflict(CHANGED)
        if any((workspace, entry.conversation_id, entry.seq) in s.entries for entry in change.entries):
            raise Conflict(CHANGED)
        if any(self._message(workspace, message.ref).status not in UNSENT for message in change.cancelled):
            raise Conflict(CHANGED)
        if change.reaction is not None:
            self._message(workspace, change.reaction[0])

    def _apply(self, workspace: WorkspaceId, change: Change) -> None:
        s, conversation = self.store, change.conversation
        s.conversations[workspace, conversation.id] = conversation.model_copy(update={"version": conversation.version + 1})
        s.changed_at[workspace, conversation.id, 0] = s.clock()
        for entry in change.entries:
            s.write_entry(workspace, entry)
            if isinstance(entry, Message):
                s.put_due_message(workspace, entry)
        if change.session is not None:
            self._put_session(workspace, change.session, rearmed=change.rearmed)
        if change.contact is not None:
            s.contacts[workspace, change.contact.id] = change.contact.model_copy(update={"version": change.contact.version + 1})
            s.aliases.update({(workspace, a.key): change.contact.id for a in change.contact.addresses})
        messages = [entry for entry in change.entries if isinstance(entry, Message)]
        if change.seen is not None:
            inbound = next((m.ref for m in messages if m.direction == "inbound"), None)
            s.seen[workspace, conversation.connection_id, change.seen] = inbound
        if change.client_id is not None:
            s.clients[workspace, change.client_id] = next((m.ref for m in messages if m.client_id == change.client_id), None)
        slot = (workspace, conversation.connection_id, conversation.contact_id)
        if _opens(change):
            s.opened[slot] = conversation.id
        elif _resolves(change) and s.opened.get(slot) == conversation.id:
            del s.opened[slot]
        for message in change.cancelled:
            stored = self._message(workspace, message.ref)
            s.change_message(workspace, stored, status=message.status, status_at=message.status_at, failure=message.failure, due_at=None)
        if change.reaction is not None:
            self._react(workspace, *change.reaction)

    def _put_session(self, workspace: WorkspaceId, session: Session, *, rearmed: bool) -> None:
        at = session.armed_for or session.rings_at
        if not session.live:
            self.store.drop_due(workspace, session.conversation_id, at, session.id)
        elif at is not None and rearmed:
            self.store.put_due_session(workspace, session, at)
        stored = session.model_copy(update={"version": session.version + 1})
        self.store.sessions[workspace, session.conversation_id] = stored

    def _react(self, workspace: WorkspaceId, ref: MessageRef, reaction: MessageReaction | None, key: str) -> None:
        message = self._message(workspace, ref)
        reactions = self.store.reactions.setdefault((workspace, ref.conversation_id, ref.seq), {})
        reactions.pop(key, None)
        if reaction is not None:
            reactions[key] = reaction
        self.store.change_message(workspace, message, reactions=tuple(reactions[each] for each in sorted(reactions)))

    def _message(self, workspace: WorkspaceId, ref: MessageRef) -> Message:
        entry = self.store.entries.get((workspace, ref.conversation_id, ref.seq))
        if not isinstance(entry, Message):
            raise Conflict(CHANGED)
        return entry

    def get(self, workspace: WorkspaceId, conversation_id: ConversationId) -> Conversation:
        return self.open_with_session(workspace, conversation_id)[0]

    def open_with_session(self, workspace: WorkspaceId, conversation_id: ConversationId) -> tuple[Conversation, Session | None]:
        if found := self.store.conversations.get((workspace, conversation_id)):
            return found, self.store.sessions.get((workspace, conversation_id))
        raise NotFound("conversation")

    def unsent(self, workspace: WorkspaceId, conversation_id: ConversationId) -> tuple[Message, ...]:
        newest, _ = self.entries(workspace, conversation_id, before=None, limit=NEWEST)
        return tuple(entry for entry in newest if isinstance(entry, Message) and entry.unsent_by_bot)

    def page(
        self, workspace: WorkspaceId, *, status: str | None, assignee: MemberId | Literal["none"] | None, cursor: str | None, limit: int
    ) -> tuple[tuple[Conversation, ...], str | None]:
        rows = sorted(self._list(workspace, status, assignee), key=_recency, reverse=True)
        if cursor is not None:
            rows = [c for c in rows if _recency(c) < _read_cursor(cursor)]
        page = tuple(rows[:limit])
        return page, _write_cursor(page[-1]) if len(rows) > limit else None

    def _list(self, workspace: WorkspaceId, status: str | None, assignee: str | None) -> list[Conversation]:
        if status is not None and assignee is not None:
            raise Rejected("Choose a status or an assignee, not both.")
        rows = [c for (owner, _), c in self.store.conversations.items() if owner == workspace]
        if status is not None:
            rows = [c for c in rows if c.status == status]
        if assignee is not None:
            rows = [c for c in rows if c.status is Status.OPEN and (c.assignee or "none") == assignee]
        return rows

    def count(self, workspace: WorkspaceId, *, status: str | None, assignee: MemberId | Literal["none"] | None, most: int) -> int:
        return min(len(self._list(workspace, status, assignee)), most)

    def statuses(self, workspace: WorkspaceId, refs: Sequence[MessageRef]) -> Mapping[MessageRef, DeliveryStatus]:
        entries = {ref: self.store.entries.get((workspace, ref.conversation_id, ref.seq)) for ref in refs}
        return {ref: entry.status for ref, entry in entries.items() if isinstance(entry, Message) and entry.status is not None}

    def entries(
        self, workspace: WorkspaceId, conversation_id: ConversationId, *, before: int | None, limit: int
    ) -> tuple[tuple[Entry, ...], bool]:
        # A timeline has no gaps: its page is found without a look at everybody else's.
        conversation = self.store.conversations.get((workspace, conversation_id))
        last = conversation.seq if conversation else 0
        found: list[Entry] = []
        for seq in range(last if before is None else min(last, before - 1), 0, -1):
            if (entry := self.store.entries.get((workspace, conversation_id, seq))) is not None:
                found.append(entry)
            if len(found) > limit:
                break
        return tuple(reversed(found[:limit])), len(found) > limit

    def entry(self, workspace: WorkspaceId, ref: MessageRef) -> Entry:
        if found := self.store.entries.get((workspace, ref.conversation_id, ref.seq)):
            return found
        raise NotFound("message")

    def by_client_id(self, workspace: WorkspaceId, client_id: str) -> MessageRef | None:
        return self.store.clients.get((workspace, client_id))

    def changed(
        self, workspace: WorkspaceId, since: datetime, limit: int, rest: str | None = None
    ) -> tuple[tuple[Conversation, ...], tuple[Entry, ...], datetime | None, str | None]:
        stamped = ((_bucket(at), place) for place, at in self.store.changed_at.items() if place[0] == workspace)
        found = sorted(each for each in stamped if rest is not None or each[0] >= _bucket(since))
        if rest is not None:
            found = [each for each in found if each > _read_rest(workspace, rest)]
        stamps = found[:limit]
        conversations = tuple(self.store.conversations[place[:2]] for _, place in stamps if place[2] == 0)
        entries = tuple(self.store.entries[place] for _, place in stamps if place[2] != 0)
        last = stamps[-1][0] if stamps else _read_rest(workspace, rest)[0] if rest is not None else None
        return conversations, entries, last, _rest(*stamps[-1]) if len(found) > limit else None


CHANGED = "It changed meanwhile."


def _opens(change: Change) -> bool:
    conversation = change.conversation
    new = conversation.version == 0 or any(isinstance(e, Event) and e.kind == "reopened" for e in change.entries)
    return new and conversation.status is not Status.RESOLVED


def _resolves(change: Change) -> bool:
    return change.conversation.status is Status.RESOLVED and any(isinstance(e, Event) and e.kind == "resolved" for e in change.entries)


def _same_version(stored: Conversation | Session | Contact | None, version: int) -> None:
    if (stored.version if stored else 0) != version:
        raise Conflict(CHANGED)


def _recency(conversation: Conversation) -> tuple[datetime, str]:
    return conversation.last_activity_at, conversation.id


def _write_cursor(conversation: Conversation) -> str:
    return base64.urlsafe_b64encode(f"{conversation.last_activity_at.isoformat()}|{conversation.id}".encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    try:
        at, _, id = base64.urlsafe_b64decode(cursor.encode()).decode().partition("|")
        return datetime.fromisoformat(at).astimezone(UTC), id
    except ValueError as error:
        raise Rejected("This cursor is not one of ours.") from error


def _bucket(at: datetime) -> datetime:
    """The ten seconds by which changes are kept."""
    return at.replace(second=at.second // 10 * 10, microsecond=0)


def _rest(at: datetime, place: tuple[str, str, int]) -> str:
    return f"{at.isoformat()}|{place[1]}|{place[2]}"


def _read_rest(workspace: str, rest: str) -> tuple[datetime, tuple[str, str, int]]:
    try:
        at, conversation_id, seq = rest.split("|")
        return datetime.fromisoformat(at), (workspace, conversation_id, int(seq))
    except ValueError as error:
        raise Rejected("This cursor is not one of ours.") from error
