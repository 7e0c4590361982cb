"""Dead letters go back to the queues that gave them up: all of them, in order, and none is deleted before its queue has it."""

import re
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infrastructure import redrive as command
from infrastructure.redrive import QUEUES, STREAM, dead_letters, depth, redrive
from infrastructure.stage import ROOT


class Queues:
    """A stage's queues and their dead letters."""

    def __init__(self) -> None:
        self.sqs = boto3.client("sqs", region_name="us-east-1")
        for name in (*QUEUES, *map(dead_letters, QUEUES), dead_letters(STREAM)):
            self.sqs.create_queue(QueueName=f"pytake-test-{name}", Attributes={"FifoQueue": "true"} if name.endswith(".fifo") else {})
        self.inbound, self.dead_inbound = self.url("inbound.fifo"), self.url(dead_letters("inbound.fifo"))
        self.later, self.dead_later = self.url("outbound-later"), self.url(dead_letters("outbound-later"))

    def url(self, name: str) -> str:
        return str(self.sqs.get_queue_url(QueueName=f"pytake-test-{name}")["QueueUrl"])

    def put(self, url: str, body: str, group: str | None = None) -> None:
        fifo = {"MessageGroupId": group, "MessageDeduplicationId": f"d-{body}"} if group else {}
        self.sqs.send_message(
            QueueUrl=url, MessageBody=body, MessageAttributes={"group": {"DataType": "String", "StringValue": "k"}}, **fifo
        )

    def received(self, url: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while batch := self.sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"], MessageAttributeNames=["All"]
        ).get("Messages"):
            found += batch
            for each in batch:
                self.sqs.delete_message(QueueUrl=url, ReceiptHandle=each["ReceiptHandle"])
        return found


@pytest.fixture
def queues() -> Iterator[Queues]:
    with mock_aws():
        yield Queues()


def test_every_queue_that_gives_up_is_known() -> None:
    names = re.findall(r"QueueName: !Sub pytake-\$\{Stage\}-(\S+)", (ROOT / "infrastructure/data.yaml").read_text())
    assert sorted(names) == sorted((*QUEUES, *map(dead_letters, QUEUES), dead_letters(STREAM)))


def test_letters_go_back_in_order_with_their_group_and_their_attributes(queues: Queues) -> None:
    for number in range(25):
        queues.put(queues.dead_inbound, f"{number}", f"g{number % 3}")
    assert redrive(queues.sqs, queues.dead_inbound, queues.inbound) == 25
    back = queues.received(queues.inbound)
    for group in ("g0", "g1", "g2"):
        numbers = [int(each["Body"]) for each in back if each["Attributes"]["MessageGroupId"] == group]
        assert numbers == sorted(numbers)
    assert sorted(int(each["Body"]) for each in back) == list(range(25))
    assert back[0]["MessageAttributes"]["group"]["StringValue"] == "k"
    assert depth(queues.sqs, queues.dead_inbound) == 0


def test_what_the_queue_had_a_moment_ago_is_not_swallowed(queues: Queues) -> None:
    queues.put(queues.inbound, "Oi", "g")
    queues.received(queues.inbound)
    queues.put(queues.dead_inbound, "Oi", "g")
    redrive(queues.sqs, queues.dead_inbound, queues.inbound)
    assert [each["Body"] for each in queues.received(queues.inbound)] == ["Oi"]


class Dying:
    """SQS, until somebody dies at a call."""

    def __init__(self, sqs: Any, call: str) -> None:
        self.sqs, self.call = sqs, call

    def __getattr__(self, name: str) -> Any:
        def die(**_: Any) -> None:
            raise KeyboardInterrupt

        return die if name == self.call else getattr(self.sqs, name)


@pytest.mark.parametrize("call", ["send_message", "delete_message"])
@pytest.mark.parametrize("kind", ["inbound", "later"])
def test_whoever_dies_in_the_middle_has_lost_nothing(queues: Queues, call: str, kind: str) -> None:
    source, dead = getattr(queues, kind), getattr(queues, f"dead_{kind}")
    queues.put(dead, "Oi", "g" if kind == "inbound" else None)
    with pytest.raises(KeyboardInterrupt):
        redrive(Dying(queues.sqs, call), dead, source)
    assert depth(queues.sqs, dead) + depth(queues.sqs, source) >= 1
    assert depth(queues.sqs, dead) == 1


def test_a_letter_that_dies_again_at_once_is_not_moved_for_ever(queues: Queues) -> None:
    for number in range(3):
        queues.put(queues.dead_later, f"{number}")
    assert redrive(queues.sqs, queues.dead_later, queues.dead_later) == 3
    assert depth(queues.sqs, queues.dead_later) == 3


@pytest.mark.parametrize(("asked", "said"), [
    ([], "inbound.fifo: 2 put back, 0 left\nstatuses: 0 put back, 0 left\noutbound.fifo: 0 put back, 0 left\noutbound-later: 1 put"),
    (["outbound-later"], "outbound-later: 1 put back, 0 left\n"),
])  # fmt: skip
def test_the_command_says_how_many_of_each(
    queues: Queues, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, asked: list[str], said: str
) -> None:
    for body in ("a", "b"):
        queues.put(queues.dead_inbound, body, "g")
    queues.put(queues.dead_later, "c")
    monkeypatch.setattr("sys.argv", ["redrive", "--stage", "test", *asked])
    command.main()
    out = capsys.readouterr().out
    assert out.startswith(said)
    assert "changes: 0 kept" in out


def test_without_an_edition_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTAKE_AWS_PORT", "9")
    monkeypatch.setattr("sys.argv", ["redrive"])
    with pytest.raises(SystemExit, match="make up"):
        command.main()
