"""What DynamoDB charges for a call, in request units, by the rows it really read and wrote.

A write costs a unit a KB begun, twice that in a transaction. An index the row is in costs a write of its entry where the entry changed,
two (out and in) where its key moved, none where nothing it holds changed. A read costs a unit for 4 KB begun, half of it when it need not
be consistent. (DynamoDB developer guide: read and write request units; transactions; writes to global secondary indexes.)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any

Item = Mapping[str, Any]
Place = tuple[str, str, str]
"""Table, pk, sk."""
WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")


@dataclass(frozen=True)
class Units:
    """Request units."""

    read: float = 0.0
    write: float = 0.0

    def __add__(self, other: "Units") -> "Units":
        return Units(self.read + other.read, self.write + other.write)


@dataclass(frozen=True)
class Index:
    """A global secondary index, as the template made it."""

    name: str
    keys: tuple[str, ...]
    projection: str
    included: frozenset[str] = frozenset()

    def entry(self, row: Item) -> Item:
        """What it holds of a row; empty for a row that is not in it."""
        if any(key not in row for key in self.keys):
            return {}
        if self.projection == "ALL":
            return row
        return {name: value for name, value in row.items() if name in {*self.keys, *self.included, "pk", "sk"}}

    def writes(self, before: Item, after: Item) -> int:
        """Units that a change of a row costs here."""
        was, now = self.entry(before), self.entry(after)
        if was == now:
            return 0
        if was and now and all(was[key] == now[key] for key in self.keys):
            return max(_kilobytes(was), _kilobytes(now))
        return _kilobytes(was) + _kilobytes(now)


class Meter:
    """Reads rows before and after a call through a client that nobody counts."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._indexes: Callable[[str], tuple[Index, ...]] = cache(self._described)

    def before(self, operation: str, params: Item) -> dict[Place, Item]:
        """How the rows stand that this call may write."""
        return {place: self._row(place) for place in _places(operation, params)}

    def units(self, operation: str, params: Item, answer: Item, before: Mapping[Place, Item]) -> Units:
        """What the call cost."""
        if operation in WRITES:
            times = 2 if operation == "TransactWriteItems" else 1
            return Units(write=float(sum(self._written(place, old, times) for place, old in before.items())))
        return Units(read=reads(operation, params, self._whole(operation, params, answer)))

    def _whole(self, operation: str, params: Item, answer: Item) -> Item:
        """The answer with all that was read for it: what is only counted, or left out of it, is paid for just as well."""
        if operation == "Query" and params.get("Select") == "COUNT":
            found: Item = self._client.query(**{name: value for name, value in params.items() if name != "Select"})
            return found
        if operation == "BatchGetItem":
            tables = answer.get("Responses", {})
            whole = {
                table: [self._row((table, item["pk"]["S"], item["sk"]["S"])) if "ProjectionExpression" in asked else item for item in items]
                for table, items in tables.items()
                if (asked := params["RequestItems"][table])
            }
            return {**answer, "Responses": whole}
        return answer

    def _written(self, place: Place, old: Item, times: int) -> int:
        new = self._row(place)
        return times * max(_kilobytes(old), _kilobytes(new), 1) + sum(index.writes(old, new) for index in self._indexes(place[0]))

    def _row(self, place: Place) -> Item:
        table, pk, sk = place
        key = {"pk": {"S": pk}, **({"sk": {"S": sk}} if sk else {})}
        found: Item = self._client.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item", {})
        return found

    def _described(self, table: str) -> tuple[Index, ...]:
        found = self._client.describe_table(TableName=table)["Table"].get("GlobalSecondaryIndexes", [])
        return tuple(
            Index(
                each["IndexName"],
                tuple(key["AttributeName"] for key in each["KeySchema"]),
                each["Projection"]["ProjectionType"],
                frozenset(each["Projection"].get("NonKeyAttributes", ())),
            )
            for each in found
        )


def reads(operation: str, params: Item, answer: Item) -> float:
    """Units of a read; of one that finds nothing, too."""
    if operation == "GetItem":
        return _fours(weight(answer.get("Item"))) * _consistency(params)
    if operation == "BatchGetItem":
        asked = sum(len(request["Keys"]) * _consistency(request) for request in params["RequestItems"].values())
        beyond = sum(
            (_fours(weight(item)) - 1) * _consistency(params["RequestItems"][table])
            for table, items in answer.get("Responses", {}).items()
            for item in items
        )
        return asked + beyond
    if operation == "Query":
        return _fours(sum(map(weight, answer.get("Items", ())))) * _consistency(params)
    return 0.0


def weight(row: Item | None) -> int:
    """Bytes of a row, as DynamoDB counts them."""
    return sum(len(name.encode()) + _value(value) for name, value in (row or {}).items())


def _places(operation: str, params: Item) -> list[Place]:
    written: list[tuple[str, Item]] = []
    if operation == "TransactWriteItems":
        written = [(one["TableName"], one.get("Key") or one["Item"]) for each in params["TransactItems"] for one in each.values()]
    elif operation in WRITES:
        written = [(params["TableName"], params.get("Key") or params["Item"])]
    return [(table, row["pk"]["S"], row.get("sk", {}).get("S", "")) for table, row in written]


def _consistency(request: Item) -> float:
    return 1.0 if request.get("ConsistentRead") else 0.5


def _kilobytes(row: Item) -> int:
    return ceil(weight(row) / 1024)


def _fours(size: int) -> int:
    return max(1, ceil(size / 4096))


def _value(value: Item) -> int:
    ((kind, said),) = value.items()
    match kind:
        case "M":
            return 3 + sum(1 + len(name.encode()) + _value(below) for name, below in said.items())
        case "L":
            return 3 + sum(1 + _value(below) for below in said)
        case "SS":
            return sum(len(each.encode()) for each in said)
        case "N":
            return len(said) // 2 + 2
        case "BOOL" | "NULL":
            return 1
    return len(said.encode())
