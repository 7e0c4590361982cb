"""Flows: drawn, published, listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.domain.flow.authoring import authored, runnable
from chalicelib.domain.flow.graph import Flow, FlowVersion
from chalicelib.domain.ids import FlowId, MemberId, WorkspaceId
from chalicelib.services.ports.flows import Flows


@dataclass(frozen=True)
class FlowAuthoring:
    """Lets authors put flows and publish them."""

    flows: Flows

    def put(self, workspace: WorkspaceId, flow_id: FlowId, shape: Mapping[str, Any]) -> Flow:
        """Keeps the draft a JSON shape describes. Raises ``FlowInvalid``, each problem with its node."""
        flow = authored(flow_id, shape)
        self.flows.save_draft(workspace, flow)
        return flow

    def publish(self, workspace: WorkspaceId, flow_id: FlowId, *, by: MemberId, now: datetime) -> FlowVersion:
        """Makes the draft the next version; running sessions stay on theirs. Raises ``NotFound``, ``FlowInvalid``, ``Conflict``."""
        draft = self.flows.draft(workspace, flow_id)
        # A draft may be older than a rule.
        return self.flows.publish(workspace, runnable(draft), by=by, now=now)

    def get(self, workspace: WorkspaceId, flow_id: FlowId) -> Flow:
        """The draft. Raises ``NotFound``."""
        return self.flows.draft(workspace, flow_id)

    def all(self, workspace: WorkspaceId) -> Sequence[tuple[Flow, int | None]]:
        """Each draft with the number it was last published under, by name."""
        return sorted(self.flows.all(workspace), key=lambda found: found[0].name.casefold())
