"""Whether we are there."""

from pydantic import BaseModel

from chalicelib.config import settings
from chalicelib.entrypoints.resource import PUBLIC, Resource

routes = Resource(__name__)


class HealthOut(BaseModel):
    """Up, and where."""

    status: str
    stage: str


@routes.get("/health", allow=PUBLIC)
def get_health() -> HealthOut:
    """Says that the API answers."""
    return HealthOut(status="ok", stage=settings().stage)
