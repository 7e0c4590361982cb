"""The timeline over REST, and answering in it."""

import pytest

from chalicelib.domain.access import Role
from chalicelib.domain.ids import new_id
from chalicelib.domain.message import DeliveryStatus

PATH = "/conversations/w1-talk/messages"
SHOWN = {
    "entry", "conversation_id", "seq", "id", "revision", "direction", "author", "content", "reply_to", "reactions", "status", "error", "at",
    "status_at", "client_id", "due_at", "repeated", "ahead_of", "resent_by",
}  # fmt: skip


def ask(front, method, path, body=None, role=Role.AGENT):
    return front.ask(method, path, body, who=front.member(role))


def reply(front, text="Olá", **fields):
    return ask(front, "POST", PATH, {"client_id": new_id(front.now), "content": {"kind": "text", "body": text}, **fields})


def test_the_timeline_shows_messages_and_events_oldest_first(front):
    reply(front)
    page = ask(front, "GET", PATH).json_body
    assert [(entry["entry"], entry.get("kind")) for entry in page["entries"]] == [
        ("message", None),
        ("event", "taken_over"),
        ("message", None),
    ]
    assert [entry["seq"] for entry in page["entries"]] == [1, 2, 3]
    assert set(page["entries"][0]) == SHOWN
    assert set(page["entries"][1]) == {"entry", "conversation_id", "seq", "id", "revision", "kind", "actor", "data", "at"}
    assert page["has_more"] is False


def test_a_page_ends_where_the_next_begins(front):
    reply(front)
    newest = ask(front, "GET", f"{PATH}?limit=1").json_body
    older = ask(front, "GET", f"{PATH}?limit=2&before=3").json_body
    assert ([entry["seq"] for entry in newest["entries"]], newest["has_more"]) == ([3], True)
    assert ([entry["seq"] for entry in older["entries"]], older["has_more"]) == ([1, 2], False)


@pytest.mark.parametrize("query", ["before=0", "before=x", "limit=0", "limit=201", "after=1"])
def test_a_query_of_another_shape_is_refused(front, query):
    assert ask(front, "GET", f"{PATH}?{query}").status_code == 422


def test_a_reply_is_queued_under_the_browsers_own_id(front):
    answer = reply(front, client_id="01KATESTTESTTESTTESTTESTTE".replace("I", "J"))
    entry = answer.json_body
    assert answer.status_code == 202
    assert set(entry) == SHOWN
    assert (entry["id"], entry["client_id"], entry["status"]) == (entry["client_id"], "01KATESTTESTTESTTESTTESTTE", "queued")
    assert entry["author"] == {"kind": "agent", "id": "w1-agent", "name": "Agent"}
    assert len(front.outbox.take()) == 1


def test_the_same_reply_twice_is_one_message(front):
    client_id = new_id(front.now)
    first, again = reply(front, client_id=client_id), reply(front, client_id=client_id)
    assert first.json_body == again.json_body
    assert len(ask(front, "GET", PATH).json_body["entries"]) == 3


def test_a_reply_of_five_thousand_characters_names_the_limit(front):
    answer = reply(front, "x" * 5_000)
    assert (answer.status_code, answer.json_body["code"]) == (422, "ContentInvalid")
    assert "4,096" in answer.json_body["detail"]


def test_a_reply_may_quote_by_its_place(front):
    entry = reply(front, reply_to=1).json_body
    assert entry["reply_to"] == {"message_id": "w1-message", "preview": "Oi w1"}
    assert reply(front, reply_to=99).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"client_id": "x", "content": {"kind": "text", "body": "a"}},
        {"client_id": "01KA0000000000000000000000", "content": {"kind": "fax"}},
        {"client_id": "01KA0000000000000000000000", "content": {"kind": "template", "name": "x", "language": "pt"}},
        {"client_id": "01KA0000000000000000000000", "content": {"kind": "text", "body": "a", "author": "bot"}},
        {"client_id": "01KA0000000000000000000000", "content": {"kind": "text", "body": "a"}, "status": "read"},
    ],
)
def test_only_text_may_be_sent_yet_and_nothing_beside_it(front, body):
    assert ask(front, "POST", PATH, body).json_body["code"] == "Invalid"


def test_a_resolved_conversation_takes_no_reply(front):
    ask(front, "POST", "/conversations/w1-talk/resolve")
    assert reply(front).json_body["code"] == "ConversationResolved"


def test_changes_begin_with_a_cursor_and_go_on_from_it(front):
    begun = ask(front, "GET", "/changes").json_body
    assert (begun["conversations"], begun["entries"], begun["more"]) == ([], [], False)
    reply(front)
    changed = ask(front, "GET", f"/changes?cursor={begun['cursor']}").json_body
    assert [row["id"] for row in changed["conversations"]] == ["w1-talk"]
    assert {entry["seq"] for entry in changed["entries"]} >= {2, 3}
    assert ask(front, "GET", f"/changes?cursor={changed['cursor']}").status_code == 200


@pytest.mark.parametrize("cursor", ["nonsense", "9" * 30, "-1"])
def test_a_cursor_that_is_not_ours_is_refused(front, cursor):
    assert ask(front, "GET", f"/changes?cursor={cursor}").status_code == 422


def test_a_failed_message_is_sent_again_and_nothing_else_is(front):
    entry = reply(front).json_body
    refused = ask(front, "POST", f"{PATH}/{entry['seq']}/resend")
    assert (refused.status_code, refused.json_body["code"]) == (422, "Rejected")
    key = ("w1", entry["conversation_id"], entry["seq"])
    front.store.entries[key] = front.store.entries[key].model_copy(update={"status": DeliveryStatus.FAILED})
    again = ask(front, "POST", f"{PATH}/{entry['seq']}/resend")
    assert (again.status_code, again.json_body["status"], again.json_body["resent_by"]["kind"]) == (202, "queued", "agent")
    assert ask(front, "POST", f"{PATH}/{entry['seq']}/resend", role=Role.VIEWER).status_code == 403
    assert {ask(front, "POST", f"{PATH}/{seq}/resend").status_code for seq in ("99", "x", "-1", "9" * 11, "١")} == {404}
