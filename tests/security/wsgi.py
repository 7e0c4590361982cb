"""The product as WSGI, for tools that know no Chalice: requests go through its own test client, as API Gateway would hand them over."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], object]


class Wsgi:
    """``ask`` is what the client's ``http.request`` is."""

    def __init__(self, ask: Callable[..., Any], prefix: str) -> None:
        self._ask, self._prefix = ask, prefix

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        headers = {name[5:].replace("_", "-").title(): str(value) for name, value in environ.items() if name.startswith("HTTP_")}
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        raw = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        where, query = environ["REQUEST_URI"].partition("?")[0].removeprefix(self._prefix), environ["QUERY_STRING"]
        answer = self._ask(environ["REQUEST_METHOD"], f"{where}?{query}" if query else where, headers=headers, body=raw)
        start(f"{answer.status_code} {HTTPStatus(answer.status_code).phrase}", list(answer.headers.items()))
        return [answer.body]
