"""Both sides of the simulator: the product that takes its webhooks, and whoever plays at its own API."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from starlette.testclient import TestClient

HOME = "http://127.0.0.1:8090"
NUMBER = "100000000000001"


class Product:
    """Takes webhooks as PyTake would and remembers them; answers the statuses in ``answers`` first, then 200."""

    def __init__(self) -> None:
        self.posts: list[tuple[bytes, dict[str, str]]] = []
        self.answers: list[int] = []
        self.bot: Callable[[dict[str, Any]], object] = lambda message: None
        """Hears each message once, and may answer through the Graph API."""
        self._answering: list[threading.Thread] = []
        self._begins = threading.Lock()
        product = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["content-length"]))
                product.posts.append((raw, {name.lower(): value for name, value in self.headers.items()}))
                self.send_response(product.answers.pop(0) if product.answers else 200)
                self.send_header("content-length", "0")
                self.end_headers()
                for message in said_in(raw):
                    with product._begins:
                        answering = threading.Thread(target=product.bot, args=(message,), daemon=True)
                        product._answering.append(answering)
                        answering.start()

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/webhook"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def falls_silent(self) -> None:
        """Says no more; what it was saying has been said. A call into a simulator that is closing might never return."""
        with self._begins:
            self.bot = lambda message: None
        for thread in self._answering:
            thread.join(timeout=30)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def values(self) -> list[dict[str, Any]]:
        return [change["value"] for raw, _ in list(self.posts) for entry in json.loads(raw)["entry"] for change in entry["changes"]]

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [message for value in self.values for message in value.get("messages", [])]

    @property
    def statuses(self) -> list[dict[str, Any]]:
        return [status for value in self.values for status in value.get("statuses", [])]


def said_in(raw: bytes) -> list[dict[str, Any]]:
    """The messages in a webhook's body."""
    values = [change["value"] for entry in json.loads(raw).get("entry", []) for change in entry["changes"]]
    return [message for value in values for message in value.get("messages", [])]


class Meta:
    """The simulator as its users meet it."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def writes(self, persona: str = "rafael", **message: Any) -> dict[str, Any]:
        """A customer's message; a text unless said otherwise."""
        answer = self.client.post(
            f"/sim/chats/{persona}/messages", json={**({} if "kind" in message else {"kind": "text", "text": "Oi"}), **message}
        )
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def sends(self, to: str = "+5511988423107", *, token: str = "local-access-token", number: str = NUMBER, **body: Any) -> Any:
        """The business's call; a text unless said otherwise."""
        body = {"messaging_product": "whatsapp", **({"to": to} if to else {}), **(body or {"type": "text", "text": {"body": "Olá"}})}
        return self.client.post(f"/graph/v26.0/{number}/messages", json=body, headers={"authorization": f"Bearer {token}"})

    def switch(self, **mischief: Any) -> None:
        """Turns mischief on."""
        assert self.client.put("/sim/mischief", json=mischief).status_code == 200

    def chat(self, persona: str = "rafael") -> list[dict[str, Any]]:
        """A chat's messages."""
        return list(self.client.get(f"/sim/chats/{persona}/messages").json()["messages"])

    def log(self) -> list[dict[str, Any]]:
        """The log's entries."""
        return list(self.client.get("/sim/log").json()["entries"])
