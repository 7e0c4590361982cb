"""Flows, kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from chalicelib.domain.flow.graph import Flow, FlowVersion
from chalicelib.domain.ids import FlowId, MemberId, WorkspaceId


class Flows(Protocol):
    """Drafts, and published versions that never change."""

    def draft(self, workspace: WorkspaceId, flow_id: FlowId) -> Flow:
        """Raises ``NotFound``."""
        ...

    def save_draft(self, workspace: WorkspaceId, flow: Flow) -> None: ...

    def publish(self, workspace: WorkspaceId, flow: Flow, *, by: MemberId, now: datetime) -> FlowVersion:
        """The next version, numbered from 1. Raises ``Conflict`` when someone published meanwhile."""
        ...

    def version(self, workspace: WorkspaceId, flow_id: FlowId, number: int) -> FlowVersion:
        """Raises ``NotFound``. Versions never change, so they may be kept in memory."""
        ...

    def live(self, workspace: WorkspaceId) -> Sequence[FlowVersion]:
        """The newest published version of each flow; may be up to 15 s old."""
        ...

    def all(self, workspace: WorkspaceId) -> Sequence[tuple[Flow, int | None]]:
        """Each draft with its latest published number."""
        ...
