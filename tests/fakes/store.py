"""What the twins of the tables share: one store, one lock, one clock."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import RLock

from chalicelib.domain.connection import Connection
from chalicelib.domain.contact import Contact
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.due import Due, Waiting
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import ConversationId, SessionId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import Entry, Message, MessageReaction, MessageRef

Place = tuple[str, str, int]
"""A timeline entry's: workspace, conversation, seq."""


@dataclass
class MemoryStore:
    """The rows. ``clock`` stamps what changed, as the tables' own does."""

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    lock: RLock = field(default_factory=RLock)
    conversations: dict[tuple[str, str], Conversation] = field(default_factory=dict)
    sessions: dict[tuple[str, str], Session] = field(default_factory=dict)
    entries: dict[Place, Entry] = field(default_factory=dict)
    changed_at: dict[tuple[str, str, int], datetime] = field(default_factory=dict)
    """When each conversation (seq 0) and entry was last written."""
    reactions: dict[Place, dict[str, MessageReaction]] = field(default_factory=dict)
    contacts: dict[tuple[str, str], Contact] = field(default_factory=dict)
    aliases: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: dict[tuple[str, str, str], MessageRef | None] = field(default_factory=dict)
    clients: dict[tuple[str, str], MessageRef | None] = field(default_factory=dict)
    opened: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """The one unresolved conversation of (workspace, connection, contact)."""
    sent: dict[tuple[str, str, str], tuple[MessageRef, int]] = field(default_factory=dict)
    """The message and the attempt of a provider's id."""
    parked: dict[tuple[str, str, str], list[StatusChanged]] = field(default_factory=dict)
    dues: dict[str, Due] = field(default_factory=dict)
    waiting: dict[tuple[str, str, str], Waiting] = field(default_factory=dict)
    """The paused messages of each connection."""
    connections: dict[tuple[str, str], Connection] = field(default_factory=dict)

    def write_entry(self, workspace: str, entry: Entry) -> None:
        """Stores an entry as it stands, and that it changed."""
        place = (workspace, entry.conversation_id, entry.seq)
        self.entries[place] = entry
        self.changed_at[place] = self.clock()

    def change_message(self, workspace: str, message: Message, **update: object) -> Message:
        """Stores the next revision of a message."""
        after = message.model_copy(update={"revision": message.revision + 1, **update})
        self.write_entry(workspace, after)
        return after

    def put_due_message(self, workspace: str, message: Message) -> None:
        """Puts the row that has an unsettled message looked at again."""
        if message.due_at is not None:
            due = Due(WorkspaceId(workspace), message.conversation_id, message.due_at, "message", seq=message.seq)
            self.put_due(due, str(message.seq))

    def put_due_session(self, workspace: str, session: Session, at: datetime) -> None:
        due = Due(WorkspaceId(workspace), session.conversation_id, at, "session", session_id=session.id)
        self.put_due(due, session.id)

    def drop_due(self, workspace: str, conversation: ConversationId, at: datetime | None, tail: int | SessionId) -> None:
        if at is not None:
            self.dues.pop(f"{at.isoformat()}|{workspace}|{conversation}|{tail}", None)

    def put_due(self, due: Due, tail: str) -> None:
        key = f"{due.at.isoformat()}|{due.workspace}|{due.conversation_id}|{tail}"
        self.dues[key] = replace(due, key=key)
