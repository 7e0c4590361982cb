"""Something to look at again at its time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chalicelib.domain.ids import ConnectionId, ConversationId, SessionId, WorkspaceId
from chalicelib.domain.message import MessageRef


@dataclass(frozen=True)
class Due:
    """A message that may be stuck, a session whose alarm may be lost, or a connection whose paused messages are to go on.

    ``conversation_id`` is the message's or the session's; of a connection it is ``NOWHERE``.
    """

    workspace: WorkspaceId
    conversation_id: ConversationId
    at: datetime
    what: Literal["message", "session", "connection"]
    seq: int | None = None
    session_id: SessionId | None = None
    connection_id: ConnectionId | None = None
    key: str = ""
    """The row itself, to be dropped once looked at."""


@dataclass(frozen=True)
class Waiting:
    """A place in the list of a connection's paused messages; ``key`` tells apart the times a message was paused."""

    connection_id: ConnectionId
    ref: MessageRef
    group: str
    """The outbound queue's."""
    key: str = ""


NOWHERE = ConversationId("-")
