"""Two workspaces side by side, each with an app and a number of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chalicelib.domain.connection import App, Connection, Sealed
from chalicelib.domain.errors import Conflict, NotFound
from chalicelib.domain.ids import AppId, ConnectionId, WorkspaceId
from chalicelib.domain.quarantine import QuarantineRecord
from tests.fakes.affairs import MemoryQuarantine
from tests.fakes.store import MemoryStore
from tests.services.house import APP, CLINIC, NOON, NUMBER, OneConnection, Shelf

OTHER, OTHER_APP, OTHER_NUMBER = WorkspaceId("w2"), AppId("app2"), "200000000000002"
OWNERS = {APP: CLINIC, OTHER_APP: OTHER}
NUMBERS = {APP: NUMBER, OTHER_APP: OTHER_NUMBER}
FOREIGN_NUMBER = "300000000000003"


def sealed(secret: str) -> Sealed:
    """As the vault of this town seals: not at all."""
    return Sealed(ciphertext=secret, last4=secret[-4:])


@dataclass
class Directory:
    def workspace_of(self, kind: str, key: str) -> tuple[WorkspaceId, str] | None:
        owner = OWNERS.get(AppId(key)) if kind == "app" else None
        return (owner, key) if owner else None


class Numbers(OneConnection):
    """Apps and numbers by workspace; a change is written when the version read is still the stored one."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__(store)
        self.apps_: dict[tuple[str, str], App] = {}
        self.numbers = store.connections
        for app_id, workspace in OWNERS.items():
            self.apps_[workspace, app_id] = App(
                id=app_id, name="Clinic", secrets=(sealed(f"secret of {app_id}"),), verify_token=sealed("token"), created_at=NOON
            )
            own = {"id": self.connection_.id if workspace == CLINIC else ConnectionId("n2"), "app_id": app_id, "account": NUMBERS[app_id]}
            made = self.connection_.model_copy(update=own)
            self.numbers[workspace, made.id] = made

    def connection(self, workspace: WorkspaceId, connection_id: ConnectionId, *, fresh: bool = False) -> Connection:
        if found := self.numbers.get((workspace, connection_id)):
            return found
        raise NotFound("connection")

    def by_account(self, workspace: WorkspaceId, app_id: AppId, account: str) -> Connection | None:
        return next((each for each in self.connections(workspace) if (each.app_id, each.account) == (app_id, account)), None)

    def app(self, workspace: WorkspaceId, app_id: AppId) -> App:
        if found := self.apps_.get((workspace, app_id)):
            return found
        raise NotFound("app")

    def apps(self, workspace: WorkspaceId) -> Sequence[App]:
        return [app for (owner, _), app in self.apps_.items() if owner == workspace]

    def connections(self, workspace: WorkspaceId) -> Sequence[Connection]:
        return [each for (owner, _), each in self.numbers.items() if owner == workspace]

    def save_app(self, workspace: WorkspaceId, app: App) -> None:
        _same_version(self.apps_.get((workspace, app.id)), app.version)
        self.apps_[workspace, app.id] = app.model_copy(update={"version": app.version + 1})

    def save_connection(self, workspace: WorkspaceId, connection: Connection) -> None:
        _same_version(self.numbers.get((workspace, connection.id)), connection.version)
        self.numbers[workspace, connection.id] = connection.model_copy(update={"version": connection.version + 1})


def _same_version(stored: App | Connection | None, version: int) -> None:
    if (stored.version if stored else 0) != version:
        raise Conflict("It changed meanwhile.")


@dataclass
class Desk(Shelf):
    """The shelf, whose vault opens what this town sealed, and whose quarantine keeps workspaces apart."""

    aside: MemoryQuarantine = field(default_factory=MemoryQuarantine)
    jammed: bool = False
    """The vault opens nothing."""

    def add(self, workspace: WorkspaceId, record: QuarantineRecord) -> None:
        self.aside.add(workspace, record)

    def open(self, workspace: WorkspaceId, owner: str, sealed: Sealed) -> str:
        if self.jammed and owner not in OWNERS:
            raise RuntimeError("the vault is out of order")
        return sealed.ciphertext

    def seal(self, workspace: WorkspaceId, owner: str, secret: str) -> Sealed:
        return sealed(secret)
