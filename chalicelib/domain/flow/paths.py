"""Where a flow's paths go: what is reached, what goes in circles, what is long."""

from collections.abc import Callable, Mapping

from chalicelib.domain.flow.graph import Flow
from chalicelib.domain.flow.node import Node


def _following(flow: Flow) -> Mapping[str, list[str]]:
    following: dict[str, list[str]] = {node.id: [] for node in flow.nodes}
    for edge in flow.edges:
        following[edge.source].append(edge.target)
    return following


def reachable(flow: Flow) -> set[str]:
    """The ids of the nodes that some path from the start meets."""
    following = _following(flow)
    reached: set[str] = set()
    waiting = [flow.start.id] if flow.start else []
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting.extend(following[here])
    return reached


def loops(flow: Flow) -> list[list[str]]:
    """Each way to go in circles without ever waiting, as the nodes it passes; every such circle shares a node with one of them."""
    following = {node_id: targets for node_id, targets in _following(flow).items() if not _waits(flow, node_id)}
    found: list[list[str]] = []
    finished: set[str] = set()
    for begin in following:
        path: list[str] = []
        branches = [iter([begin])]
        while branches:
            here = next(branches[-1], None)
            if here is None:
                branches.pop()
                if path:
                    finished.add(path.pop())
            elif here in path:
                found.append(path[path.index(here) :])
            elif here in following and here not in finished:
                path.append(here)
                branches.append(iter(following[here]))
    return found


def heaviest_from(flow: Flow, weight: Callable[[Node], int]) -> tuple[str | None, int]:
    """The node from which most weight follows until something waits, and how much. The flow must be without ``loops``."""
    following = _following(flow)
    totals: dict[str, int] = {}

    def total(node: Node) -> int:
        # As deep as a path is long: MAX_NODES stays well within Python's own limit.
        if node.id not in totals:
            after = () if node.waits else following[node.id]
            totals[node.id] = weight(node) + max((total(flow.nodes_by_id[target]) for target in after), default=0)
        return totals[node.id]

    return max(((node.id, total(node)) for node in flow.nodes), key=lambda found: found[1], default=(None, 0))


def _waits(flow: Flow, node_id: str) -> bool:
    node = flow.node(node_id)
    return node is None or node.waits
