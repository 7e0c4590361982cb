"""Something to look at again at its time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chalicelib.domain.ids import ConversationId, SessionId, WorkspaceId


@dataclass(frozen=True)
class Due:
    """A message that may be stuck, or a session whose alarm may be lost."""

    workspace: WorkspaceId
    conversation_id: ConversationId
    at: datetime
    what: Literal["message", "session"]
    seq: int | None = None
    session_id: SessionId | None = None
    key: str = ""
    """The row itself, to be dropped once looked at."""
