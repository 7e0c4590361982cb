"""Where the stories play: an account with PyTake in it, its queues worked off, Meta and the browsers outside."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import boto3
from chalice.test import Client, HTTPResponse
from moto.dynamodb.models import dynamodb_backends

import app
from chalicelib.entrypoints import live, queues, schedules, streams, workflows
from tests.journeys.account import ACCOUNT, REGION, account, forget
from tests.journeys.capacity import Meter
from tests.journeys.clock import Clock
from tests.journeys.counting import Calls, Counter
from tests.journeys.outside import Browsers, Graph

ROUNDS = 200
"""Batches after which a queue that never empties is a failure."""


@dataclass(frozen=True)
class Lane:
    """A queue and the function its mapping joins it to (wiring.yaml)."""

    name: str
    url: str
    arn: str
    door: Callable[[dict[str, Any], object], Any]
    batch: int


@dataclass
class Town:
    """Queues move only when a test says so; ``work`` moves them until all is quiet."""

    outputs: dict[str, str]
    graph: Graph
    browsers: Browsers
    counter: Counter
    clock: Clock = field(default_factory=Clock)

    @cached_property
    def http(self) -> Any:
        return Client(app.app, stage_name="local").http

    def client(self, service: str) -> Any:
        """A client that nobody counts."""
        made = boto3.client(service, region_name=REGION)
        self.counter.strangers.append(made)
        return made

    @cached_property
    def lanes(self) -> dict[str, Lane]:
        doors = {
            "Inbound": (queues.take_inbound, 10),
            "Statuses": (queues.take_statuses, 10),
            "Outbound": (queues.deliver_outbound, 1),
            "OutboundLater": (queues.requeue_outbound, 10),
        }
        return {
            name: Lane(name, self.outputs[f"{name}QueueUrl"], self.outputs[f"{name}QueueArn"], door, batch)
            for name, (door, batch) in doors.items()
        }

    @cached_property
    def _sqs(self) -> Any:
        return self.client("sqs")

    def ask(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> HTTPResponse:
        """A request to the API."""
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return self.http.request(method, path, headers={"Content-Type": "application/json", **(headers or {})}, body=raw)

    def receive(self, lane: str, most: int | None = None) -> dict[str, Any] | None:
        """A batch as Lambda would hand it over, or None where the queue is empty; nobody has settled it yet."""
        of = self.lanes[lane]
        found = self._sqs.receive_message(
            QueueUrl=of.url, MaxNumberOfMessages=most or of.batch, AttributeNames=["All"], MessageAttributeNames=["All"]
        )
        records = [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message["Attributes"],
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": of.arn,
            }
            for message in found.get("Messages", [])
        ]
        return {"Records": records} if records else None

    def settle(self, lane: str, event: dict[str, Any], failed: set[str]) -> None:
        """Deletes what was handled; what failed comes back at once, as if its delay had passed."""
        of = self.lanes[lane]
        for record in event["Records"]:
            receipt = {"QueueUrl": of.url, "ReceiptHandle": record["receiptHandle"]}
            if record["messageId"] in failed:
                self._sqs.change_message_visibility(**receipt, VisibilityTimeout=0)
            else:
                self._sqs.delete_message(**receipt)

    def step(self, lane: str, most: int | None = None) -> bool:
        """One batch of a queue through its function; False when there is none."""
        event = self.receive(lane, most)
        if event is None:
            return False
        answer = self.lanes[lane].door(event, None)
        self.settle(lane, event, {failure["itemIdentifier"] for failure in answer["batchItemFailures"]})
        return True

    def work(self, *lanes: str) -> None:
        """Every queue (or these) until they are empty."""
        named = lanes or tuple(self.lanes)
        for _ in range(ROUNDS):
            if not sum(self.step(lane) for lane in named):
                return
        raise AssertionError(f"{named} never came to rest")

    def depth(self, lane: str) -> int:
        """Messages waiting in a queue."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"]
        found = self._sqs.get_queue_attributes(QueueUrl=self.lanes[lane].url, AttributeNames=names)["Attributes"]
        return sum(int(found[name]) for name in names)

    def lose(self, lane: str) -> int:
        """Empties a queue without its function, as if the process had died before it was filled; how many were lost."""
        lost = 0
        while event := self.receive(lane):
            self.settle(lane, event, set())
            lost += len(event["Records"])
        return lost

    def sweep(self) -> None:
        """The minute's ``sweep_due``."""
        schedules.sweep_due({"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}, "resources": [], "version": "0",
                             "id": "1", "account": "1", "time": "", "region": REGION}, None)  # fmt: skip

    def alarms(self) -> list[dict[str, Any]]:
        """What each sleeping execution of the ``wait`` machine was told, oldest first."""
        machine = self._steps.list_state_machines()["stateMachines"][0]["stateMachineArn"]
        executions = self._steps.list_executions(stateMachineArn=machine, statusFilter="RUNNING")["executions"]
        executions.sort(key=lambda execution: execution["startDate"])
        return [json.loads(self._steps.describe_execution(executionArn=one["executionArn"])["input"]) for one in executions]

    @cached_property
    def _steps(self) -> Any:
        return self.client("stepfunctions")

    def ring(self, alarm: dict[str, Any]) -> dict[str, Any]:
        """The machine wakes and calls its function: what it is answered."""
        return dict(workflows.wake_session(alarm, None))

    def broadcast(self) -> int:
        """What the stream of ``conversations`` has to say since last time, in the mapping's batches; how many records."""
        records = list(self._news())
        for start in range(0, len(records), 100):
            streams.broadcast_changes({"Records": records[start : start + 100]}, None)
        return len(records)

    def _news(self) -> Iterator[dict[str, Any]]:
        # moto answers no call to DynamoDB Streams here, but keeps the records. Read ones go: it copies all it has at every transaction.
        shard = dynamodb_backends[ACCOUNT][REGION].get_table(f"{self.outputs['TablePrefix']}-conversations").stream_shard
        records, shard.items = [item.to_json() for item in shard.items], []
        for record in records:
            sk = record["dynamodb"]["Keys"]["sk"]["S"]
            # The filter of the mapping.
            if record["eventName"] in ("INSERT", "MODIFY") and (sk == "conversation" or sk.startswith("T#")):
                yield record

    def hush(self) -> None:
        """Forgets what the stream has to say, and what lies in the queues."""
        list(self._news())
        for lane in self.lanes:
            if (left := self.depth(lane)) > 100:
                # moto takes seconds to hand out that many; AWS allows one purge a minute.
                self._sqs.purge_queue(QueueUrl=self.lanes[lane].url)
            elif left:
                self.lose(lane)

    def socket(self, route: str, socket_id: str, *, ticket: str | None = None, origin: str | None = None, body: str | None = None) -> int:
        """What API Gateway does when a browser comes, speaks or goes."""
        doors = {"$connect": live.connect, "$default": live.message, "$disconnect": live.disconnect}
        event = {
            "requestContext": {"apiId": "api", "stage": "api", "connectionId": socket_id, "domainName": "ws", "routeKey": route},
            "headers": {"Origin": origin} if origin else None,
            "queryStringParameters": {"ticket": ticket} if ticket else None,
            "body": body,
        }
        return int(doors[route](event, None)["statusCode"])

    @contextmanager
    def counting(self) -> Iterator[Calls]:
        """PyTake's AWS calls inside the ``with``."""
        with self.counter.counting() as calls:
            yield calls

    def cold(self) -> None:
        """Every function forgets what it kept warm."""
        forget()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Everything a table holds."""
        pages = self._dynamo.get_paginator("scan").paginate(TableName=f"pytake-test-{table}")
        return [row for page in pages for row in page["Items"]]

    def put(self, table: str, rows: Sequence[Any]) -> None:
        """Rows of the adapters', written past them."""
        name = f"pytake-test-{table}"
        for start in range(0, len(rows), 25):
            puts = [{"PutRequest": {"Item": row.serialize()}} for row in rows[start : start + 25]]
            self._dynamo.batch_write_item(RequestItems={name: puts})

    @cached_property
    def _dynamo(self) -> Any:
        return self.client("dynamodb")


@contextmanager
def town() -> Iterator[Town]:
    """A town of one's own, with nobody in it."""
    graph, browsers, counter = Graph(), Browsers(), Counter()
    patched = {"PYTAKE_WEBSOCKET_ENDPOINT": browsers.url}
    try:
        with account(f"{graph.url}/graph", patched) as outputs, counter.watching():
            made = Town(outputs, graph, browsers, counter)
            counter.meter = Meter(made.client("dynamodb"))
            yield made
    finally:
        graph.close()
        browsers.close()
