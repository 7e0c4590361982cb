"""Connections: one number (or account) of a channel each."""

from datetime import UTC, datetime
from typing import Literal

from pydantic import Field

from chalicelib import bootstrap
from chalicelib.domain.connection import Connection
from chalicelib.domain.ids import AppId, ConnectionId
from chalicelib.entrypoints.resource import Resource
from chalicelib.entrypoints.wire import Asked, Shown

routes = Resource(__name__)

ACCOUNT = r"^[A-Za-z0-9_.-]+$"


class ConnectionIn(Asked):
    """A new connection. On WhatsApp ``account`` is the phone_number_id and ``group_account`` the WABA id. The token never comes out."""

    app_id: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1, max_length=120)
    account: str = Field(min_length=1, max_length=64, pattern=ACCOUNT)
    group_account: str = Field(min_length=1, max_length=64, pattern=ACCOUNT)
    shown: str = Field(min_length=1, max_length=40)
    token: str = Field(min_length=8, max_length=1_024)


class ConnectionPatch(Asked):
    """What to change; another account is another connection."""

    name: str | None = Field(default=None, min_length=1, max_length=120)
    shown: str | None = Field(default=None, min_length=1, max_length=40)
    token: str | None = Field(default=None, min_length=8, max_length=1_024)
    state: Literal["running", "paused"] | None = None
    rate: int | None = Field(default=None, ge=1, le=1_000, description="Messages a second that WhatsApp allows this number.")


class ConnectionOut(Shown):
    """A connection; of its token only the end."""

    id: str
    app_id: str
    channel: str
    name: str
    account: str
    group_account: str
    shown: str
    token_last4: str
    state: Literal["running", "paused"]
    pause_reason: str | None
    pause_code: int | None
    rate: int
    created_at: datetime


class ConnectionsOut(Shown):
    """In the order they were registered."""

    connections: list[ConnectionOut]


class ConnectionCheckOut(Shown):
    """What the channel says of it: its details, or why it refuses."""

    ok: bool
    details: dict[str, str]
    code: int | None
    reason: str | None


@routes.get("/connections", allow="connection.manage")
def list_connections() -> ConnectionsOut:
    """The workspace's connections."""
    found = bootstrap.connections().all(routes.workspace)
    return ConnectionsOut(connections=[_connection_out(connection) for connection in found])


@routes.post("/connections", status=201, allow="connection.manage")
def create_connection(body: ConnectionIn) -> ConnectionOut:
    """Registers a number under an app. A number belongs to one app of one workspace."""
    connection = bootstrap.connections().add(
        routes.workspace,
        app_id=AppId(body.app_id),
        name=body.name,
        account=body.account,
        group_account=body.group_account,
        shown=body.shown,
        token=body.token,
        now=datetime.now(UTC),
    )
    return _connection_out(connection)


@routes.get("/connections/{connection_id}", allow="connection.manage")
def get_connection(connection_id: str) -> ConnectionOut:
    """A connection."""
    return _connection_out(bootstrap.connections().get(routes.workspace, ConnectionId(connection_id)))


@routes.patch("/connections/{connection_id}", allow="connection.manage")
def change_connection(connection_id: str, body: ConnectionPatch) -> ConnectionOut:
    """Changes a connection's names, token or rate, pauses it or lets it run: what waited is then sent."""
    connection = bootstrap.connections().change(
        routes.workspace,
        ConnectionId(connection_id),
        name=body.name,
        shown=body.shown,
        token=body.token,
        state=body.state,
        rate=body.rate,
        now=datetime.now(UTC),
    )
    return _connection_out(connection)


@routes.post("/connections/{connection_id}/check", allow="connection.manage")
def check_connection(connection_id: str) -> ConnectionCheckOut:
    """Asks the channel how the connection is."""
    health = bootstrap.connections().check(routes.workspace, ConnectionId(connection_id))
    return ConnectionCheckOut(ok=health.ok, details=dict(health.details), code=health.code, reason=health.reason)


def _connection_out(connection: Connection) -> ConnectionOut:
    return ConnectionOut(
        id=connection.id,
        app_id=connection.app_id,
        channel=connection.channel,
        name=connection.name,
        account=connection.account,
        group_account=connection.group_account,
        shown=connection.shown,
        token_last4=connection.token.last4,
        state=connection.state,
        pause_reason=connection.pause_reason,
        pause_code=connection.pause_code,
        rate=connection.rate,
        created_at=connection.created_at,
    )
