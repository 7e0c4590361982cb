"""What any channel can tell us. Facts, in the past tense."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from chalicelib.domain.address import Address
from chalicelib.domain.content import Content
from chalicelib.domain.ids import AppId, WorkspaceId
from chalicelib.domain.message import DeliveryStatus, Failure


class Sender(BaseModel, frozen=True, defer_build=True):
    """A person as the channel names them; the first address is the one to answer to."""

    addresses: tuple[Address, ...] = Field(min_length=1)
    name: str | None = None
    username: str | None = None


class Referral(BaseModel, frozen=True, defer_build=True):
    """The advertisement or post a person came from. ``click_id`` tells the advertiser which click it was."""

    url: str | None = None
    title: str | None = None
    body: str | None = None
    source_id: str | None = None
    click_id: str | None = None


class MessageReceived(BaseModel, frozen=True, defer_build=True):
    """A person wrote. ``at`` is the channel's time, which rules the 24-hour window."""

    kind: Literal["message_received"] = "message_received"
    message_id: str
    sender: Sender
    content: Content
    at: datetime
    reply_to: str | None = None
    """The channel's id of the message quoted or tapped; of the one that an edit or a deletion is about."""
    opens_window: bool = True
    """False for an edit, a deletion and the channel's own notices: nothing was said that may be answered."""
    referral: Referral | None = None
    failure: Failure | None = None
    """Why the channel could not hand over all of it."""


class ReactionReceived(BaseModel, frozen=True, defer_build=True):
    """A person reacted to a message; no emoji takes the reaction back. It opens the window as a message does."""

    kind: Literal["reaction_received"] = "reaction_received"
    message_id: str
    sender: Sender
    to: str
    emoji: str | None
    at: datetime


class StatusChanged(BaseModel, frozen=True, defer_build=True):
    """A message of ours moved on. ``reference`` is the callback data we sent along, when it came back."""

    kind: Literal["status_changed"] = "status_changed"
    message_id: str
    status: DeliveryStatus
    at: datetime
    failure: Failure | None = None
    reference: str | None = None


class Unrecognised(BaseModel, frozen=True, defer_build=True):
    """Rightly signed, and nothing we act on yet: kept raw, so that nothing is lost."""

    kind: Literal["unrecognised"] = "unrecognised"
    what: str
    raw: str
    broken: bool = False
    """Not JSON at all, or without what such a thing must have; the others only wait for a feature."""


Fact = Annotated[MessageReceived | ReactionReceived | StatusChanged | Unrecognised, Field(discriminator="kind")]


class Item(BaseModel, frozen=True, defer_build=True):
    """One piece of a webhook, small enough for a queue: what a lane carries.

    ``group`` keeps one person's items in order; ``account`` is the number (or account) they concern,
    as the channel names it; None where an item concerns none. ``workspace`` is the app's owner, set at the door.
    """

    workspace: WorkspaceId = WorkspaceId("")
    channel: str
    app_id: AppId
    lane: Literal["inbound", "status"]
    group: str
    account: str | None
    body: str
    pointer: str | None = None
    """Where the items of a body too large for the queue are kept; ``body`` is empty then."""
    received_at: datetime
    put: int = 0
    """Counts the times it was put on its lane anew: a queue swallows what it has had within five minutes."""
