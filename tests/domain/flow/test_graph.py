"""A flow's shape."""

import pytest
from pydantic import ValidationError

from chalicelib.domain.flow.graph import Flow, FlowVersion
from chalicelib.domain.flow.nodes import NODE_TYPES
from tests.domain.flow.builders import END, NOON, START, flow, published

SMALL = flow(
    {"start": START, "end": {**END, "position": {"x": 1.5, "y": -2}}}, "start > end", triggers=[{"kind": "keyword", "words": ["oi"]}]
)


def test_it_survives_json():
    assert Flow.model_validate_json(SMALL.model_dump_json()) == SMALL
    again = FlowVersion.model_validate_json(published(SMALL).model_dump_json())
    assert (again.flow, again.number, again.published_at) == (SMALL, 1, NOON)
    assert [type(node) for node in again.flow.nodes] == [NODE_TYPES["start"], NODE_TYPES["end"]]


def test_it_finds_its_nodes_and_where_exits_lead():
    start = SMALL.start
    assert start is SMALL.node("start")
    assert SMALL.after(start, "next") is SMALL.node("end")
    assert SMALL.after(start, "other") is None
    assert SMALL.node("gone") is None


def test_a_copy_with_other_nodes_knows_them():
    assert SMALL.node("end")
    copy = SMALL.model_copy(update={"nodes": SMALL.nodes[:1]})
    assert copy.node("end") is None
    assert SMALL.node("end")


@pytest.mark.parametrize(
    "fields",
    [
        {"nodes": {"a b": START}},
        {"nodes": {"start": {"kind": "teleport"}}},
        {"nodes": {"start": {**START, "position": {"x": float("nan"), "y": 0}}}},
        {"nodes": {"start": {**START, "surprise": 1}}},
        {"name": " "},
        {"triggers": [{"kind": "keyword", "words": []}]},
        {"triggers": [{"kind": "keyword", "words": ["x"], "match": "regex"}]},
        {"triggers": [{"kind": "full_moon"}]},
        {"surprise": 1},
    ],
)
def test_what_has_not_the_shape_is_refused(fields):
    nodes = fields.pop("nodes", {"start": START})
    with pytest.raises(ValidationError):
        flow(nodes, "", **fields)
