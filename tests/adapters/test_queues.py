import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import botocore.session
import pytest
from moto import mock_aws

from chalicelib.adapters import queues
from chalicelib.adapters.channels import FolderChannels
from chalicelib.adapters.queues import Refused, SqsLanes, SqsLater, SqsOutbox, short
from chalicelib.config import settings
from chalicelib.domain.errors import NotFound
from chalicelib.domain.ids import AppId, ConversationId, WorkspaceId
from chalicelib.domain.inbound import Item
from chalicelib.domain.message import Claim, MessageRef
from chalicelib.domain.raw import TRUNCATED

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FIFO = {"FifoQueue": "true"}


class Aws:
    """The queues and the bucket, and every call made to them."""

    def __init__(self) -> None:
        session = botocore.session.get_session()
        self.sqs = session.create_client("sqs", region_name=settings().region)
        self.s3 = session.create_client("s3", region_name=settings().region)
        self.s3.create_bucket(Bucket=settings().media_bucket)
        for url in (
            settings().inbound_queue_url,
            settings().statuses_queue_url,
            settings().outbound_queue_url,
            settings().outbound_later_queue_url,
        ):
            name = url.rsplit("/", 1)[1]
            self.sqs.create_queue(QueueName=name, Attributes=FIFO if name.endswith(".fifo") else {})
        self.calls: list[tuple[str, dict[str, Any]]] = []
        for service in ("sqs", "s3"):
            queues._client(service).meta.events.register(f"provide-client-params.{service}", self._noted)

    def _noted(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.calls.append((model.name, params))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.calls]

    def received(self, url: str) -> list[dict[str, Any]]:
        """Everything on a queue, its oldest first."""
        found: list[dict[str, Any]] = []
        while batch := self.sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"], MessageAttributeNames=["All"]
        ).get("Messages"):
            found.extend(batch)
            for each in batch:
                self.sqs.delete_message(QueueUrl=url, ReceiptHandle=each["ReceiptHandle"])
        return found


@pytest.fixture
def aws() -> Iterator[Aws]:
    with mock_aws():
        queues._client.cache_clear()
        yield Aws()
        queues._client.cache_clear()


def item(number: int = 0, lane: Any = "inbound", body: str = "", group: str = "g1", **rest: Any) -> Item:
    given = {"received_at": NOW, "workspace": WorkspaceId("w1"), "account": "100000000000001", **rest}
    return Item(channel="whatsapp", app_id="app1", lane=lane, group=group, body=body or json.dumps({"item": number}), **given)


def claim(seq: int = 2, attempt: int = 1, put: int = 0) -> Claim:
    return Claim(workspace=WorkspaceId("w1"), ref=MessageRef(conversation_id=ConversationId("c1"), seq=seq), attempt=attempt, put=put)


def test_ten_items_of_one_lane_are_one_call(aws: Aws):
    items = [item(number) for number in range(10)]
    SqsLanes().put(items)
    assert aws.names == ["SendMessageBatch"]
    assert [Item.model_validate_json(each["Body"]) for each in aws.received(settings().inbound_queue_url)] == items


def test_both_lanes_are_two_calls(aws: Aws):
    SqsLanes().put([item(1), item(2, "status"), item(3, "status")])
    assert aws.names == ["SendMessageBatch"] * 2
    assert len(aws.received(settings().inbound_queue_url)) == 1
    assert len(aws.received(settings().statuses_queue_url)) == 2


def test_nothing_is_no_call(aws: Aws):
    SqsLanes().put([])
    SqsOutbox().put([])
    assert aws.calls == []


@pytest.mark.parametrize("items", [
    [item(number) for number in range(11)],
    [item(number, "status") for number in range(500)],
    [item(number, "status" if number % 2 else "inbound") for number in range(1000)],
    [item(1), item(2, body="x" * 250_001), item(3, "status")],
    [item(1, body='"' * 125_000)],
])  # fmt: skip
def test_what_does_not_fit_goes_to_storage_and_one_pointer_is_queued(aws: Aws, items: list[Item]):
    SqsLanes().put(items)
    assert aws.names == ["PutObject", "SendMessageBatch"]
    (queued,) = aws.received(settings().inbound_queue_url)
    pointer = Item.model_validate_json(queued["Body"])
    assert (pointer.workspace, pointer.app_id, pointer.body) == ("w1", "app1", "")
    assert pointer.pointer is not None
    assert pointer.pointer.startswith("raw/app1/2026-11-23/")
    assert SqsLanes().unpack(pointer.pointer) == tuple(items)
    assert aws.received(settings().statuses_queue_url) == []


def test_taking_a_pointer_apart_comes_to_an_end(aws: Aws):
    # The largest that a worker puts back: 120,000 characters of which each must be escaped.
    items = [item(number, body='"' * (120_000 - number)) for number in range(10)]
    SqsLanes().put(items)
    assert set(aws.names) == {"SendMessageBatch"}
    assert [Item.model_validate_json(each["Body"]) for each in aws.received(settings().inbound_queue_url)] == items


