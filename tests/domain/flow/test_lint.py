"""What keeps a flow from running, and at which node."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.errors import FlowInvalid
from chalicelib.domain.flow.authoring import authored
from chalicelib.domain.flow.lint import lint
from chalicelib.domain.ids import FlowId
from tests.domain.flow.builders import END, START, flow, shape

SAY = {"kind": "message", "text": "Oi"}
ASK = {"kind": "question", "text": "?", "save_as": "x"}
SET = {"kind": "set_variable", "name": "x", "value": "1"}
NAP = {"kind": "delay", "duration": {"amount": 1, "unit": "hours"}}
YES = {"kind": "buttons", "text": "?", "buttons": [{"id": "yes", "title": "Sim"}]}


def when(source):
    return {"kind": "condition", "cases": [{"id": "a", "when": source}]}


@pytest.mark.parametrize(
    ("nodes", "edges", "node", "what"),
    [
        ({"end": END}, "", None, "no start"),
        ({"start": START, "two": START}, "start > two\ntwo > start", "two", "one start only"),
        ({"start": START, "say": SAY}, "start > say\nsay > start", "say", "back to the start"),
        ({"start": START}, "", "start", "'next' leads nowhere"),
        ({"start": START, "say": SAY}, "start > say", "say", "'next' leads nowhere"),
        ({"start": START, "ask": ASK, "end": END}, "start > ask\nask.answered > end", "ask", "'invalid' leads nowhere"),
        ({"start": START, "ask": {**ASK, "timeout": {"amount": 1, "unit": "hours"}}, "end": END},
        "start > ask\nask.answered > end\nask.invalid > end", "ask", "'timeout' leads nowhere"),
        ({"start": START, "yes": YES, "end": END}, "start > yes\nyes.other > end", "yes", "'button:yes' leads nowhere"),
        ({"start": START, "if": when("1"), "end": END}, "start > if\nif.else > end", "if", "'case:a' leads nowhere"),
        ({"start": START, "say": SAY}, "start > say\nsay > gone", "say", "leads to 'gone', which does not exist"),
        ({"start": START, "end": END}, "start > end\ngone > end", "gone", "begins at 'gone', which does not exist"),
        ({"start": START, "end": END}, "start > end\nstart.sideways > end", "start", "no exit 'sideways'; there is next"),
        ({"start": START, "end": END}, "start > end\nend > end", "end", "no exit 'next'; there is none"),
        ({"start": START, "end": END, "say": SAY}, "start > end\nstart > say\nsay > end", "start", "more than one place"),
        ({"start": START, "end": END, "say": SAY}, "start > end\nsay > end", "say", "No path leads here"),
        ({"start": START, "a": SAY, "b": SET}, "start > a\na > b\nb > a", "a", "endless loop: nothing waits between a → b → a"),
        ({"start": START, "a": SET}, "start > a\na > a", "a", "endless loop"),
        ({"start": START, "ask": ASK, "a": SAY, "b": when("x")},
        "start > ask\nask.answered > a\nask.invalid > ask\na > b\nb.case:a > ask\nb.else > a", "a", "endless loop"),
        ({"start": START, "say": {**SAY, "text": "{{1 +}}"}, "end": END}, "start > say\nsay > end", "say", "ends too early"),
        ({"start": START, "say": {**SAY, "text": "{{x"}, "end": END}, "start > say\nsay > end", "say", "never closed"),
        ({"start": START, "say": {**SAY, "text": "{{nobody}}"}, "end": END}, "start > say\nsay > end", "say",
        "Nothing in the flow remembers 'nobody'"),
        ({"start": START, "say": {**SAY, "text": "{{contact.shoe}}"}, "end": END}, "start > say\nsay > end", "say",
        "remembers 'contact.shoe'"),
        ({"start": START, "if": when("nofn(1)"), "end": END}, "start > if\nif.case:a > end\nif.else > end", "if", "no function 'nofn'"),
        ({"start": START, "if": when("who == 1"), "end": END}, "start > if\nif.case:a > end\nif.else > end", "if", "remembers 'who'"),
        ({"start": START, "ask": {**ASK, "retry": "{{who}}"}, "end": END}, "start > ask\nask.answered > end\nask.invalid > end", "ask",
        "remembers 'who'"),
        ({"start": START, "hand": {"kind": "hand_off", "note": "{{who}}"}}, "start > hand", "hand", "remembers 'who'"),
        ({"start": START, "set": {**SET, "name": "now"}, "end": END}, "start > set\nset > end", "set", "cannot name a variable"),
        ({"start": START, "ask": {**ASK, "expects": "choice"}, "end": END}, "start > ask\nask.answered > end\nask.invalid > end", "ask",
        "A choice needs its choices"),
        ({"start": START, "yes": {**YES, "text": "x" * 1025}, "end": END}, "start > yes\nyes.button:yes > end\nyes.other > end", "yes",
        "1024"),
    ],
)  # fmt: skip
def test_each_problem_names_its_node(nodes, edges, node, what):
    problems = lint(flow(nodes, edges))
    assert [found for found in problems if found[0] == node and what in found[1]], problems


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ({"start": START, "end": END}, "start > end"),
        ({"start": START, "ask": ASK}, "start > ask\nask.answered > ask\nask.invalid > ask"),
        ({"start": START, "nap": NAP, "say": SAY}, "start > nap\nnap > say\nsay > nap"),
        (
            {"start": START, "set": SET, "a": {**SAY, "text": "{{x}}{{vars.x}}{{contact.name}}{{now.hour}}"}, "end": END},
            "start > set\nset > a\na > end",
        ),
        ({"start": START, "if": when("1"), "a": SAY, "end": END}, "start > if\nif.case:a > a\nif.else > a\na > end"),
    ],
)
def test_a_sound_flow_has_no_problems(nodes, edges):
    assert lint(flow(nodes, edges)) == []


def test_two_nodes_of_one_id_are_told_once():
    twins = flow({"start": START, "end": END}, "start > end")
    twins = twins.model_copy(update={"nodes": (*twins.nodes, twins.nodes[1])})
    assert lint(twins) == [("end", "This id is used by more than one node.")]


def chain(count, step):
    names = [f"s{n}" for n in range(count)]
    edges = "\n".join(f"{a} > {b}" for a, b in zip(["start", *names], [*names, "end"], strict=True))
    return flow({"start": START, **dict.fromkeys(names, step), "end": END}, edges)


@pytest.mark.parametrize(("count", "step", "what"), [(21, SAY, "21 messages"), (99, SET, "101 steps"), (197, SET, "199 steps")])
def test_more_than_a_turn_may_hold_is_told(count, step, what):
    ((node, told),) = lint(chain(count, step))
    assert (node, what in told) == ("start", True)


def test_as_much_as_a_turn_may_hold_is_fine():
    assert lint(chain(20, SAY)) == lint(chain(98, SET)) == []


def test_more_variables_than_a_session_holds_are_told():
    names = [f"v{n}" for n in range(101)]
    nodes = {"start": START, **{name: {**ASK, "save_as": name} for name in names}}
    edges = "start > v0\n" + "\n".join(
        f"{a}.{exit} > {b}" for a, b in zip(names, [*names[1:], "v0"], strict=True) for exit in ("answered", "invalid")
    )
    assert lint(flow(nodes, edges)) == [(None, "A flow remembers at most 100 variables; this one has 101.")]


# ---- as an author sends it


def problems_of(sent):
    with pytest.raises(FlowInvalid) as caught:
        authored(FlowId("f1"), sent)
    return caught.value.problems


def test_a_sound_shape_is_a_flow_of_the_given_id():
    assert authored(FlowId("mine"), {**shape({"start": START, "end": END}, "start > end"), "id": "theirs"}).id == "mine"


def test_a_missing_edge_and_an_endless_loop_are_refused_with_their_node():
    assert problems_of(shape({"start": START, "say": SAY}, "start > say")) == [("say", "The exit 'next' leads nowhere.")]
    ((node, what),) = problems_of(shape({"start": START, "say": SAY, "set": SET}, "start > say\nsay > set\nset > say"))
    assert (node, "endless loop" in what) == ("say", True)


@pytest.mark.parametrize(
    ("node", "what"),
    [
        ({"kind": "teleport"}, "'teleport'"),
        ({"kind": "message"}, "text: Field required."),
        ({"kind": "message", "text": "x" * 5000}, "text: String should have at most 4096 characters."),
        ({"kind": "message", "text": "x", "extra": 1}, "extra: Extra inputs are not permitted."),
        (
            {"kind": "buttons", "text": "?", "buttons": [{"id": "a", "title": "x" * 30}]},
            "buttons.0.title: String should have at most 24 characters.",
        ),
        ({"kind": "question", "text": "?", "timeout": {"amount": 31, "unit": "days"}}, "timeout: must not be longer than 30 days."),
        ({"kind": "set_variable", "name": "não", "value": ""}, "name: String should match"),
        ({"text": "no kind"}, "Unable to extract tag using discriminator 'kind'."),
    ],
)
def test_a_node_of_the_wrong_shape_is_named(node, what):
    found = problems_of(shape({"start": START, "n1": node}, "start > n1"))
    assert {who for who, _ in found} == {"n1"}
    assert [told for _, told in found if what in told], found


@pytest.mark.parametrize(
    ("sent", "node", "what"),
    [
        ({"name": "x"}, None, "nodes: Field required."),
        ({"name": "x", "nodes": ["text"]}, None, "valid dictionary"),
        ({"name": "x", "nodes": [{"kind": "start", "id": 7}]}, None, "id: Input should be a valid string."),
        ({"name": "x", "nodes": [], "edges": [{"source": "a", "exit": "next"}]}, "a", "edge.target: Field required."),
        ({"name": "x", "nodes": [], "edges": [4]}, None, "edge"),
        ({"name": "", "nodes": []}, None, "name: String should have at least 1 character."),
        ({"name": "x", "nodes": [], "triggers": [{"kind": "moon"}]}, None, "triggers.0"),
        ({"name": "x", "nodes": [{"id": "s", "kind": "start", "note": "x" * 300_000}]}, None, "larger than 300 KB"),
        ({"name": "x", "nodes": [{"id": f"n{n}", "kind": "end"} for n in range(201)]}, None, "at most 200 items"),
        ({"name": "x", "nodes": {1, 2}}, None, "not readable as JSON"),
        ({"name": "\ud800", "nodes": []}, None, "not readable as JSON"),
    ],
)
def test_any_other_wrong_shape_is_told(sent, node, what):
    found = problems_of(sent)
    assert [found for found in found if found[0] == node and what in found[1]], found


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats()
    | st.sampled_from(["start", "message", "n1", "next", "{{x}}", "\ud800", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "kind", "text", "name", "nodes", "edges", "source", "exit", "target", "triggers", "words"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=500, deadline=None)
@given(st.fixed_dictionaries({"name": st.just("x") | JSON, "nodes": JSON, "edges": JSON, "triggers": JSON}))
def test_whatever_is_sent_is_a_flow_or_a_flow_invalid(sent):
    try:
        authored(FlowId("f1"), sent)
    except FlowInvalid as error:
        problems = error.problems
    else:
        problems = [(None, "")]
    assert all(isinstance(what, str) and (node is None or len(node) <= 64) for node, what in problems)
