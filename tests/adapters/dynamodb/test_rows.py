"""Rows: readable one version back, and by the stream's reader; lists whose keys only the list moves."""

import json
from typing import Any

import pytest

from chalicelib.adapters.dynamodb import calls, keys, rows, tables
from chalicelib.adapters.dynamodb.conversations import DynamoConversations
from chalicelib.adapters.dynamodb.deliveries import PARKED_FOR, DynamoDeliveries
from chalicelib.adapters.dynamodb.rows import ConversationRow, EntryRow
from chalicelib.adapters.dynamodb.streams import DynamoStreamRows
from chalicelib.domain.content import Unsupported
from chalicelib.domain.errors import Conflict, Rejected
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import DeliveryStatus as S
from chalicelib.domain.message import Message, MessageRef
from chalicelib.domain.raw import kept
from tests.adapters.builders import LINE, NOON, begun, conversation, event, inbound, later, session
from tests.journeys.capacity import weight

C, D = DynamoConversations(), DynamoDeliveries()


def image(row: Any) -> dict[str, Any]:
    raw: dict[str, Any] = row.serialize()
    return raw


def rewritten(raw: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The row as newer code might have written it."""
    data = {**json.loads(raw["data"]["S"]), **fields}
    return {**raw, "data": {"S": json.dumps(data)}, "brand_new": {"S": "?"}}


def test_fields_that_only_newer_code_knows_are_ignored() -> None:
    fresh = conversation()
    raw = rewritten(image(rows.conversation_row("w", fresh, NOON)), mood="sunny")
    assert rows.read_conversation(raw) == fresh.model_copy(update={"version": 1})
    raw = rewritten(image(rows.session_row("w", session(fresh))), mood="sunny")
    assert rows.read_session(raw) == session(fresh, version=1)


def test_a_conversation_as_an_earlier_version_wrote_it_is_still_read() -> None:
    fresh = conversation()
    raw = image(rows.conversation_row("w", fresh, NOON))
    place = {"S": f"{keys.moment(fresh.last_activity_at)}#{fresh.id}"}
    old = {**raw, "by_status_sk": place, "by_activity_sk": place, "data": {"S": fresh.model_dump_json(exclude={"version"})}}
    assert rows.read_conversation(old) == rows.read_conversation(raw) == fresh.model_copy(update={"version": 1})
    assert rows.read_conversation(old).waiting_since is None


def test_since_when_one_waits_is_kept_to_the_second() -> None:
    waiting = conversation().received(inbound(conversation(), at=NOON.replace(microsecond=7)), NOON)
    raw = image(rows.conversation_row("w", waiting, NOON))
    assert rows.read_conversation(raw).waiting_since == waiting.waiting_since == NOON
    assert json.loads(raw["data"]["S"])["waiting_since"] == int(NOON.timestamp())


def test_a_list_goes_on_after_rows_of_an_earlier_version(aws: None, workspace: Any) -> None:
    """Some of the list were written before keys lost their id."""
    for number in range(4):
        talk = conversation(f"c{number}").model_copy(update={"last_activity_at": later(minutes=number), "contact_id": f"p{number}"})
        row = rows.conversation_row(workspace, talk, NOON)
        if number % 2:
            row.by_activity_sk = f"{keys.moment(talk.last_activity_at)}#{talk.id}"
        calls.put(row)
    seen, cursor = [], None
    for _ in range(3):
        page, cursor = C.page(workspace, status=None, assignee=None, cursor=cursor, limit=2)
        seen += [each.id for each in page]
        if cursor is None:
            break
    assert seen == ["c3", "c2", "c1", "c0"]


def test_a_conversation_of_an_ordinary_day_is_less_than_a_kilobyte() -> None:
    """Above it, every write of it and of each of its lists costs twice (tests/benchmarks)."""
    ids = {name: f"01M8153ZVJ9P4F0DFKA9YMQ6X{n}" for n, name in enumerate(("id", "connection_id", "contact_id", "assignee"))}
    long = "Sua consulta com a Dra. Helena está confirmada para terça-feira, às 9h30, na unidade Paulista. Até lá!"
    said = inbound(conversation(**ids, contact_name="Maria Eduarda Nogueira", status="open", seq=42, last_outbound=42), long)
    before = {"status": "open", "last_outbound": 42, "silenced": 41, "created_at": NOON.replace(microsecond=123456)}
    talk = conversation(**ids, contact_name="Maria Eduarda Nogueira", **before).received(said, NOON)
    assert talk.waiting_since == NOON
    assert weight(image(rows.conversation_row("01M8153ZVJ9P4F0DFKA9YMQ6XW", talk, NOON))) < 1024


@pytest.mark.parametrize("content", [{"kind": "hologram", "body": "?"}, {"kind": "text", "body": "Oi", "colour": "blue"}])
def test_content_that_only_newer_code_knows_is_shown_as_unsupported(content: dict[str, Any]) -> None:
    raw = rewritten(image(rows.entry_row("w", inbound(conversation()), NOON)), content=content)
    message = rows.read_message(raw)
    assert message is not None
    assert message.content == Unsupported(type=content["kind"], raw=json.dumps(content))


def test_events_that_only_newer_code_knows_are_left_out() -> None:
    raw = rewritten(image(rows.entry_row("w", event(conversation()), NOON)), kind="teleported")
    assert rows.read_entry(raw) is None
    assert DynamoStreamRows().read(raw) is None


def test_the_stream_reports_conversations_and_entries_and_nothing_else() -> None:
    fresh, message = conversation(), inbound(conversation())
    read = DynamoStreamRows().read
    assert read(image(rows.conversation_row("w", fresh, NOON))) == ("w", fresh.model_copy(update={"version": 1}))
    assert read(image(rows.entry_row("w", message, NOON))) == ("w", message)
    assert read(image(rows.session_row("w", session(fresh)))) is None
    # An earlier version kept a row for each try to send.
    assert read({"pk": {"S": keys.conversation("w", "c1")}, "sk": {"S": "A#0000000001#1"}}) is None


def test_a_status_moves_no_list(aws: None, workspace: Any) -> None:
    written, said = begun(C, workspace, answer="Olá!")
    assert said is not None
    before = calls.get(ConversationRow, keys.conversation(workspace, written.id), "conversation")
    claimed = D.claim(workspace, said, now=NOON)
    assert claimed is not None
    D.settled(workspace, claimed, S.FAILED, now=NOON)
    assert calls.get(ConversationRow, keys.conversation(workspace, written.id), "conversation") == before


def test_a_provider_time_is_kept_for_each_status(aws: None, workspace: Any) -> None:

    _, said = begun(C, workspace, answer="Olá!")
    assert said is not None
    for minutes, status in enumerate((S.SENT, S.DELIVERED)):
        D.climbed(workspace, LINE, said.ref, 1, StatusChanged(message_id="w", status=status, at=later(minutes=minutes)))
    item = calls.get(EntryRow, keys.conversation(workspace, said.conversation_id), keys.timeline(said.seq))
    assert item is not None
    assert item["times"]["M"] == {"sent": {"S": keys.moment(NOON)}, "delivered": {"S": keys.moment(later(minutes=1))}}


def test_a_transaction_of_more_than_a_hundred_rows_is_rejected(aws: None, workspace: Any) -> None:
    writes = calls.Transaction()
    for seq in range(101):
        writes.delete("entry", rows.entry_at(workspace, "c1", seq))
    with pytest.raises(Rejected):
        writes.commit()


def test_throttling_is_a_conflict(aws: None, workspace: Any) -> None:
    with throttled(), pytest.raises(Conflict):
        C.get(workspace, conversation().id)


def test_other_failures_stay_what_they_are(aws: None, workspace: Any) -> None:
    from botocore.exceptions import ClientError

    with throttled("InternalServerError"), pytest.raises(ClientError):
        C.get(workspace, conversation().id)


@pytest.mark.parametrize("code", ["TransactionConflict", "ThrottlingError"])
def test_contention_is_tried_again_and_then_a_conflict(code: str) -> None:
    writes = calls.Transaction()
    writes.delete("entry", rows.entry_at("w", "c1", 1))
    refusal = writes._refusal([{"Code": code}])
    assert isinstance(refusal, Conflict)
    assert refusal.contended


def test_a_transaction_cancelled_for_a_mistake_of_ours_is_no_conflict() -> None:
    writes = calls.Transaction()
    writes.delete("entry", rows.entry_at("w", "c1", 1))
    assert not isinstance(writes._refusal([{"Code": "ValidationError"}]), Conflict)


@pytest.mark.parametrize("body", ["é", '"', "\\", "a"])
def test_whatever_nobody_understands_fits_into_a_row(body: str) -> None:
    said = inbound(conversation()).model_copy(update={"content": Unsupported(type="poll", raw=kept(json.dumps(body * 500_000)))})
    assert len(rows.entry_row("w", said, NOON).data.encode()) < 400_000 - 2_000


def test_an_entry_is_found_by_its_place() -> None:
    ref = MessageRef(conversation_id=conversation().id, seq=7)
    row = rows.entry_at("w", ref.conversation_id, ref.seq)
    assert (row.pk, row.sk) == ("W#w#C#c1", "T#0000000007")
    assert isinstance(rows.read_message(image(rows.entry_row("w", inbound(conversation()), NOON))), Message)


class throttled:  # noqa: N801 (reads as a sentence)
    """Every call is refused inside the ``with``."""

    def __init__(self, code: str = "ThrottlingException") -> None:
        self.code = code

    def _refuse(self, **_: Any) -> Any:
        from botocore.awsrequest import AWSResponse

        return AWSResponse("http://x", 400, {}, None), {"Error": {"Code": self.code, "Message": ""}, "ResponseMetadata": {}}

    def __enter__(self) -> None:
        tables.connection().client.meta.events.register("before-call.dynamodb.*", self._refuse)

    def __exit__(self, *_: object) -> None:
        tables.connection().client.meta.events.unregister("before-call.dynamodb.*", self._refuse)


def test_a_parked_status_that_has_expired_is_not_honoured(aws: None, workspace: Any) -> None:
    _, said = begun(DynamoConversations(), workspace, answer="Olá!")
    assert said is not None
    claimed = D.claim(workspace, said, now=NOON)
    assert claimed is not None
    long_ago = DynamoDeliveries(clock=lambda: NOON - PARKED_FOR)
    assert long_ago.park(workspace, LINE, StatusChanged(message_id="wamid.p", status=S.READ, at=NOON))
    DynamoDeliveries(clock=lambda: NOON).accepted(workspace, LINE, claimed, "wamid.p", now=NOON)
    assert D.load(workspace, said.ref)[1].status is S.ACCEPTED
