"""An API in trouble: it fails, asks to wait, or says nothing, until it is well again."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

from tests.local.edition import UI

KINDS = ("fails", "asks to wait", "says nothing")
# Twenty seconds without an answer are a time-out; a test need not wait that long, only longer than a cold function takes.
IMPATIENT = """
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (duration) => timeout(Math.min(duration, 2_500));
"""


def impatient(page: Page) -> None:
    """Before the page loads: what it would wait for takes a few seconds at most."""
    page.add_init_script(IMPATIENT)


@contextmanager
def trouble(page: Page, kind: str, path: str, method: str = "GET") -> Iterator[list[str]]:
    """While it lasts, calls of `method` on `path` (a regular expression after /api) get no good answer; the calls that met it."""
    met: list[str] = []
    where = re.compile(re.escape(UI) + "/api" + path + r"(\?.*)?$")

    def answer(route: Route) -> None:
        if route.request.method != method:
            return route.fallback()
        met.append(route.request.url)
        if kind == "fails":
            return route.fulfill(status=500, content_type="application/json", body=json.dumps({"code": "Fault", "detail": "req_8fa2"}))
        if kind == "asks to wait":
            told = json.dumps({"code": "TooMany", "detail": "Too many requests.", "retry_after": 1})
            return route.fulfill(status=429, content_type="application/json", headers={"retry-after": "1"}, body=told)
        return None

    page.route(where, answer)
    try:
        yield met
    finally:
        page.unroute(where, answer)
