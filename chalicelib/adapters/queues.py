"""SQS: the lanes a webhook's items take, the outbox, and the queue for what must wait."""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, Literal

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.config import settings
from chalicelib.domain.errors import NotFound
from chalicelib.domain.ids import new_id
from chalicelib.domain.inbound import Item
from chalicelib.domain.message import Claim

BATCH = 10
"""Messages of one SendMessageBatch, at most."""
BATCH_BYTES = 250_000
"""Bytes of one SendMessageBatch: SQS takes 1 MiB since August 2025, and 256 KiB before; queues keep the limit they were made with."""
MAX_ID = 128
"""Characters of a group's or a deduplication id."""
MAX_DELAY = 900
"""Seconds a message may be delayed."""


class Refused(Exception):
    """The queue did not take every message of a batch. Always transient: the caller's caller tries again."""


class SqsLanes:
    """Keeps the ``Lanes`` port."""

    def put(self, items: Sequence[Item]) -> None:
        """One call a lane; beyond ten items of a lane, or one too large to travel, one object in S3 and one pointer for all of them.

        Ten or fewer that travel singly never become a pointer, so that taking a pointer apart comes to an end.
        """
        lanes = {lane: [(item, item.model_dump_json()) for item in items if item.lane == lane] for lane in ("inbound", "status")}
        if any(len(lane) > BATCH or any(_size(body) > BATCH_BYTES for _, body in lane) for lane in lanes.values()):
            pointer = _stored(items)
            lanes = {"inbound": [(pointer, pointer.model_dump_json())]}
        if inbound := lanes["inbound"]:
            _send_all(settings().inbound_queue_url, [_fifo(body, item.group, _inbound_id(item)) for item, body in inbound])
        if statuses := lanes.get("status"):
            _send_all(settings().statuses_queue_url, [{"MessageBody": body} for _, body in statuses])

    def unpack(self, pointer: str) -> tuple[Item, ...]:
        """Raises ``NotFound``."""
        try:
            stored = _client("s3").get_object(Bucket=settings().media_bucket, Key=pointer)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                raise NotFound("webhook body") from error
            raise
        return tuple(Item.model_validate_json(line) for line in gzip.decompress(stored).splitlines())


class SqsOutbox:
    """Keeps the ``Outbox`` port."""

    def put(self, claims: Sequence[tuple[Claim, str]]) -> None:
        """In order. The queue swallows the same (message, attempt, put) for five minutes."""
        _send_all(settings().outbound_queue_url, [_fifo(claim.model_dump_json(), group, _claim_id(claim)) for claim, group in claims])


class SqsLater:
    """Keeps the ``Later`` port."""

    def put(self, claim: Claim, group: str, delay_seconds: int) -> None:
        """At most 15 minutes. The group is only for the reader: this queue has no order, and its door finds the group anew."""
        _client("sqs").send_message(
            QueueUrl=settings().outbound_later_queue_url,
            MessageBody=claim.model_dump_json(),
            DelaySeconds=max(0, min(delay_seconds, MAX_DELAY)),
            MessageAttributes={"group": {"DataType": "String", "StringValue": short(group)}},
        )


def short(id: str) -> str:
    """Fit for a group's or a deduplication id: the same one, or its hash where it is too long (AWS: 128 characters)."""
    return id if 0 < len(id) <= MAX_ID and id.isascii() and id.isprintable() and " " not in id else _hash(id)


def _stored(items: Sequence[Item]) -> Item:
    """The pointer to the items, once they are durable."""
    first = items[0]
    key = f"raw/{first.app_id}/{first.received_at:%Y-%m-%d}/{new_id(first.received_at)}"
    lines = "\n".join(item.model_dump_json() for item in items)
    _client("s3").put_object(
        Bucket=settings().media_bucket,
        Key=key,
        Body=gzip.compress(lines.encode(), 5),
        ContentType="application/jsonl",
        ContentEncoding="gzip",
    )
    return first.model_copy(update={"lane": "inbound", "group": _hash(key), "account": None, "body": "", "pointer": key})


def _inbound_id(item: Item) -> str:
    # With the moment: a webhook that Meta repeats within five minutes must not be swallowed, or a failed item would be lost with it.
    again = f"{item.put}|" if item.put else ""
    return _hash(f"{again}{item.received_at.timestamp():.3f}|{item.pointer}|{item.group}|{item.body}")


def _claim_id(claim: Claim) -> str:
    return _hash(f"{claim.workspace}.{claim.ref.conversation_id}.{claim.ref.seq}.{claim.attempt}.{claim.put}")


def _fifo(body: str, group: str, deduplication: str) -> dict[str, Any]:
    return {"MessageBody": body, "MessageGroupId": short(group), "MessageDeduplicationId": deduplication}


def _send_all(queue_url: str, entries: Sequence[Mapping[str, Any]]) -> None:
    """Raises ``Refused`` unless every entry was taken; stops at the first batch that was not, which keeps the order."""
    for batch in _batches(entries):
        answer = _client("sqs").send_message_batch(
            QueueUrl=queue_url, Entries=[{"Id": str(number), **entry} for number, entry in enumerate(batch)]
        )
        if failed := answer.get("Failed"):
            raise Refused(f"{len(failed)} of {len(batch)} messages: {failed[0].get('Code')}")


def _batches(entries: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    batch: list[Mapping[str, Any]] = []
    size = 0
    for entry in entries:
        weight = _size(entry["MessageBody"])
        if batch and (len(batch) == BATCH or size + weight > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += weight
    if batch:
        yield batch


def _size(body: str) -> int:
    return len(body) if body.isascii() else len(body.encode())


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _client(service: Literal["sqs", "s3"]) -> Any:
    config = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})
    return botocore.session.get_session().create_client(service, region_name=settings().region, config=config)
