"""The simulator's own API, under /sim."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infrastructure.local.simulator.api.events import events
from infrastructure.local.simulator.chats import shown
from infrastructure.local.simulator.people import Persona
from infrastructure.local.simulator.refusals import Refused
from infrastructure.local.simulator.signing import headers_for, wire_bytes
from infrastructure.local.simulator.steps import steps_of
from infrastructure.local.simulator.world import World

LARGEST_BODY = 3 * 2**20
LARGEST_FILE = 16 * 2**20


def routes(world: World) -> list[Route]:
    """Every path under /sim."""

    def persona_of(request: Request) -> Persona:
        return world.people.get(request.path_params["persona"])

    async def state(_: Request) -> Any:
        return world.state()

    async def add_persona(request: Request) -> Any:
        persona = world.people.add(await _object(request))
        world.feed.tell("state")
        return JSONResponse(persona.shown(), 201)

    async def add_number(request: Request) -> Any:
        number = world.numbers.add(await _object(request))
        return JSONResponse({**asdict(number), "access_token": "…"}, 201)

    async def chat(request: Request) -> Any:
        return {"messages": [shown(message) for message in world.chats.of(persona_of(request))]}

    async def send(request: Request) -> Any:
        persona, body = persona_of(request), await _object(request)
        number = world.numbers.get(str(body.pop("phone_number_id", world.numbers.first.phone_number_id)))
        if number is None:
            raise Refused("There is no business number with that phone_number_id.", status=404)
        batch = body.get("messages")
        if batch is not None and not isinstance(batch, list):
            raise Refused("messages must be a list.")
        sent = [shown(message) for message in world.customer.send(persona, number, [body] if batch is None else batch)]
        world.feed.tell("state")
        return JSONResponse(sent[0] if batch is None else {"messages": sent}, 201)

    async def read(request: Request) -> Any:
        persona = persona_of(request)
        news = sum(world.outbox.read(persona, number) for number in world.numbers.all())
        return {"read": news}

    async def add_media(request: Request) -> Any:
        content = await _body(request, LARGEST_FILE)
        if not content:
            raise Refused("The body is the file; it is empty.")
        file = world.media.add(
            content, request.headers.get("content-type", "application/octet-stream"), request.query_params.get("filename", "file")[:240]
        )
        return JSONResponse({"id": file.id, "mime_type": file.mime_type, "size": file.size}, 201)

    async def media(request: Request) -> Any:
        file = world.media.get(request.path_params["id"])
        if file is None:
            raise Refused("There is no such file, or it expired.", status=404)
        # Only what a phone would show is shown; anything else is a download, never a page of this origin.
        inline = file.mime_type.split("/")[0] in ("image", "audio", "video") and "svg" not in file.mime_type
        headers = {"x-content-type-options": "nosniff", "content-disposition": "inline" if inline else "attachment"}
        return Response(world.media.content(file), media_type=file.mime_type if inline else "application/octet-stream", headers=headers)

    async def log(request: Request) -> Any:
        after = request.query_params.get("after", "0")
        if not after.isdigit():
            raise Refused("after must be the id of a log entry.")
        return {"entries": world.journal.after(int(after))}

    async def clear_log(_: Request) -> Any:
        world.journal.clear()
        return Response(status_code=204)

    async def entry(request: Request) -> Any:
        found = world.journal.get(request.path_params["id"])
        if found is None:
            raise Refused("The log does not hold that entry any more.", status=404)
        return found

    async def steps(request: Request) -> Any:
        found = world.journal.get(request.path_params["id"])
        if found is None:
            raise Refused("The log does not hold that entry any more.", status=404)
        return {"kept": world.product_log.kept, "steps": steps_of(found, world.journal.all(), world.product_log.lines())}

    async def restore_log(_: Request) -> Any:
        return {"restored": world.journal.restore()}

    async def replay(request: Request) -> Any:
        found = world.journal.get(request.path_params["id"])
        if found is None or found["direction"] != "inbound":
            raise Refused("Only a webhook that is still in the log can be replayed.", status=404)
        again = await world.courier.post(
            found["payload"].encode(), found["headers"], kind=found["kind"], summary=found["summary"], person=found["person"], replay=True
        )
        return {"id": again["id"], "status": again["status"]}

    async def mischief(request: Request) -> Any:
        return asdict(world.switches.now if request.method == "GET" else world.change_mischief(await _object(request)))

    async def limits(request: Request) -> Any:
        if request.method == "PUT":
            world.rates.limits = world.rates.limits.changed(await _object(request))
        return asdict(world.rates.limits)

    async def clock(request: Request) -> Any:
        body = await _object(request)
        seconds = body.get("advance_seconds")
        if isinstance(seconds, bool) or not isinstance(seconds, int) or abs(seconds) > 366 * 86_400:
            raise Refused("advance_seconds must be a whole number of seconds, at most a year.")
        world.clock.advance(seconds)
        world.feed.tell("state")
        return {"clock_offset_seconds": world.clock.offset}

    async def webhook(request: Request) -> Any:
        body = (await _object(request)).get("body")
        if body is None:
            raise Refused("body is missing: a JSON value to be written as Meta does, or a text to be posted as it is.")
        raw = body.encode() if isinstance(body, str) else wire_bytes(body)
        entry = await world.courier.post(
            raw, headers_for(world.settings.app_secret, raw), kind="custom", summary=f"{len(raw)} bytes by hand", person=None
        )
        return {"status": entry["status"], "answer": entry["answer"], "ms": entry["ms"], "log_id": entry["id"]}

    async def accepted(_: Request) -> Any:
        return world.accepted()

    async def reset(_: Request) -> Any:
        await world.reset()
        return world.state()

    async def live(_: Request) -> Response:
        return events(world.feed)

    def path(where: str, answer: Callable[[Request], Awaitable[Any]], *methods: str) -> Route:
        return Route(where, _door(answer, world.settings.hosts), methods=list(methods))

    return [
        path("/state", state, "GET"),
        path("/personas", add_persona, "POST"),
        path("/numbers", add_number, "POST"),
        path("/chats/{persona}/messages", chat, "GET"),
        path("/chats/{persona}/messages", send, "POST"),
        path("/chats/{persona}/read", read, "POST"),
        path("/media", add_media, "POST"),
        path("/media/{id}", media, "GET"),
        path("/log", log, "GET"),
        path("/log", clear_log, "DELETE"),
        path("/log/{id:int}", entry, "GET"),
        path("/log/restore", restore_log, "POST"),
        path("/log/{id:int}/steps", steps, "GET"),
        path("/log/{id:int}/replay", replay, "POST"),
        path("/mischief", mischief, "GET", "PUT"),
        path("/limits", limits, "GET", "PUT"),
        path("/clock", clock, "POST"),
        path("/webhooks", webhook, "POST"),
        path("/accepted", accepted, "GET"),
        path("/reset", reset, "POST"),
        path("/events", live, "GET"),
    ]


def _door(answer: Callable[[Request], Awaitable[Any]], hosts: frozenset[str]) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        try:
            _own_page_only(request, hosts)
            told = await answer(request)
        except Refused as refused:
            return JSONResponse({"detail": refused.sentence}, refused.status)
        return told if isinstance(told, Response) else JSONResponse(told)

    return handle


def _own_page_only(request: Request, hosts: frozenset[str]) -> None:
    """Another site open in the same browser must not play the customers here."""
    origin = request.headers.get("origin")
    if origin is not None and request.method != "GET" and urlsplit(origin).netloc not in hosts:
        raise Refused("Only the simulator's own page may do this from a browser.", status=403)


async def _body(request: Request, largest: int) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise Refused(f"The body is larger than {largest // 2**20} MB.", status=413)
    return body


async def _object(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await _body(request, LARGEST_BODY * 2))
    except ValueError:
        raise Refused("The body is not valid JSON.", status=400) from None
    if not isinstance(body, dict):
        raise Refused("The body must be a JSON object.", status=400)
    return body
