"""A flow as an author sends it, read strictly: either it runs, or every problem names its node."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from chalicelib.domain.errors import FlowInvalid
from chalicelib.domain.flow.graph import MAX_FLOW_BYTES, Flow
from chalicelib.domain.flow.lint import Problem, lint
from chalicelib.domain.ids import FlowId

MAX_PROBLEMS = 100


def authored(flow_id: FlowId, shape: Mapping[str, Any]) -> Flow:
    """The flow a JSON shape describes. Raises ``FlowInvalid``."""
    try:
        if len(json.dumps(shape, ensure_ascii=False).encode()) > MAX_FLOW_BYTES:
            raise FlowInvalid([(None, f"The flow is larger than {MAX_FLOW_BYTES // 1000} KB.")])
        flow = Flow.model_validate({**shape, "id": flow_id})
    except ValidationError as error:
        raise FlowInvalid([_told(found, shape) for found in error.errors(include_url=False)[:MAX_PROBLEMS]]) from None
    except (TypeError, ValueError, RecursionError):
        raise FlowInvalid([(None, "The flow is not readable as JSON.")]) from None
    return runnable(flow)


def runnable(flow: Flow) -> Flow:
    """The same flow. Raises ``FlowInvalid`` when it would not run."""
    problems = lint(flow)
    if problems:
        raise FlowInvalid(problems[:MAX_PROBLEMS])
    return flow


def _told(found: Any, shape: Mapping[str, Any]) -> Problem:
    place = found["loc"]
    match place:
        case ("nodes", int(index), *rest):
            # pydantic puts the union's chosen kind between the node and its field.
            node = _item(shape, "nodes", index)
            return node.get("id", "")[:64] or None, _sentence(rest[1:] if rest and rest[0] == node.get("kind") else rest, found["msg"])
        case ("edges", int(index), *rest):
            return _item(shape, "edges", index).get("source", "")[:64] or None, _sentence(["edge", *rest], found["msg"])
        case _:
            return None, _sentence(list(place), found["msg"])


def _item(shape: Mapping[str, Any], name: str, index: int) -> Mapping[str, Any]:
    item = shape[name][index]
    return {key: value for key, value in item.items() if isinstance(value, str)} if isinstance(item, dict) else {}


def _sentence(place: list[Any], said: str) -> str:
    said = said.removeprefix("Value error, ")
    return f"{'.'.join(str(step)[:60] for step in place)}: {said[:300]}." if place else f"{said[:300]}."
