"""The shapes that more than one door shows: REST answers and socket frames are the same words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field

from chalicelib.domain.access import Permission, Role
from chalicelib.domain.contact import Contact
from chalicelib.domain.content import Content, Unsupported
from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.flow.session import Session, State, Value
from chalicelib.domain.message import REPEATED, Author, Cause, DeliveryStatus, Entry, Event, EventKind, Message
from chalicelib.domain.workspace import Member, Workspace

MAX_FRAME = 30_000
"""Bytes of one push: API Gateway takes 32 KB in a frame (128 KB in four); beyond, the browser is told to ask."""
MAX_RAW = 4_096
"""Characters of an unknown kind's JSON that are shown."""


class Asked(BaseModel, extra="forbid", defer_build=True):
    """A body or a query: nothing beside its fields. Built when first read, because every cold start imports every door."""


class Shown(BaseModel, defer_build=True):
    """An answer. Built when first made."""


class MeOut(Shown):
    """The member who is signed in, and what they may do."""

    id: str
    name: str
    email: str
    role: Role
    permissions: list[Permission]


class WorkspaceOut(Shown):
    """Where they are. ``language`` is BCP 47, ``time_zone`` an IANA name."""

    id: str
    name: str
    language: str
    time_zone: str


class AuthorOut(Shown):
    """Who speaks."""

    kind: Literal["contact", "agent", "bot", "system"]
    id: str | None
    name: str | None


class SnippetOut(Shown):
    """The last message, as a list shows it.

    ``seq`` is its place, ``at`` when it came. ``status``: how far one of ours has come, in lists, and where the message is told beside
    it; elsewhere None, and for the contact's: the entry at that place knows.
    """

    kind: str
    text: str
    author: Literal["contact", "agent", "bot", "system"]
    seq: int
    at: datetime
    status: DeliveryStatus | None


class ConversationOut(Shown):
    """A row of the inbox. ``address`` is ready to show."""

    id: str
    connection_id: str
    contact_id: str
    contact_name: str
    address: str
    channel: str
    status: Status
    assignee: str | None
    unread: int
    seq: int
    version: int
    snippet: SnippetOut | None
    last_inbound_at: datetime | None
    waiting_since: datetime | None
    """When the first thing was said that nobody, bot or person, has answered yet."""
    window_expires_at: datetime | None
    last_activity_at: datetime
    created_at: datetime


class ContactOut(Shown):
    """Who we talk to; ``addresses`` are ready to show."""

    id: str
    name: str
    addresses: list[str]
    created_at: datetime


class FlowSessionOut(Shown):
    """A contact's run through a flow, at the node where it stands."""

    id: str
    flow_id: str
    flow_name: str
    version: int
    node_id: str | None
    node_kind: str | None
    state: State
    variables: dict[str, Value]
    deadline_at: datetime | None
    started_at: datetime


class QuoteOut(Shown):
    """The message that was answered; both None when we do not have it."""

    message_id: str | None
    preview: str | None


class ReactionOut(Shown):
    """One person's emoji on a message."""

    author: AuthorOut
    emoji: str


class DeliveryErrorOut(Shown):
    """Why it did not arrive, and what may be done."""

    code: int | None
    cause: Cause | None
    reason: str
    action: str | None


class MessageEntry(Shown):
    """Something said. A known (conversation_id, seq) with a lower or equal ``revision`` is old news."""

    entry: Literal["message"] = "message"
    conversation_id: str
    seq: int
    id: str
    revision: int
    direction: Literal["inbound", "outbound"]
    author: AuthorOut
    content: Content
    reply_to: QuoteOut | None
    reactions: list[ReactionOut]
    status: DeliveryStatus | None
    error: DeliveryErrorOut | None
    at: datetime
    status_at: datetime | None
    due_at: datetime | None
    """Of a deferred one: when it is tried again."""
    repeated: bool
    """Sent once more on purpose: it may have arrived twice."""
    ahead_of: int | None
    """The place of an earlier message that it did not wait for any longer."""
    resent_by: AuthorOut | None
    client_id: str | None


class EventEntry(Shown):
    """Something done."""

    entry: Literal["event"] = "event"
    conversation_id: str
    seq: int
    id: str
    revision: int
    kind: EventKind
    actor: AuthorOut | None
    data: dict[str, str]
    at: datetime


EntryOut = Annotated[MessageEntry | EventEntry, Field(discriminator="entry")]


class ChangesFrame(Shown):
    """What a socket pushes."""

    kind: Literal["changes"] = "changes"
    conversations: list[ConversationOut]
    entries: list[EntryOut]


def me_out(member: Member) -> MeOut:
    """The member who is asking."""
    allowed = [permission for permission in get_args(Permission) if member.may(permission)]
    return MeOut(id=member.id, name=member.name, email=member.email, role=member.role, permissions=allowed)


