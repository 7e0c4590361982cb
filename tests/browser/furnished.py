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


@contextmanager
def furnished(folder: Path) -> Iterator[str]:
    """Builds into `folder` and serves it; the address, while the context lasts. Raises `BuildFailed`."""
    pages.install(print)
    built = subprocess.run(
        ["npx", "vite", "build", "--mode", "mock", "--outDir", folder, "--emptyOutDir", "--logLevel", "error"],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode != 0:
        raise pages.BuildFailed((built.stdout + built.stderr)[-3000:])
    shutil.copy(WORKER, folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
