"""Workspaces, members, sign-ins, sockets and the directory in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from chalicelib.domain.errors import AlreadyExists, Conflict, NotFound, PasswordChanged
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.sign_in import SignIn, email_key
from chalicelib.domain.socket import Socket, Ticket
from chalicelib.domain.workspace import Member, Workspace
from chalicelib.scope import ScopeError, current_scope, must_be_in

T = TypeVar("T")
Clock = Callable[[], datetime]


def now_utc() -> datetime:
    return datetime.now(UTC)


def inside(workspace: str) -> None:
    """As the tripwire: only the workspace entered may be touched."""
    must_be_in(workspace)


def by_the_system() -> None:
    """As the tripwire: the global tables are read by the system."""
    if current_scope().job is None:
        raise ScopeError(f"A global table was touched from {current_scope()}")


def found(rows: Mapping[tuple[str, str], T], workspace: str, id: str, what: str) -> T:
    """The row, of this workspace only."""
    inside(workspace)
    if (workspace, id) not in rows:
        raise NotFound(what)
    return rows[workspace, id]


@dataclass
class MemoryDirectory:
    clock: Clock = now_utc
    known: dict[tuple[str, str], tuple[WorkspaceId, str]] = field(default_factory=dict)
    ends: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def workspace_of(self, kind: str, key: str) -> tuple[WorkspaceId, str] | None:
        by_the_system()
        if (kind, key) in self.ends and self.ends[kind, key] <= self.clock():
            return None
        return self.known.get((kind, key))

    def claim(self, kind: str, key: str, workspace: WorkspaceId, id: str, ends: datetime | None = None) -> None:
        """Takes a place nobody else has, for the other twins."""
        if self.known.get((kind, key), (workspace, id)) != (workspace, id):
            raise AlreadyExists(f"This {kind} is taken.")
        self.known[kind, key] = (workspace, id)
        if ends is not None:
            self.ends[kind, key] = ends

    def release(self, kind: str, key: str) -> None:
        self.known.pop((kind, key), None)


@dataclass
class MemoryMembers:
    directory: MemoryDirectory
    members: dict[tuple[str, str], Member] = field(default_factory=dict)
    hashes: dict[tuple[str, str], str] = field(default_factory=dict)
    reads: int = 0

    def get(self, workspace: WorkspaceId, member_id: MemberId) -> Member:
        self.reads += 1
        return found(self.members, workspace, member_id, "member")

    def all(self, workspace: WorkspaceId) -> Sequence[Member]:
        inside(workspace)
        return [member for (owner, _), member in sorted(self.members.items()) if owner == workspace]

    def add(self, member: Member, password_hash: str) -> None:
        inside(member.workspace)
        if (member.workspace, member.id) in self.members:
            raise AlreadyExists("Somebody has this id already.")
        self.directory.claim("email", email_key(member.email), member.workspace, member.id)
        self.members[member.workspace, member.id] = member
        self.hashes[member.workspace, member.id] = password_hash

    def change(self, member: Member, **update: Any) -> Member:
        """A member as they are from now on, whatever of them; no port has this yet."""
        changed = member.model_copy(update=update)
        self.members[member.workspace, member.id] = changed
        return changed

    def rename(self, workspace: WorkspaceId, member_id: MemberId, name: str) -> Member:
        return self.change(found(self.members, workspace, member_id, "member"), name=name)

    def password_hash(self, workspace: WorkspaceId, member_id: MemberId) -> str:
        return found(self.hashes, workspace, member_id, "member")

    def change_password(self, workspace: WorkspaceId, member_id: MemberId, *, was: str, now: str) -> None:
        inside(workspace)
        if self.hashes.get((workspace, member_id)) != was:
            raise PasswordChanged
        self.hashes[workspace, member_id] = now


@dataclass
class MemoryWorkspaces:
    workspaces: dict[str, Workspace] = field(default_factory=dict)

    def get(self, workspace: WorkspaceId) -> Workspace:
        inside(workspace)
        if workspace not in self.workspaces:
            raise NotFound("workspace")
        return self.workspaces[workspace]

    def add(self, workspace: Workspace) -> None:
        inside(workspace.id)
        if workspace.id in self.workspaces:
            raise AlreadyExists("There is such a workspace already.")
        self.workspaces[workspace.id] = workspace


@dataclass
class MemorySignIns:
    """``hashes``: the members' passwords. ``before_save``: what others do at that very moment, once each.

    ``old``: ids of families from before lists were kept. ``stale``: what the list says of those that the release before ended.
    """

    clock: Clock = now_utc
    hashes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    families: dict[tuple[str, str], SignIn] = field(default_factory=dict)
    before_save: list[Callable[[], object]] = field(default_factory=list)
    old: set[str] = field(default_factory=set)
    stale: dict[tuple[str, str], SignIn] = field(default_factory=dict)

    def get(self, workspace: WorkspaceId, sign_in_id: str) -> SignIn:
        family = found(self.families, workspace, sign_in_id, "sign-in")
        if family.expires_at <= self.clock():
            raise NotFound("sign-in")
        return family

    def add(self, sign_in: SignIn, *, password_hash: str) -> None:
        if self.hashes.get((sign_in.workspace, sign_in.member_id)) != password_hash:
            raise PasswordChanged
        self._write(sign_in)

    def of(self, workspace: WorkspaceId, member_id: MemberId, limit: int = 100) -> Sequence[SignIn]:
        inside(workspace)
        return [each for each in self._live({**self.families, **self.stale}, workspace, member_id) if each.id not in self.old][:limit]

    def unlisted(self, workspace: WorkspaceId, member_id: MemberId) -> Sequence[SignIn]:
        inside(workspace)
        return [each for each in self._live(self.families, workspace, member_id) if each.id in self.old]

    def _live(self, families: Mapping[tuple[str, str], SignIn], workspace: str, member_id: str) -> list[SignIn]:
        """Newest first."""
        now, newest = self.clock(), sorted(families.items(), reverse=True)
        known = [each for (owner, _), each in newest if (owner, each.member_id) == (workspace, member_id)]
        return [each for each in known if each.revoked_at is None and each.expires_at > now]

    def save(self, sign_in: SignIn) -> None:
        if self.before_save:
            self.before_save.pop()()
        self._write(sign_in)

    def _write(self, sign_in: SignIn) -> None:
        inside(sign_in.workspace)
        stored = self.families.get((sign_in.workspace, sign_in.id))
        if (stored.version if stored else 0) != sign_in.version:
            raise Conflict("The sign-in changed meanwhile.")
        self.families[sign_in.workspace, sign_in.id] = sign_in.model_copy(update={"version": sign_in.version + 1})
        self.old.discard(sign_in.id)
        self.stale.pop((sign_in.workspace, sign_in.id), None)


@dataclass
class MemoryAttempts:
    windows: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    def add(self, key: str, window: timedelta, *, now: datetime) -> tuple[int, datetime]:
        by_the_system()
        count, ends_at = self.windows.get(key, (0, now + window))
        if ends_at <= now:
            count, ends_at = 0, now + window
        self.windows[key] = (count + 1, ends_at)
        return self.windows[key]

    def clear(self, key: str) -> None:
        by_the_system()
        self.windows.pop(key, None)


@dataclass
class MemoryTickets:
    tickets: dict[tuple[str, str], Ticket] = field(default_factory=dict)

    def add(self, ticket: Ticket) -> None:
        inside(ticket.workspace)
        self.tickets[ticket.workspace, ticket.key] = ticket

    def take(self, workspace: WorkspaceId, key: str, *, now: datetime) -> Ticket | None:
        inside(workspace)
        ticket = self.tickets.pop((workspace, key), None)
        return ticket if ticket and ticket.expires_at > now else None


@dataclass
class MemorySockets:
    directory: MemoryDirectory
    clock: Clock = now_utc
    sockets: dict[tuple[str, str], Socket] = field(default_factory=dict)

    def add(self, socket: Socket) -> None:
        inside(socket.workspace)
        self.directory.claim("socket", socket.id, socket.workspace, socket.id, socket.expires_at)
        self.sockets[socket.workspace, socket.id] = socket

    def remove(self, workspace: WorkspaceId, socket_id: str) -> None:
        inside(workspace)
        if self.sockets.pop((workspace, socket_id), None):
            self.directory.release("socket", socket_id)

    def of(self, workspace: WorkspaceId) -> Sequence[Socket]:
        inside(workspace)
        now = self.clock()
        return [socket for (owner, _), socket in sorted(self.sockets.items()) if owner == workspace and socket.expires_at > now]


@dataclass
class RecordingPush:
    """``deaf``: every browser has gone."""

    posted: list[tuple[str, str, bytes]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    deaf: bool = False

    def post(self, socket: Socket, frame: bytes) -> bool:
        self.posted.append((socket.id, socket.endpoint, frame))
        return not self.deaf

    def close(self, socket: Socket) -> None:
        self.closed.append(socket.id)
