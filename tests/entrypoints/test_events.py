"""How every event door behaves: a failed record comes again with what follows it, and a poison one is set aside."""

from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.entrypoints.events import DoorFailed, observed, settle


def record(name: str, group: str | None = "g", receives: int = 1) -> dict[str, Any]:
    attributes = {"ApproximateReceiveCount": str(receives), **({"MessageGroupId": group} if group else {})}
    return {"messageId": name, "body": name, "attributes": attributes, "receiptHandle": f"r-{name}", "eventSourceARN": "arn:aws:sqs:r:1:q"}


class Worker:
    """Handles records, but for the bad ones."""

    def __init__(self, *bad: str, error: type[Exception] = RuntimeError, quarantine_fails: bool = False) -> None:
        self.bad, self.error, self.quarantine_fails = bad, error, quarantine_fails
        self.handled: list[str] = []
        self.aside: list[str] = []
        self.delays: list[tuple[str, int]] = []

    def handle(self, record: dict[str, Any]) -> None:
        self.handled.append(record["body"])
        if record["body"] in self.bad:
            raise self.error(record["body"])

    def set_aside(self, record: dict[str, Any], error: Exception) -> None:
        if self.quarantine_fails:
            raise ConnectionError
        self.aside.append(f"{record['messageId']}:{type(error).__name__}")

    def run(self, *records: dict[str, Any], **options: Any) -> list[str]:
        answer = settle(
            {"Records": list(records)},
            self.handle,
            delay=lambda record, seconds: self.delays.append((record["messageId"], seconds)),
            set_aside=self.set_aside,
            **options,
        )
        return [failed["itemIdentifier"] for failed in answer["batchItemFailures"]]


def test_what_is_handled_is_not_handed_back():
    worker = Worker()
    assert worker.run(record("a"), record("b")) == []
    assert worker.handled == ["a", "b"]


def test_a_failed_record_takes_the_later_ones_of_its_group_with_it_and_no_others():
    worker = Worker("b")
    assert worker.run(record("a", "g"), record("b", "g"), record("c", "h"), record("d", "g"), record("e", "h")) == ["b", "d"]
    assert worker.handled == ["a", "b", "c", "e"]


def test_on_a_standard_queue_each_record_stands_alone():
    worker = Worker("a")
    assert worker.run(record("a", None), record("b", None)) == ["a"]


@pytest.mark.parametrize(("receives", "seconds"), [(1, 2), (2, 10), (3, 60), (4, 60)])
def test_a_failed_record_and_its_followers_come_again_soon_and_together(receives, seconds):
    worker = Worker("a")
    worker.run(record("a", receives=receives), record("b", receives=1))
    assert worker.delays == [("a", seconds), ("b", seconds)]


def test_on_the_fifth_receive_a_poison_record_is_set_aside_and_its_group_goes_on():
    worker = Worker("a")
    assert worker.run(record("a", receives=5), record("b", receives=5)) == []
    assert (worker.aside, worker.handled) == (["a:RuntimeError"], ["a", "b"])


def test_a_follower_whose_receives_were_spent_behind_a_poison_record_gets_a_turn_of_its_own():
    worker = Worker("a", "b")
    assert worker.run(record("a", receives=5), record("b", receives=5)) == ["b"]
    assert worker.aside == ["a:RuntimeError"]
    assert worker.run(record("b", receives=6)) == []
    assert worker.aside == ["a:RuntimeError", "b:RuntimeError"]


def test_a_permanent_error_is_set_aside_at_once():
    worker = Worker("a", error=ValueError)
    assert worker.run(record("a"), record("b"), permanent=(ValueError,)) == []
    assert worker.aside == ["a:ValueError"]


def test_a_record_that_cannot_be_set_aside_is_handed_back_never_lost():
    worker = Worker("a", quarantine_fails=True)
    assert worker.run(record("a", receives=5), record("b", receives=5)) == ["a", "b"]


def test_without_a_quarantine_the_queues_own_dead_letters_have_the_last_word():
    answer = settle({"Records": [record("a", receives=9)]}, Worker("a").handle, delay=lambda record, seconds: None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "a"}]}


def test_a_delay_that_fails_changes_nothing():
    def refuse(record: dict[str, Any], seconds: int) -> None:
        raise ConnectionError

    answer = settle({"Records": [record("a")]}, Worker("a").handle, delay=refuse)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "a"}]}


def test_by_default_the_queue_itself_is_told(monkeypatch):
    told: list[tuple[str, int]] = []

    class Queue:
        def after(self, record: dict[str, Any], seconds: int) -> None:
            told.append((record["messageId"], seconds))

    monkeypatch.setattr(bootstrap, "redelivery", Queue)
    settle({"Records": [record("a")]}, Worker("a").handle)
    assert told == [("a", 2)]


def test_death_is_not_a_failure_to_be_settled():
    def die(record: dict[str, Any]) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        settle({"Records": [record("a")]}, die)


@dataclass
class Context:
    aws_request_id: str = "r1"


def test_a_door_names_itself_in_what_it_logs_and_lets_their_kind_out(logged):
    @observed
    def fall_over(event: dict[str, Any], context: object) -> None:
        raise RuntimeError(event["from"])

    with pytest.raises(DoorFailed, match=r"^RuntimeError$") as raised:
        fall_over({"from": "5511988423107"}, Context())
    assert raised.value.__suppress_context__
    (line,) = logged()
    assert (line["message"], line["door"], line["request_id"], line["error"]) == ("door failed", "fall_over", "r1", "RuntimeError")
    assert "5511988423107" not in str(line)


def test_the_next_door_does_not_speak_under_the_last_ones_name(logged):
    from chalicelib.telemetry import logger

    observed(lambda event, context: None)({}, Context())
    logger.info("alone")
    assert "door" not in logged()[-1]


def test_a_door_with_one_argument_is_observed_too():
    @observed
    def tick(event: Any) -> str:
        return "done"

    class Event:
        context = Context()

    assert tick(Event()) == "done"
