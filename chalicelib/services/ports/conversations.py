"""Conversations and contacts, kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from chalicelib.domain.address import Address
from chalicelib.domain.change import Change, Known
from chalicelib.domain.contact import Contact
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import ConnectionId, ContactId, ConversationId, MemberId, WorkspaceId
from chalicelib.domain.message import DeliveryStatus, Entry, Message, MessageRef


class Conversations(Protocol):
    """Conversations, their timelines and sessions."""

    def known(
        self, workspace: WorkspaceId, connection: ConnectionId, addresses: Sequence[Address], message_id: str, quoted: str | None
    ) -> Known:
        """Everything a new message needs, in two chained batched reads. Addresses' twins are looked up too."""
        ...

    def commit(self, workspace: WorkspaceId, change: Change) -> None:
        """Writes a change. Raises ``Duplicate`` for ``seen`` or ``client_id``, ``Conflict`` for any other refusal."""
        ...

    def get(self, workspace: WorkspaceId, conversation_id: ConversationId) -> Conversation:
        """Raises ``NotFound``."""
        ...

    def open_with_session(self, workspace: WorkspaceId, conversation_id: ConversationId) -> tuple[Conversation, Session | None]:
        """One consistent read of both. Raises ``NotFound``."""
        ...

    def unsent(self, workspace: WorkspaceId, conversation_id: ConversationId) -> tuple[Message, ...]:
        """The bot's messages that have not left yet, oldest first (looks at the newest 50 entries)."""
        ...

    def page(
        self, workspace: WorkspaceId, *, status: str | None, assignee: MemberId | Literal["none"] | None, cursor: str | None, limit: int
    ) -> tuple[tuple[Conversation, ...], str | None]:
        """Newest activity first; one call whatever the size. ``assignee`` means open ones. Raises ``Rejected`` for a bad cursor."""
        ...

    def count(self, workspace: WorkspaceId, *, status: str | None, assignee: MemberId | Literal["none"] | None, most: int) -> int:
        """How many conversations a list has, counted no further than ``most``. One call."""
        ...

    def statuses(self, workspace: WorkspaceId, refs: Sequence[MessageRef]) -> Mapping[MessageRef, DeliveryStatus]:
        """How far those of at most 100 messages have come that were sent. One call, or none."""
        ...

    def entries(
        self, workspace: WorkspaceId, conversation_id: ConversationId, *, before: int | None, limit: int
    ) -> tuple[tuple[Entry, ...], bool]:
        """A page of the timeline, oldest first, and whether there are older ones. One call."""
        ...

    def entry(self, workspace: WorkspaceId, ref: MessageRef) -> Entry:
        """Raises ``NotFound``."""
        ...

    def by_client_id(self, workspace: WorkspaceId, client_id: str) -> MessageRef | None: ...

    def changed(
        self, workspace: WorkspaceId, since: datetime, limit: int, rest: str | None = None
    ) -> tuple[tuple[Conversation, ...], tuple[Entry, ...], datetime | None, str | None]:
        """What changed at or after ``since``, and some of what changed within ten seconds before it; oldest change first.

        At most ``limit`` rows, often fewer; about when the last of them changed, never later (None: nothing did); and what to ask with
        for the rest, where more may follow. One call. Raises ``Rejected`` for a ``rest`` it never gave.
        """
        ...


class Contacts(Protocol):
    def get(self, workspace: WorkspaceId, contact_id: ContactId) -> Contact:
        """Raises ``NotFound``."""
        ...
