"""Everything the environment tells us, read once and typed."""

import os
from functools import cache

from pydantic import BaseModel

PREFIX = "PYTAKE_"


class Settings(BaseModel, frozen=True):
    """The variables of a function, without their ``PYTAKE_`` prefix. A missing one fails at the first use, by name."""

    stage: str
    region: str
    table_prefix: str
    inbound_queue_url: str
    statuses_queue_url: str
    outbound_queue_url: str
    outbound_later_queue_url: str
    media_bucket: str
    kms_key_id: str
    keys_secret_id: str
    wait_machine_arn: str
    app_origin: str
    graph_url: str = "https://graph.facebook.com"
    graph_version: str = "v26.0"
    websocket_endpoint: str | None = None
    """Replaces the management endpoint that ``$connect`` reports (the local edition)."""
    origin_secret: str | None = None
    """What CloudFront sends to prove a request came through it; without one, ``sourceIp`` is the client's address."""


@cache
def settings() -> Settings:
    """The settings of this process. Raises ``ValidationError`` naming each variable that is missing."""
    return Settings.model_validate(
        {name.removeprefix(PREFIX).lower(): value for name, value in os.environ.items() if name.startswith(PREFIX)}
    )
