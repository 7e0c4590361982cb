"""How a path of the simulator's own API behaves: who may call, body in, JSON out, a sentence for what is refused."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infrastructure.local.simulator.reading import json_value
from infrastructure.local.simulator.refusals import Refused
from infrastructure.local.simulator.world import World

LARGEST_BODY = 6 * 2**20

Answer = Callable[[Request], Awaitable[Any]]


def path(world: World, where: str, answer: Answer, *methods: str) -> Route:
    """A route whose answer is a response, or what is to be told as JSON."""

    async def handle(request: Request) -> Response:
        try:
            _own_page_only(request, world.settings.hosts)
            told = await answer(request)
        except Refused as refused:
            return JSONResponse({"detail": refused.sentence}, refused.status)
        return told if isinstance(told, Response) else JSONResponse(told)

    return Route(where, handle, methods=list(methods))


async def body_of(request: Request, largest: int) -> bytes:
    """The body. Raises ``Refused`` (413) for one that is larger, before all of it came."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise Refused(f"The body is larger than {largest // 2**20} MB.", status=413)
    return body


async def object_of(request: Request) -> dict[str, Any]:
    """The body as a JSON object. Raises ``Refused`` (400)."""
    try:
        body = json_value(await body_of(request, LARGEST_BODY))
    except ValueError:
        raise Refused("The body is not valid JSON.", status=400) from None
    if not isinstance(body, dict):
        raise Refused("The body must be a JSON object.", status=400)
    return body


def _own_page_only(request: Request, hosts: frozenset[str]) -> None:
    """Another site open in the same browser must not play the customers here."""
    origin = request.headers.get("origin")
    if origin is not None and request.method != "GET" and urlsplit(origin).netloc not in hosts:
        raise Refused("Only the simulator's own page may do this from a browser.", status=403)
