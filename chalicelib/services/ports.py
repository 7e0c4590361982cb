"""What services need from outside, in domain words. Every method takes the workspace first; adapters keep these by shape."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from chalicelib.domain.address import Address

# The shapes that adapters build too live in the domain: adapters never import services.
from chalicelib.domain.change import Change as Change
from chalicelib.domain.change import Known as Known
from chalicelib.domain.connection import App, Connection, Sealed
from chalicelib.domain.contact import Contact
from chalicelib.domain.content import Content
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.due import Due as Due
from chalicelib.domain.flow.graph import Flow, FlowVersion
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import AppId, ConnectionId, ContactId, ConversationId, FlowId, MemberId, WorkspaceId
from chalicelib.domain.inbound import Fact, Item, StatusChanged
from chalicelib.domain.message import Claim, DeliveryStatus, Entry, Failure, Message, MessageRef
from chalicelib.domain.quarantine import QuarantineRecord as QuarantineRecord
from chalicelib.domain.sign_in import SignIn
from chalicelib.domain.socket import Socket as Socket
from chalicelib.domain.socket import Ticket as Ticket
from chalicelib.domain.tokens import Access as Access
from chalicelib.domain.tokens import KeyRing as KeyRing
from chalicelib.domain.tokens import Refresh as Refresh
from chalicelib.domain.workspace import Member, Workspace

# ---- conversations


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
        self, workspace: WorkspaceId, since: datetime, limit: int
    ) -> tuple[tuple[Conversation, ...], tuple[Entry, ...], datetime | None, bool]:
        """What changed at or after ``since``, oldest change first: at most ``limit`` rows, often fewer; when the last of them changed
        (None: nothing did), and whether more may follow."""
        ...


class Contacts(Protocol):
    def get(self, workspace: WorkspaceId, contact_id: ContactId) -> Contact:
        """Raises ``NotFound``."""
        ...


# ---- delivery


class Deliveries(Protocol):
    """The outbound ladder in storage: attempts, provider ids, statuses."""

    def load(self, workspace: WorkspaceId, ref: MessageRef) -> tuple[Conversation, Message]:
        """Raises ``NotFound``. One batched read."""
        ...

    def claim(self, workspace: WorkspaceId, message: Message, *, lease_until: datetime, now: datetime) -> Message | None:
        """queued -> sending, with its attempt's row: the message as it stands now; None when it was not queued any more."""
        ...

    def accepted(self, workspace: WorkspaceId, connection: ConnectionId, message: Message, provider_id: str, *, now: datetime) -> None:
        """sending -> accepted, with the alias of the provider's id; statuses parked before are applied in the same breath."""
        ...

    def settled(
        self, workspace: WorkspaceId, message: Message, status: DeliveryStatus, *, now: datetime,
        failure: Failure | None = None, due_at: datetime | None = None, next_attempt: bool = False,
        repeated: bool = False,
    ) -> None:  # fmt: skip
        """sending -> failed, deferred(due_at), paused or queued again (``next_attempt``; ``repeated``: the one before may have arrived).

        Nothing when it moved on meanwhile.
        """
        ...

    def requeued(self, workspace: WorkspaceId, ref: MessageRef, *, now: datetime) -> Claim | None:
        """A due message made ready for another put on the queue; None when it is not waiting any more."""
        ...

    def climbed(self, workspace: WorkspaceId, ref: MessageRef, attempt: int | None, changed: StatusChanged) -> bool:
        """One conditional update, only upwards; False when the message does not exist (a lower status is True: nothing to do)."""
        ...

    def find(self, workspace: WorkspaceId, connection: ConnectionId, provider_id: str) -> MessageRef | None:
        """By the alias of the provider's id."""
        ...

    def park(self, workspace: WorkspaceId, connection: ConnectionId, changed: StatusChanged) -> bool:
        """Keeps a status for a message nobody knows yet; False when its alias has appeared meanwhile."""
        ...


class Outbox(Protocol):
    """The outbound FIFO queue: ids only, one group per connection and contact."""

    def put(self, claims: Sequence[tuple[Claim, str]]) -> None:
        """Each claim with its group's key. One batched call per ten. A repeated (message, attempt, put) is swallowed by the queue."""
        ...


class Later(Protocol):
    """The queue for what must wait at most 15 minutes."""

    def put(self, claim: Claim, group: str, delay_seconds: int) -> None: ...


