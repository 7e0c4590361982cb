"""A failed record is seen again when we say, not when its queue's time-out ends."""

import boto3
import pytest
from moto import mock_aws

from chalicelib.adapters.redelivery import SqsRedelivery

NAME = "pytake-test-inbound.fifo"


@pytest.fixture
def queue():
    with mock_aws():
        sqs = boto3.client("sqs", region_name="us-east-1")
        attributes = {"FifoQueue": "true", "ContentBasedDeduplication": "true", "VisibilityTimeout": "180"}
        url = sqs.create_queue(QueueName=NAME, Attributes=attributes)["QueueUrl"]
        sqs.send_message(QueueUrl=url, MessageBody="oi", MessageGroupId="g")
        yield lambda: sqs.receive_message(QueueUrl=url, WaitTimeSeconds=0).get("Messages", [])


def test_a_record_put_off_by_nothing_is_there_at_once(queue):
    (message,) = queue()
    assert queue() == []
    record = {"eventSourceARN": f"arn:aws:sqs:us-east-1:123456789012:{NAME}", "receiptHandle": message["ReceiptHandle"]}
    SqsRedelivery().after(record, 0)
    assert [again["Body"] for again in queue()] == ["oi"]


def test_a_queue_that_is_not_ours_is_an_error(queue):
    with pytest.raises(KeyError):
        SqsRedelivery().after({"eventSourceARN": "arn:aws:sqs:us-east-1:1:another", "receiptHandle": "r"}, 0)
