"""The socket's doors: a browser comes, pings, says where its member is, goes. What changed it is told by the streams."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from chalice.app import Blueprint, WebsocketAPI, WebsocketEvent
from pydantic import BaseModel

from chalicelib import bootstrap
from chalicelib.config import settings
from chalicelib.domain.errors import PyTakeError
from chalicelib.domain.presence import Here, read_here
from chalicelib.entrypoints.events import observed
from chalicelib.telemetry import logger

if TYPE_CHECKING:
    from chalicelib.domain.workspace import Member

blueprint = Blueprint(__name__)
# A Blueprint has no websocket API of its own; without one Chalice leaves these handlers unwrapped and Lambda's call fails.
blueprint.websocket_api = WebsocketAPI()

MAX_FRAME = 1_024
"""Bytes of a frame that we look at."""


class HereFrame(BaseModel, defer_build=True):
    """What a socket passes on: where a colleague is, None for nowhere, and whether they are writing there."""

    kind: Literal["here"] = "here"
    member_id: str
    name: str
    conversation_id: str | None
    typing: bool


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
    """Answers a ping, passes on where a member is; anything else is not for us."""
    said: str = event.body or ""
    if len(said) > MAX_FRAME:
        return {"statusCode": 200}
    if _is_ping(said):
        bootstrap.tickets().pong(event.connection_id, _endpoint(event), now=datetime.now(UTC))
    elif here := read_here(said):
        bootstrap.presence().tell(event.connection_id, here, _here_frame, now=datetime.now(UTC))
    return {"statusCode": 200}


@blueprint.on_ws_disconnect()
@observed
def disconnect(event: WebsocketEvent) -> dict[str, int]:
    """Forgets a browser that has gone."""
    bootstrap.tickets().close(event.connection_id)
    return {"statusCode": 200}


def _endpoint(event: WebsocketEvent) -> str:
    return settings().websocket_endpoint or f"https://{event.domain_name}/{event.stage}"


def _here_frame(member: "Member", here: Here) -> bytes:
    return HereFrame(member_id=member.id, name=member.name, **here.model_dump(exclude={"kind"})).model_dump_json().encode()


def _is_ping(said: str) -> bool:
    try:
        frame = json.loads(said)
    except (ValueError, RecursionError):
        return False
    return isinstance(frame, dict) and frame.get("kind") == "ping"
