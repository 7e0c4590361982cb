"""A Graph API in this process: answers what a test tells it, and keeps what it was asked."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, NamedTuple


class Asked(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: Any


class Answer(NamedTuple):
    status: int = 200
    body: str | bytes = '{"messaging_product":"whatsapp","messages":[{"id":"wamid.SENT01"}]}'
    headers: Mapping[str, str] = MappingProxyType({})


class Meta:
    """``answers`` are used up in order; the last one stays."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: list[Answer | Callable[[BaseHTTPRequestHandler], None]] = [Answer()]
        self.connections = 0
        meta = self

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                meta.connections += 1
                super().setup()

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                sent = self.rfile.read(length)
                meta.asked.append(Asked(self.command, self.path, dict(self.headers), json.loads(sent) if sent else None))
                answer = meta.answers.pop(0) if len(meta.answers) > 1 else meta.answers[0]
                if not isinstance(answer, Answer):
                    return answer(self)
                body = answer.body if isinstance(answer.body, bytes) else answer.body.encode()
                self.send_response(answer.status)
                for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
                return None

            def do_GET(self) -> None:
                self.do_POST()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/graph"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def refusal(code: int | str, status: int = 400, **rest: Any) -> Answer:
    error = {"message": f"(#{code}) Refused", "type": "OAuthException", "code": code, "fbtrace_id": "A1", **rest}
    return Answer(status, json.dumps({"error": error}))


def hang_up(door: BaseHTTPRequestHandler) -> None:
    """Resets the connection after the request was read."""
    door.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    door.connection.close()
    door.close_connection = True


def half_an_answer(door: BaseHTTPRequestHandler) -> None:
    door.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"messages":[{"id":"wam')
    door.close_connection = True


def never_answer(door: BaseHTTPRequestHandler) -> None:
    time.sleep(1)
    door.close_connection = True
