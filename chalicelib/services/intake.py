"""A webhook at the door: whose is it, is it signed, and on which lanes do its items go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.connection import App
from chalicelib.domain.errors import Forged, NotFound, Rejected
from chalicelib.domain.ids import AppId, WorkspaceId
from chalicelib.domain.quarantine import QuarantineRecord
from chalicelib.scope import system_scope
from chalicelib.services.ports.channels import Channels
from chalicelib.services.ports.intake import Lanes, Quarantine
from chalicelib.services.ports.workspaces import Connections, Directory, Vault
from chalicelib.services.quarantine import set_aside
from chalicelib.telemetry import trace


@dataclass(frozen=True)
class Intake:
    """200 to Meta means the items are on durable queues (I1); nothing else happens before the answer."""

    directory: Directory
    connections: Connections
    channels: Channels
    vault: Vault
    lanes: Lanes
    quarantine: Quarantine

    def owner(self, app_id: AppId) -> WorkspaceId:
        """The workspace an app belongs to. Raises ``NotFound``."""
        with system_scope("webhook"):
            found = self.directory.workspace_of("app", app_id)
        if found is None:
            raise NotFound("app")
        return found[0]

    def handshake(self, workspace: WorkspaceId, channel: str, app_id: AppId, query: Mapping[str, str]) -> str:
        """The challenge to echo. Raises ``Forged`` for a wrong verify token, ``NotFound`` for a foreign app."""
        app = self._app(workspace, channel, app_id)
        challenge = self.channels.named(channel).handshake(query, self.vault.open(workspace, app.id, app.verify_token))
        if challenge is None:
            raise Forged
        return challenge

    def receive(self, workspace: WorkspaceId, channel: str, app_id: AppId, body: bytes, headers: Mapping[str, str], now: datetime) -> None:
        """Returns when all is durable. Raises ``Forged`` or ``NotFound``, and nothing is stored; what we cannot read is set aside."""
        app = self._app(workspace, channel, app_id)
        secrets = [self.vault.open(workspace, app.id, secret) for secret in app.secrets]
        spoken = self.channels.named(channel)
        if not spoken.verify(body, headers, secrets):
            trace("signature_refused", body)
            raise Forged
        trace("signature_verified", body)
        try:
            items = spoken.split(body, app_id, now)
        except Rejected as error:
            trace("unreadable", body)
            return set_aside(self.quarantine, workspace, QuarantineRecord.of_webhook(body, channel, app_id, error.detail, now))
        if items:
            self.lanes.put([item.model_copy(update={"workspace": workspace}) for item in items])
        trace("queued", body, items=len(items))
        return None

    def _app(self, workspace: WorkspaceId, channel: str, app_id: AppId) -> App:
        app = self.connections.app(workspace, app_id)
        if app.channel != channel:
            raise NotFound("app")
        return app
