"""The web app alone with its furnished fake back-end, built as for production: for states and sizes that no edition comes by."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from infrastructure.local import pages

FRONTEND = pages.FRONTEND
WORKER = FRONTEND / "node_modules" / "msw" / "lib" / "mockServiceWorker.js"


class _Pages(SimpleHTTPRequestHandler):
    """Files; every other address is a page of the app."""

    def send_head(self):  # type: ignore[no-untyped-def]
        if not Path(self.translate_path(self.path)).is_file():
            self.path = "/index.html"
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def build(folder: Path, *flags: str) -> None:
    """Builds the web app into `folder`. Raises `BuildFailed`."""
    words = ["npx", "vite", "build", *flags, "--outDir", folder, "--emptyOutDir", "--logLevel", "error"]
    built = subprocess.run(words, cwd=FRONTEND, capture_output=True, text=True, check=False)
    if built.returncode != 0:
        raise pages.BuildFailed((built.stdout + built.stderr)[-3000:])


@contextmanager
def served(server: ThreadingHTTPServer) -> Iterator[str]:
    """The address of a server that runs while the context lasts."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


@contextmanager
def furnished(folder: Path) -> Iterator[str]:
    """Builds into `folder` and serves it; the address, while the context lasts. Raises `BuildFailed`."""
    pages.install(print)
    build(folder, "--mode", "mock")
    shutil.copy(WORKER, folder)
    with served(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(folder)))) as at:
        yield at
