"""The inbox over REST: what it shows, and who may move what."""

import pytest

from chalicelib.domain.access import Role
from chalicelib.domain.ids import new_id

SHOWN = {
    "id", "connection_id", "contact_id", "contact_name", "address", "channel", "status", "assignee", "unread", "seq", "version",
    "snippet", "last_inbound_at", "waiting_since", "window_expires_at", "last_activity_at", "created_at",
}  # fmt: skip


def ask(front, method, path, body=None, role=Role.AGENT):
    return front.ask(method, path, body, who=front.member(role))


def test_a_list_shows_what_a_row_needs(front):
    answer = ask(front, "GET", "/conversations")
    (row,) = answer.json_body["conversations"]
    assert answer.json_body["next_cursor"] is None
    assert set(row) == SHOWN
    assert (row["id"], row["address"], row["status"], row["unread"]) == ("w1-talk", "+55 11 98842-3107", "bot", 1)
    at = row["last_activity_at"]
    assert row["snippet"] == {"kind": "text", "text": "Oi w1", "author": "contact", "seq": 1, "at": at, "status": None}
    assert row["last_inbound_at"].endswith("Z")
    assert row["waiting_since"] == f"{front.now:%Y-%m-%dT%H:%M:%S}Z"


def test_a_list_says_how_far_the_last_answer_has_come(front):
    sent = {"client_id": new_id(front.now), "content": {"kind": "text", "body": "Olá"}}
    ask(front, "POST", "/conversations/w1-talk/messages", sent)
    (row,) = ask(front, "GET", "/conversations").json_body["conversations"]
    at = row["last_activity_at"]
    assert row["snippet"] == {"kind": "text", "text": "Olá", "author": "agent", "seq": 3, "at": at, "status": "queued"}
    assert row["waiting_since"] is None
    assert ask(front, "GET", "/conversations/w1-talk").json_body["snippet"]["status"] is None


def test_the_views_of_the_inbox_are_counted(front):
    counts = {"mine": 0, "unassigned": 0, "bot": 1, "all": 1, "most": 1_000}
    assert ask(front, "GET", "/conversations/counts").json_body == counts
    ask(front, "POST", "/conversations/w1-talk/take-over")
    assert ask(front, "GET", "/conversations/counts").json_body == counts | {"mine": 1, "bot": 0}
    assert ask(front, "GET", "/conversations/counts", role=Role.OWNER).json_body == counts | {"bot": 0}
    ask(front, "POST", "/conversations/w1-talk/resolve")
    ask(front, "POST", "/conversations/w1-talk/reopen")
    assert ask(front, "GET", "/conversations/counts", role=Role.VIEWER).json_body["mine"] == 0


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1), ("?status=bot", 1), ("?status=open", 0), ("?status=resolved", 0), ("?assignee=me", 0), ("?assignee=none", 0),
        ("?assignee=w2-agent", 0), ("?limit=1", 1),
    ],
)  # fmt: skip
def test_a_list_is_by_status_or_by_assignee(front, query, count):
    answer = ask(front, "GET", f"/conversations{query}")
    assert (answer.status_code, len(answer.json_body["conversations"])) == (200, count)


@pytest.mark.parametrize(
    "query", ["status=closed", "limit=0", "limit=101", "limit=x", "sort=name", "status=bot&assignee=me", "cursor=nonsense"]
)
def test_a_query_of_another_shape_is_refused(front, query):
    assert ask(front, "GET", f"/conversations?{query}").status_code == 422


def test_mine_are_those_i_took(front):
    ask(front, "POST", "/conversations/w1-talk/take-over")
    assert len(ask(front, "GET", "/conversations?assignee=me").json_body["conversations"]) == 1
    assert ask(front, "GET", "/conversations?assignee=me", role=Role.OWNER).json_body["conversations"] == []


def test_one_conversation_comes_with_its_contact(front):
    answer = ask(front, "GET", "/conversations/w1-talk").json_body
    assert set(answer) == SHOWN | {"contact", "session"}
    assert (answer["contact"]["name"], answer["contact"]["addresses"], answer["session"]) == ("Rafael w1", ["+55 11 98842-3107"], None)