def test_the_stored_body_is_json_lines(aws: Aws):
    SqsLanes().put([item(number) for number in range(11)])
    key = aws.calls[0][1]["Key"]
    lines = gzip.decompress(aws.s3.get_object(Bucket=settings().media_bucket, Key=key)["Body"].read()).splitlines()
    assert [json.loads(json.loads(line)["body"])["item"] for line in lines] == list(range(11))


@pytest.mark.parametrize(("character", "times"), [("é", 150_000), ('"', 75_000), ("\x1f", 43_000), ("a", 300_000)])
def test_what_is_cut_in_a_message_is_whole_in_storage(aws: Aws, character: str, times: int):
    message = {"from": "5511988423107", "id": "wamid.1", "timestamp": "1795000000", "type": "poll", "poll": character * times}
    value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "1"}, "messages": [message]}
    body = {"object": "whatsapp_business_account", "entry": [{"id": "2", "changes": [{"field": "messages", "value": value}]}]}
    (split,) = FolderChannels().named("whatsapp").split(json.dumps(body).encode(), AppId("app1"), NOW)
    (fact,) = FolderChannels().named("whatsapp").parse(split)
    assert fact.content.raw.endswith(TRUNCATED)
    SqsLanes().put([split])
    (queued,) = aws.received(settings().inbound_queue_url)
    assert SqsLanes().unpack(Item.model_validate_json(queued["Body"]).pointer) == (split,)


def test_a_pointer_to_nothing_is_not_found(aws: Aws):
    with pytest.raises(NotFound):
        SqsLanes().unpack("raw/app1/2026-11-23/none")


def test_a_webhook_that_meta_repeats_is_not_swallowed(aws: Aws):
    SqsLanes().put([item(1)])
    SqsLanes().put([item(1, received_at=NOW + timedelta(seconds=1))])
    assert len(aws.received(settings().inbound_queue_url)) == 2


def test_the_same_put_again_is_swallowed(aws: Aws):
    SqsLanes().put([item(1)])
    SqsLanes().put([item(1)])
    assert len(aws.received(settings().inbound_queue_url)) == 1


def test_a_persons_items_keep_their_group_and_order(aws: Aws):
    SqsLanes().put([item(1, group="a"), item(2, group="b"), item(3, group="a")])
    received = aws.received(settings().inbound_queue_url)
    of_a = [
        json.loads(Item.model_validate_json(each["Body"]).body)["item"] for each in received if each["Attributes"]["MessageGroupId"] == "a"
    ]
    assert of_a == [1, 3]


def test_no_id_is_longer_than_aws_takes(aws: Aws):
    SqsLanes().put([item(1, group="g" * 500), item(2, group="with space é"), item(3, group="")])
    SqsOutbox().put([(claim(), "k" * 500)])
    entries = [entry for _, params in aws.calls for entry in params["Entries"]]
    assert len(entries) == 4
    for entry in entries:
        for id in (entry["MessageGroupId"], entry["MessageDeduplicationId"]):
            assert 0 < len(id) <= 128
            assert id.isascii()
            assert " " not in id


def test_short_ids_stay_as_they_are():
    assert short("a" * 128) == "a" * 128
    assert len(short("a" * 129)) == 64
    assert short("a" * 129) != short("a" * 130)


def test_claims_go_out_ten_a_call_in_order(aws: Aws):
    SqsOutbox().put([(claim(seq), "k1") for seq in range(25)])
    assert [len(params["Entries"]) for _, params in aws.calls] == [10, 10, 5]
    received = aws.received(settings().outbound_queue_url)
    assert [Claim.model_validate_json(each["Body"]).ref.seq for each in received] == list(range(25))
    assert {each["Attributes"]["MessageGroupId"] for each in received} == {"k1"}


@pytest.mark.parametrize(("again", "queued"), [(claim(), 1), (claim(put=1), 2), (claim(attempt=2), 2), (claim(seq=3), 2)])
def test_only_the_same_message_attempt_and_put_is_swallowed(aws: Aws, again: Claim, queued: int):
    SqsOutbox().put([(claim(), "k1")])
    SqsOutbox().put([(again, "k1")])
    assert len(aws.received(settings().outbound_queue_url)) == queued


@pytest.mark.parametrize(("asked", "delay"), [(0, 0), (-5, 0), (30, 30), (900, 900), (5_000, 900)])
def test_what_must_wait_waits_a_quarter_of_an_hour_at_most(aws: Aws, asked: int, delay: int):
    SqsLater().put(claim(), "k1", asked)
    ((_, params),) = aws.calls
    assert params["DelaySeconds"] == delay
    assert Claim.model_validate_json(params["MessageBody"]) == claim()


class Half:
    """A queue that takes all but the last message of a batch."""

    def send_message_batch(self, *, QueueUrl: str, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803
        return {"Successful": [{"Id": each["Id"]} for each in Entries[:-1]], "Failed": [{"Id": Entries[-1]["Id"], "Code": "InternalError"}]}


@pytest.mark.parametrize("put", [lambda: SqsLanes().put([item(1), item(2)]), lambda: SqsOutbox().put([(claim(), "k1")])])
def test_a_batch_that_was_not_taken_whole_is_an_error(put: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(queues, "_client", lambda _: Half())
    with pytest.raises(Refused, match="InternalError"):
        put()
