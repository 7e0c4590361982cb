"""The socket's doors: a browser comes, pings, goes. What it is told comes from the streams."""

import json
from datetime import UTC, datetime
from typing import Any

from chalice.app import Blueprint, WebsocketAPI, WebsocketEvent

from chalicelib import bootstrap
from chalicelib.config import settings
from chalicelib.domain.errors import PyTakeError
from chalicelib.entrypoints.events import observed
from chalicelib.telemetry import logger

blueprint = Blueprint(__name__)
# A Blueprint has no websocket API of its own; without one Chalice leaves these handlers unwrapped and Lambda's call fails.
blueprint.websocket_api = WebsocketAPI()

MAX_FRAME = 1_024
"""Bytes of a frame that we look at: browsers only ping."""


@blueprint.on_ws_connect()
@observed
def connect(event: WebsocketEvent) -> dict[str, int]:
    """Lets a browser of our own page in, for a ticket. Everyone else is refused."""
    sent: dict[str, Any] = event.to_dict()
    headers = {name.lower(): value for name, value in (sent.get("headers") or {}).items()}
    ticket = (sent.get("queryStringParameters") or {}).get("ticket")
    if headers.get("origin") != settings().app_origin or not ticket:
        return {"statusCode": 403}
    try:
        bootstrap.tickets().open(ticket, socket_id=event.connection_id, endpoint=_endpoint(event), now=datetime.now(UTC))
    except PyTakeError as error:
        logger.info("socket refused", reason=type(error).__name__)
        return {"statusCode": 401}
    return {"statusCode": 200}


@blueprint.on_ws_message()
@observed
def message(event: WebsocketEvent) -> dict[str, int]:
    """Answers a ping; anything else is not for us."""
    if _is_ping(event.body):
        bootstrap.tickets().pong(event.connection_id, _endpoint(event), now=datetime.now(UTC))
    return {"statusCode": 200}


@blueprint.on_ws_disconnect()
@observed
def disconnect(event: WebsocketEvent) -> dict[str, int]:
    """Forgets a browser that has gone."""
    bootstrap.tickets().close(event.connection_id)
    return {"statusCode": 200}


def _endpoint(event: WebsocketEvent) -> str:
    return settings().websocket_endpoint or f"https://{event.domain_name}/{event.stage}"


def _is_ping(body: str) -> bool:
    if len(body) > MAX_FRAME:
        return False
    try:
        frame = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(frame, dict) and frame.get("kind") == "ping"
