"""A flow: what starts it, its nodes, and the edges between them. Versions are published and never change."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, StringConstraints

from chalicelib.domain.flow.node import Node, NodeId
from chalicelib.domain.flow.nodes import AnyNode
from chalicelib.domain.ids import FlowId, MemberId

MAX_NODES = 200
MAX_EDGES = 1000
MAX_FLOW_BYTES = 300_000
"""As JSON: a row of DynamoDB takes 400 KB."""

FlowName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class Keyword(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Starts the flow when the customer writes one of the words. Accents, case and punctuation do not count."""

    kind: Literal["keyword"] = "keyword"
    words: Annotated[tuple[Word, ...], Field(min_length=1, max_length=100)]
    match: Literal["exact", "starts", "contains"] = "exact"


class FirstContact(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Starts the flow when someone writes for the first time."""

    kind: Literal["first_contact"] = "first_contact"


class CatchAll(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Starts the flow when nothing else does."""

    kind: Literal["catch_all"] = "catch_all"


Trigger = Annotated[Keyword | FirstContact | CatchAll, Field(discriminator="kind")]


class Edge(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """From an exit of a node to another node."""

    source: NodeId
    exit: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    target: NodeId


class Flow(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A graph as its author drew it. Its shape is right by construction; ``lint`` says whether it would run."""

    id: FlowId
    name: FlowName
    triggers: Annotated[tuple[Trigger, ...], Field(max_length=20)] = ()
    nodes: Annotated[tuple[AnyNode, ...], Field(max_length=MAX_NODES)]
    edges: Annotated[tuple[Edge, ...], Field(max_length=MAX_EDGES)] = ()

    @cached_property
    def nodes_by_id(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def targets(self) -> Mapping[tuple[str, str], str]:
        """Where each (node, exit) leads."""
        return {(edge.source, edge.exit): edge.target for edge in self.edges}

    @cached_property
    def start(self) -> Node | None:
        return next((node for node in self.nodes if node.kind == "start"), None)

    def node(self, node_id: str) -> Node | None:
        return self.nodes_by_id.get(node_id)

    def after(self, node: Node, exit: str) -> Node | None:
        """The node an exit leads to; None ends the path."""
        target = self.targets.get((node.id, exit))
        return None if target is None else self.nodes_by_id.get(target)

    def __copy__(self) -> Self:
        # pydantic copies cached properties along; a copy with other nodes must not keep the old index.
        copied = super().__copy__()
        for name in ("nodes_by_id", "targets", "start"):
            copied.__dict__.pop(name, None)
        return copied


class FlowVersion(BaseModel, frozen=True, defer_build=True):
    """A flow as published, numbered from 1. Sessions pin it (I18)."""

    flow: Flow
    number: int
    published_at: datetime
    published_by: MemberId
