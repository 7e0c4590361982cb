"""Short ways to say a flow, an answer, a turn."""

from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.content import Content
from chalicelib.domain.flow import engine
from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.context import Context
from chalicelib.domain.flow.graph import Flow, FlowVersion
from chalicelib.domain.flow.node import Node
from chalicelib.domain.flow.nodes import NODE_TYPES
from chalicelib.domain.flow.session import Session
from chalicelib.domain.flow.turn import Turn
from chalicelib.domain.ids import ConversationId, FlowId, MemberId, SessionId

NOON = datetime(2026, 5, 20, 15, 0, tzinfo=UTC)
"""A Wednesday; noon in São Paulo."""
ANA = Context("Ana Clara Souto", "+55 21 99765-4321", "conv1", "Clínica Aurora", "America/Sao_Paulo")

Shape = dict[str, Any]


def node(kind: str, **fields: Any) -> Node:
    """A node of its own, checked as a flow's would be."""
    return NODE_TYPES[kind].model_validate({"id": "n", "kind": kind, **fields})


def shape(nodes: dict[str, Shape], edges: str) -> Shape:
    """``edges`` is one ``source.exit > target`` a line; ``source > target`` leaves by ``next``."""
    return {
        "name": "A flow",
        "nodes": [{"id": node_id, **fields} for node_id, fields in nodes.items()],
        "edges": [_edge(line) for line in edges.splitlines() if line.strip()],
    }


def flow(nodes: dict[str, Shape], edges: str, **fields: Any) -> Flow:
    return Flow.model_validate({"id": "f1", **shape(nodes, edges), **fields})


def published(flow: Flow, number: int = 1) -> FlowVersion:
    return FlowVersion(flow=flow, number=number, published_at=NOON, published_by=MemberId("m1"))


def version(nodes: dict[str, Shape], edges: str) -> FlowVersion:
    return published(flow(nodes, edges))


def started(flow_version: FlowVersion, now: datetime = NOON, context: Context = ANA, opening: Answer | None = None) -> tuple[Session, Turn]:
    return engine.start(flow_version, SessionId("s1"), ConversationId("conv1"), context, now, opening)


def typed(text: str) -> Answer:
    return Answer(kind="text", text=text)


def tapped(choice: str, title: str = "") -> Answer:
    return Answer(kind="choice", text=title, choice=choice)


def turn(**fields: Any) -> Turn:
    return Turn(ANA, NOON, **fields)


def said(turn: Turn) -> list[str]:
    """What the contact reads, as text."""
    return [text_of(content) for content in turn.sends]


def text_of(content: Content) -> str:
    return getattr(content, "body", "")


def _edge(line: str) -> Shape:
    left, target = (side.strip() for side in line.split(">"))
    source, _, exit = left.partition(".")
    return {"source": source, "exit": exit or "next", "target": target}


START: Shape = {"kind": "start"}
END: Shape = {"kind": "end"}


def named(flow_id: str, *triggers: Shape) -> FlowVersion:
    """A flow that matters only for what starts it."""
    return published(
        Flow.model_validate({"id": FlowId(flow_id), "name": flow_id, "nodes": [{"id": "start", **START}], "triggers": triggers})
    )
