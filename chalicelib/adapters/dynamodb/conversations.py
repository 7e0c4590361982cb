"""Conversations, their timelines and sessions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chalicelib.adapters.dynamodb import calls, commit, cursors, keys, known, rows
from chalicelib.adapters.dynamodb.guards import GUARD, GuardRow, read_ref
from chalicelib.adapters.dynamodb.rows import ConversationRow, EntryRow, read_conversation, read_entry, read_session
from chalicelib.adapters.dynamodb.tables import now_utc
from chalicelib.domain.address import Address
from chalicelib.domain.change import Change, Known
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.errors import NotFound, Rejected
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import ConnectionId, ConversationId, MemberId, WorkspaceId
from chalicelib.domain.message import NEWEST, DeliveryStatus, Entry, Message, MessageRef


@dataclass(frozen=True)
class DynamoConversations:
    """Keeps the ``Conversations`` port. ``clock`` says when a row was written: later than any ``now`` its writer was given."""

    clock: Callable[[], datetime] = now_utc

    def known(
        self, workspace: WorkspaceId, connection: ConnectionId, addresses: Sequence[Address], message_id: str, quoted: str | None
    ) -> Known:
        """Two calls; a third where the hint at the current conversation is out of date."""
        return known.known(workspace, connection, addresses, message_id, quoted)

    def commit(self, workspace: WorkspaceId, change: Change) -> None:
        """One call. Raises ``Duplicate`` or ``Conflict``."""
        commit.commit(workspace, change, self.clock())

    def get(self, workspace: WorkspaceId, conversation_id: ConversationId) -> Conversation:
        """Raises ``NotFound``."""
        if item := calls.get(ConversationRow, keys.conversation(workspace, conversation_id), "conversation"):
            return read_conversation(item)
        raise NotFound("conversation")

    def open_with_session(self, workspace: WorkspaceId, conversation_id: ConversationId) -> tuple[Conversation, Session | None]:
        """One consistent read. Raises ``NotFound``."""
        # Only these two sort after every capital letter.
        items = calls.query(ConversationRow, keys.conversation(workspace, conversation_id), ConversationRow.sk >= "conversation")
        found = {item["sk"]["S"]: item for item in items}
        if "conversation" not in found:
            raise NotFound("conversation")
        return read_conversation(found["conversation"]), read_session(found["session"]) if "session" in found else None

    def unsent(self, workspace: WorkspaceId, conversation_id: ConversationId) -> tuple[Message, ...]:
        """The bot's messages that have not left, among the newest 50 entries."""
        newest, _ = self.entries(workspace, conversation_id, before=None, limit=NEWEST)
        return tuple(entry for entry in newest if isinstance(entry, Message) and entry.unsent_by_bot)

    def page(
        self, workspace: WorkspaceId, *, status: str | None, assignee: MemberId | Literal["none"] | None, cursor: str | None, limit: int
    ) -> tuple[tuple[Conversation, ...], str | None]:
        """One call. Raises ``Rejected`` for a bad cursor."""
        index, pk = _list(workspace, status, assignee)
        start = cursors.start(workspace, index, pk, cursor) if cursor is not None else None
        items = calls.query(ConversationRow, pk, index=index, newest_first=True, limit=limit + 1, start=start)
        page = tuple(read_conversation(item) for item in items[:limit])
        return page, cursors.after(page[-1]) if len(items) > limit else None

    def count(self, workspace: WorkspaceId, *, status: str | None, assignee: MemberId | Literal["none"] | None, most: int) -> int:
        """One call: a row is below a KB, so that a thousand fit in 1 MB."""
        index, pk = _list(workspace, status, assignee)
        return calls.count(ConversationRow, pk, index=index, most=most)

    def statuses(self, workspace: WorkspaceId, refs: Sequence[MessageRef]) -> Mapping[MessageRef, DeliveryStatus]:
        """One call; none where nothing is asked. As they stood a moment ago."""
        if not refs:
            return {}
        places = {ref: (keys.conversation(workspace, ref.conversation_id), keys.timeline(ref.seq)) for ref in refs}
        found = calls.batch_get(((EntryRow, *place) for place in places.values()), only="status")
        return {ref: DeliveryStatus(found[place]["status"]["S"]) for ref, place in places.items() if "status" in found.get(place, ())}

    def entries(
        self, workspace: WorkspaceId, conversation_id: ConversationId, *, before: int | None, limit: int
    ) -> tuple[tuple[Entry, ...], bool]:
        """One call; fewer than ``limit`` where they would not fit in 1 MB."""
        last = keys.timeline(before - 1 if before is not None else 10**10 - 1)
        timeline = EntryRow.sk.between(keys.timeline(0), last)
        items, cut = calls.query_page(EntryRow, keys.conversation(workspace, conversation_id), timeline, newest_first=True, limit=limit + 1)
        entries = tuple(entry for item in reversed(items[:limit]) if (entry := read_entry(item)))
        return entries, cut or len(items) > limit

    def entry(self, workspace: WorkspaceId, ref: MessageRef) -> Entry:
        """Raises ``NotFound``."""
        item = calls.get(EntryRow, keys.conversation(workspace, ref.conversation_id), keys.timeline(ref.seq))
        if item and (entry := read_entry(item)):
            return entry
        raise NotFound("message")

    def by_client_id(self, workspace: WorkspaceId, client_id: str) -> MessageRef | None:
        """The message a browser's id was used for."""
        return read_ref(calls.get(GuardRow, keys.of(workspace, "CLIENT", client_id), GUARD))

    def changed(
        self, workspace: WorkspaceId, since: datetime, limit: int, rest: str | None = None
    ) -> tuple[tuple[Conversation, ...], tuple[Entry, ...], datetime | None, str | None]:
        """One call, oldest change first; no more than fit in 1 MB. Raises ``Rejected`` for a ``rest`` that is not ours."""
        pk = rows.changes(workspace)
        start = cursors.change(workspace, pk, rest) if rest is not None else None
        # From a row on, whatever ``since`` says: DynamoDB refuses a beginning outside of the condition.
        condition = ConversationRow.by_change_sk >= (start["by_change_sk"]["S"] if start else rows.change_key(since))
        items, more = calls.query_page(ConversationRow, pk, condition, index="by_change", limit=limit, start=start)
        conversations = tuple(read_conversation(item) for item in items if item["sk"]["S"] == "conversation")
        entries = tuple(entry for item in items if item["sk"]["S"] != "conversation" and (entry := read_entry(item)))
        newest = items[-1] if items else start
        last = rows.read_change_key(newest["by_change_sk"]["S"]) if newest else None
        return conversations, entries, last, cursors.after_change(items[-1]) if more else None


def _list(workspace: str, status: str | None, assignee: str | None) -> tuple[str, str]:
    """The index of a list, and the list's key there."""
    if status is not None and assignee is not None:
        raise Rejected("Choose a status or an assignee, not both.")
    if status is not None:
        return "by_status", rows.status_list(workspace, status)
    if assignee is not None:
        return "by_assignee", rows.assignee_list(workspace, assignee)
    return "by_activity", rows.activity_list(workspace)
