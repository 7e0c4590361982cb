"""Starts a worker of each function before the first customer needs it."""

import json
import secrets
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

from botocore.exceptions import BotoCoreError, ClientError

from infrastructure.local.edition import Edition

CONSUMERS = ("take_inbound", "take_statuses", "deliver_outbound", "requeue_outbound", "broadcast_changes")
HANDSHAKE = "/api/webhooks/whatsapp/app_local?hub.mode=subscribe&hub.verify_token=warming&hub.challenge=1"


def warm(edition: Edition) -> None:
    """Hands each consumer an event without records, and knocks where a webhook and a browser will come in. Answers do not matter here."""
    with ThreadPoolExecutor(2) as pair:
        knocks = [pair.submit(_knock, edition, HANDSHAKE, {}), pair.submit(_knock, edition, "/ws?ticket=warming", _upgrade(edition))]
        knocks += [pair.submit(_call, edition, name) for name in CONSUMERS]
    for knock in knocks:
        knock.result()


def _call(edition: Edition, name: str) -> None:
    stage = edition.stage()
    with suppress(ClientError, BotoCoreError):
        stage.client("lambda").invoke(FunctionName=f"pytake-{stage.name}-{name}", Payload=json.dumps({"Records": []}))


def _knock(edition: Edition, path: str, headers: dict[str, str]) -> None:
    connection = HTTPConnection("127.0.0.1", edition.ui_port, timeout=20)
    with suppress(OSError, HTTPException):
        connection.request("GET", path, headers=headers)
        connection.getresponse()
    connection.close()


def _upgrade(edition: Edition) -> dict[str, str]:
    key = b64encode(secrets.token_bytes(16)).decode()
    return {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": key,
        "Origin": edition.ui_url,
    }
