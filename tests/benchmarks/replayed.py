"""The web app built and served as in production, gzip and all, its API answering with what was heard once."""

import gzip
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path

from tests.browser.furnished import build, served

THINKING = 0.06
"""Seconds until an answer: what a warm function takes."""


@cache
def _small(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


class _Production(BaseHTTPRequestHandler):
    """Files by their path, compressed where that helps; calls by their address; a page of the app for anything else. No socket."""

    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, answers: Mapping[str, str], *rest: object) -> None:
        self.folder, self.answers = folder, answers
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.startswith(("/api/", "/ws")):
            time.sleep(THINKING)
            said = self.answers.get(self.path.removeprefix("/api"))
            return self._answer(404 if said is None else 200, "application/json", gzip.compress((said or "{}").encode()), zipped=True)
        path = self.folder / self.path.split("?")[0].lstrip("/")
        if not path.is_file():
            path = self.folder / "index.html"
        zipped = path.suffix != ".woff2"
        return self._answer(200, guess_type(path.name)[0] or "text/html", _small(path) if zipped else path.read_bytes(), zipped=zipped)

    def do_POST(self) -> None:
        self.do_GET()

    def _answer(self, status: int, kind: str, body: bytes, *, zipped: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Says nothing: a browser that closes hears no answer to its end."""


@contextmanager
def replayed(folder: Path, answers: Mapping[str, object]) -> Iterator[str]:
    """Builds into `folder` and serves it; `answers` by address, the query included. Raises `BuildFailed`."""
    build(folder)
    said = {address: json.dumps(answer) for address, answer in answers.items()}
    with served(_Server(("127.0.0.1", 0), partial(_Production, folder, said))) as at:
        yield at
