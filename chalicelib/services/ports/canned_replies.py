"""Canned replies, kept."""

from collections.abc import Sequence
from typing import Protocol

from chalicelib.domain.canned_reply import CannedReply
from chalicelib.domain.ids import CannedReplyId, WorkspaceId


class CannedReplies(Protocol):
    """No two of a workspace have the same shortcut."""

    def get(self, workspace: WorkspaceId, reply_id: CannedReplyId) -> CannedReply:
        """Raises ``NotFound``."""
        ...

    def all(self, workspace: WorkspaceId) -> Sequence[CannedReply]: ...

    def save(self, workspace: WorkspaceId, reply: CannedReply, *, was: str | None = None) -> CannedReply:
        """As it is stored. ``was``: the shortcut it was read with.

        Raises ``AlreadyExists`` for a shortcut that is taken, ``Conflict`` when the version read has passed.
        """
        ...

    def remove(self, workspace: WorkspaceId, reply: CannedReply) -> None:
        """Raises ``Conflict`` when the version read has passed."""
        ...
