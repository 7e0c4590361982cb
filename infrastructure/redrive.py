"""Puts dead letters back on the queues that gave them up: `python -m infrastructure.redrive --stage local [queue]`.

On AWS it runs with the caller's own credentials and region. Mend first what they died of. A letter is deleted only when its queue has
it again; one that is put back twice is stored once and sent once, as everything else is.
"""

import argparse
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import boto3
from botocore.exceptions import EndpointConnectionError

QUEUES = ("inbound.fifo", "statuses", "outbound.fifo", "outbound-later")
STREAM = "changes"
"""What it gave up are no letters: they point into a stream, and browsers ask for what they missed."""
LEASE = 120
"""Seconds in which ten letters are surely moved."""


def dead_letters(queue: str) -> str:
    """The name of a queue's dead-letter queue."""
    name, dot, fifo = queue.partition(".")
    return f"{name}-dead-letters{dot}{fifo}"


def redrive(sqs: Any, dead: str, source: str) -> int:
    """How many were put back, oldest first. Raises at the first that the queue refuses, which then stays where it is."""
    moved = 0
    for letter in _letters(sqs, dead):
        sqs.send_message(QueueUrl=source, MessageBody=letter["Body"], **_address(letter))
        sqs.delete_message(QueueUrl=dead, ReceiptHandle=letter["ReceiptHandle"])
        moved += 1
    return moved


def depth(sqs: Any, url: str) -> int:
    """About how many letters there are, in flight or not."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return sum(int(count) for count in sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"].values())


def _letters(sqs: Any, dead: str) -> Iterator[dict[str, Any]]:
    # Those that were there when we began: one that dies again at once must not be moved for ever.
    left = depth(sqs, dead)
    while left > 0:
        batch = sqs.receive_message(
            QueueUrl=dead,
            MaxNumberOfMessages=min(left, 10),
            VisibilityTimeout=LEASE,
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
            WaitTimeSeconds=1,
        ).get("Messages", [])
        if not batch:
            return
        yield from batch
        left -= len(batch)


def _address(letter: dict[str, Any]) -> dict[str, Any]:
    address: dict[str, Any] = {"MessageAttributes": letter["MessageAttributes"]} if letter.get("MessageAttributes") else {}
    if group := letter["Attributes"].get("MessageGroupId"):
        # New, or a queue that had it within five minutes would swallow it; the same for the same letter, should we die and begin anew.
        again = sha256(f"redrive {letter['MessageId']}".encode()).hexdigest()
        address |= {"MessageGroupId": group, "MessageDeduplicationId": again}
    return address


def main() -> None:
    """Prints how many of each queue were put back, and what is left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", default="local")
    parser.add_argument("queue", nargs="?", choices=QUEUES, help="only this one")
    arguments = parser.parse_args()
    sqs, begin = _client(arguments.stage), f"pytake-{arguments.stage}-"
    try:
        for queue in [arguments.queue] if arguments.queue else QUEUES:
            source, dead = (sqs.get_queue_url(QueueName=begin + name)["QueueUrl"] for name in (queue, dead_letters(queue)))
            print(f"{queue}: {redrive(sqs, dead, source)} put back, {depth(sqs, dead)} left")
    except EndpointConnectionError as error:
        raise SystemExit(f"Nobody answers at {sqs.meta.endpoint_url}: start the local edition with `make up`.") from error
    kept = depth(sqs, sqs.get_queue_url(QueueName=begin + dead_letters(STREAM))["QueueUrl"])
    print(f"{STREAM}: {kept} kept; they say where in the stream news was not told, and browsers have asked for it since")


def _client(stage: str) -> Any:
    if stage != "local":
        return boto3.client("sqs")
    from infrastructure.local.edition import Edition

    return Edition.from_environment().stage().client("sqs")


if __name__ == "__main__":
    main()
