"""Apps and connections: what must be known before a channel works. Secrets go in and never come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from chalicelib.domain.connection import App, Connection
from chalicelib.domain.errors import ChannelError
from chalicelib.domain.ids import AppId, ConnectionId, WorkspaceId, new_id
from chalicelib.services.breaker import Breaker
from chalicelib.services.ports.channels import Channels
from chalicelib.services.ports.workspaces import Connections, Vault


@dataclass(frozen=True)
class Health:
    """What a channel said of a connection: good, or why not."""

    ok: bool
    details: Mapping[str, str] = field(default_factory=dict)
    code: int | None = None
    reason: str | None = None


@dataclass(frozen=True)
class ConnectionDesk:
    """Registers apps and connections, changes them, and asks the channel how they are."""

    connections: Connections
    channels: Channels
    vault: Vault
    breaker: Breaker

    def apps(self, workspace: WorkspaceId) -> Sequence[App]:
        """In the order they were registered."""
        return sorted(self.connections.apps(workspace), key=lambda app: app.created_at)

    def app(self, workspace: WorkspaceId, app_id: AppId) -> App:
        """Raises ``NotFound``."""
        return self.connections.app(workspace, app_id)

    def add_app(
        self, workspace: WorkspaceId, *, name: str, channel: str, secret: str, verify_token: str, now: datetime, app_id: AppId | None = None
    ) -> App:
        """Raises ``NotFound`` for a channel we do not speak."""
        self.channels.named(channel)
        new = app_id or AppId(new_id(now))
        app = App(
            id=new,
            name=name,
            channel=channel,
            secrets=(self.vault.seal(workspace, new, secret),),
            verify_token=self.vault.seal(workspace, new, verify_token),
            created_at=now,
        )
        self.connections.save_app(workspace, app)
        return app

    def change_app(
        self,
        workspace: WorkspaceId,
        app_id: AppId,
        *,
        name: str | None = None,
        new_secret: str | None = None,
        clear_old_secret: bool = False,
        verify_token: str | None = None,
    ) -> App:
        """A new secret stands beside the one before it until that is cleared, so that nothing signed meanwhile is refused."""
        app = self.connections.app(workspace, app_id)
        kept = app.secrets[:1]
        secrets = (self.vault.seal(workspace, app.id, new_secret), *kept) if new_secret else app.secrets
        update: dict[str, object] = {"secrets": secrets[:1] if clear_old_secret else secrets}
        if name is not None:
            update["name"] = name
        if verify_token is not None:
            update["verify_token"] = self.vault.seal(workspace, app.id, verify_token)
        changed = app.model_copy(update=update)
        if changed != app:
            self.connections.save_app(workspace, changed)
        return changed

    def all(self, workspace: WorkspaceId) -> Sequence[Connection]:
        """In the order they were registered."""
        return sorted(self.connections.connections(workspace), key=lambda connection: connection.created_at)

    def get(self, workspace: WorkspaceId, connection_id: ConnectionId) -> Connection:
        """Raises ``NotFound``."""
        return self.connections.connection(workspace, connection_id)

    def add(
        self,
        workspace: WorkspaceId,
        *,
        app_id: AppId,
        name: str,
        account: str,
        group_account: str,
        shown: str,
        token: str,
        now: datetime,
        connection_id: ConnectionId | None = None,
    ) -> Connection:
        """Raises ``NotFound`` for an app that is not here, ``AlreadyExists`` for an account that is registered anywhere."""
        app = self.connections.app(workspace, app_id)
        new = connection_id or ConnectionId(new_id(now))
        connection = Connection(
            id=new,
            app_id=app.id,
            channel=app.channel,
            name=name,
            account=account,
            group_account=group_account,
            shown=shown,
            token=self.vault.seal(workspace, new, token),
            created_at=now,
        )
        self.connections.save_connection(workspace, connection)
        return connection

    def change(
        self,
        workspace: WorkspaceId,
        connection_id: ConnectionId,
        *,
        name: str | None = None,
        shown: str | None = None,
        token: str | None = None,
        state: Literal["running", "paused"] | None = None,
        rate: int | None = None,
        now: datetime,
    ) -> Connection:
        """The account itself never changes: another number is another connection.

        A new token sets one going again that a send had stopped; once it runs, what waited is queued.
        """
        connection = self.connections.connection(workspace, connection_id, fresh=True)
        asked = {"name": name, "shown": shown, "state": state, "rate": rate}
        update: dict[str, object] = {key: value for key, value in asked.items() if value is not None}
        if token is not None:
            update["token"] = self.vault.seal(workspace, connection.id, token)
            if state is None and connection.pause_code is not None:
                update["state"] = "running"
        changed = connection.model_copy(update=update)
        if changed.state == "running":
            changed = changed.model_copy(update={"pause_reason": None, "pause_code": None})
        resumes = connection.state == "paused" and changed.state == "running"
        if resumes:
            self.breaker.announce(workspace, connection.id, now)
        if changed != connection:
            self.connections.save_connection(workspace, changed)
        if resumes:
            self.breaker.release(workspace, connection.id, now)
        return changed

    def check(self, workspace: WorkspaceId, connection_id: ConnectionId) -> Health:
        """Asks the channel. A refusal is an answer too."""
        connection = self.connections.connection(workspace, connection_id)
        token = self.vault.open(workspace, connection.id, connection.token)
        try:
            return Health(ok=True, details=self.channels.named(connection.channel).inspect(connection, token))
        except ChannelError as error:
            return Health(ok=False, code=error.code, reason=error.detail)
