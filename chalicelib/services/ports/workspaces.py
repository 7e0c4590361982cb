"""A workspace and what it owns: apps, connections, secrets, members."""

from collections.abc import Sequence
from typing import Literal, Protocol

from chalicelib.domain.connection import App, Connection, Sealed
from chalicelib.domain.ids import AppId, ConnectionId, MemberId, WorkspaceId
from chalicelib.domain.workspace import Member, Workspace


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

    def connection(self, workspace: WorkspaceId, connection_id: ConnectionId, *, fresh: bool = False) -> Connection:
        """``fresh``: as it is now. Raises ``NotFound``."""
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


class Members(Protocol):
    def get(self, workspace: WorkspaceId, member_id: MemberId) -> Member:
        """Raises ``NotFound``."""
        ...

    def all(self, workspace: WorkspaceId) -> Sequence[Member]: ...

    def add(self, member: Member, password_hash: str) -> None:
        """Claims the e-mail in the directory under ``domain.sign_in.email_key``: raises ``AlreadyExists``."""
        ...

    def rename(self, workspace: WorkspaceId, member_id: MemberId, name: str) -> Member:
        """As they are from now on. Raises ``NotFound``; ``Conflict`` where somebody else changed them at the same moment."""
        ...

    def password_hash(self, workspace: WorkspaceId, member_id: MemberId) -> str: ...

    def change_password(self, workspace: WorkspaceId, member_id: MemberId, *, was: str, now: str) -> None:
        """From one hash to another. Raises ``PasswordChanged`` when it is not ``was`` any longer, ``Conflict`` at a busy moment."""
        ...


class Workspaces(Protocol):
    def get(self, workspace: WorkspaceId) -> Workspace: ...

    def add(self, workspace: Workspace) -> None:
        """Raises ``AlreadyExists``."""
        ...
