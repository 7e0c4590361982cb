"""Flows: list, read, put, publish."""

from datetime import UTC, datetime

from pydantic import BaseModel, SkipValidation

from chalicelib import bootstrap
from chalicelib.domain.flow.graph import Edge, Flow, FlowName, FlowVersion, Trigger
from chalicelib.domain.flow.nodes import AnyNode
from chalicelib.domain.ids import FlowId, MemberId
from chalicelib.entrypoints.resource import Resource

routes = Resource(__name__)


class FlowIn(BaseModel, extra="forbid", defer_build=True):
    """A whole flow. Its parts are read by the domain, which names the node of each problem."""

    name: SkipValidation[FlowName]
    triggers: SkipValidation[tuple[Trigger, ...]] = ()
    nodes: SkipValidation[tuple[AnyNode, ...]]
    edges: SkipValidation[tuple[Edge, ...]] = ()


class FlowOut(BaseModel, defer_build=True):
    """A flow's draft."""

    id: FlowId
    name: str
    triggers: tuple[Trigger, ...]
    nodes: tuple[AnyNode, ...]
    edges: tuple[Edge, ...]

    @classmethod
    def of(cls, flow: Flow) -> "FlowOut":
        """The draft as it is shown."""
        return cls(id=flow.id, name=flow.name, triggers=flow.triggers, nodes=flow.nodes, edges=flow.edges)


class FlowSummaryOut(BaseModel):
    """A flow in a list. ``published`` is its latest version's number; None: never."""

    id: FlowId
    name: str
    triggers: tuple[Trigger, ...]
    nodes: int
    published: int | None


class FlowsOut(BaseModel):
    """All flows, by name."""

    flows: tuple[FlowSummaryOut, ...]


class FlowVersionOut(BaseModel):
    """A version that is now live."""

    flow_id: FlowId
    number: int
    published_at: datetime
    published_by: MemberId

    @classmethod
    def of(cls, version: FlowVersion) -> "FlowVersionOut":
        """The version without its graph."""
        return cls(flow_id=version.flow.id, number=version.number, published_at=version.published_at, published_by=version.published_by)


@routes.get("/flows", allow="flow.read")
def list_flows() -> FlowsOut:
    """All flows of the workspace."""
    found = bootstrap.flows().all(routes.workspace)
    return FlowsOut(
        flows=tuple(
            FlowSummaryOut(id=flow.id, name=flow.name, triggers=flow.triggers, nodes=len(flow.nodes), published=published)
            for flow, published in found
        )
    )


@routes.get("/flows/{flow_id}", allow="flow.read")
def get_flow(flow_id: str) -> FlowOut:
    """The draft of a flow."""
    return FlowOut.of(bootstrap.flows().get(routes.workspace, FlowId(flow_id)))


@routes.put("/flows/{flow_id}", allow="flow.edit")
def put_flow(flow_id: str, body: FlowIn) -> FlowOut:
    """Makes or replaces a flow's draft. Refused whole when it would not run."""
    return FlowOut.of(bootstrap.flows().put(routes.workspace, FlowId(flow_id), body.model_dump(warnings=False)))


@routes.post("/flows/{flow_id}/publish", allow="flow.publish")
def publish_flow(flow_id: str) -> FlowVersionOut:
    """Makes the draft the flow's next version; sessions under way finish on their own."""
    return FlowVersionOut.of(bootstrap.flows().publish(routes.workspace, FlowId(flow_id), by=routes.member.id, now=datetime.now(UTC)))
