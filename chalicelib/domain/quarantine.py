"""What could not be taken in, or could not be sent: kept where people see it, whole enough to go on its way again."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Literal, TypeVar

from pydantic import BaseModel, ValidationError

from chalicelib.domain.errors import Rejected
from chalicelib.domain.ids import AppId, MemberId
from chalicelib.domain.inbound import Item
from chalicelib.domain.message import Claim

M = TypeVar("M", bound=BaseModel)
Cause = Literal["unknown_number", "foreign_app", "unreadable", "unhandled", "failed"]
"""``unhandled``: nothing is wrong with it; this version does not act on such a thing yet. ``failed``: tried as often as we try."""
Lane = Literal["inbound", "status", "webhook", "outbound"]
"""The way it goes again. ``webhook``: a whole body, to be split anew."""
SHOWN = 4_096
"""Characters of a body that a list shows."""


@dataclass(frozen=True)
class QuarantineRecord:
    """Something set aside. It waits until it is replayed; set aside again, it waits again."""

    id: str
    at: datetime
    """When it was set aside first."""
    reason: str
    channel: str | None
    app_id: AppId | None
    body: str
    """What it says, for people."""
    cause: Cause = "failed"
    lane: Lane = "inbound"
    original: str | None = None
    """The thing itself, never cut: an item or a claim as JSON, a webhook's bytes in base64. None in a list, and in records of old."""
    truncated: bool = False
    times: int = 1
    """How often it was set aside."""
    replayed_at: datetime | None = None
    replayed_by: MemberId | None = None

    @classmethod
    def of_item(cls, item: Item, cause: Cause, reason: str, now: datetime) -> "QuarantineRecord":
        """The same item again is the same record, however often the channel brings it."""
        record_id = _id(item.lane, item.app_id, (item.pointer or item.body).encode())
        return cls(record_id, now, reason, item.channel, item.app_id, "", cause, item.lane).whole(item.model_dump_json())

    @classmethod
    def of_webhook(cls, body: bytes, channel: str, app_id: AppId, reason: str, now: datetime) -> "QuarantineRecord":
        """A body that could not be split."""
        record_id = _id("webhook", app_id, body)
        return cls(record_id, now, reason, channel, app_id, "", "unreadable", "webhook").whole(b64encode(body).decode())

    @classmethod
    def of_claim(cls, claim: Claim, reason: str, now: datetime) -> "QuarantineRecord":
        """One attempt to send a message."""
        record_id = _id("outbound", "", f"{claim.ref.conversation_id}.{claim.ref.seq}.{claim.attempt}".encode())
        return cls(record_id, now, reason, None, None, "", "failed", "outbound").whole(claim.model_dump_json())

    @property
    def shown(self) -> "QuarantineRecord":
        """As a list shows it."""
        return replace(self, body=self.body[:SHOWN], truncated=self.truncated or len(self.body) > SHOWN, original=None)

    def whole(self, original: str) -> "QuarantineRecord":
        """With the thing itself, and all that it says."""
        record = replace(self, original=original, truncated=False)
        match self.lane:
            case "webhook":
                body = record.webhook.decode(errors="replace").replace("\x00", "\ufffd")
            case "outbound":
                body = original
            case _:
                body = record.item.pointer or record.item.body
        return replace(record, body=body)

    @property
    def item(self) -> Item:
        """What a lane carried. Raises ``Rejected`` for a record of old."""
        return _read(Item, self._original)

    @property
    def claim(self) -> Claim:
        """What the outbound queue carried. Raises ``Rejected`` for a record of old."""
        return _read(Claim, self._original)

    @property
    def webhook(self) -> bytes:
        """What the channel posted. Raises ``Rejected`` for a record of old."""
        return b64decode(self._original)

    @property
    def _original(self) -> str:
        if self.original is None:
            raise Rejected("It was kept by an earlier version, which did not keep all of it: it cannot be replayed.")
        return self.original


def _read(kind: type[M], original: str) -> M:
    try:
        return kind.model_validate_json(original)
    except ValidationError as error:
        raise Rejected("It was kept by another version, in a form that this one does not know: it cannot be replayed.") from error


def _id(lane: str, app_id: str, thing: bytes) -> str:
    return sha256(f"{lane}|{app_id}|".encode() + thing).hexdigest()[:32]
