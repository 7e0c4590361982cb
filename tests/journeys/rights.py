"""Whether each function may do what it does: every AWS call of the journeys, held to the function's own policy."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from chalicelib.telemetry import logger
from infrastructure.stage import ROOT

POLICIES = ROOT / ".chalice" / "policies"
SOCKETS = {"connect", "message", "disconnect"}
IN_A_TRANSACTION = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
SAME_RIGHT = {"sqs:SendMessageBatch": "sqs:SendMessage", "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility"}
PREFIX = {"stepfunctions": "states"}
Right = tuple[str, str]
"""An action, and what it is done to: a table, a table's index, a queue, or anything ("")."""


@dataclass
class Rights:
    """Notes what a function did without the right to."""

    missing: set[tuple[str, Right]] = field(default_factory=set)

    def note(self, service: str, operation: str, params: dict[str, Any]) -> None:
        """A call that is being made. Calls outside of any function are a test's own."""
        door = logger.get_current_keys().get("door")
        if door is None or service == "apigatewaymanagementapi":
            return
        function = f"websocket_{door}" if door in SOCKETS else door if (POLICIES / f"{door}.json").exists() else "api_handler"
        self.missing |= {(function, right) for right in _asked(service, operation, params) if right not in _granted(function)}


def _asked(service: str, operation: str, params: dict[str, Any]) -> Iterator[Right]:
    action = f"{PREFIX.get(service, service)}:{operation}"
    if operation == "TransactWriteItems":
        for item in params["TransactItems"]:
            for kind, request in item.items():
                yield f"dynamodb:{IN_A_TRANSACTION[kind]}", _table(request["TableName"])
    elif operation == "BatchGetItem":
        yield from ((action, _table(name)) for name in params["RequestItems"])
    elif service == "dynamodb":
        yield action, _table(params["TableName"]) + ("/index" if "IndexName" in params else "")
    elif service == "sqs":
        queue = params["QueueUrl"].rsplit("/", 1)[-1].removesuffix(".fifo").removeprefix("pytake-test-")
        yield SAME_RIGHT.get(action, action), queue.replace("-", "")
    else:
        yield action, ""


def _table(name: str) -> str:
    return name.removeprefix("pytake-test-")


@cache
def _granted(function: str) -> frozenset[Right]:
    statements = json.loads((POLICIES / f"{function}.json").read_text())["Statement"]
    return frozenset((action, _thing(resource)) for each in statements for action in each["Action"] for resource in each["Resource"])


def _thing(resource: str) -> str:
    """``${ConversationsTableArn}/index/*`` → conversations/index; ``${OutboundLaterQueueArn}`` → outboundlater."""
    for ending in ("TableArn", "QueueArn"):
        if f"{ending}}}" in resource:
            name, _, rest = resource.removeprefix("${").partition(f"{ending}}}")
            return name.lower() + ("/index" if rest else "")
    return ""