class Lanes(Protocol):
    """Where a webhook's items go before it is answered."""

    def put(self, items: Sequence[Item]) -> None:
        """Durable when it returns; raises otherwise. One batched call a lane for up to ten items; beyond, storage and one pointer."""
        ...

    def unpack(self, pointer: str) -> Sequence[Item]:
        """The items a pointer stands for."""
        ...


class Redelivery(Protocol):
    """When a queue hands a failed record over again."""

    def after(self, record: Mapping[str, Any], seconds: int) -> None:
        """Makes a record in flight, as Lambda got it, visible again in so many seconds."""
        ...


class Dues(Protocol):
    """The ``due`` table: global, reached only inside ``system_scope``."""

    def before(self, moment: datetime, limit: int) -> Sequence[Due]: ...

    def drop(self, due: Due) -> None: ...


class Alarms(Protocol):
    """The ``wait`` state machine."""

    def arm(self, workspace: WorkspaceId, session: Session) -> None:
        """Sleeps until ``session.armed_for`` and wakes it. The same (session, arming) twice is one alarm."""
        ...


# ---- what the channel needs


class Channel(Protocol):
    """One channel's language. The only file that speaks it is in ``adapters/channels``."""

    def handshake(self, query: Mapping[str, str], verify_token: str) -> str | None:
        """The challenge to answer, or None to refuse."""
        ...

    def verify(self, body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        """Whether one of the secrets signed these bytes. Constant time; no secret, no header: False."""
        ...

    def split(self, body: bytes, app_id: AppId, received_at: datetime) -> Sequence[Item]:
        """Every entry x change x item, on its lane. Raises ``Rejected`` for what is not JSON or not an envelope."""
        ...

    def parse(self, item: Item) -> Sequence[Fact]:
        """Never raises for content: the unknown becomes ``Unsupported`` or ``Unrecognised`` with its JSON kept."""
        ...

    def check(self, content: Content) -> None:
        """Raises ``ContentInvalid`` naming the limit that the content breaks."""
        ...

    def send(self, connection: Connection, token: str, to: Address, content: Content, *, reply_to: str | None, reference: str) -> str:
        """The provider's id of the message. Raises a ``ChannelError``; see domain/errors.py for what each promises."""
        ...

    def inspect(self, connection: Connection, token: str) -> Mapping[str, str]:
        """What the provider says of the account (name, quality, subscribed). Raises a ``ChannelError``."""
        ...


class Channels(Protocol):
    def named(self, channel: str) -> Channel:
        """Raises ``NotFound``."""
        ...


# ---- workspaces


class Directory(Protocol):
    """What must be found before a workspace is known. Global; ids only; reached only inside ``system_scope``."""

    def workspace_of(self, kind: Literal["app", "account", "email", "socket"], key: str) -> tuple[WorkspaceId, str] | None:
        """The workspace and the id there; None when unknown or expired."""
        ...


class Connections(Protocol):
    """Apps and connections of a workspace. Reads may be up to 60 s old."""

    def app(self, workspace: WorkspaceId, app_id: AppId) -> App:
        """Raises ``NotFound``."""
        ...

    def connection(self, workspace: WorkspaceId, connection_id: ConnectionId) -> Connection:
        """Raises ``NotFound``."""
        ...

    def by_account(self, workspace: WorkspaceId, app_id: AppId, account: str) -> Connection | None:
        """The number under the app that signed; None when it is unknown, or another app's (I12)."""
        ...

    def apps(self, workspace: WorkspaceId) -> Sequence[App]: ...

    def connections(self, workspace: WorkspaceId) -> Sequence[Connection]: ...

    def save_app(self, workspace: WorkspaceId, app: App) -> None:
        """Raises ``Conflict`` when the version read has passed."""
        ...

    def save_connection(self, workspace: WorkspaceId, connection: Connection) -> None:
        """Also claims its account in the directory: raises ``AlreadyExists`` when another workspace or app has it."""
        ...


class Vault(Protocol):
    """Secrets at rest (KMS, encryption context = workspace and owner)."""

    def seal(self, workspace: WorkspaceId, owner: str, secret: str) -> Sealed: ...

    def open(self, workspace: WorkspaceId, owner: str, sealed: Sealed) -> str:
        """Kept at most 60 s in memory. Raises ``Rejected`` when it was sealed for another owner."""
        ...


class Quarantine(Protocol):
    def add(self, workspace: WorkspaceId, record: QuarantineRecord) -> None:
        """The same id again changes nothing."""
        ...

    def page(self, workspace: WorkspaceId, cursor: str | None, limit: int) -> tuple[Sequence[QuarantineRecord], str | None]:
        """Newest first."""
        ...


class Flows(Protocol):
    """Drafts, and published versions that never change."""

    def draft(self, workspace: WorkspaceId, flow_id: FlowId) -> Flow:
        """Raises ``NotFound``."""
        ...

    def save_draft(self, workspace: WorkspaceId, flow: Flow) -> None: ...

    def publish(self, workspace: WorkspaceId, flow: Flow, *, by: MemberId, now: datetime) -> FlowVersion:
        """The next version, numbered from 1. Raises ``Conflict`` when someone published meanwhile."""
        ...

    def version(self, workspace: WorkspaceId, flow_id: FlowId, number: int) -> FlowVersion:
        """Raises ``NotFound``. Versions never change, so they may be kept in memory."""
        ...

    def live(self, workspace: WorkspaceId) -> Sequence[FlowVersion]:
        """The newest published version of each flow; may be up to 15 s old."""
        ...

    def all(self, workspace: WorkspaceId) -> Sequence[tuple[Flow, int | None]]:
        """Each draft with its latest published number."""
        ...


# ---- people


class Members(Protocol):
    def get(self, workspace: WorkspaceId, member_id: MemberId) -> Member:
        """Raises ``NotFound``."""
        ...

    def all(self, workspace: WorkspaceId) -> Sequence[Member]: ...

    def add(self, member: Member, password_hash: str) -> None:
        """Claims the e-mail in the directory under ``domain.sign_in.email_key``: raises ``AlreadyExists``."""
        ...

    def password_hash(self, workspace: WorkspaceId, member_id: MemberId) -> str: ...


class Workspaces(Protocol):
    def get(self, workspace: WorkspaceId) -> Workspace: ...

    def add(self, workspace: Workspace) -> None:
        """Raises ``AlreadyExists``."""
        ...


# ---- signing in


class SignIns(Protocol):
    """Families of refresh tokens, in their workspace."""

    def get(self, workspace: WorkspaceId, sign_in_id: str) -> SignIn:
        """A consistent read. Raises ``NotFound``, also once ``expires_at`` has passed."""
        ...

    def add(self, sign_in: SignIn) -> None: ...

    def save(self, sign_in: SignIn) -> None:
        """Raises ``Conflict`` when the version read has passed; the store adds one."""
        ...


class Attempts(Protocol):
    """Counted tries, each in a window that begins with the first. Global; reached only inside ``system_scope``."""

    def add(self, key: str, window: timedelta, *, now: datetime) -> tuple[int, datetime]:
        """One more try: how many in this window, and when it ends. A window that has ended counts for nothing."""
        ...

    def clear(self, key: str) -> None: ...


class Tickets(Protocol):
    def add(self, ticket: Ticket) -> None: ...

    def take(self, workspace: WorkspaceId, key: str, *, now: datetime) -> Ticket | None:
        """Takes it away: of many takers, one gets it. None when unknown, taken or expired (I8)."""
        ...


class TokenKeys(Protocol):
    def ring(self) -> KeyRing:
        """Kept in memory for at most 5 minutes."""
        ...


class Tokens(Protocol):
    """The two tokens of a browser."""

    def access(self, access: Access, *, now: datetime, expires_at: datetime) -> str: ...

    def read_access(self, token: str, *, now: datetime) -> Access:
        """Raises ``NotSignedIn`` for anything but a token of ours that is good now."""
        ...

    def refresh(self, refresh: Refresh) -> str:
        """Always the same for the same three, so that it need not be stored."""
        ...

    def read_refresh(self, token: str) -> Refresh:
        """Raises ``SignedOut`` unless we made it. Says nothing about whether it is still good."""
        ...


class Passwords(Protocol):
    def hash(self, password: str) -> str: ...

    def matches(self, password: str, known: str | None) -> bool:
        """Whether it is the one that was hashed. None (nobody there) takes as long as a wrong one."""
        ...


# ---- live


class Sockets(Protocol):
    def add(self, socket: Socket) -> None: ...

    def remove(self, workspace: WorkspaceId, socket_id: str) -> None: ...

    def of(self, workspace: WorkspaceId) -> Sequence[Socket]:
        """Those not expired. One call."""
        ...


class Push(Protocol):
    def post(self, socket: Socket, frame: bytes) -> bool:
        """False when the browser has gone."""
        ...

    def close(self, socket: Socket) -> None: ...


class StreamRows(Protocol):
    """Reads the rows a table's stream reports."""

    def read(self, image: Mapping[str, Any]) -> tuple[WorkspaceId, Conversation | Entry] | None:
        """The conversation or entry of a DynamoDB image; None for any other row."""
        ...
