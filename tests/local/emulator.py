"""The emulated AWS behind a running edition, looked at from below."""

import json
import os
from dataclasses import dataclass
from typing import Any

import boto3

from tests.local.edition import until

AWS = os.environ.get("PYTAKE_LOCAL_AWS_URL", "http://127.0.0.1:4566")


def client(service: str) -> Any:
    """A client of the emulator."""
    return boto3.client(service, endpoint_url=AWS, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


@dataclass(frozen=True)
class Tables:
    """Rows as they lie there."""

    seen: frozenset[str]
    """The keys of the guards of inbound messages."""
    inbound: tuple[tuple[str, str], ...]
    """(partition of the workspace's conversation, the channel's id) of every inbound message in a timeline."""

    @classmethod
    def read(cls) -> "Tables":
        guards = _rows("guards")
        entries = [json.loads(row["data"]["S"]) | {"provider_id": row.get("provider_id", {}).get("S")} for row in _timeline()]
        inbound = [(entry["conversation_id"], entry["provider_id"]) for entry in entries if entry.get("direction") == "inbound"]
        return cls(frozenset(row["pk"]["S"] for row in guards if "#SEEN#" in row["pk"]["S"]), tuple(inbound))


def _timeline() -> list[dict[str, Any]]:
    return [row for row in _rows("conversations") if row["sk"]["S"].startswith("T#")]


def _rows(table: str) -> list[dict[str, Any]]:
    pages = client("dynamodb").get_paginator("scan").paginate(TableName=f"pytake-local-{table}")
    return [row for page in pages for row in page["Items"]]


def _depth(url: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"]
    attributes = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(attributes[name]) for name in names)


def _urls() -> list[str]:
    return list(client("sqs").list_queues(QueueNamePrefix="pytake-local-").get("QueueUrls", []))


def dead_letters() -> dict[str, int]:
    """How many messages lie in each dead-letter queue that is not empty."""
    return {url.rsplit("/", 1)[-1]: depth for url in _urls() if "dead-letters" in url and (depth := _depth(url))}


def quiet(seconds: float = 300) -> None:
    """Waits until the working queues are empty."""
    urls = [url for url in _urls() if "dead-letters" not in url]
    until(lambda: all(_depth(url) == 0 for url in urls), "the queues to be empty", seconds, every=1)