@pytest.mark.parametrize(
    ("steps", "status", "assignee"),
    [
        (["take-over"], "open", "w1-agent"),
        (["take-over", "give-back"], "bot", None),
        (["resolve"], "resolved", None),
        (["resolve", "reopen"], "open", None),
        (["take-over", "resolve"], "resolved", "w1-agent"),
        (["read"], "bot", None),
    ],
)
def test_a_conversation_moves(front, steps, status, assignee):
    for step in steps:
        answer = ask(front, "POST", f"/conversations/w1-talk/{step}", {})
        assert answer.status_code == 200, answer.body
    assert (answer.json_body["status"], answer.json_body["assignee"]) == (status, assignee)
    assert ask(front, "GET", "/conversations/w1-talk").json_body["status"] == status


def test_who_undoes_a_resolve_finds_unread_what_nobody_had_looked_at(front):
    assert ask(front, "POST", "/conversations/w1-talk/resolve").json_body["unread"] == 0
    assert ask(front, "POST", "/conversations/w1-talk/reopen").json_body["unread"] == 1


def test_who_undoes_a_resolve_finds_the_customer_waiting_as_before(front):
    since = ask(front, "POST", "/conversations/w1-talk/take-over").json_body["waiting_since"]
    assert ask(front, "POST", "/conversations/w1-talk/resolve").json_body["waiting_since"] is None
    assert ask(front, "POST", "/conversations/w1-talk/reopen").json_body["waiting_since"] == since is not None


def test_a_step_that_is_not_there_is_refused_in_words(front):
    answer = ask(front, "POST", "/conversations/w1-talk/reopen")
    assert (answer.status_code, answer.json_body["code"]) == (422, "Rejected")


def test_reading_clears_the_count(front):
    assert ask(front, "POST", "/conversations/w1-talk/read").json_body["unread"] == 0


@pytest.mark.parametrize(
    ("role", "to", "status"),
    [
        (Role.AGENT, "w1-agent", 200), (Role.AGENT, "w1-owner", 403), (Role.SUPERVISOR, "w1-agent", 200), (Role.OWNER, None, 200),
        (Role.OWNER, "w1-viewer", 422), (Role.OWNER, "nobody", 404), (Role.OWNER, "w2-agent", 404), (Role.VIEWER, "w1-agent", 403),
    ],
)  # fmt: skip
def test_agents_take_and_supervisors_give(front, role, to, status):
    answer = ask(front, "POST", "/conversations/w1-talk/assign", {"assignee": to}, role)
    assert answer.status_code == status
    if status == 200:
        assert answer.json_body["assignee"] == to


def test_what_a_colleague_took_meanwhile_is_not_taken_from_them(front):
    ask(front, "POST", "/conversations/w1-talk/take-over")
    mine = {"assignee": front.member(Role.OWNER).id, "only_if_unassigned": True}
    answer = ask(front, "POST", "/conversations/w1-talk/assign", mine, role=Role.OWNER)
    assert (answer.status_code, answer.json_body["code"]) == (409, "Conflict")
    ask(front, "POST", "/conversations/w1-talk/assign", {"assignee": None})
    for _ in range(2):
        answer = ask(front, "POST", "/conversations/w1-talk/assign", mine, role=Role.OWNER)
        assert (answer.status_code, answer.json_body["assignee"]) == (200, mine["assignee"])


def test_an_assignment_names_somebody_or_nobody(front):
    assert ask(front, "POST", "/conversations/w1-talk/assign", {}).status_code == 422


def test_members_are_those_conversations_can_be_given_to(front):
    members = ask(front, "GET", "/members").json_body["members"]
    assert {"id": "w1-agent", "name": "Agent", "role": "agent"} in members
    assert len(members) == 5


@pytest.mark.parametrize("assignee", ["", "\0", "x" * 65])
def test_nobody_is_no_name(front, assignee):
    answer = ask(front, "POST", "/conversations/w1-talk/assign", {"assignee": assignee})
    assert (answer.status_code, answer.json_body["code"]) == (422, "Invalid")
