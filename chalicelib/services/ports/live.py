"""Open browsers, and the rows their news comes from."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.message import Entry
from chalicelib.domain.socket import Socket


class Sockets(Protocol):
    def add(self, socket: Socket) -> None: ...

    def remove(self, workspace: WorkspaceId, socket_id: str) -> None: ...

    def of(self, workspace: WorkspaceId) -> Sequence[Socket]:
        """Those not expired. One call."""
        ...


class Push(Protocol):
    def post(self, socket: Socket, frame: bytes) -> bool:
        """False when the browser has gone."""
        ...

    def close(self, socket: Socket) -> None: ...


class StreamRows(Protocol):
    """Reads the rows a table's stream reports."""

    def read(self, image: Mapping[str, Any]) -> tuple[WorkspaceId, Conversation | Entry] | None:
        """The conversation or entry of a DynamoDB image; None for any other row."""
        ...
