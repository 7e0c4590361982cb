"""Apps and connections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Refused, Transaction
from chalicelib.adapters.dynamodb.directory import claim
from chalicelib.adapters.dynamodb.documents import WorkspaceRow, document, read_document, unchanged
from chalicelib.adapters.warm import Warm
from chalicelib.domain.connection import App, Connection
from chalicelib.domain.errors import AlreadyExists, Conflict, NotFound
from chalicelib.domain.ids import AppId, ConnectionId, WorkspaceId
from chalicelib.scope import must_be_in

T = TypeVar("T", App, Connection)


@dataclass(frozen=True)
class DynamoConnections:
    """Keeps the ``Connections`` port. What it knows may be 60 s old; what it does not know, it asks for."""

    _apps: Warm[str, dict[str, App]] = field(default_factory=lambda: Warm(60, 200))
    _connections: Warm[str, dict[str, Connection]] = field(default_factory=lambda: Warm(60, 200))

    def app(self, workspace: WorkspaceId, app_id: AppId) -> App:
        """Raises ``NotFound``."""
        found = _first(self._apps, workspace, _read_apps, lambda app: app.id == app_id)
        if found is None:
            raise NotFound("app")
        return found

    def connection(self, workspace: WorkspaceId, connection_id: ConnectionId, *, fresh: bool = False) -> Connection:
        """``fresh``: as it is now. Raises ``NotFound``."""
        if fresh:
            self._connections.forget(workspace)
        found = _first(self._connections, workspace, _read_connections, lambda connection: connection.id == connection_id)
        if found is None:
            raise NotFound("connection")
        return found

    def by_account(self, workspace: WorkspaceId, app_id: AppId, account: str) -> Connection | None:
        """None when it is unknown, or another app's (I12)."""
        return _first(self._connections, workspace, _read_connections, lambda one: one.app_id == app_id and one.account == account)

    def apps(self, workspace: WorkspaceId) -> Sequence[App]:
        """As they are now."""
        self._apps.forget(workspace)
        return list(self._apps.get(workspace, lambda: _read_apps(workspace)).values())

    def connections(self, workspace: WorkspaceId) -> Sequence[Connection]:
        """As they are now."""
        self._connections.forget(workspace)
        return list(self._connections.get(workspace, lambda: _read_connections(workspace)).values())

    def save_app(self, workspace: WorkspaceId, app: App) -> None:
        """Raises ``Conflict`` when the version read has passed, ``AlreadyExists`` for an id that another workspace has."""
        writes = Transaction()
        writes.put("row", document(_apps(workspace), app.id, app, version=app.version), unchanged(app.version))
        claim(writes, "app", app.id, workspace, app.id)
        self._save(writes, self._apps, workspace, "The app")

    def save_connection(self, workspace: WorkspaceId, connection: Connection) -> None:
        """Raises ``Conflict``; ``AlreadyExists`` when another workspace or connection has its account."""
        writes = Transaction()
        row = document(keys.connections(workspace), connection.id, connection, version=connection.version)
        writes.put("row", row, unchanged(connection.version))
        # Its account never changes, so that it is claimed once; a worker that only pauses it need not reach the directory.
        if connection.version == 0:
            claim(writes, "account", f"{connection.channel}#{connection.account}", workspace, connection.id)
        self._save(writes, self._connections, workspace, "The connection")

    def _save(self, writes: Transaction, kept: Warm[str, dict[str, T]], workspace: WorkspaceId, what: str) -> None:
        # Whatever comes of it, what we knew is in doubt.
        kept.forget(workspace)
        try:
            writes.commit(tries=2)
        except Refused as refused:
            if "directory" in refused.names:
                raise AlreadyExists(f"{what} is registered already.") from refused
            raise Conflict(f"{what} changed meanwhile.") from refused


def _first(kept: Warm[str, dict[str, T]], workspace: str, read: Callable[[str], dict[str, T]], fits: Callable[[T], bool]) -> T | None:
    must_be_in(workspace)
    known = kept.peek(workspace)
    if known is not None and (found := next(filter(fits, known.values()), None)):
        return found
    # One just registered elsewhere must not be unknown for a minute.
    fresh = read(workspace)
    kept.put(workspace, fresh)
    return next(filter(fits, fresh.values()), None)


def _read_apps(workspace: str) -> dict[str, App]:
    return {app.id: app for app in (read_document(App, item) for item in calls.query_all(WorkspaceRow, _apps(workspace)))}


def _read_connections(workspace: str) -> dict[str, Connection]:
    items = calls.query_all(WorkspaceRow, keys.connections(workspace))
    return {connection.id: connection for connection in (read_document(Connection, item) for item in items)}


def _apps(workspace: str) -> str:
    return keys.of(workspace, "APPS")
