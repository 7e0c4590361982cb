"""Refuses every DynamoDB call that reaches beyond the current scope. On in production (architecture.md §8, I20).

In a workspace: only keys, index keys and start keys that begin ``W#<workspace>#``. Of the global tables, it may
put and delete ``due`` rows that name the workspace in their sort key, put ``directory`` rows that name it and overwrite
nobody else's, and delete those on condition that they name it. It reads neither.
In a system scope: the global tables, and nothing else. Outside any scope: nothing. Scans, PartiQL, the parameters from
before expressions, other stages' tables: never. What is written in a way that is not understood here is refused.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.scope import Scope, ScopeError, current_scope

GLOBAL = ("directory", "due")
LEGACY = frozenset({"AttributeUpdates", "AttributesToGet", "ConditionalOperator", "Expected", "KeyConditions", "QueryFilter", "ScanFilter"})
"""What expressions replaced in 2014; DynamoDB still obeys it."""
_EQUALS = re.compile(r"([#\w.]+)\s*=\s*(:\w+)")
_ABSENT = re.compile(r"attribute_not_exists([#\w]+)")
_WORDS = re.compile(r"#\w+|[A-Za-z_]\w*")

Parameters = Mapping[str, Any]


class Tripwire:
    """A hook on a botocore client, before anything is built or sent."""

    def __init__(self, table_prefix: str) -> None:
        self._prefix = f"{table_prefix}-"
        self._global = {f"{table_prefix}-{table}": table for table in GLOBAL}

    def watch(self, client: Any) -> None:
        """Looks at every call of this client from now on."""
        client.meta.events.register("provide-client-params.dynamodb", self._look)

    def _look(self, params: Parameters, model: Any, **_: Any) -> None:
        if model.name not in _OPERATIONS:
            raise ScopeError(f"{model.name} is never allowed")
        scope = current_scope()
        for kind, table, request in _OPERATIONS[model.name](params):
            self._judge(scope, kind, table, request)

    def _judge(self, scope: Scope, kind: str, table: str, request: Parameters) -> None:
        if not table.startswith(self._prefix):
            raise ScopeError(f"{table} is not of this stage")
        if legacy := LEGACY & request.keys():
            raise ScopeError(f"{', '.join(sorted(legacy))}: say it in an expression")
        system_table = self._global.get(table)
        if scope.job is not None:
            if system_table is None:
                raise ScopeError(f"{scope.job} touches {table} in a system scope: enter a workspace first")
        elif scope.workspace is None:
            raise ScopeError(f"{kind} on {table} outside every scope")
        elif system_table == "due":
            _judge_due(scope.workspace, kind, request)
        elif system_table == "directory":
            _judge_directory(scope.workspace, kind, request)
        else:
            _judge_keys(f"W#{scope.workspace}#", kind, request)


def _judge_keys(prefix: str, kind: str, request: Parameters) -> None:
    """Every key, of the table or of an index, begins with the workspace."""
    if kind == "query":
        _judge_query(prefix, request)
    else:
        _require(prefix, _keys_of(kind, request), "pk")
    if kind == "update":
        for name, value in _assignments(request, request.get("UpdateExpression", "")):
            if name == "pk" or name.endswith("_pk"):
                _require(prefix, {name: value}, name)


def _judge_query(prefix: str, request: Parameters) -> None:
    hash_key = f"{request['IndexName']}_pk" if "IndexName" in request else "pk"
    bound = [value for name, value in _assignments(request, request.get("KeyConditionExpression", "")) if name == hash_key]
    if len(bound) != 1:
        raise ScopeError(f"A Query binds {hash_key} exactly once")
    _require(prefix, {hash_key: bound[0]}, hash_key)
    if start := request.get("ExclusiveStartKey"):
        _require(prefix, start, "pk")


def _judge_due(workspace: str, kind: str, request: Parameters) -> None:
    if kind not in ("put", "delete"):
        raise ScopeError(f"{kind} on due needs a system scope")
    sort_key = _text(_keys_of(kind, request).get("sk"))
    if not sort_key.partition("#")[2].startswith(f"W#{workspace}#"):
        raise ScopeError("A due row names another workspace")


def _judge_directory(workspace: str, kind: str, request: Parameters) -> None:
    if request.get("ReturnValuesOnConditionCheckFailure", "NONE") != "NONE":
        raise ScopeError("A refusal of the directory tells nothing of the row in the way")
    named = kind == "delete" or (kind == "put" and _text(_keys_of(kind, request).get("workspace")) == workspace)
    if not named or not _only_own(workspace, request):
        raise ScopeError(f"{kind} on directory needs a system scope, or a condition on its workspace")


def _only_own(workspace: str, request: Parameters) -> bool:
    """Whether the condition holds for rows of this workspace and for absent ones only, read without its brackets.

    It does when each of its alternatives demands so: brackets only ever join more demands to an alternative.
    """
    names, values = request.get("ExpressionAttributeNames", {}), request.get("ExpressionAttributeValues", {})
    condition = re.sub(r"[()\s]+", " ", request.get("ConditionExpression", "")).replace("attribute_not_exists ", "attribute_not_exists")

    def owns(demand: str) -> bool:
        if found := _EQUALS.fullmatch(demand):
            return names.get(found[1], found[1]) == "workspace" and _text(values.get(found[2])) == workspace
        absent = _ABSENT.fullmatch(demand)
        return absent is not None and names.get(absent[1], absent[1]) == "pk"

    alternatives = [re.split(r" AND ", each.strip(), flags=re.IGNORECASE) for each in re.split(r" OR ", condition, flags=re.IGNORECASE)]
    negated = re.search(r"\bNOT\b", condition, re.IGNORECASE)
    return not negated and all(any(owns(demand.strip()) for demand in demands) for demands in alternatives)


def _require(prefix: str, keys: Mapping[str, Any], hash_key: str) -> None:
    if hash_key not in keys:
        raise ScopeError(f"A call without {hash_key}")
    for name, value in keys.items():
        if (name == "pk" or name.endswith("_pk")) and not _text(value).startswith(prefix):
            raise ScopeError(f"{name} lies outside {prefix}")


def _assignments(request: Parameters, expression: str) -> list[tuple[str, Any]]:
    """Each ``name = :value`` of an expression, placeholders resolved; an index's key mentioned in any other way has no value."""
    names, values = request.get("ExpressionAttributeNames", {}), request.get("ExpressionAttributeValues", {})
    pairs = [(names.get(name, name), values.get(value)) for name, value in _EQUALS.findall(expression)]
    mentioned, assigned = [names.get(word, word) for word in _WORDS.findall(expression)], [name for name, _ in pairs]
    indexed = {name for name in (*mentioned, *names.values()) if name.endswith("_pk")}
    return pairs + [(name, None) for name in indexed if not mentioned.count(name) <= assigned.count(name) > 0]


