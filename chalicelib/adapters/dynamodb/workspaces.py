"""Workspaces."""

from dataclasses import dataclass, field

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Refused
from chalicelib.adapters.dynamodb.documents import WorkspaceRow, document, read_document
from chalicelib.adapters.warm import Warm
from chalicelib.domain.errors import AlreadyExists, NotFound
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.workspace import Workspace
from chalicelib.scope import must_be_in


@dataclass(frozen=True)
class DynamoWorkspaces:
    """Keeps the ``Workspaces`` port. Reads may be 60 s old."""

    _kept: Warm[WorkspaceId, Workspace] = field(default_factory=lambda: Warm(60, 200))

    def get(self, workspace: WorkspaceId) -> Workspace:
        """Raises ``NotFound``."""
        must_be_in(workspace)
        return self._kept.get(workspace, lambda: _read(workspace))

    def add(self, workspace: Workspace) -> None:
        """Raises ``AlreadyExists``."""
        try:
            calls.put(document(_pk(workspace.id), "workspace", workspace), WorkspaceRow.pk.does_not_exist())
        except Refused as refused:
            raise AlreadyExists("There is such a workspace already.") from refused


def _read(workspace: WorkspaceId) -> Workspace:
    if item := calls.get(WorkspaceRow, _pk(workspace), "workspace"):
        return read_document(Workspace, item)
    raise NotFound("workspace")


def _pk(workspace: str) -> str:
    return keys.of(workspace, "WORKSPACE")
