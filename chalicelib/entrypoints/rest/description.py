"""What this API can do, for programs."""

from chalice.app import Response

from chalicelib.entrypoints.openapi import document
from chalicelib.entrypoints.resource import PUBLIC, Resource

routes = Resource(__name__)


@routes.get("/openapi.json", allow=PUBLIC)
def get_description() -> Response:
    """The OpenAPI 3.1 description of this API."""
    return Response(document(), {"Cache-Control": "public, max-age=300"})