def _keys_of(kind: str, request: Parameters) -> Mapping[str, Any]:
    keys: Mapping[str, Any] = request.get("Item" if kind == "put" else "Key") or {}
    return keys


def _text(value: Any) -> str:
    """The text of a key; nothing for one that says it in two ways at once."""
    return str(value.get("S", "")) if isinstance(value, Mapping) and len(value) == 1 else ""


Call = tuple[str, str, Parameters]


def _one(kind: str) -> Callable[[Parameters], list[Call]]:
    return lambda params: [(kind, params["TableName"], params)]


def _transaction(params: Parameters) -> list[Call]:
    return [(kind.lower(), request["TableName"], request) for item in params["TransactItems"] for kind, request in item.items()]


def _batch_get(params: Parameters) -> list[Call]:
    return [("get", table, {"Key": key}) for table, request in params["RequestItems"].items() for key in request["Keys"]]


def _batch_write(params: Parameters) -> list[Call]:
    return [
        (kind.removesuffix("Request").lower(), table, request)
        for table, items in params["RequestItems"].items()
        for item in items
        for kind, request in item.items()
    ]


_OPERATIONS: dict[str, Callable[[Parameters], list[Call]]] = {
    "GetItem": _one("get"),
    "PutItem": _one("put"),
    "UpdateItem": _one("update"),
    "DeleteItem": _one("delete"),
    "Query": _one("query"),
    "BatchGetItem": _batch_get,
    "BatchWriteItem": _batch_write,
    "TransactGetItems": _transaction,
    "TransactWriteItems": _transaction,
}
