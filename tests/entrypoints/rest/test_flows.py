"""Flows over REST: what an author puts is kept or refused with its nodes, and published."""

import json

import pytest

from chalicelib.domain.access import Role
from tests.domain.flow.builders import END, START, shape

SOUND = shape({"start": START, "hello": {"kind": "message", "text": "Oi"}, "end": END}, "start > hello\nhello > end")


@pytest.fixture
def ask(front):
    owner = front.member(Role.OWNER)

    def asked(method, path, body=None):
        answer = front.ask(method, path, body, who=owner)
        return answer.status_code, json.loads(answer.body)

    return asked


def test_a_flow_is_put_read_published_and_listed(ask):
    status, put = ask("PUT", "/flows/hello", SOUND)
    assert (status, put["id"], [node["kind"] for node in put["nodes"]]) == (200, "hello", ["start", "message", "end"])
    assert ask("GET", "/flows/hello") == (200, put)
    assert [ask("POST", "/flows/hello/publish", {})[1]["number"] for _ in range(2)] == [1, 2]
    (listed,) = [flow for flow in ask("GET", "/flows")[1]["flows"] if flow["id"] == "hello"]
    assert (listed["name"], listed["nodes"], listed["published"]) == ("A flow", 3, 2)


def test_what_is_read_can_be_put_back(ask):
    _, read = ask("PUT", "/flows/hello", SOUND)
    del read["id"]
    assert ask("PUT", "/flows/hello", read)[0] == 200


@pytest.mark.parametrize(
    ("edges", "node"), [("start > hello", "hello"), ("start > hello\nhello > hello", "hello"), ("start > gone\nhello > end", "start")]
)
def test_a_missing_edge_or_an_endless_loop_is_refused_with_its_node(ask, edges, node):
    status, refused = ask("PUT", "/flows/hello", {**SOUND, "edges": shape({}, edges)["edges"]})
    assert (status, refused["code"]) == (422, "FlowInvalid")
    assert node in {problem["node"] for problem in refused["problems"]}


def test_a_node_of_the_wrong_shape_is_named_too(ask):
    status, refused = ask("PUT", "/flows/hello", {**SOUND, "nodes": [{"id": "n1", "kind": "teleport"}]})
    assert (status, refused["code"], refused["problems"][0]["node"]) == (422, "FlowInvalid", "n1")


@pytest.mark.parametrize("body", [{"name": "x"}, {**SOUND, "id": "other"}, {**SOUND, "workspace": "w2"}])
def test_a_body_with_too_little_or_too_much_is_invalid(ask, body):
    status, refused = ask("PUT", "/flows/hello", body)
    assert (status, refused["code"]) == (422, "Invalid")


def test_unknown_and_foreign_flows_answer_the_same(ask):
    assert ask("GET", "/flows/unknown") == ask("GET", "/flows/w2-flow") == (404, {"code": "NotFound", "detail": "There is no such flow."})
    assert ask("POST", "/flows/w2-flow/publish", {})[0] == 404
