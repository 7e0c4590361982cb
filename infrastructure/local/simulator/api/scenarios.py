"""Scenarios, under /sim: record, keep, play."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infrastructure.local.simulator.api.doors import object_of, path
from infrastructure.local.simulator.refusals import Refused
from infrastructure.local.simulator.scenarios.shelf import checked
from infrastructure.local.simulator.world import World


def scenario_routes(world: World) -> list[Route]:
    """Every path under /sim/recording, /sim/scenarios and /sim/playing."""

    async def start(_: Request) -> Any:
        world.recorder.start()
        return world.recorder.state

    async def halt(_: Request) -> Any:
        world.recorder.stop()
        return world.recorder.state

    async def save(request: Request) -> Any:
        scenario = world.recorder.keep((await object_of(request)).get("name"))
        return {"id": world.shelf.save(scenario), "scenario": scenario}

    async def discard(_: Request) -> Any:
        world.recorder.drop()
        world.feed.tell("state")
        return Response(status_code=204)

    async def shelf(_: Request) -> Any:
        return {"folder": str(world.shelf.folder), "scenarios": world.shelf.all()}

    async def one(request: Request) -> Any:
        id = request.path_params["id"]
        text = json.dumps(world.shelf.get(id), ensure_ascii=False, indent=2) + "\n"
        return Response(text, media_type="application/json", headers={"content-disposition": f'attachment; filename="{id}.json"'})

    async def add(request: Request) -> Any:
        return {"id": world.shelf.save(checked(await object_of(request)))}

    async def drop(request: Request) -> Any:
        world.shelf.drop(request.path_params["id"])
        return Response(status_code=204)

    async def play(request: Request) -> Any:
        pace = (await object_of(request)).get("pace", "recorded")
        if pace not in ("recorded", "fast"):
            raise Refused("pace is recorded or fast.")
        world.player.play(world.shelf.get(request.path_params["id"]), fast=pace == "fast")
        return world.player.state

    async def stop(_: Request) -> Any:
        await world.player.stop()
        return Response(status_code=204)

    return [
        path(world, "/recording", start, "POST"),
        path(world, "/recording/stop", halt, "POST"),
        path(world, "/recording/save", save, "POST"),
        path(world, "/recording", discard, "DELETE"),
        path(world, "/scenarios", shelf, "GET"),
        path(world, "/scenarios", add, "POST"),
        path(world, "/scenarios/{id}", one, "GET"),
        path(world, "/scenarios/{id}", drop, "DELETE"),
        path(world, "/scenarios/{id}/play", play, "POST"),
        path(world, "/playing", stop, "DELETE"),
    ]
