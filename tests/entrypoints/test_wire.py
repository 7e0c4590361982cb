"""The shapes shown by more than one door."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.contact import Contact
from chalicelib.domain.content import Text, Unsupported
from chalicelib.domain.flow.session import Session, State
from chalicelib.domain.ids import ContactId, ConversationId, FlowId, MessageId, SessionId
from chalicelib.domain.message import Author, Event, Failure, Message, MessageReaction, Quote
from chalicelib.entrypoints.wire import MAX_FRAME, MAX_RAW, contact_out, entry_out, frame, message_out, session_out

NOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
RAFAEL = Author(kind="contact", id="c1", name="Rafael")


def message(**fields) -> Message:
    given = {
        "conversation_id": ConversationId("t1"),
        "seq": 3,
        "id": MessageId("m1"),
        "direction": "inbound",
        "author": RAFAEL,
        "content": Text(body="Oi"),
        "at": NOON,
        **fields,
    }
    return Message.model_validate(given)


def test_what_is_only_ours_is_not_shown():
    shown = message_out(message(provider_id="wamid.1", due_at=NOON, attempt=3)).model_dump(mode="json")
    assert not {"provider_id", "attempt", "put", "policy", "failure", "follows", "failed_attempt"} & set(shown)
    assert shown["due_at"] is None
    assert shown["at"] == "2026-11-23T15:00:00Z"


def test_a_failure_a_quote_and_reactions_are_shown_in_words():
    shown = message_out(
        message(
            failure=Failure(code=131026, reason="Not on WhatsApp", action="Call"),
            reply_to=Quote(provider_id="wamid.0", message_id=MessageId("m0"), preview="Oi"),
            reactions=(MessageReaction(author=RAFAEL, emoji="👍"),),
        )
    ).model_dump(mode="json")
    assert shown["error"] == {"code": 131026, "cause": None, "reason": "Not on WhatsApp", "action": "Call"}
    assert shown["reply_to"] == {"message_id": "m0", "preview": "Oi"}
    assert shown["reactions"] == [{"author": {"kind": "contact", "id": "c1", "name": "Rafael"}, "emoji": "👍"}]


def test_a_message_that_was_sent_once_more_says_so_even_when_it_arrived():
    shown = message_out(message(direction="outbound", status="read", repeated=True)).model_dump(mode="json")
    assert shown["error"]["cause"] == "repeated"
    assert "may appear twice" in shown["error"]["reason"]


@pytest.mark.parametrize(("length", "shown"), [(10, 10), (MAX_RAW, MAX_RAW), (MAX_RAW + 1, MAX_RAW + 1), (300_000, MAX_RAW + 1)])
def test_an_unknown_kind_shows_the_beginning_of_its_json(length, shown):
    content = message_out(message(content=Unsupported(type="poll", raw="x" * length))).content
    assert len(content.raw) == shown


def test_an_event_and_a_session_are_shown():
    event = Event(conversation_id=ConversationId("t1"), seq=4, id="e1", kind="resolved", at=NOON)
    assert entry_out(event).model_dump(mode="json")["actor"] is None
    session = Session(
        id=SessionId("s1"), conversation_id=ConversationId("t1"), flow_id=FlowId("f1"), flow_name="Desk", flow_version=2,
        state=State.WAITING,
        variables={"nome": "Rafael"}, memory={"attempts": 1}, deadline_at=NOON + timedelta(hours=1), started_at=NOON,
    )  # fmt: skip
    shown = session_out(session).model_dump(mode="json")
    assert (shown["version"], shown["variables"], shown["state"]) == (2, {"nome": "Rafael"}, "waiting")
    assert "memory" not in shown


def test_a_contact_without_a_phone_is_shown_by_name():
    contact = Contact(
        id=ContactId("c1"),
        name="Otávio",
        username="otavio",
        addresses=({"channel": "whatsapp", "kind": "user_id", "value": "BR.1"},),
        created_at=NOON,
    )
    assert contact_out(contact).addresses == ["@otavio"]


def test_a_frame_carries_what_changed_or_only_that_something_did():
    small = json.loads(frame([], [message()]))
    assert (small["kind"], small["entries"][0]["id"]) == ("changes", "m1")
    large = [message(seq=number, content=Text(body="x" * 4_000)) for number in range(1, 10)]
    assert json.loads(frame([], large)) == {"kind": "changed"}
    assert len(frame([], large[:6])) <= MAX_FRAME
