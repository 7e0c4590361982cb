"""Meta apps (whose secrets sign) and the connections under them (one WhatsApp number each)."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from chalicelib.domain.ids import AppId, ConnectionId


class Sealed(BaseModel, frozen=True, defer_build=True):
    """A secret at rest: KMS ciphertext (base64), bound to its workspace and owner; ``last4`` may be shown."""

    ciphertext: str
    last4: str


class App(BaseModel, frozen=True, defer_build=True):
    """An app at Meta. ``id`` is our own random one, in the webhook's path. Two secrets while rotating."""

    id: AppId
    name: str = Field(min_length=1, max_length=120)
    channel: str = "whatsapp"
    secrets: tuple[Sealed, ...] = Field(min_length=1, max_length=2)
    verify_token: Sealed
    created_at: datetime
    version: int = 0


class Connection(BaseModel, frozen=True, defer_build=True):
    """A WhatsApp number. ``account`` is Meta's phone_number_id, ``group_account`` its WABA id."""

    id: ConnectionId
    app_id: AppId
    channel: str = "whatsapp"
    name: str = Field(min_length=1, max_length=120)
    account: str = Field(min_length=1, max_length=64)
    group_account: str = Field(min_length=1, max_length=64)
    shown: str = Field(min_length=1, max_length=40)
    """The number as people read it."""
    token: Sealed
    state: Literal["running", "paused"] = "running"
    pause_reason: str | None = None
    pause_code: int | None = None
    """The vendor's, when a send found out that nothing goes any more."""
    rate: int = Field(default=80, ge=1, le=1_000)
    """Messages a second: 80 by default, 20 beside the WhatsApp Business app, up to 1,000 once Meta raises it (Cloud API, throughput)."""
    created_at: datetime
    version: int = 0
