"""Workspaces: one customer of ours each."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.ids import WorkspaceId, new_id
from chalicelib.domain.workspace import Workspace
from chalicelib.scope import in_workspace
from chalicelib.services.ports.workspaces import Workspaces


@dataclass(frozen=True)
class WorkspaceDesk:
    """Opens a workspace, and shows it."""

    workspaces: Workspaces

    def get(self, workspace: WorkspaceId) -> Workspace:
        """Raises ``NotFound``."""
        return self.workspaces.get(workspace)

    def create(self, *, name: str, language: str, time_zone: str, now: datetime, workspace_id: WorkspaceId | None = None) -> Workspace:
        """Raises ``AlreadyExists`` for an id that is taken."""
        workspace = Workspace(
            id=workspace_id or WorkspaceId(new_id(now)), name=name, language=language, time_zone=time_zone, created_at=now
        )
        with in_workspace(workspace.id):
            self.workspaces.add(workspace)
        return workspace
