"""Typed ids and how a new one is made."""

import secrets
from datetime import datetime
from typing import Annotated, NewType

from pydantic import StringConstraints

WorkspaceId = NewType("WorkspaceId", str)
MemberId = NewType("MemberId", str)
AppId = NewType("AppId", str)
ConnectionId = NewType("ConnectionId", str)
ContactId = NewType("ContactId", str)
ConversationId = NewType("ConversationId", str)
MessageId = NewType("MessageId", str)
FlowId = NewType("FlowId", str)
SessionId = NewType("SessionId", str)
CannedReplyId = NewType("CannedReplyId", str)

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

ClientId = Annotated[str, StringConstraints(pattern=r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$")]
"""An id made by a browser: a ULID."""


def new_id(now: datetime) -> str:
    """A ULID (26 characters): sorts by time, and 80 random bits make it unguessable."""
    number = (int(now.timestamp() * 1000) << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))
