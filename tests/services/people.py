"""Members, their sign-ins, sockets, apps and secrets in memory; workspaces never see each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.adapters.tokens import SignedTokens
from chalicelib.domain.access import Role
from chalicelib.domain.connection import App, Connection, Sealed
from chalicelib.domain.errors import AlreadyExists, Conflict, NotFound, Rejected
from chalicelib.domain.flow.graph import Flow, FlowVersion
from chalicelib.domain.ids import AppId, ConnectionId, FlowId, MemberId, WorkspaceId
from chalicelib.domain.quarantine import QuarantineRecord
from chalicelib.domain.sign_in import SignIn, email_key
from chalicelib.domain.socket import Socket, Ticket
from chalicelib.domain.tokens import KeyRing
from chalicelib.domain.workspace import Member, Workspace
from chalicelib.scope import current_scope

NOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
RING = KeyRing(
    kid="k1",
    private_key="""-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgaWZQvTyN6Ja94UTX
IfK7uwVUu0q2ztp8hTZxFULjxw6hRANCAASaCM6Fqavs8+dg1I2YV8hqotaUwR0q
SivEWMoYJpbpSESS7eJPHQKsCLVhCZtXukxrlDt8PFHEHYbOoj74m1/J
-----END PRIVATE KEY-----""",
    refresh_key=b"r" * 32,
)


class Ring:
    def ring(self) -> KeyRing:
        return RING


class PlainPasswords:
    """Hashes by writing backwards, and counts how often it was asked."""

    def __init__(self) -> None:
        self.looks = 0

    def hash(self, password: str) -> str:
        return password[::-1]

    def matches(self, password: str, known: str | None) -> bool:
        self.looks += 1
        return known is not None and password[::-1] == known


class MemoryDirectory:
    def __init__(self) -> None:
        self.known: dict[tuple[str, str], tuple[WorkspaceId, str]] = {}

    def workspace_of(self, kind: str, key: str) -> tuple[WorkspaceId, str] | None:
        assert current_scope().job or current_scope().workspace is None
        return self.known.get((kind, key))

    def claim(self, kind: str, key: str, workspace: WorkspaceId, id: str) -> None:
        if self.known.setdefault((kind, key), (workspace, id)) != (workspace, id):
            raise AlreadyExists(f"This {kind} is taken.")


def _inside(workspace: str) -> None:
    assert current_scope().workspace == workspace, f"{workspace} was touched from {current_scope()}"


@dataclass
class MemoryMembers:
    directory: MemoryDirectory
    members: dict[tuple[str, str], Member] = field(default_factory=dict)
    hashes: dict[tuple[str, str], str] = field(default_factory=dict)
    reads: int = 0

    def get(self, workspace: WorkspaceId, member_id: MemberId) -> Member:
        _inside(workspace)
        self.reads += 1
        return _found(self.members, workspace, member_id, "member")

    def all(self, workspace: WorkspaceId) -> Sequence[Member]:
        return [member for (owner, _), member in self.members.items() if owner == workspace]

    def add(self, member: Member, password_hash: str) -> None:
        self.directory.claim("email", email_key(member.email), member.workspace, member.id)
        self.members[member.workspace, member.id] = member
        self.hashes[member.workspace, member.id] = password_hash

    def change(self, member: Member, **update: Any) -> Member:
        changed = member.model_copy(update=update)
        self.members[member.workspace, member.id] = changed
        return changed

    def password_hash(self, workspace: WorkspaceId, member_id: MemberId) -> str:
        _inside(workspace)
        return _found(self.hashes, workspace, member_id, "member")


@dataclass
class MemoryWorkspaces:
    workspaces: dict[str, Workspace] = field(default_factory=dict)

    def get(self, workspace: WorkspaceId) -> Workspace:
        if workspace not in self.workspaces:
            raise NotFound("workspace")
        return self.workspaces[workspace]

    def add(self, workspace: Workspace) -> None:
        if workspace.id in self.workspaces:
            raise AlreadyExists("This workspace exists.")
        self.workspaces[workspace.id] = workspace


@dataclass
class MemorySignIns:
    families: dict[tuple[str, str], SignIn] = field(default_factory=dict)
    before_save: list[Callable[[], object]] = field(default_factory=list)

    def get(self, workspace: WorkspaceId, sign_in_id: str) -> SignIn:
        _inside(workspace)
        return _found(self.families, workspace, sign_in_id, "sign-in")

    def add(self, sign_in: SignIn) -> None:
        _inside(sign_in.workspace)
        self.families[sign_in.workspace, sign_in.id] = sign_in.model_copy(update={"version": 1})

    def save(self, sign_in: SignIn) -> None:
        _inside(sign_in.workspace)
        if self.before_save:
            self.before_save.pop()()
        stored = self.families[sign_in.workspace, sign_in.id]
        if stored.version != sign_in.version:
            raise Conflict("The sign-in changed meanwhile.")
        self.families[sign_in.workspace, sign_in.id] = sign_in.model_copy(update={"version": sign_in.version + 1})


@dataclass
class MemoryAttempts:
    windows: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    def add(self, key: str, window: timedelta, *, now: datetime) -> tuple[int, datetime]:
        assert current_scope().job
        count, ends_at = self.windows.get(key, (0, now + window))
        if ends_at <= now:
            count, ends_at = 0, now + window
        self.windows[key] = (count + 1, ends_at)
        return self.windows[key]

    def clear(self, key: str) -> None:
        assert current_scope().job
        self.windows.pop(key, None)


@dataclass
class MemoryTickets:
    tickets: dict[str, Ticket] = field(default_factory=dict)

    def add(self, ticket: Ticket) -> None:
        _inside(ticket.workspace)
        self.tickets[ticket.key] = ticket

    def take(self, workspace: WorkspaceId, key: str, *, now: datetime) -> Ticket | None:
        _inside(workspace)
        ticket = self.tickets.get(key)
        if ticket is None or ticket.workspace != workspace:
            return None
        del self.tickets[key]
        return ticket if ticket.expires_at > now else None


@dataclass
class MemorySockets:
    directory: MemoryDirectory
    sockets: dict[str, Socket] = field(default_factory=dict)

    def add(self, socket: Socket) -> None:
        _inside(socket.workspace)
        self.sockets[socket.id] = socket
        self.directory.claim("socket", socket.id, socket.workspace, socket.id)

    def remove(self, workspace: WorkspaceId, socket_id: str) -> None:
        _inside(workspace)
        self.sockets.pop(socket_id, None)

    def of(self, workspace: WorkspaceId) -> Sequence[Socket]:
        _inside(workspace)
        return [socket for socket in self.sockets.values() if socket.workspace == workspace]


@dataclass
class RecordingPush:
    posted: list[tuple[str, str, bytes]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    deaf: bool = False

    def post(self, socket: Socket, frame: bytes) -> bool:
        self.posted.append((socket.id, socket.endpoint, frame))
        return not self.deaf

    def close(self, socket: Socket) -> None:
        if self.deaf:
            raise ConnectionError("gone")
        self.closed.append(socket.id)


@dataclass
class MemoryConnections:
    directory: MemoryDirectory
    apps_: dict[tuple[str, str], App] = field(default_factory=dict)
    connections_: dict[tuple[str, str], Connection] = field(default_factory=dict)

    def app(self, workspace: WorkspaceId, app_id: AppId) -> App:
        return _found(self.apps_, workspace, app_id, "app")

    def connection(self, workspace: WorkspaceId, connection_id: ConnectionId) -> Connection:
        return _found(self.connections_, workspace, connection_id, "connection")

    def by_account(self, workspace: WorkspaceId, app_id: AppId, account: str) -> Connection | None:
        known = self.connections(workspace)
        return next((each for each in known if (each.app_id, each.account) == (app_id, account)), None)

    def apps(self, workspace: WorkspaceId) -> Sequence[App]:
        return [app for (owner, _), app in self.apps_.items() if owner == workspace]

    def connections(self, workspace: WorkspaceId) -> Sequence[Connection]:
        return [connection for (owner, _), connection in self.connections_.items() if owner == workspace]

    def save_app(self, workspace: WorkspaceId, app: App) -> None:
        self.directory.claim("app", app.id, workspace, app.id)
        _save(self.apps_, workspace, app)

    def save_connection(self, workspace: WorkspaceId, connection: Connection) -> None:
        self.directory.claim("account", connection.account, workspace, connection.id)
        _save(self.connections_, workspace, connection)


class PlainVault:
    """Seals by writing the owner in front."""

    def seal(self, workspace: WorkspaceId, owner: str, secret: str) -> Sealed:
        return Sealed(ciphertext=f"{workspace}/{owner}/{secret}", last4=secret[-4:])

    def open(self, workspace: WorkspaceId, owner: str, sealed: Sealed) -> str:
        if not sealed.ciphertext.startswith(f"{workspace}/{owner}/"):
            raise Rejected("Sealed for another owner.")
        return sealed.ciphertext.removeprefix(f"{workspace}/{owner}/")


@dataclass
class MemoryQuarantine:
    records: dict[tuple[str, str], QuarantineRecord] = field(default_factory=dict)

    def add(self, workspace: WorkspaceId, record: QuarantineRecord) -> None:
        self.records.setdefault((workspace, record.id), record)

    def page(self, workspace: WorkspaceId, cursor: str | None, limit: int) -> tuple[Sequence[QuarantineRecord], str | None]:
        known = sorted((record for (owner, _), record in self.records.items() if owner == workspace), key=lambda r: r.at, reverse=True)
        begin = int(cursor or 0)
        return known[begin : begin + limit], str(begin + limit) if len(known) > begin + limit else None


@dataclass
class MemoryFlows:
    drafts: dict[tuple[str, str], Flow] = field(default_factory=dict)
    versions: dict[tuple[str, str], list[FlowVersion]] = field(default_factory=dict)

    def draft(self, workspace: WorkspaceId, flow_id: FlowId) -> Flow:
        return _found(self.drafts, workspace, flow_id, "flow")

    def save_draft(self, workspace: WorkspaceId, flow: Flow) -> None:
        self.drafts[workspace, flow.id] = flow

    def publish(self, workspace: WorkspaceId, flow: Flow, *, by: MemberId, now: datetime) -> FlowVersion:
        before = self.versions.setdefault((workspace, flow.id), [])
        before.append(FlowVersion(flow=flow, number=len(before) + 1, published_at=now, published_by=by))
        return before[-1]

    def version(self, workspace: WorkspaceId, flow_id: FlowId, number: int) -> FlowVersion:
        return self.versions[workspace, flow_id][number - 1]

    def live(self, workspace: WorkspaceId) -> Sequence[FlowVersion]:
        return [versions[-1] for (owner, _), versions in self.versions.items() if owner == workspace]

    def all(self, workspace: WorkspaceId) -> Sequence[tuple[Flow, int | None]]:
        return [(flow, len(self.versions.get(key, [])) or None) for key, flow in self.drafts.items() if key[0] == workspace]


@dataclass
class AnsweringChannel:
    """What the provider says of a number, or the error it answers with."""

    details: Mapping[str, str] = field(default_factory=lambda: {"name": "Clínica Aurora", "quality": "GREEN"})
    failure: Exception | None = None
    tokens: list[str] = field(default_factory=list)

    def named(self, channel: str) -> Any:
        if channel != "whatsapp":
            raise NotFound("channel")
        return self

    def inspect(self, connection: Connection, token: str) -> Mapping[str, str]:
        self.tokens.append(token)
        if self.failure:
            raise self.failure
        return self.details


def member_of(workspace: str, name: str, role: Role = Role.AGENT) -> Member:
    return Member(
        id=MemberId(f"{workspace}-{name}"), workspace=WorkspaceId(workspace), name=name.title(), email=f"{name}@{workspace}.example", role=role
    )


def tokens() -> SignedTokens:
    return SignedTokens(Ring())


def _found(rows: Mapping[tuple[str, str], Any], workspace: str, id: str, what: str) -> Any:
    if (workspace, id) not in rows:
        raise NotFound(what)
    return rows[workspace, id]


def _save(rows: dict[tuple[str, str], Any], workspace: str, row: Any) -> None:
    stored = rows.get((workspace, row.id))
    if (stored.version if stored else 0) != row.version:
        raise Conflict("It changed meanwhile.")
    rows[workspace, row.id] = row.model_copy(update={"version": row.version + 1})
