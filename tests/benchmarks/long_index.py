"""Stands in for DynamoDB where moto cannot: a Query among a million rows, each made only when it is read.

It keeps the service's rules: one partition in order of its sort key, both ways, from a start key, within a condition on the sort key,
no more than ``Limit``; what it evaluates it returns, and what it returns is paid for.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
_EQUAL = re.compile(r"(#\w+) = (:\w+)")
_BETWEEN = re.compile(r"(#\w+) BETWEEN (:\w+) AND (:\w+)")


@dataclass(frozen=True)
class LongIndex:
    """``row(n)`` is the n-th of them; their sort keys grow with n, in the table and in every index."""

    length: int
    row: Callable[[int], Item]

    def answer(self, operation: str, params: Item) -> dict[str, Any]:
        """A page; of single rows, none: one that is not there costs as much as one that is."""
        return {"Responses": {}} if operation == "BatchGetItem" else self.query(params)

    def query(self, params: Item) -> dict[str, Any]:
        """A page, as the service answers it."""
        index = params.get("IndexName")
        pk, sk = (f"{index}_pk", f"{index}_sk") if index else ("pk", "sk")
        names, values = params["ExpressionAttributeNames"], params["ExpressionAttributeValues"]
        said = params["KeyConditionExpression"]
        bound = {names[name]: values[value] for name, value in _EQUAL.findall(said)}
        assert bound == {pk: self.row(0)[pk]}, bound
        assert "FilterExpression" not in params

        def key(number: int) -> str:
            return str(self.row(number)[sk]["S"])

        everything = range(self.length)
        first, last = 0, self.length
        for name, low, high in _BETWEEN.findall(said):
            assert names[name] == sk
            first, last = bisect_left(everything, values[low]["S"], key=key), bisect_right(everything, values[high]["S"], key=key)
        forward = params.get("ScanIndexForward", True)
        if start := params.get("ExclusiveStartKey"):
            at = start[sk]["S"]
            if forward:
                first = max(first, bisect_right(everything, at, key=key))
            else:
                last = min(last, bisect_left(everything, at, key=key))
        numbers = range(first, last) if forward else range(last - 1, first - 1, -1)
        read = numbers[: params["Limit"]]
        more = {"LastEvaluatedKey": {"pk": self.row(read[-1])["pk"]}} if len(read) < len(numbers) else {}
        return {"Items": [self.row(number) for number in read], "Count": len(read), "ScannedCount": len(read), **more}
