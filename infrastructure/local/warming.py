"""Starts a worker of each function before the first customer needs it."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from botocore.exceptions import BotoCoreError, ClientError

from infrastructure.stage import Stage

CONSUMERS = ("take_inbound", "take_statuses", "deliver_outbound", "requeue_outbound", "broadcast_changes")


def warm(stage: Stage) -> None:
    """Hands each consumer an event without records. What a function makes of it is not our concern here."""
    client = stage.client("lambda")

    def call(name: str) -> None:
        with suppress(ClientError, BotoCoreError):
            client.invoke(FunctionName=f"pytake-{stage.name}-{name}", Payload=json.dumps({"Records": []}))

    with ThreadPoolExecutor(2) as pair:
        list(pair.map(call, CONSUMERS))
