"""Quarantine: the same promises in memory and in DynamoDB; nothing is cut, and what comes again waits again."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from chalicelib.adapters import objects
from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Refused
from chalicelib.adapters.dynamodb.quarantine import DynamoQuarantine, QuarantineRow
from chalicelib.config import settings
from chalicelib.domain.errors import NotFound, Rejected
from chalicelib.domain.ids import AppId, ConversationId, MemberId, WorkspaceId
from chalicelib.domain.inbound import Item
from chalicelib.domain.message import Claim, MessageRef
from chalicelib.domain.quarantine import SHOWN, QuarantineRecord
from tests.fakes.affairs import MemoryQuarantine

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
APP, LIVIA = AppId("app1"), MemberId("livia")


@pytest.fixture(scope="module")
def bucket(aws: None) -> Iterator[None]:
    """Where what is too large for a row goes."""
    objects.client.cache_clear()
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket=settings().media_bucket)
    yield
    objects.client.cache_clear()


@pytest.fixture(params=["memory", "dynamodb"])
def quarantine(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return MemoryQuarantine()
    request.getfixturevalue("bucket")
    return DynamoQuarantine()


def item(body: str = "{}", **fields: Any) -> Item:
    base: dict[str, Any] = {"channel": "whatsapp", "app_id": APP, "lane": "inbound", "group": "g", "account": "1", "received_at": NOW}
    return Item(body=body, workspace=WorkspaceId("w1"), **(base | fields))


def record(body: str, minutes: int = 0) -> QuarantineRecord:
    return QuarantineRecord.of_item(item(body), "unknown_number", "Unknown.", NOW + timedelta(minutes=minutes))


def bodies(records: Any) -> list[str]:
    return [each.body for each in records]


def replayed(quarantine: Any, workspace: WorkspaceId, known: QuarantineRecord) -> QuarantineRecord:
    found: QuarantineRecord = quarantine.replayed(workspace, known, by=LIVIA, now=NOW + timedelta(hours=1))
    return found


def test_it_shows_newest_first_and_each_once(quarantine: Any, workspace: WorkspaceId) -> None:
    for each in (record("a", 1), record("b", 3), record("c", 2), record("a", 9)):
        quarantine.add(workspace, each)
    first, cursor = quarantine.page(workspace, None, 2)
    rest, end = quarantine.page(workspace, cursor, 2)
    assert bodies((*first, *rest)) == ["b", "c", "a"]
    assert (rest[0].at, rest[0].times, end) == (NOW + timedelta(minutes=1), 2, None)
    assert bodies(quarantine.page(workspace, None, 5, oldest_first=True)[0]) == ["a", "c", "b"]


@pytest.mark.parametrize("cursor", ["é", "", "x", "eA"])
def test_a_cursor_of_somebody_elses_is_refused(quarantine: Any, workspace: WorkspaceId, cursor: str) -> None:
    with pytest.raises(Rejected):
        quarantine.page(workspace, cursor, 2)


def test_what_is_replayed_waits_no_more_and_is_still_there(quarantine: Any, workspace: WorkspaceId) -> None:
    for minutes, body in enumerate("abcd"):
        quarantine.add(workspace, record(body, minutes))
    for body in "bd":
        done = replayed(quarantine, workspace, record(body, "abcd".index(body)))
        assert (done.replayed_by, done.replayed_at) == (LIVIA, NOW + timedelta(hours=1))
    assert bodies(quarantine.page(workspace, None, 5)[0]) == ["c", "a"]
    first, cursor = quarantine.page(workspace, None, 3, waiting=False)
    rest, end = quarantine.page(workspace, cursor, 3, waiting=False)
    assert (bodies(first), bodies(rest), end) == (["d", "c", "b"], ["a"], None)


def test_what_comes_again_waits_again(quarantine: Any, workspace: WorkspaceId) -> None:
    quarantine.add(workspace, record("a"))
    replayed(quarantine, workspace, record("a"))
    quarantine.add(workspace, record("a", 90))
    (waiting,), _ = quarantine.page(workspace, None, 5)
    assert (waiting.times, waiting.replayed_at, waiting.at) == (2, None, NOW)
    assert len(quarantine.page(workspace, None, 5, waiting=False)[0]) == 1


def test_a_replay_that_failed_before_it_was_marked_is_not_called_done(quarantine: Any, workspace: WorkspaceId) -> None:
    quarantine.add(workspace, record("a"))
    read = quarantine.get(workspace, record("a").id)
    quarantine.add(workspace, record("a"))
    assert replayed(quarantine, workspace, read).replayed_at is None
    assert bodies(quarantine.page(workspace, None, 5)[0]) == ["a"]


def test_of_two_who_replay_at_once_the_first_is_named(quarantine: Any, workspace: WorkspaceId) -> None:
    quarantine.add(workspace, record("a"))
    read = quarantine.get(workspace, record("a").id)
    replayed(quarantine, workspace, read)
    again = quarantine.replayed(workspace, read, by=MemberId("caio"), now=NOW + timedelta(hours=2))
    assert (again.replayed_by, again.replayed_at) == (LIVIA, NOW + timedelta(hours=1))


@pytest.mark.parametrize("body", ["é", '"', "\x1f", "a"], ids=["two bytes", "escaped", "a control", "plain"])
@pytest.mark.parametrize("size", [1, 50_000, 1_500_000])
def test_nothing_is_cut_that_must_be_replayed(quarantine: Any, workspace: WorkspaceId, body: str, size: int) -> None:
    whole = QuarantineRecord.of_item(item(body * size, lane="status"), "failed", "Huge.", NOW)
    quarantine.add(workspace, whole)
    assert quarantine.get(workspace, whole.id) == whole
    assert quarantine.get(workspace, whole.id).item == item(body * size, lane="status")
    ((shown,), _) = quarantine.page(workspace, None, 5)
    assert (shown.body, shown.truncated, shown.original) == (body * min(size, SHOWN), size > SHOWN, None)


@pytest.mark.parametrize("posted", [b"{not json", b"\xff\xfe\x00", b"\x00" * 9, "[" * 600_000], ids=["text", "no text", "nul", "huge"])
def test_a_webhooks_very_bytes_are_kept(quarantine: Any, workspace: WorkspaceId, posted: bytes | str) -> None:
    posted = posted.encode() if isinstance(posted, str) else posted
    kept = QuarantineRecord.of_webhook(posted, "whatsapp", APP, "The body is not JSON.", NOW)
    quarantine.add(workspace, kept)
    found = quarantine.get(workspace, kept.id)
    assert (found, found.webhook) == (kept, posted)
    assert "\x00" not in found.body


def test_a_claim_and_a_pointer_are_kept_as_they_were(quarantine: Any, workspace: WorkspaceId) -> None:
    claim = Claim(workspace=workspace, ref=MessageRef(conversation_id=ConversationId("c1"), seq=7), attempt=2, put=3)
    for kept in (
        QuarantineRecord.of_claim(claim, "It failed.", NOW),
        QuarantineRecord.of_item(item("", pointer="raw/1"), "failed", "It failed.", NOW),
    ):
        quarantine.add(workspace, kept)
        assert quarantine.get(workspace, kept.id) == kept
    assert QuarantineRecord.of_claim(claim, "", NOW).claim == claim
    assert QuarantineRecord.of_item(item("", pointer="raw/1"), "failed", "", NOW).body == "raw/1"


def test_what_is_anothers_is_not_there(quarantine: Any, workspace: WorkspaceId) -> None:
    quarantine.add(workspace, record("a"))
    with pytest.raises(NotFound, match="There is no such record"):
        quarantine.get(workspace, "unknown")


def _of_old(workspace: WorkspaceId, body: str = "old", **fields: Any) -> None:
    """As the version before this one wrote it."""
    data = {"id": "q1", "at": NOW.isoformat(), "reason": "?", "channel": "whatsapp", "app_id": APP, "body": body, **fields}
    calls.put(QuarantineRow(pk=keys.of(workspace, "QUARANTINED", "q1"), sk="guard"))
    calls.put(QuarantineRow(pk=keys.of(workspace, "QUARANTINE"), sk=f"{keys.moment(NOW)}#q1", data=json.dumps(data)))


def test_a_record_of_old_is_seen_whole_and_says_that_it_cannot_be_replayed(bucket: None, workspace: WorkspaceId) -> None:
    _of_old(workspace, "old" * 2_000, cause="bad luck", mood="sunny")
    ((shown,), _) = DynamoQuarantine().page(workspace, None, 5)
    assert (shown.cause, len(shown.body), shown.truncated) == ("failed", SHOWN, True)
    found = DynamoQuarantine().get(workspace, "q1")
    assert found.body == "old" * 2_000
    with pytest.raises(Rejected, match="earlier version"):
        _ = found.item
    assert replayed(DynamoQuarantine(), workspace, found).replayed_at is not None


def test_where_one_list_is_cut_short_the_other_does_not_jump_the_queue(bucket: None, workspace: WorkspaceId) -> None:
    # A query ends after 1 MB, which rows of old, with whole bodies, reach after four.
    for minutes in range(8):
        data = {"id": f"q{minutes}", "at": (NOW + timedelta(minutes=minutes)).isoformat(), "reason": "?", "channel": "c", "app_id": "a"}
        place = f"{keys.moment(NOW + timedelta(minutes=minutes))}#q{minutes}"
        pk = keys.of(workspace, "QUARANTINE" if minutes else "REPLAYED")
        calls.put(QuarantineRow(pk=pk, sk=place, data=json.dumps({**data, "body": "x" * 300_000})))
    seen: list[str] = []
    cursor = None
    while True:
        page, cursor = DynamoQuarantine().page(workspace, cursor, 25, waiting=False)
        seen += [each.id for each in page]
        if cursor is None:
            break
    assert seen == [f"q{minutes}" for minutes in reversed(range(8))]


class Moving(DynamoQuarantine):
    """Every record moves on between a read and the write that follows it."""

    def _find(self, workspace: WorkspaceId, record_id: str) -> Any:
        found = super()._find(workspace, record_id)
        object.__setattr__(self, "_moved", getattr(self, "_moved", 0) + 1)
        if getattr(self, "_moved") < 3:  # noqa: B009 (the class is frozen)
            DynamoQuarantine().add(workspace, record("a"))
        return found


def test_whoever_is_overtaken_looks_again(bucket: None, workspace: WorkspaceId) -> None:
    DynamoQuarantine().add(workspace, record("a"))
    Moving().add(workspace, record("a"))
    assert DynamoQuarantine().get(workspace, record("a").id).times == 4


def test_a_busy_database_is_an_error_and_not_a_record(bucket: None, workspace: WorkspaceId) -> None:
    from tests.adapters.dynamodb.test_rows import throttled

    with throttled(), pytest.raises(Refused):
        DynamoQuarantine().add(workspace, record("a"))