def workspace_out(workspace: Workspace) -> WorkspaceOut:
    """The workspace, as its members see it."""
    return WorkspaceOut(id=workspace.id, name=workspace.name, language=workspace.language, time_zone=workspace.time_zone)


def conversation_out(conversation: Conversation, status: DeliveryStatus | None = None) -> ConversationOut:
    """A conversation as lists and frames show it. ``status``: of its last message, where a list knows it."""
    snippet = conversation.snippet
    return ConversationOut(
        id=conversation.id,
        connection_id=conversation.connection_id,
        contact_id=conversation.contact_id,
        contact_name=conversation.contact_name,
        address=conversation.shown_address,
        channel=conversation.address.channel,
        status=conversation.status,
        assignee=conversation.assignee,
        unread=conversation.to_read,
        seq=conversation.seq,
        version=conversation.version,
        snippet=SnippetOut(**(dict(snippet) | {"at": conversation.last_said_at}), status=status) if snippet else None,
        last_inbound_at=conversation.last_inbound_at,
        waiting_since=conversation.waits_since,
        window_expires_at=conversation.window_expires_at,
        last_activity_at=conversation.last_activity_at,
        created_at=conversation.created_at,
    )


def conversations_out(conversations: Iterable[Conversation], entries: Iterable[Entry]) -> list[ConversationOut]:
    """Conversations told together with entries, among which their last messages may be."""
    known = {entry.ref: entry.status for entry in entries if isinstance(entry, Message)}
    return [conversation_out(each, known.get(each.last_said_to) if each.last_said_to else None) for each in conversations]


def contact_out(contact: Contact) -> ContactOut:
    """A contact as the panel shows it."""
    return ContactOut(id=contact.id, name=contact.name, addresses=list(contact.shown), created_at=contact.created_at)


def session_out(session: Session) -> FlowSessionOut:
    """A run as the panel shows it; what its node remembers stays inside."""
    return FlowSessionOut(
        id=session.id,
        flow_id=session.flow_id,
        flow_name=session.flow_name,
        version=session.flow_version,
        node_id=session.node_id,
        node_kind=session.node_kind,
        state=session.state,
        variables=session.variables,
        deadline_at=session.deadline_at,
        started_at=session.started_at,
    )


def entry_out(entry: Entry) -> MessageEntry | EventEntry:
    """A line of the timeline."""
    return _event_out(entry) if isinstance(entry, Event) else message_out(entry)


def message_out(message: Message) -> MessageEntry:
    """A message, without what is only ours (provider's id, attempts, leases)."""
    quote, failure = message.reply_to, message.failure or (REPEATED if message.repeated else None)
    return MessageEntry(
        conversation_id=message.conversation_id,
        seq=message.seq,
        id=message.id,
        revision=message.revision,
        direction=message.direction,
        author=_author_out(message.author),
        content=_shortened(message.content),
        reply_to=QuoteOut(message_id=quote.message_id, preview=quote.preview) if quote else None,
        reactions=[ReactionOut(author=_author_out(reaction.author), emoji=reaction.emoji) for reaction in message.reactions],
        status=message.status,
        error=DeliveryErrorOut(code=failure.code, cause=failure.cause, reason=failure.reason, action=failure.action) if failure else None,
        at=message.at,
        status_at=message.status_at,
        due_at=message.due_at if message.status is DeliveryStatus.DEFERRED else None,
        repeated=message.repeated,
        ahead_of=message.ahead_of,
        resent_by=_author_out(message.resent_by) if message.resent_by else None,
        client_id=message.client_id,
    )


def frame(conversations: Iterable[Conversation], entries: Iterable[Entry]) -> bytes:
    """One push: what changed, or only that something did where that is too much for a frame."""
    entries = list(entries)
    changes = ChangesFrame(conversations=conversations_out(conversations, entries), entries=[entry_out(each) for each in entries])
    made = changes.model_dump_json().encode()
    return made if len(made) <= MAX_FRAME else b'{"kind":"changed"}'


def _shortened(content: Content) -> Content:
    if isinstance(content, Unsupported) and content.raw and len(content.raw) > MAX_RAW:
        return content.model_copy(update={"raw": content.raw[:MAX_RAW] + "…"})
    return content


def _event_out(event: Event) -> EventEntry:
    return EventEntry(
        conversation_id=event.conversation_id,
        seq=event.seq,
        id=event.id,
        revision=event.revision,
        kind=event.kind,
        actor=_author_out(event.actor) if event.actor else None,
        data=event.data,
        at=event.at,
    )


def _author_out(author: Author) -> AuthorOut:
    return AuthorOut(kind=author.kind, id=author.id, name=author.name)
