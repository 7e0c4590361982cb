"""What speaks a channel's language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from chalicelib.domain.address import Address
from chalicelib.domain.connection import Connection
from chalicelib.domain.content import Content
from chalicelib.domain.ids import AppId
from chalicelib.domain.inbound import Fact, Item


class Channel(Protocol):
    """One channel's language. The only file that speaks it is in ``adapters/channels``."""

    def handshake(self, query: Mapping[str, str], verify_token: str) -> str | None:
        """The challenge to answer, or None to refuse."""
        ...

    def verify(self, body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        """Whether one of the secrets signed these bytes. Constant time; no secret, no header: False."""
        ...

    def split(self, body: bytes, app_id: AppId, received_at: datetime) -> Sequence[Item]:
        """Every entry x change x item, on its lane. Raises ``Rejected`` for what is not JSON or not an envelope."""
        ...

    def parse(self, item: Item) -> Sequence[Fact]:
        """Never raises for content: the unknown becomes ``Unsupported`` or ``Unrecognised`` with its JSON kept."""
        ...

    def check(self, content: Content) -> None:
        """Raises ``ContentInvalid`` naming the limit that the content breaks."""
        ...

    def send(self, connection: Connection, token: str, to: Address, content: Content, *, reply_to: str | None, reference: str) -> str:
        """The provider's id of the message. Raises a ``ChannelError``; see domain/errors.py for what each promises."""
        ...

    def inspect(self, connection: Connection, token: str) -> Mapping[str, str]:
        """What the provider says of the account (name, quality, subscribed). Raises a ``ChannelError``."""
        ...


class Channels(Protocol):
    def named(self, channel: str) -> Channel:
        """Raises ``NotFound``."""
        ...
