"""What a path costs at list prices: its counted calls, DynamoDB's capacity by the rows it really wrote and read, its log lines."""

import json
import logging
from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from math import ceil
from pathlib import Path
from typing import Any

from chalicelib.telemetry import logger
from tests.journeys.counting import Call
from tests.journeys.town import Town

TABLE = json.loads((Path(__file__).parent / "prices.json").read_text())
PRICES: dict[str, float] = {what: price["per_million"] for what, price in TABLE["prices"].items()}
ASSUMED = TABLE["assumed"]
MEMORY = json.loads((Path(__file__).parents[2] / ".chalice" / "config.json").read_text())["stages"]["${Stage}"]["lambda_functions"]
CHUNK = 65_536
"""Bytes of one billed SQS request."""
FRAME = 32_768
"""Bytes of one billed WebSocket message."""
LOG_EVENT = 26
"""Bytes that CloudWatch adds to every line."""


class Bill:
    """The units of one path, or of ``times`` of them done together."""

    def __init__(self, times: int = 1) -> None:
        self.units: Tally[str] = Tally()
        self.calls = 0
        self.webhooks = 0
        self.times = times

    @property
    def per_million(self) -> float:
        """US dollars for a million of them."""
        return sum(PRICES[unit] * count for unit, count in self.units.items()) / self.times

    def shown(self) -> dict[str, Any]:
        """For the report: units of one, and dollars a million, by what is paid for."""
        return {
            "usd_per_million": round(self.per_million, 2),
            "aws_calls": round(self.calls / self.times, 2),
            "units": {unit: round(count / self.times, 5) for unit, count in sorted(self.units.items())},
            "usd": {unit: round(PRICES[unit] * count / self.times, 3) for unit, count in sorted(self.units.items())},
        }


class Till:
    """Watches a town's calls and writes bills."""

    def __init__(self, town: Town) -> None:
        self.town = town

    @contextmanager
    def function(self, bill: Bill, name: str, *, waits: str | None = None) -> Iterator[None]:
        """One invocation of a function, its calls and its log lines."""
        with self.town.counting() as calls, _logged() as lines:
            yield
        took = ASSUMED["own work of an invocation, ms"] + (ASSUMED[f"a call of {waits}, ms"] if waits else 0)
        for call in calls.made:
            took += ASSUMED.get(f"a call of {call.service}, ms", ASSUMED["a call of another service, ms"])
            bill.units["dynamodb write unit"] += call.units.write
            bill.units["dynamodb read unit"] += call.units.read
            for unit, count in _asked(call):
                bill.units[unit] += count
        bill.calls += len(calls)
        bill.units["lambda request"] += 1
        bill.units["lambda gb-second"] += took / 1000 * MEMORY[name]["lambda_memory_size"] / 1024
        own = sum(len(line) + LOG_EVENT for line in lines.getvalue().splitlines())
        bill.units["cloudwatch logs gb"] += (own + ASSUMED["Lambda's START, END and REPORT lines, bytes"]) / 1e9

    def polled(self, bill: Bill, lane: str) -> None:
        """What the mapping itself asks of the queue for a batch: a receive and a delete."""
        bill.units[_kind(self.town.lanes[lane].url)] += 2


def _asked(call: Call) -> Iterator[tuple[str, int]]:
    """What a call of anything but DynamoDB is billed as."""
    match call.service, call.operation:
        case "sqs", "SendMessageBatch":
            size = sum(len(entry["MessageBody"]) for entry in call.params["Entries"])
            yield _kind(call.params["QueueUrl"]), max(1, ceil(size / CHUNK))
        case "sqs", _:
            yield _kind(call.params["QueueUrl"]), 1
        case "stepfunctions", "StartExecution":
            yield "step functions transition", 4  # sleep, wake, choice, done
        case "s3", "PutObject":
            yield "s3 put", 1
        case "s3", "GetObject":
            yield "s3 get", 1
        case "apigatewaymanagementapi", "PostToConnection":
            yield "websocket message", ceil(len(call.params["Data"]) / FRAME)


def _kind(url: str) -> str:
    return "sqs fifo request" if url.endswith(".fifo") else "sqs standard request"


@contextmanager
def _logged() -> Iterator[StringIO]:
    """What PyTake writes to its log meanwhile."""
    kept = StringIO()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(logger.registered_formatter)
    logger.addHandler(handler)
    try:
        yield kept
    finally:
        logger.removeHandler(handler)
