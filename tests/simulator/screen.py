"""The simulator's page in a real browser."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn

from infrastructure.local.simulator.app import create_app

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
PAGE = FRONTEND / "dist-simulator"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
DESKTOP = {"width": 1440, "height": 900}
HAND = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

NEEDS_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not (PAGE / "index.html").is_file(), reason="the page is not built: npm run build:simulator"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


@contextmanager
def running(settings) -> Iterator[str]:
    """A simulator with its page on a free port; its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = create_app(replace(settings, port=port, page_dir=PAGE))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def open_page(browser, address, **options):
    """The page, and what it complained of."""
    page = browser.new_context(**options).new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    page.goto(address)
    return page, complaints


def faults(page) -> list[str]:
    """What axe finds wrong, with where."""
    page.evaluate((FRONTEND / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    return [f"{one['id']}: {node['target']}" for one in found["violations"] for node in one["nodes"]]
