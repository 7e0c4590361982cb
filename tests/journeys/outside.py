"""The world around PyTake, in this process: graph.facebook.com and API Gateway's management endpoint."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import unquote

_numbers = count(1)
Answer = tuple[int, dict[str, Any]]


class Outside:
    """An HTTP server on a free port; ``answer`` is asked for every request."""

    def __init__(self, answer: Callable[[str, str, bytes], Answer]) -> None:
        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, said = answer(self.command, unquote(self.path), sent)
                body = json.dumps(said).encode()
                head = f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                self.wfile.write(head.encode() + body)

            do_DELETE = do_POST  # noqa: N815 (http.server's own name)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Graph(Outside):
    """Takes messages and gives each an id; ``refusals`` are used up first."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.refusals: list[Answer] = []
        super().__init__(self._answer)

    def _answer(self, method: str, path: str, sent: bytes) -> Answer:
        if self.refusals:
            return self.refusals.pop(0)
        *_, number, last = path.split("/")
        assert (method, last) == ("POST", "messages")
        message = {**json.loads(sent), "number": number, "wamid": f"wamid.out{next(_numbers)}"}
        self.taken.append(message)
        return 200, {"messaging_product": "whatsapp", "messages": [{"id": message["wamid"]}]}

    def refuse(self, code: int, status: int = 400) -> None:
        """The next message is refused with one of Meta's codes."""
        error = {"message": f"(#{code}) Refused", "type": "OAuthException", "code": code}
        self.refusals.append((status, {"error": error}))


class Browsers(Outside):
    """Open sockets: what was pushed to each, until it goes."""

    def __init__(self) -> None:
        self.frames: dict[str, list[dict[str, Any]]] = {}
        self.gone: set[str] = set()
        super().__init__(self._answer)

    def _answer(self, method: str, path: str, sent: bytes) -> Answer:
        socket = path.rpartition("/")[2]
        if socket in self.gone:
            return 410, {"message": "Gone"}
        if method == "DELETE":
            self.gone.add(socket)
        else:
            self.frames.setdefault(socket, []).append(json.loads(sent))
        return 200, {}
