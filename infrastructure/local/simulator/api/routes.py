"""The simulator's own API, under /sim."""

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infrastructure.local.simulator.api.doors import body_of, object_of, path
from infrastructure.local.simulator.api.events import events
from infrastructure.local.simulator.api.scenarios import scenario_routes
from infrastructure.local.simulator.chats import shown
from infrastructure.local.simulator.clock import LONGEST_JUMP
from infrastructure.local.simulator.journal import Entry
from infrastructure.local.simulator.people import Persona
from infrastructure.local.simulator.reading import whole_number
from infrastructure.local.simulator.refusals import Refused
from infrastructure.local.simulator.signing import headers_for, wire_bytes
from infrastructure.local.simulator.steps import steps_of
from infrastructure.local.simulator.world import World

LARGEST_FILE = 16 * 2**20


def routes(world: World) -> list[Route]:
    """Every path under /sim."""

    def persona_of(request: Request) -> Persona:
        return world.people.get(request.path_params["persona"])

    def entry_of(request: Request) -> Entry:
        try:
            found = world.journal.get(whole_number(request.path_params["id"]))
        except ValueError:
            found = None
        if found is None:
            raise Refused("The log does not hold that entry any more.", status=404)
        return found

    async def state(_: Request) -> Any:
        return world.state()

    async def add_persona(request: Request) -> Any:
        persona = world.people.add(await object_of(request))
        world.feed.tell("state")
        return JSONResponse(persona.shown(), 201)

    async def add_number(request: Request) -> Any:
        number = world.numbers.add(await object_of(request))
        return JSONResponse({**asdict(number), "access_token": "…"}, 201)

    async def chat(request: Request) -> Any:
        return {"messages": [shown(message) for message in world.chats.of(persona_of(request))]}

    async def send(request: Request) -> Any:
        persona, body = persona_of(request), await object_of(request)
        number = world.numbers.get(str(body.pop("phone_number_id", world.numbers.first.phone_number_id)))
        if number is None:
            raise Refused("There is no business number with that phone_number_id.", status=404)
        batch = body.get("messages")
        if batch is not None and not isinstance(batch, list):
            raise Refused("messages must be a list.")
        sent = [shown(message) for message in world.says(persona, number, *([body] if batch is None else batch))]
        return JSONResponse(sent[0] if batch is None else {"messages": sent}, 201)

    async def read(request: Request) -> Any:
        return {"read": world.looks(persona_of(request))}

    async def add_media(request: Request) -> Any:
        content = await body_of(request, LARGEST_FILE)
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
        try:
            after = whole_number(request.query_params.get("after", "0"))
        except ValueError:
            raise Refused("after must be the id of a log entry.") from None
        return {"entries": world.journal.after(after)}

    async def clear_log(_: Request) -> Any:
        world.journal.clear()
        return Response(status_code=204)

    async def entry(request: Request) -> Any:
        return entry_of(request)

    async def steps(request: Request) -> Any:
        return {"kept": world.product_log.kept, "steps": steps_of(entry_of(request), world.journal.all(), world.product_log.lines())}

    async def restore_log(_: Request) -> Any:
        return {"restored": world.journal.restore()}

    async def replay(request: Request) -> Any:
        found = entry_of(request)
        if found["direction"] != "inbound":
            raise Refused("Only a webhook can be replayed.", status=404)
        again = await world.courier.post(
            found["payload"].encode(), found["headers"], kind=found["kind"], summary=found["summary"], person=found["person"], replay=True
        )
        return {"id": again["id"], "status": again["status"]}

    async def mischief(request: Request) -> Any:
        return asdict(world.switches.now if request.method == "GET" else world.change_mischief(await object_of(request)))

    async def limits(request: Request) -> Any:
        if request.method == "PUT":
            world.rates.limits = world.rates.limits.changed(await object_of(request))
        return asdict(world.rates.limits)

    async def clock(request: Request) -> Any:
        body = await object_of(request)
        seconds = body.get("advance_seconds")
        if isinstance(seconds, bool) or not isinstance(seconds, int) or abs(seconds) > LONGEST_JUMP:
            raise Refused("advance_seconds must be a whole number of seconds, at most a year.")
        world.advance(seconds)
        return {"clock_offset_seconds": world.clock.offset}

    async def webhook(request: Request) -> Any:
        body = (await object_of(request)).get("body")
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

    return [
        path(world, "/state", state, "GET"),
        path(world, "/personas", add_persona, "POST"),
        path(world, "/numbers", add_number, "POST"),
        path(world, "/chats/{persona}/messages", chat, "GET"),
        path(world, "/chats/{persona}/messages", send, "POST"),
        path(world, "/chats/{persona}/read", read, "POST"),
        path(world, "/media", add_media, "POST"),
        path(world, "/media/{id}", media, "GET"),
        path(world, "/log", log, "GET"),
        path(world, "/log", clear_log, "DELETE"),
        path(world, "/log/{id}", entry, "GET"),
        path(world, "/log/restore", restore_log, "POST"),
        path(world, "/log/{id}/steps", steps, "GET"),
        path(world, "/log/{id}/replay", replay, "POST"),
        path(world, "/mischief", mischief, "GET", "PUT"),
        path(world, "/limits", limits, "GET", "PUT"),
        path(world, "/clock", clock, "POST"),
        path(world, "/webhooks", webhook, "POST"),
        path(world, "/accepted", accepted, "GET"),
        path(world, "/reset", reset, "POST"),
        path(world, "/events", live, "GET"),
        *scenario_routes(world),
    ]
