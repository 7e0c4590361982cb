"""The calls themselves: one item, one page, one batch, one transaction. The vendor's refusals become ours here."""

import random
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.adapters.dynamodb.tables import Row, SharedModel, connection
from chalicelib.domain.errors import Conflict, Rejected

Item = Mapping[str, Mapping[str, Any]]
"""A row as DynamoDB spells it."""
Key = tuple[type[Row], str, str]

MAX_WRITES = 100
"""Items of one transaction (AWS)."""
CHANGED = "It changed meanwhile."
_CONTENTION = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
_BUSY = frozenset(
    {"TransactionConflictException", "TransactionInProgressException", "ThrottlingException", "ProvisionedThroughputExceededException"}
)


class Refused(Conflict):
    """A condition did not hold. ``names`` says whose; ``rows`` holds those rows that were asked to be told."""

    def __init__(self, names: frozenset[str] = frozenset(), rows: Mapping[str, Item] | None = None) -> None:
        super().__init__(CHANGED)
        self.names = names
        self.rows = rows or {}

    @property
    def contended(self) -> bool:
        """Nobody's condition failed: others wrote at the same moment."""
        return not self.names


def call(operation: str, request: Mapping[str, Any]) -> dict[str, Any]:
    """One call. Raises ``Refused`` for a condition that did not hold, or where others wrote at the same moment."""
    try:
        return connection().dispatch(operation, dict(request))
    except ClientError as error:
        # pynamodb's own error leaves out the row that was in the way; the one it was made from has it.
        original = error.__cause__ if isinstance(error.__cause__, ClientError) else error
        code = original.response["Error"]["Code"]
        if code == "ConditionalCheckFailedException":
            item = original.response.get("Item")
            raise Refused(frozenset({"row"}), {"row": item} if item else None) from error
        if code in _BUSY:
            raise Refused from error
        raise


def get(row: type[Row], pk: str, sk: str) -> Item | None:
    """One row, read consistently."""
    request = row._get_connection().get_operation_kwargs(pk, range_key=sk, consistent_read=True)
    return call("GetItem", request).get("Item")


def get_by_hash(row: type[SharedModel], pk: str) -> Item | None:
    """One row of a table without sort keys, read consistently."""
    request = row._get_connection().get_operation_kwargs(pk, consistent_read=True)
    return call("GetItem", request).get("Item")


def batch_get(keys: Iterable[Key], *, only: str | None = None) -> dict[tuple[str, str], Item]:
    """At most 100 rows of any tables by (pk, sk). Raises ``Conflict`` when throttled to the end.

    Read consistently; with ``only`` one attribute of them, for half the price as they stood a moment ago.
    """
    waiting: dict[str, Any] = {}
    how: dict[str, Any] = {"ConsistentRead": True}
    if only is not None:
        how = {"ProjectionExpression": "pk, sk, #only", "ExpressionAttributeNames": {"#only": only}}
    for row, pk, sk in dict.fromkeys(keys):
        table = row._get_connection().table_name
        waiting.setdefault(table, {**how, "Keys": []})["Keys"].append({"pk": {"S": pk}, "sk": {"S": sk}})
    found: dict[tuple[str, str], Item] = {}
    for pause in (0.05, 0.1, 0.2, 0.4, 0.0):
        if not waiting:
            return found
        answer = call("BatchGetItem", {"RequestItems": waiting})
        for items in answer["Responses"].values():
            found.update({(item["pk"]["S"], item["sk"]["S"]): item for item in items})
        waiting = answer.get("UnprocessedKeys") or {}
        if waiting:
            time.sleep(pause)
    raise Conflict("The database is busy; try again.")


def query_page(
    row: type[SharedModel], pk: str, range_condition: Condition | None = None, *, index: str | None = None, newest_first: bool = False,
    limit: int | None = None, start: Item | None = None,
) -> tuple[list[Item], bool]:  # fmt: skip
    """One page, and whether more follow: at most ``limit`` rows, or as many as fit in 1 MB. Consistent, but never on an index."""
    answer = connection().query(
        row._get_connection().table_name,
        pk,
        range_key_condition=range_condition,
        index_name=index,
        consistent_read=index is None,
        scan_index_forward=not newest_first,
        limit=limit,
        exclusive_start_key=start,
    )
    return answer["Items"], bool(answer.get("LastEvaluatedKey"))


def query(row: type[SharedModel], pk: str, range_condition: Condition | None = None, **how: Any) -> list[Item]:
    """The rows of ``query_page``."""
    return query_page(row, pk, range_condition, **how)[0]


