"""What a path costs at list prices: counted calls, and DynamoDB's capacity by the sizes of the rows that were really written and read.

A write costs a unit a KB begun, twice in a transaction; every index the row is in costs as much again (unprepared), twice where its
place in the index moves. A read costs a unit for 4 KB begun, consistent, half of it on an index.
"""

import json
from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import Any

from tests.journeys.town import Town

PRICES = json.loads((Path(__file__).parent / "prices.json").read_text())
MEMORY = json.loads((Path(__file__).parents[2] / ".chalice" / "config.json").read_text())["stages"]["${Stage}"]["lambda_functions"]
INDEXES = ("by_status", "by_assignee", "by_activity", "by_change")
CHUNK = 65_536
"""Bytes of one billed SQS request."""

Item = Mapping[str, Any]


class Bill:
    """The units of one path."""

    def __init__(self) -> None:
        self.units: Tally[str] = Tally()
        self.gb_seconds = 0.0
        self.calls = 0

    @property
    def per_million(self) -> float:
        """US dollars for a million of them."""
        prices = PRICES["per_million"]
        return sum(prices[unit] * count for unit, count in self.units.items()) + self.gb_seconds * PRICES["lambda_gb_second"] * 1e6

    def shown(self) -> dict[str, Any]:
        """For the report: dollars a million by what is paid for."""
        prices = PRICES["per_million"]
        parts = {unit: round(prices[unit] * count, 3) for unit, count in sorted(self.units.items())}
        return {
            "usd_per_million": round(self.per_million, 2),
            "aws_calls": self.calls,
            "units": dict(self.units),
            "usd": {**parts, "lambda gb-seconds": round(self.gb_seconds * PRICES["lambda_gb_second"] * 1e6, 3)},
        }


class Till:
    """Watches a town's calls and writes bills."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self._before: list[dict[tuple[str, str, str], Item]] = []
        town.counter.before.append(self._remember)

    @contextmanager
    def function(self, bill: Bill, name: str, *, waits: str | None = None) -> Iterator[None]:
        """One invocation of a function, and its calls."""
        self._before.clear()
        with self.town.counting() as calls:
            yield
        assumed = PRICES["assumed_milliseconds"]
        took = assumed["own work of an invocation"] + (assumed[waits] if waits else 0)
        for call, before in zip(calls.made, self._before, strict=True):
            took += assumed.get(call.service, assumed["dynamodb"])
            if call.service == "dynamodb":
                self._dynamodb(bill, call.operation, call.params, call.answer, before)
            elif call.service == "sqs":
                size = sum(len(entry["MessageBody"]) for entry in call.params.get("Entries", []))
                self._sqs(bill, call.params["QueueUrl"], max(1, ceil(size / CHUNK)))
            elif call.service == "stepfunctions":
                bill.units["step functions transition"] += 4  # sleep, wake, choice, done
        bill.calls += len(calls)
        bill.units["lambda request"] += 1
        bill.gb_seconds += took / 1000 * MEMORY[name]["lambda_memory_size"] / 1024

    def polled(self, bill: Bill, lane: str) -> None:
        """What the mapping itself asks of the queue for a batch of one: a receive and a delete."""
        self._sqs(bill, self.town.lanes[lane].url, 2)

    def _sqs(self, bill: Bill, url: str, requests: int) -> None:
        bill.units["sqs fifo request" if url.endswith(".fifo") else "sqs standard request"] += requests

    def _dynamodb(self, bill: Bill, operation: str, params: Item, answer: Item, before: Mapping[tuple[str, str, str], Item]) -> None:
        if operation == "GetItem":
            bill.units["dynamodb read unit"] += _reads(answer.get("Item"))
        elif operation == "BatchGetItem":
            keys = sum(len(request["Keys"]) for request in params["RequestItems"].values())
            found = [item for items in answer["Responses"].values() for item in items]
            bill.units["dynamodb read unit"] += keys - len(found) + sum(map(_reads, found))
        elif operation == "Query":
            whole = max(1, ceil(sum(map(_size, answer["Items"])) / 4096))
            bill.units["dynamodb read unit"] += whole / 2 if "IndexName" in params else whole
        else:
            times = 2 if operation == "TransactWriteItems" else 1
            for place, old in before.items():
                bill.units["dynamodb write unit"] += self._written(place, old, times)

    def _written(self, place: tuple[str, str, str], old: Item, times: int) -> int:
        new = self._row(place)
        units = times * max(_writes(old), _writes(new), 1)
        for index in INDEXES:
            was, is_ = old.get(f"{index}_sk") and _place(old, index), new.get(f"{index}_sk") and _place(new, index)
            if was and is_ and was != is_:
                units += _writes(old) + _writes(new)
            elif (was or is_) and old != new:
                units += max(_writes(old), _writes(new))
        return units

    def _remember(self, operation: str, params: Item) -> None:
        """How the rows stood that this call will write."""
        written: list[tuple[str, Item]] = []
        if operation == "TransactWriteItems":
            written = [(one["TableName"], one.get("Key") or one["Item"]) for each in params["TransactItems"] for one in each.values()]
        elif operation in ("PutItem", "UpdateItem", "DeleteItem"):
            written = [(params["TableName"], params.get("Key") or params["Item"])]
        places = [(table, row["pk"]["S"], row.get("sk", {}).get("S", "")) for table, row in written]
        self._before.append({place: self._row(place) for place in places})

    def _row(self, place: tuple[str, str, str]) -> Item:
        table, pk, sk = place
        key = {"pk": {"S": pk}, **({"sk": {"S": sk}} if sk else {})}
        found: Item = self.town._dynamo.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item", {})
        return found


def _place(row: Item, index: str) -> tuple[str, str]:
    return row[f"{index}_pk"]["S"], row[f"{index}_sk"]["S"]


def _writes(row: Item | None) -> int:
    return ceil(_size(row) / 1024) if row else 0


def _reads(row: Item | None) -> int:
    return max(1, ceil(_size(row) / 4096)) if row else 1


def _size(row: Item | None) -> int:
    """Bytes of a row, as DynamoDB counts them."""
    return sum(len(name.encode()) + _weight(value) for name, value in (row or {}).items())


def _weight(value: Item) -> int:
    ((kind, said),) = value.items()
    if kind == "M":
        return 3 + sum(1 + len(name.encode()) + _weight(below) for name, below in said.items())
    if kind in ("L", "SS"):
        return 3 + sum(len(each.encode()) if kind == "SS" else 1 + _weight(each) for each in said)
    return {"N": lambda: len(said) // 2 + 2, "BOOL": lambda: 1, "NULL": lambda: 1}.get(kind, lambda: len(said.encode()))()
