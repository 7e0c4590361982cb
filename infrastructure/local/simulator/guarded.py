"""What a browser may do with the simulator's page and its API: nothing beyond them."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # What the page may load is said by the page itself, which knows its scripts.
    "content-security-policy": "frame-ancestors 'none'",
}
API = {"cache-control": "no-store"}


class Guarded:
    """Answers to the simulator's own addresses only, and adds what an answer does not say itself. The Graph API's are Meta's business.

    A page elsewhere may have its name point here while it is open: its browser then sends that name, and calls it the same origin.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and Headers(scope=scope).get("host", "").lower() not in self._hosts:
            await JSONResponse({"detail": "The simulator does not answer to that name."}, 421)(scope, receive, send)
            return
        if scope["type"] != "http" or scope["path"].startswith("/graph/"):
            await self._app(scope, receive, send)
            return
        wanted = EVERYWHERE | (API if scope["path"].startswith("/sim/") else {})

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, answer)
