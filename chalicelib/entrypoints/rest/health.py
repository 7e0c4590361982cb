"""Whether we are there."""

from chalicelib.config import settings
from chalicelib.entrypoints.resource import PUBLIC, Resource
from chalicelib.entrypoints.wire import Shown

routes = Resource(__name__)


class HealthOut(Shown):
    """Up, and where."""

    status: str
    stage: str


@routes.get("/health", allow=PUBLIC)
def get_health() -> HealthOut:
    """Says that the API answers."""
    return HealthOut(status="ok", stage=settings().stage)
