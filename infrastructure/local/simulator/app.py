"""The application: page, Graph API and the simulator's own API on one port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from infrastructure.local.simulator.api.routes import routes as sim_routes
from infrastructure.local.simulator.graph.routes import routes as graph_routes
from infrastructure.local.simulator.guarded import Guarded
from infrastructure.local.simulator.settings import Settings
from infrastructure.local.simulator.world import World

_NO_PAGE = "The simulator runs; its page is not built. Run `npm run build:simulator` in frontend/.\n"


class _GraphVersion(Convertor[str]):
    regex = r"v[0-9]+\.[0-9]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("graph_version", _GraphVersion())


def create_app(settings: Settings) -> Starlette:
    """The application; ``app.state.world`` is its world."""
    world = World(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await world.start()
        yield
        await world.stop()

    async def page(_: Request) -> Response:
        index = settings.page_dir / "index.html"
        return FileResponse(index, headers={"cache-control": "no-cache"}) if index.is_file() else PlainTextResponse(_NO_PAGE)

    async def nowhere(request: Request, error: Exception) -> Response:
        return JSONResponse({"detail": f"Nothing answers {request.method} {request.url.path}."}, getattr(error, "status_code", 404))

    app = Starlette(
        routes=[
            Mount("/graph", routes=graph_routes(world)),
            Mount("/sim", routes=sim_routes(world)),
            Route("/", page),
            Mount("/", StaticFiles(directory=settings.page_dir, check_dir=False)),
        ],
        middleware=[Middleware(Guarded, hosts=settings.hosts)],
        lifespan=lifespan,
        exception_handlers={404: nowhere, 405: nowhere},
    )
    app.state.world = world
    return app
