"""The Graph API's doors: token first, then the node, then the log."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infrastructure.local.simulator.graph.errors import GraphError, bad_param, no_object, required
from infrastructure.local.simulator.graph.messages import take
from infrastructure.local.simulator.graph.objects import tell, token_told
from infrastructure.local.simulator.media import UPLOAD_LASTS
from infrastructure.local.simulator.reading import json_value
from infrastructure.local.simulator.world import World

LARGEST_UPLOAD = 100 * 2**20

Told = tuple[Any, dict[str, Any]]


@dataclass(frozen=True)
class Call:
    """A call whose token is good."""

    request: Request
    token: str
    raw: bytes

    @property
    def id(self) -> str:
        """The node it is about."""
        return str(self.request.path_params["id"])


def routes(world: World) -> list[Route]:
    """Every path under /graph."""

    def door(answer: Callable[[Call], Awaitable[Told]]) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            started = time.monotonic()
            raw = b"" if _is_upload(request) else await request.body()
            about: dict[str, Any] = {"kind": request.url.path.rsplit("/", 1)[-1], "summary": ""}
            headers: dict[str, str] = {}
            try:
                told, more = await answer(Call(request, _token(world, request), raw))
                about.update(more)
                status = 200
            except GraphError as error:
                told, status = error.body(), error.status
                about.update(summary=f"{_summary(raw)}{error.code} {error.args[0]}", note=error.details)
                if error.status == 401:
                    headers["www-authenticate"] = 'OAuth "Facebook Platform" "invalid_token" "' + error.message + '"'
            response = told if isinstance(told, Response) else JSONResponse(told, status, headers)
            world.journal.write(
                direction="outbound",
                status=response.status_code,
                started=started,
                signature=None,
                method=request.method,
                url=str(request.url),
                payload=raw.decode("utf-8", "replace"),
                headers=_masked(request),
                answer=bytes(response.body)[:4_000].decode("utf-8", "replace") if told is not response else "",
                **about,
            )
            return response

        return handle

    async def messages(call: Call) -> Told:
        number = world.numbers.get(call.id)
        if number is None or number.access_token != call.token:
            raise no_object("post", call.id)
        try:
            body = json_value(call.raw)
        except ValueError:
            raise bad_param("The body is not valid JSON.") from None
        return take(world, number, body)

    async def node(call: Call) -> Told:
        id, edge, fields = call.id, call.request.path_params.get("edge"), call.request.query_params.get("fields")
        if id == "debug_token":
            return token_told(world, call.request.query_params.get("input_token", "")), {"kind": "debug_token"}
        if edge is None and (file := world.media.get(id)) is not None:
            told = {"url": world.media.url(file), "mime_type": file.mime_type, "sha256": file.sha256, "file_size": file.size, "id": file.id}
            return {"messaging_product": "whatsapp", **told}, {"kind": "media", "summary": f"address of {file.filename}"}
        return tell(world, call.token, id, edge, fields), {"kind": edge or "node", "summary": f"GET {id}"}

    async def subscribe(call: Call) -> Told:
        if not any(number.access_token == call.token for number in world.numbers.of(call.id)):
            raise no_object(call.request.method.lower(), call.id)
        return {"success": True}, {"summary": call.request.method}

    async def upload(call: Call) -> Told:
        number = world.numbers.get(call.id)
        if number is None or number.access_token != call.token:
            raise no_object("post", call.id)
        form = await call.request.form()
        file = form.get("file")
        if form.get("messaging_product") != "whatsapp":
            raise required("messaging_product")
        if file is None or isinstance(file, str):
            raise required("file")
        content = await file.read()
        if len(content) > LARGEST_UPLOAD:
            raise bad_param("The file is larger than 100 MB.")
        mime_type = file.content_type or str(form.get("type") or "application/octet-stream")
        kept = world.media.add(content, mime_type, file.filename or "file", UPLOAD_LASTS)
        return {"id": kept.id}, {"kind": "media", "summary": f"upload of {kept.filename}, {kept.size} bytes"}

    async def download(call: Call) -> Told:
        file = world.media.at(call.request.query_params)
        if file is None:
            return Response(status_code=404), {"kind": "media", "summary": "download, address expired or wrong"}
        return Response(world.media.content(file), media_type=file.mime_type), {"kind": "media", "summary": f"download of {file.filename}"}

    async def delete(call: Call) -> Told:
        if world.media.get(call.id) is None:
            raise no_object("delete", call.id)
        world.media.drop(call.id)
        return {"success": True}, {"kind": "media", "summary": "delete"}

    async def unknown(call: Call) -> Told:
        raise no_object(call.request.method.lower(), call.request.url.path)

    version = "/{version:graph_version}"
    return [
        Route("/whatsapp_business/attachments/", door(download), methods=["GET"]),
        Route(version + "/{id}/messages", door(messages), methods=["POST"]),
        Route(version + "/{id}/media", door(upload), methods=["POST"]),
        Route(version + "/{id}/subscribed_apps", door(subscribe), methods=["POST", "DELETE"]),
        Route(version + "/{id}/{edge}", door(node), methods=["GET"]),
        Route(version + "/{id}", door(node), methods=["GET"]),
        Route(version + "/{id}", door(delete), methods=["DELETE"]),
        Route("/{rest:path}", door(unknown), methods=["GET", "POST", "PUT", "DELETE"]),
    ]


def _token(world: World, request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise GraphError(190, message="Invalid OAuth access token.")
    if not world.numbers.knows_token(token):
        raise GraphError(190, message="Invalid OAuth access token - Cannot parse access token")
    return token


def _is_upload(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("multipart/")


def _masked(request: Request) -> dict[str, str]:
    headers = dict(request.headers)
    if "authorization" in headers:
        scheme, _, token = headers["authorization"].partition(" ")
        headers["authorization"] = f"{scheme} …{token[-4:]}" if len(token) > 8 else f"{scheme} …"
    return headers


def _summary(raw: bytes) -> str:
    """The kind of message a refused body would have been, as far as it can be told."""
    try:
        body = json_value(raw)
        return f"{body['type']}, " if isinstance(body, dict) and isinstance(body.get("type"), str) else ""
    except ValueError:
        return ""
