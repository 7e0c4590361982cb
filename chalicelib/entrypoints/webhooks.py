"""Webhooks: verify, queue, 200. The path names the app by our own id, whose secrets sign."""

from collections.abc import Mapping
from datetime import UTC, datetime

from chalice.app import Response

from chalicelib import bootstrap
from chalicelib.domain.ids import AppId
from chalicelib.entrypoints.reading import raw_body
from chalicelib.entrypoints.resource import PUBLIC, Resource
from chalicelib.scope import in_workspace

routes = Resource(__name__)


@routes.get("/webhooks/{channel}/{app_id}", allow=PUBLIC)
def confirm_webhook(channel: str, app_id: str) -> Response:
    """Echoes the channel's challenge when it knows the app's verify token."""
    workspace = bootstrap.intake().owner(AppId(app_id))
    sent: Mapping[str, str] = routes.current_request.query_params or {}
    query = {str(name): str(sent[name]) for name in sent}
    with in_workspace(workspace):
        challenge = bootstrap.intake().handshake(workspace, channel, AppId(app_id), query)
    return Response(challenge, {"Content-Type": "text/plain"}, 200)


@routes.post("/webhooks/{channel}/{app_id}", allow=PUBLIC)
def receive_webhook(channel: str, app_id: str) -> Response:
    """Takes in what a channel reports. 200: it is durable. 401: not signed by this app. Anything else: bring it again."""
    workspace = bootstrap.intake().owner(AppId(app_id))
    request = routes.current_request
    with in_workspace(workspace):
        bootstrap.intake().receive(workspace, channel, AppId(app_id), raw_body(request), request.headers, now=datetime.now(UTC))
    return Response("", {"Content-Type": "text/plain"}, 200)
