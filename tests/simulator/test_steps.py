"""What PyTake did with a webhook is what PyTake wrote down of it, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from chalicelib.telemetry import digest as product_digest
from infrastructure.local.simulator.app import create_app
from infrastructure.local.simulator.clock import moment_of
from infrastructure.local.simulator.steps import digest
from tests.simulator.functions import CONVERSATION, Functions, takes
from tests.simulator.kit import HOME, Meta


@pytest.fixture
def functions(tmp_path):
    return Functions(tmp_path / "logs")


@pytest.fixture
def meta(settings, functions):
    with TestClient(create_app(replace(settings, product_logs=functions.folder)), HOME) as client:
        yield Meta(client)


def steps(meta, entry):
    return meta.client.get(f"/sim/log/{entry['id']}/steps").json()["steps"]


def test_both_name_a_message_alike():
    assert digest("wamid.1") == product_digest("wamid.1")
    assert digest(b"{}") == product_digest(b"{}") == digest("{}")


def test_a_webhook_is_followed_from_the_signature_to_the_reply(meta, functions, eventually):
    message = meta.writes()
    entry = meta.client.get(f"/sim/log/{eventually(meta.log)[0]['id']}").json()
    began = moment_of(entry["at"])
    takes(functions, entry, message["id"], began=began + 0.001, replies=1)
    accepted = {"conversation": CONVERSATION, "seq": 2, "attempt": 1, "about": digest("wamid.2")}
    functions.print("deliver_outbound", began + 0.1, ("sending", {**accepted, "about": None}), ("accepted", accepted))
    functions.print("deliver_outbound", began + 0.2, ("sending", {**accepted, "seq": 9}))
    told = steps(meta, entry)
    names = ["signature_verified", "queued", "looked_up", "bot_moved", "stored", "reply_queued", "sending", "accepted"]
    assert [step["step"] for step in told if step["step"] != "answered"] == names
    assert next(step for step in told if step["step"] == "answered")["status"] == 200
    moved = next(step for step in told if step["step"] == "bot_moved")
    assert (moved["left"], moved["node"], moved["ms"]) == ("buttons", "question", 22)


def test_of_two_deliveries_each_tells_what_became_of_it(meta, functions, eventually):
    meta.switch(duplicate_webhooks=True)
    message = meta.writes()
    eventually(lambda: len(meta.log()) == 2)
    both = sorted((meta.client.get(f"/sim/log/{entry['id']}").json() for entry in meta.log()), key=lambda entry: (entry["at"], entry["id"]))
    began = moment_of(both[0]["at"])
    takes(functions, both[0], message["id"], began=began + 0.001)
    functions.print("api", began + 0.002, ("queued", {"about": digest(both[1]["payload"]), "items": 1}))
    functions.print("take_inbound", began + 0.3, ("seen_before", {"about": digest(message["id"])}))
    assert "stored" in [step["step"] for step in steps(meta, both[0])]
    second = [step["step"] for step in steps(meta, both[1])]
    assert "seen_before" in second
    assert "stored" not in second


def test_a_status_is_told_apart_from_another_of_the_same_message(meta, functions, eventually):
    meta.writes()
    id = meta.sends().json()["messages"][0]["id"]
    eventually(lambda: [entry for entry in meta.log() if entry["kind"] == "statuses" and "delivered" in entry["summary"]])
    now = datetime.now(UTC).timestamp()
    functions.print("take_statuses", now, ("status_applied", {"about": digest(id), "status": "sent", "seq": 2}))
    functions.print("take_statuses", now + 0.1, ("status_applied", {"about": digest(id), "status": "delivered", "seq": 2}))
    for status in ("sent", "delivered"):
        entry = next(entry for entry in meta.log() if entry["kind"] == "statuses" and entry["summary"].startswith(status))
        assert [step.get("status") for step in steps(meta, entry) if step["step"] == "status_applied"] == [status]


def test_a_call_tells_what_came_before_it(meta, functions):
    meta.writes()
    meta.sends(type="text", text={"body": "Olá"}, biz_opaque_callback_data=f"clinic.{CONVERSATION}.3.1")
    call = next(entry for entry in meta.log() if entry["direction"] == "outbound")
    began = moment_of(call["at"]) - 0.05
    ref = {"conversation": CONVERSATION, "seq": 3}
    functions.print("take_inbound", began, ("reply_queued", {"conversation": CONVERSATION, "seq": 2, "last": 3}))
    functions.print("deliver_outbound", began + 0.02, ("sending", ref), ("accepted", ref))
    assert [(step["step"], step["ms"]) for step in steps(meta, call)] == [("reply_queued", 0), ("sending", 20), ("accepted", 21)]


def test_a_line_half_written_is_read_when_it_is_whole(meta, functions, eventually):
    meta.writes()
    entry = meta.client.get(f"/sim/log/{eventually(meta.log)[0]['id']}").json()
    functions.print("api", moment_of(entry["at"]), ("queued", {"about": digest(entry["payload"]), "items": 1}))
    file = functions.folder / "pytake-local-api.log"
    whole = file.read_text()
    file.write_text(whole[:-20])
    assert "queued" not in [step["step"] for step in steps(meta, entry)]
    file.write_text(whole)
    assert "queued" in [step["step"] for step in steps(meta, entry)]


def test_alone_the_simulator_says_that_it_cannot_know(settings, product, eventually):
    with TestClient(create_app(settings), HOME) as client:
        alone = Meta(client)
        alone.writes()
        told = client.get(f"/sim/log/{eventually(alone.log)[0]['id']}/steps").json()
    assert (told["kept"], [step["step"] for step in told["steps"]]) == (False, ["answered"])
