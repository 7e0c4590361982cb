"""What keeps a flow from running, each problem with the node it concerns."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from chalicelib.domain.flow.context import CONTEXT_NAMES
from chalicelib.domain.flow.engine import MAX_STEPS
from chalicelib.domain.flow.expressions import RESERVED, Expression, ExpressionError, expression
from chalicelib.domain.flow.graph import Flow
from chalicelib.domain.flow.node import Node
from chalicelib.domain.flow.paths import heaviest_from, loops, reachable
from chalicelib.domain.flow.turn import MAX_SENDS
from chalicelib.domain.flow.wording import wording

Problem = tuple[str | None, str]
"""The node's id (None: the flow itself), and a sentence."""
MAX_VARIABLES = 100


def lint(flow: Flow) -> list[Problem]:
    """Empty for a flow that runs. Paths are looked at only once every edge is sound."""
    problems = [*_ids(flow), *_start(flow), *_edges(flow), *_variables(flow), *_nodes(flow)]
    return problems or [*_unreachable(flow), *(_endless(flow) or _too_long(flow))]


def _ids(flow: Flow) -> Iterator[Problem]:
    ids = [node.id for node in flow.nodes]
    for node_id in dict.fromkeys(ids):
        if ids.count(node_id) > 1:
            yield node_id, "This id is used by more than one node."


def _start(flow: Flow) -> Iterator[Problem]:
    starts = [node for node in flow.nodes if node.kind == "start"]
    if not starts:
        yield None, "The flow has no start."
    for node in starts[1:]:
        yield node.id, "A flow has one start only."
    for edge in flow.edges:
        if any(edge.target == node.id for node in starts):
            yield edge.source, "Nothing leads back to the start."


def _edges(flow: Flow) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for edge in flow.edges:
        source = flow.node(edge.source)
        if source is None:
            yield edge.source, f"An edge begins at {edge.source!r}, which does not exist."
            continue
        if edge.exit not in source.exits:
            yield edge.source, f"There is no exit {edge.exit!r}; there is {', '.join(source.exits) or 'none'}."
        if flow.node(edge.target) is None:
            yield edge.source, f"The exit {edge.exit!r} leads to {edge.target!r}, which does not exist."
        if (edge.source, edge.exit) in seen:
            yield edge.source, f"The exit {edge.exit!r} leads to more than one place."
        seen.add((edge.source, edge.exit))
    for node in flow.nodes:
        for exit in node.exits:
            if (node.id, exit) not in seen:
                yield node.id, f"The exit {exit!r} leads nowhere."


def _variables(flow: Flow) -> Iterator[Problem]:
    names = {name: node.id for node in flow.nodes if (name := node.remembers()) is not None}
    for name, node_id in names.items():
        if name in RESERVED:
            yield node_id, f"{name!r} is a word of expressions and cannot name a variable."
    if len(names) > MAX_VARIABLES:
        yield None, f"A flow remembers at most {MAX_VARIABLES} variables; this one has {len(names)}."


def _nodes(flow: Flow) -> Iterator[Problem]:
    known = CONTEXT_NAMES | {name for node in flow.nodes if (name := node.remembers()) is not None}
    for node in flow.nodes:
        yield from ((node.id, _sentence(problem)) for problem in node.lint())
        for text in node.wordings():
            read = wording(text)
            yield from ((node.id, problem) for problem in read.problems)
            yield from _unknown(node, read.blanks, known)
        for source in node.expressions():
            try:
                yield from _unknown(node, (expression(source),), known)
            except ExpressionError as error:
                yield node.id, f"{source[:60]}: {error.detail}."


def _unknown(node: Node, read: Sequence[Expression], known: frozenset[str]) -> Iterator[Problem]:
    for name in sorted({name for part in read for name in part.names} - known):
        yield node.id, f"Nothing in the flow remembers {name!r}."


def _unreachable(flow: Flow) -> Iterator[Problem]:
    reached = reachable(flow)
    return ((node.id, "No path leads here.") for node in flow.nodes if node.id not in reached)


def _endless(flow: Flow) -> list[Problem]:
    return [(loop[0], f"An endless loop: nothing waits between {' → '.join([*loop, loop[0]])}.") for loop in loops(flow)]


def _too_long(flow: Flow) -> Iterable[Problem]:
    limits: Mapping[str, tuple[int, Callable[[Node], int]]] = {
        "steps": (MAX_STEPS, lambda node: 1),
        "messages": (MAX_SENDS, lambda node: node.sends),
    }
    for what, (limit, weight) in limits.items():
        node_id, heaviest = heaviest_from(flow, weight)
        if heaviest > limit:
            yield node_id, f"From here {heaviest} {what} follow without waiting; at most {limit} may."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
