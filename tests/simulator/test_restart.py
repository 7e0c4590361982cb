"""What the simulator owes survives its death."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from infrastructure.local.simulator.app import create_app
from infrastructure.local.simulator.feed import Feed
from infrastructure.local.simulator.journal import LARGEST, SIZE, Journal
from infrastructure.local.simulator.store import Store
from tests.simulator.kit import HOME

ROOT = Path(__file__).resolve().parents[2]


def test_chats_clock_people_and_mischief_are_kept(meta, settings, product, eventually):
    meta.writes(text="fica")
    meta.client.post("/sim/personas", json={"name": "X", "username": "xis.xis"})
    meta.client.post("/sim/clock", json={"advance_seconds": 60})
    meta.switch(shuffle_statuses=True)
    eventually(lambda: product.messages)
    meta.client.__exit__()
    with TestClient(create_app(settings), HOME) as again:
        state = again.get("/sim/state").json()
        assert (len(state["personas"]), state["clock_offset_seconds"], state["mischief"]["shuffle_statuses"]) == (5, 60, True)
        assert [message["text"] for message in again.get("/sim/chats/rafael/messages").json()["messages"]] == ["fica"]
        sent = again.post(
            "/graph/v26.0/100000000000001/messages",
            json={"messaging_product": "whatsapp", "to": "5511988423107", "text": {"body": "na janela"}},
            headers={"authorization": "Bearer local-access-token"},
        )
        assert sent.status_code == 200
        eventually(lambda: {told["status"] for told in product.statuses} == {"sent", "delivered"})


@pytest.mark.slow
def test_killed_with_webhooks_undelivered_it_delivers_them_when_it_lives_again(tmp_path, product, eventually):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTAKE_SIMULATOR_PORT": str(port), "PYTAKE_STATE_DIR": str(tmp_path), "PYTAKE_WEBHOOK_URL": product.url}

    def start():
        process = subprocess.Popen(
            [sys.executable, "-m", "infrastructure.local.simulator"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                call("GET", "/sim/state")
                return process
            except OSError:
                time.sleep(0.05)
        process.kill()
        raise AssertionError("the simulator did not start")

    def call(method, path, body=None):
        headers = {"content-type": "application/json", "authorization": "Bearer local-access-token"}
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{path}", json.dumps(body).encode() if body else None, headers, method=method
        )
        with urllib.request.urlopen(request, timeout=5) as answer:
            return json.loads(answer.read())

    process = start()
    try:
        call("POST", "/sim/chats/rafael/messages", {"kind": "text", "text": "primeira"})
        eventually(lambda: product.messages)
        product.posts.clear()
        product.answers = [503] * 1_000
        for number in range(5):
            call("POST", "/sim/chats/rafael/messages", {"kind": "text", "text": f"não perca {number}"})
        body = {"messaging_product": "whatsapp", "to": "5511988423107", "text": {"body": "Olá"}, "biz_opaque_callback_data": "w.c.m.1"}
        id = call("POST", "/graph/v26.0/100000000000001/messages", body)["messages"][0]["id"]
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        product.posts.clear()
        product.answers = []

        process = start()
        eventually(lambda: len(product.messages) == 5 and len(product.statuses) == 2)
        assert [message["text"]["body"] for message in product.messages] == [f"não perca {number}" for number in range(5)]
        assert {(told["id"], told["status"]) for told in product.statuses} == {(id, "sent"), (id, "delivered")}
        assert [(row["opaque"], row["count"]) for row in call("GET", "/sim/accepted")] == [("w.c.m.1", 1)]
    finally:
        process.terminate()
        process.wait(10)


def test_a_taken_port_is_said_in_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        environment = {**os.environ, "PYTAKE_SIMULATOR_PORT": str(taken.getsockname()[1]), "PYTAKE_STATE_DIR": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-m", "infrastructure.local.simulator"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert "is taken; set PYTAKE_SIMULATOR_PORT" in done.stderr


def test_the_log_is_kept_and_can_be_replayed(meta, settings, product, eventually):
    meta.writes(text="fica")
    before = eventually(meta.log)
    meta.client.__exit__()
    with TestClient(create_app(settings), HOME) as again:
        assert again.get("/sim/log").json()["entries"] == before
        assert again.post(f"/sim/log/{before[0]['id']}/replay").json()["status"] == 200
        assert product.posts[0] == product.posts[-1]
        assert again.get("/sim/log").json()["entries"][-1]["id"] > before[-1]["id"]
    with TestClient(create_app(settings), HOME) as third:
        third.post("/sim/reset")
        assert third.get("/sim/log").json()["entries"] == []


def test_the_log_keeps_to_its_size_on_disk_too(tmp_path):
    def journal():
        return Journal(Feed(), Store(tmp_path / "log.sqlite"))

    first = journal()
    for number in range(SIZE + 5):
        first.write(direction="inbound", kind="messages", summary=str(number), status=200, started=time.monotonic(), payload="x")
    assert [len(journal().all()), journal().all()[0]["summary"]] == [SIZE, "5"]
    for _ in range(9):
        first.write(direction="inbound", kind="messages", summary="big", status=200, started=time.monotonic(), payload="x" * (LARGEST // 8))
    assert {entry["summary"] for entry in journal().all()} == {"big"}
    assert sum(len(entry["payload"]) for entry in journal().all()) <= LARGEST
