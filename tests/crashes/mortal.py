"""A local edition of its own, to be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import boto3
import requests

from infrastructure.local.processes import command_line
from infrastructure.stage import ROOT

MEMBER = {"email": "livia@clinica.example", "password": "pytake-demo-2026"}
ALL_BUT_THE_EMULATOR = ("supervisor", "pages", "simulator")


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def until(true: Callable[[], Any], what: str, seconds: float) -> Any:
    """What it answers, once that is true. Errors of a product that is down count as "not yet"."""
    deadline = time.monotonic() + seconds
    while True:
        with suppress(requests.RequestException):
            if found := true():
                return found
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s for {what}"
        time.sleep(0.5)


class Mortal:
    """Brought up, killed, brought up again."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self._session, self._good_until = requests.Session(), 0.0
        ui, simulator, aws = free_ports(3)
        self.ui, self.simulator, self.aws = (f"http://127.0.0.1:{port}" for port in (ui, simulator, aws))
        own = {"STATE_DIR": str(state), "UI_PORT": str(ui), "SIMULATOR_PORT": str(simulator), "AWS_PORT": str(aws), "SNAPSHOT_SECONDS": "2"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTAKE_")}
        self.environment = kept | {f"PYTAKE_{name}": value for name, value in own.items()}

    def up(self) -> None:
        """Returns when it is healthy."""
        self._run("infrastructure.local.up", "--detach")

    def down(self) -> None:
        """Returns when nothing of it runs."""
        self._run("infrastructure.local.down")

    def kill(self, *names: str) -> None:
        """kill -9, and the same for every function that runs just now."""
        victims = [int((self.state / "run" / f"{name}.pid").read_text()) for name in names] + self.workers()
        for pid in victims:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        until(lambda: not any(command_line(pid) for pid in victims), "them to be gone", 10)

    def workers(self) -> list[int]:
        """The processes in which functions run: the emulator's children."""
        emulator = (self.state / "run" / "emulator.pid").read_text()
        children = Path(f"/proc/{emulator}/task").glob("*/children")
        return [int(pid) for file in children for pid in file.read_text().split()]

    def say(self, customer: str, text: str) -> None:
        """Writes as a customer, once, even when the answer to that was lost in a kill."""

        def said() -> bool:
            if text in [message["text"] for message in self.chat(customer) if message["from"] == "customer"]:
                return True
            answer = requests.post(f"{self.simulator}/sim/chats/{customer}/messages", json={"kind": "text", "text": text}, timeout=5)
            return answer.ok

        until(said, f"the simulator to take {text!r}", 120)

    def chat(self, customer: str) -> list[dict[str, Any]]:
        """What customer and business see of their chat."""
        return list(self._asked(f"{self.simulator}/sim/chats/{customer}/messages")["messages"])

    def undelivered(self) -> int:
        """How many webhooks nobody took yet."""
        return int(self._asked(f"{self.simulator}/sim/state")["webhook"]["waiting"])

    def mischief(self, switches: dict[str, Any]) -> None:
        """Sets some of the simulator's switches."""
        until(lambda: requests.put(f"{self.simulator}/sim/mischief", json=switches, timeout=5).ok, "the switches to be set", 120)

    def accepted(self) -> list[dict[str, Any]]:
        """How often WhatsApp took each attempt, by its reference."""
        return list(self._asked(f"{self.simulator}/sim/accepted"))

    def resume(self) -> None:
        """Lets connections that stopped run again."""
        for connection in self._read("/connections")["connections"]:
            if connection["state"] == "paused":
                self._signed_in().patch(f"{self.ui}/api/connections/{connection['id']}", json={"state": "running"}, timeout=20)

    def queued(self) -> int:
        """Records in all queues, dead letters too: visible, in flight or delayed."""
        counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed")
        sqs = boto3.client("sqs", endpoint_url=self.aws, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
        found = [sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(counts)) for url in sqs.list_queues()["QueueUrls"]]
        return sum(int(answer["Attributes"][name]) for answer in found for name in counts)

    def timelines(self) -> dict[str, list[dict[str, Any]]]:
        """Every conversation's timeline, oldest first, by the contact's name."""
        page = self._read("/conversations", limit=100)
        assert page["next_cursor"] is None
        found: dict[str, list[dict[str, Any]]] = {}
        for conversation in page["conversations"]:
            assert conversation["contact_name"] not in found, "two conversations of one customer"
            found[conversation["contact_name"]] = self._timeline(conversation["id"])
        return found

    def _timeline(self, conversation_id: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = []
        before: dict[str, int] = {}
        while True:
            page = self._read(f"/conversations/{conversation_id}/messages", limit=200, **before)
            entries = page["entries"] + entries
            if not page["has_more"]:
                return entries
            before = {"before": page["entries"][0]["seq"]}

    def new_customer(self, name: str, phone: str) -> str:
        """The id of somebody new."""
        answer = requests.post(f"{self.simulator}/sim/personas", json={"name": name, "phone": phone}, timeout=5)
        answer.raise_for_status()
        return str(answer.json()["id"])

    def _read(self, path: str, **query: Any) -> Any:
        answer = self._signed_in().get(f"{self.ui}/api{path}", params=query, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def _signed_in(self) -> requests.Session:
        if time.monotonic() > self._good_until:
            answer = self._session.post(f"{self.ui}/api/sign-in", json=MEMBER, timeout=20)
            answer.raise_for_status()
            self._session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
            self._good_until = time.monotonic() + 600
        return self._session

    def _asked(self, url: str) -> Any:
        answer = requests.get(url, timeout=5)
        answer.raise_for_status()
        return answer.json()

    def _run(self, module: str, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def mortal(state: Path) -> Iterator[Mortal]:
    """One that runs, and is surely gone at the end."""
    edition = Mortal(state)
    edition.up()
    try:
        yield edition
    finally:
        edition.down()
