"""A running local edition, as its users see it: the product's REST and the simulator's own API."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import requests

from tests.local.signing import signed

UI = os.environ.get("PYTAKE_LOCAL_URL", "http://127.0.0.1:8080")
SIMULATOR = os.environ.get("PYTAKE_LOCAL_SIMULATOR_URL", "http://127.0.0.1:8090")
PASSWORD = "pytake-demo-2026"
LIVIA, MARINA, CAIO = "livia@clinica.example", "marina@clinica.example", "caio@clinica.example"
NUMBER = "100000000000001"
Found = TypeVar("Found")


def until(look: Callable[[], Found | None], what: str, seconds: float = 60, every: float = 0.2) -> Found:
    """Looks again until there is something to see; fails with what was awaited."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(every)


@dataclass
class Product:
    """The product behind its one origin, as a signed-in member."""

    email: str = LIVIA
    http: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        answer = self.http.post(f"{UI}/api/sign-in", json={"email": self.email, "password": PASSWORD}, timeout=30)
        answer.raise_for_status()
        session = answer.json()
        self.member = session["member"]
        self.http.headers["Authorization"] = f"Bearer {session['access_token']}"

    def get(self, path: str, **query: Any) -> Any:
        answer = self.http.get(f"{UI}/api{path}", params=query, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, body: Any) -> requests.Response:
        return self.http.post(f"{UI}/api{path}", json=body, timeout=30)

    def conversations(self, **query: Any) -> list[dict[str, Any]]:
        """Every conversation, however many pages."""
        found: list[dict[str, Any]] = []
        page = self.get("/conversations", limit=100, **query)
        found += page["conversations"]
        while page["next_cursor"]:
            page = self.get("/conversations", limit=100, cursor=page["next_cursor"], **query)
            found += page["conversations"]
        return found

    def entries(self, conversation_id: str) -> list[dict[str, Any]]:
        """A whole timeline, oldest first."""
        found: list[dict[str, Any]] = []
        before: dict[str, int] = {}
        while True:
            page = self.get(f"/conversations/{conversation_id}/messages", limit=100, **before)
            found = page["entries"] + found
            if not page["has_more"]:
                return found
            before = {"before": page["entries"][0]["seq"]}

    def quarantined(self) -> list[dict[str, Any]]:
        page = self.get("/quarantine")
        found = page["records"]
        while page["next_cursor"]:
            page = self.get("/quarantine", cursor=page["next_cursor"])
            found += page["records"]
        return list(found)


def webhook(body: bytes, *, app_id: str = "app_local", secret: str = "local-app-secret") -> requests.Response:
    """Posts bytes as Meta would, signed."""
    return requests.post(f"{UI}/api/webhooks/whatsapp/{app_id}", data=body, headers=signed(body, secret), timeout=60)


def simulator(method: str, path: str, **options: Any) -> Any:
    """Asks the simulator; raises for what it refuses."""
    answer = requests.request(method, f"{SIMULATOR}/sim{path}", timeout=60, **options)
    answer.raise_for_status()
    return answer.json() if answer.content else None
