"""What was set aside: listed, looked at, put back."""

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.access import Role
from tests.entrypoints.front import Front


def ask(front: Front, method: str, path: str, body: object = None) -> HTTPResponse:
    return front.ask(method, path, body, who=front.member(Role.ADMIN))


def test_a_list_shows_the_beginning_of_what_it_keeps(front):
    page = ask(front, "GET", "/quarantine").json_body
    (record,) = page["records"]
    assert (record["id"], record["reason"], len(record["body"]), record["truncated"]) == ("w1-record", "Unreadable", 4_096, True)
    assert (record["cause"], record["lane"], record["times"], record["replayed_at"]) == ("unreadable", "webhook", 1, None)
    assert page["next_cursor"] is None


def test_one_is_shown_whole(front):
    record = ask(front, "GET", "/quarantine/w1-record").json_body
    assert (record["body"], record["truncated"]) == ("w1 " + "x" * 5_000, False)


def test_what_is_replayed_is_on_its_lane_and_waits_no_more(front):
    answer = ask(front, "POST", "/quarantine/w1-record/replay")
    assert (answer.status_code, answer.json_body["replayed_by"]) == (202, "w1-admin")
    assert [item.body for item in front.lanes.items] == ["w1 " + "x" * 5_000]
    assert ask(front, "GET", "/quarantine").json_body["records"] == []
    (record,) = ask(front, "GET", "/quarantine?show=all").json_body["records"]
    assert record["replayed_at"] is not None


def test_many_are_replayed_by_cause(front):
    nothing = ask(front, "POST", "/quarantine/replay", {"cause": "unknown_number"})
    assert (nothing.status_code, nothing.json_body) == (202, {"replayed": 0, "refused": 0, "next_cursor": None})
    assert ask(front, "POST", "/quarantine/replay", {}).json_body["replayed"] == 1


def test_what_still_cannot_be_read_is_refused_and_waits(front):
    signed = {"Content-Type": "application/json", "signature": "first-app-secret"}
    assert front.http.post("/webhooks/whatsapp/w1-app", headers=signed, body=b"not json").status_code == 200
    waiting = ask(front, "GET", "/quarantine").json_body["records"][0]
    answer = ask(front, "POST", f"/quarantine/{waiting['id']}/replay")
    assert (answer.status_code, answer.json_body["code"]) == (422, "Rejected")
    assert ask(front, "GET", f"/quarantine/{waiting['id']}").json_body["replayed_at"] is None


@pytest.mark.parametrize("query", ["show=some", "cursor=%C3%A9", "cursor="])
def test_a_question_of_another_shape_is_refused(front, query):
    assert ask(front, "GET", f"/quarantine?{query}").status_code == 422


@pytest.mark.parametrize("body", [{"cause": "bad luck"}, {"limit": 9}, {"cursor": "x"}, {"app_id": "x" * 65}])
def test_a_replay_of_another_shape_is_refused(front, body):
    assert ask(front, "POST", "/quarantine/replay", body).status_code == 422