def count(row: type[SharedModel], pk: str, *, index: str, most: int) -> int:
    """How many rows an index has under a key, no further than ``most``. One call while so many fit in 1 MB."""
    found, start = 0, None
    while True:
        answer = connection().query(
            row._get_connection().table_name, pk, index_name=index, limit=most - found, exclusive_start_key=start, select="COUNT"
        )
        found += int(answer["Count"])
        start = answer.get("LastEvaluatedKey")
        if not start or found >= most:
            return found


def query_all(row: type[Row], pk: str) -> list[Item]:
    """A whole partition; for those that stay small."""
    found: list[Item] = []
    start: Item | None = None
    while True:
        answer = connection().query(row._get_connection().table_name, pk, consistent_read=True, exclusive_start_key=start)
        found.extend(answer["Items"])
        start = answer.get("LastEvaluatedKey")
        if not start:
            return found


def update(row: SharedModel, actions: Sequence[Action], condition: Condition | None = None, *, returning: str = "NONE") -> Item:
    """One conditional update; ``returning`` as DynamoDB's ReturnValues. ``Refused`` carries the row as it stands."""
    request = row.get_update_kwargs_from_instance(list(actions), condition, "ALL_OLD" if condition is not None else None)
    item: Item = call("UpdateItem", {**request, "ReturnValues": returning}).get("Attributes", {})
    return item


def put(row: SharedModel, condition: Condition | None = None) -> None:
    """One put. Raises ``Refused``."""
    call("PutItem", row.get_save_kwargs_from_instance(condition))


def delete(row: SharedModel, condition: Condition | None = None) -> Item | None:
    """One delete: the row as it was, None when there was none. Raises ``Refused``."""
    request = row.get_delete_kwargs_from_instance(condition)
    return call("DeleteItem", {**request, "ReturnValues": "ALL_OLD"}).get("Attributes")


class Transaction:
    """Writes that happen together or not at all. Each has a name, by which a refusal is told."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._items: list[dict[str, Any]] = []

    def put(self, name: str, row: SharedModel, condition: Condition | None = None) -> None:
        """Replaces a whole row."""
        self._add(name, "Put", row.get_save_kwargs_from_instance(condition))

    def update(
        self, name: str, row: SharedModel, actions: Sequence[Action], condition: Condition | None = None, *, tell: bool = False
    ) -> None:
        """Changes some attributes; ``tell``: the row as it stands comes with the refusal."""
        self._add(name, "Update", row.get_update_kwargs_from_instance(list(actions), condition, "ALL_OLD" if tell else None))

    def delete(self, name: str, row: SharedModel, condition: Condition | None = None, *, tell: bool = False) -> None:
        """Nothing when there is no such row, unless the condition minds."""
        self._add(name, "Delete", row.get_delete_kwargs_from_instance(condition, "ALL_OLD" if tell else None))

    def check(self, name: str, row: SharedModel, condition: Condition) -> None:
        """Only that the condition holds; the row that fails it is told."""
        self._add(name, "ConditionCheck", row.get_delete_kwargs_from_instance(condition, "ALL_OLD"))

    def commit(self, *, tries: int = 1) -> None:
        """Raises ``Refused``; more ``tries`` are for moments when others write the same rows, never for conditions."""
        if len(self._items) > MAX_WRITES:
            raise Rejected("Too much would change at once.")
        for left in reversed(range(tries)):
            try:
                return self._write()
            except Refused as refused:
                if not refused.contended or left == 0:
                    raise
                time.sleep(random.uniform(0.01, 0.05))  # noqa: S311 (spreads writers out, guards nothing)
        return None

    def _write(self) -> None:
        try:
            call("TransactWriteItems", {"TransactItems": self._items})
        except ClientError as error:
            original = error.__cause__ if isinstance(error.__cause__, ClientError) else error
            if original.response["Error"]["Code"] != "TransactionCanceledException":
                raise
            raise self._refusal(original.response.get("CancellationReasons", [])) from error

    def _refusal(self, reasons: Sequence[Mapping[str, Any]]) -> Exception:
        named = list(zip(self._names, reasons, strict=False))
        codes = {reason.get("Code", "None") for _, reason in named} - {"None"}
        if unknown := codes - _CONTENTION - {"ConditionalCheckFailed"}:
            return RuntimeError(f"DynamoDB cancelled a transaction: {', '.join(sorted(unknown))}")
        failed = frozenset(name for name, reason in named if reason.get("Code") == "ConditionalCheckFailed")
        return Refused(failed, {name: reason["Item"] for name, reason in named if reason.get("Item")})

    def _add(self, name: str, kind: str, request: dict[str, Any]) -> None:
        self._names.append(name)
        self._items.append({kind: request})
