"""What was set aside is put back by a person, and taken in as if nothing had happened."""

import pytest

from chalicelib import bootstrap


@pytest.fixture
def stray(clinic):
    """Two messages for a number that nobody has registered, as Meta says them."""
    rafael = clinic.customer("Rafael Nogueira")
    values = [rafael.saying("Oi"), rafael.saying("Tem alguém aí?")]
    for value in values:
        value["metadata"]["phone_number_id"] = f"9{clinic.number}"
    assert clinic.hears(*values).status_code == 200
    return values


def registered(clinic) -> None:
    number = {"account": f"9{clinic.number}", "group_account": "9", "shown": "+55 11 9"}
    clinic.owner.does("/connections", {"app_id": clinic.app_id, "name": "Nova", "token": "graph-token-9", **number})


def test_what_came_too_early_is_taken_in_once_its_number_is_registered(clinic, town, stray):
    assert [(each["cause"], each["lane"]) for each in clinic.quarantined()] == [("unknown_number", "inbound")] * 2
    # Within five minutes, in which the queue remembers what it has had.
    clinic.owner.does("/quarantine/replay", {"cause": "unknown_number"})
    town.work()
    assert [each["times"] for each in clinic.quarantined()] == [2, 2]
    registered(clinic)
    assert clinic.owner.does("/quarantine/replay", {}) == {"replayed": 2, "refused": 0, "next_cursor": None}
    assert clinic.owner.does("/quarantine/replay", {}) == {"replayed": 0, "refused": 0, "next_cursor": None}
    town.work()
    assert clinic.quarantined() == []
    (found,) = clinic.owner.get("/conversations")["conversations"]
    entries = clinic.owner.get(f"/conversations/{found['id']}/messages")["entries"]
    assert [entry["content"]["body"] for entry in entries if entry["entry"] == "message"] == ["Oi", "Tem alguém aí?"]
    shown = clinic.owner.get("/quarantine?show=all")["records"]
    assert {each["replayed_by"] for each in shown} == {clinic.owner.id}


def test_what_meta_brought_again_meanwhile_is_not_stored_twice(clinic, town, stray):
    registered(clinic)
    assert clinic.hears(*stray).status_code == 200
    assert clinic.owner.does("/quarantine/replay", {})["replayed"] == 2
    town.work()
    (found,) = clinic.owner.get("/conversations")["conversations"]
    assert (found["unread"], clinic.quarantined()) == (2, [])


def test_an_unreadable_body_too_large_for_a_row_is_kept_whole(clinic, town):
    body = b"{" + b'"x":1,' * 100_000
    assert clinic.post(body).status_code == 200
    (record,) = clinic.quarantined()
    assert (record["truncated"], record["lane"]) == (True, "webhook")
    assert clinic.owner.get(f"/quarantine/{record['id']}")["body"] == body.decode()
    answer = clinic.owner.ask("POST", f"/quarantine/{record['id']}/replay")
    assert (answer.status_code, answer.json_body["code"]) == (422, "Rejected")
    assert len(clinic.quarantined()) == 1


def test_a_poison_record_is_taken_in_once_the_fault_is_mended(clinic, town, monkeypatch):
    rafael = clinic.customer("Rafael Nogueira")
    with monkeypatch.context() as broken:
        broken.setattr(type(bootstrap.inbox().journal), "write", lambda *_: 1 / 0)
        assert clinic.hears(rafael.saying("Oi"), work=False).status_code == 200
        for _ in range(5):
            town.step("Inbound")
    (record,) = clinic.quarantined()
    assert record["cause"] == "failed"
    clinic.owner.does(f"/quarantine/{record['id']}/replay")
    town.work()
    assert ([each["content"]["body"] for each in rafael.thread if each["entry"] == "message"], clinic.quarantined()) == (["Oi"], [])


def test_a_send_that_failed_five_times_is_seen_and_goes_when_somebody_says_so(clinic, town, monkeypatch):
    rafael = clinic.customer("Rafael Nogueira")
    rafael.writes("Oi")
    with monkeypatch.context() as broken:
        broken.setattr(type(bootstrap.delivery()), "deliver", lambda *_, **__: 1 / 0)
        assert clinic.agent.replies(rafael.conversation_id, "Olá!").status_code == 202
        for _ in range(5):
            town.step("Outbound")
    (record,) = clinic.quarantined()
    assert (record["lane"], record["cause"], town.depth("Outbound")) == ("outbound", "failed", 0)
    assert rafael.thread[-1]["status"] == "failed"
    clinic.owner.does(f"/quarantine/{record['id']}/replay")
    town.work()
    assert (rafael.reads, rafael.thread[-1]["status"], clinic.quarantined()) == ("Olá!", "accepted", [])
