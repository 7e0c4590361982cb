"""Connections, secrets, flows, canned replies and quarantine in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain.canned_reply import CannedReply
from chalicelib.domain.connection import App, Connection, Sealed
from chalicelib.domain.errors import AlreadyExists, Conflict, NotFound, Rejected
from chalicelib.domain.flow.graph import Flow, FlowVersion
from chalicelib.domain.ids import AppId, CannedReplyId, ConnectionId, FlowId, MemberId, WorkspaceId
from chalicelib.domain.quarantine import QuarantineRecord
from tests.fakes.people import MemoryDirectory, found, inside


@dataclass
class MemoryConnections:
    directory: MemoryDirectory
    apps_: dict[tuple[str, str], App] = field(default_factory=dict)
    connections_: dict[tuple[str, str], Connection] = field(default_factory=dict)

    def app(self, workspace: WorkspaceId, app_id: AppId) -> App:
        return found(self.apps_, workspace, app_id, "app")

    def connection(self, workspace: WorkspaceId, connection_id: ConnectionId, *, fresh: bool = False) -> Connection:
        return found(self.connections_, workspace, connection_id, "connection")

    def by_account(self, workspace: WorkspaceId, app_id: AppId, account: str) -> Connection | None:
        known = self.connections(workspace)
        return next((each for each in known if (each.app_id, each.account) == (app_id, account)), None)

    def apps(self, workspace: WorkspaceId) -> Sequence[App]:
        inside(workspace)
        return [app for (owner, _), app in sorted(self.apps_.items()) if owner == workspace]

    def connections(self, workspace: WorkspaceId) -> Sequence[Connection]:
        inside(workspace)
        return [connection for (owner, _), connection in sorted(self.connections_.items()) if owner == workspace]

    def save_app(self, workspace: WorkspaceId, app: App) -> None:
        inside(workspace)
        stored = self.apps_.get((workspace, app.id))
        _check_version(stored.version if stored else 0, app.version)
        self.directory.claim("app", app.id, workspace, app.id)
        self.apps_[workspace, app.id] = app.model_copy(update={"version": app.version + 1})

    def save_connection(self, workspace: WorkspaceId, connection: Connection) -> None:
        inside(workspace)
        stored = self.connections_.get((workspace, connection.id))
        _check_version(stored.version if stored else 0, connection.version)
        self.directory.claim("account", f"{connection.channel}#{connection.account}", workspace, connection.id)
        self.connections_[workspace, connection.id] = connection.model_copy(update={"version": connection.version + 1})


def _check_version(stored: int, read: int) -> None:
    if stored != read:
        raise Conflict("It changed meanwhile.")


class PlainVault:
    """Seals by writing the owner in front."""

    def seal(self, workspace: WorkspaceId, owner: str, secret: str) -> Sealed:
        return Sealed(ciphertext=f"{workspace}/{owner}/{secret}", last4=secret[-4:] if len(secret) >= 12 else "")

    def open(self, workspace: WorkspaceId, owner: str, sealed: Sealed) -> str:
        if not sealed.ciphertext.startswith(f"{workspace}/{owner}/"):
            raise Rejected("This secret was sealed for something else; enter it again.")
        return sealed.ciphertext.removeprefix(f"{workspace}/{owner}/")


@dataclass
class MemoryQuarantine:
    records: dict[tuple[str, str], QuarantineRecord] = field(default_factory=dict)

    def add(self, workspace: WorkspaceId, record: QuarantineRecord) -> None:
        inside(workspace)
        known = self.records.get((workspace, record.id))
        fresh = {"cause": record.cause, "reason": record.reason, "replayed_at": None, "replayed_by": None}
        again = replace(known, times=known.times + 1, **fresh) if known else record
        self.records[workspace, record.id] = again

    def get(self, workspace: WorkspaceId, record_id: str) -> QuarantineRecord:
        return found(self.records, workspace, record_id, "record")

    def page(
        self, workspace: WorkspaceId, cursor: str | None, limit: int, *, waiting: bool = True, oldest_first: bool = False
    ) -> tuple[Sequence[QuarantineRecord], str | None]:
        inside(workspace)
        if cursor is not None and "Z-" not in cursor:
            raise Rejected("This cursor is not one of ours.")
        known = [each for (owner, _), each in self.records.items() if owner == workspace and not (waiting and each.replayed_at)]
        known.sort(key=_place, reverse=not oldest_first)
        if cursor is not None:
            known = [each for each in known if (_place(each) > cursor if oldest_first else _place(each) < cursor)]
        page = [each.shown for each in known[:limit]]
        return page, _place(page[-1]) if len(known) > limit else None

    def replayed(self, workspace: WorkspaceId, record: QuarantineRecord, *, by: MemberId, now: datetime) -> QuarantineRecord:
        known = self.get(workspace, record.id)
        if (known.times, known.replayed_at) == (record.times, None):
            known = self.records[workspace, record.id] = replace(known, replayed_at=now, replayed_by=by)
        return known.shown


def _place(record: QuarantineRecord) -> str:
    return f"{record.at:%Y-%m-%dT%H:%M:%S.%fZ}-{record.id}"


@dataclass
class MemoryFlows:
    drafts: dict[tuple[str, str], Flow] = field(default_factory=dict)
    versions: dict[tuple[str, str], list[FlowVersion]] = field(default_factory=dict)

    def draft(self, workspace: WorkspaceId, flow_id: FlowId) -> Flow:
        return found(self.drafts, workspace, flow_id, "flow")

    def save_draft(self, workspace: WorkspaceId, flow: Flow) -> None:
        inside(workspace)
        self.drafts[workspace, flow.id] = flow

    def publish(self, workspace: WorkspaceId, flow: Flow, *, by: MemberId, now: datetime) -> FlowVersion:
        inside(workspace)
        before = self.versions.setdefault((workspace, flow.id), [])
        before.append(FlowVersion(flow=flow, number=len(before) + 1, published_at=now, published_by=by))
        return before[-1]

    def version(self, workspace: WorkspaceId, flow_id: FlowId, number: int) -> FlowVersion:
        inside(workspace)
        known = self.versions.get((workspace, flow_id), [])
        if not 0 < number <= len(known):
            raise NotFound("flow version")
        return known[number - 1]

    def live(self, workspace: WorkspaceId) -> Sequence[FlowVersion]:
        inside(workspace)
        return [versions[-1] for (owner, _), versions in sorted(self.versions.items()) if owner == workspace]

    def all(self, workspace: WorkspaceId) -> Sequence[tuple[Flow, int | None]]:
        inside(workspace)
        return [(flow, len(self.versions.get(key, [])) or None) for key, flow in sorted(self.drafts.items()) if key[0] == workspace]


@dataclass
class MemoryCannedReplies:
    replies: dict[tuple[str, str], CannedReply] = field(default_factory=dict)

    def get(self, workspace: WorkspaceId, reply_id: CannedReplyId) -> CannedReply:
        return found(self.replies, workspace, reply_id, "canned reply")

    def all(self, workspace: WorkspaceId) -> Sequence[CannedReply]:
        inside(workspace)
        return [reply for (owner, _), reply in sorted(self.replies.items()) if owner == workspace]

    def save(self, workspace: WorkspaceId, reply: CannedReply, *, was: str | None = None) -> CannedReply:
        others = [each for each in self.all(workspace) if each.id != reply.id]
        if was != reply.shortcut and any(each.shortcut == reply.shortcut for each in others):
            raise AlreadyExists(f"Another canned reply has the shortcut /{reply.shortcut}.")
        stored = self.replies.get((workspace, reply.id))
        _check_version(stored.version if stored else 0, reply.version)
        after = self.replies[workspace, reply.id] = reply.model_copy(update={"version": reply.version + 1})
        return after

    def remove(self, workspace: WorkspaceId, reply: CannedReply) -> None:
        inside(workspace)
        stored = self.replies.get((workspace, reply.id))
        _check_version(stored.version if stored else 0, reply.version)
        del self.replies[workspace, reply.id]
