"""Canned replies: one partition a workspace, and beside it whose each shortcut is."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Refused, Transaction
from chalicelib.adapters.dynamodb.documents import WorkspaceRow, document, read_document, unchanged
from chalicelib.domain.canned_reply import CannedReply
from chalicelib.domain.errors import AlreadyExists, Conflict, NotFound
from chalicelib.domain.ids import CannedReplyId, WorkspaceId

CHANGED = "Somebody changed this canned reply meanwhile."


@dataclass(frozen=True)
class DynamoCannedReplies:
    """Keeps the ``CannedReplies`` port."""

    def get(self, workspace: WorkspaceId, reply_id: CannedReplyId) -> CannedReply:
        """Raises ``NotFound``."""
        if item := calls.get(WorkspaceRow, _replies(workspace), reply_id):
            return read_document(CannedReply, item)
        raise NotFound("canned reply")

    def all(self, workspace: WorkspaceId) -> Sequence[CannedReply]:
        """One call, or two where they hold all the text they may."""
        return [read_document(CannedReply, item) for item in calls.query_all(WorkspaceRow, _replies(workspace))]

    def save(self, workspace: WorkspaceId, reply: CannedReply, *, was: str | None = None) -> CannedReply:
        """One call: the reply, and its shortcut where that is new."""
        writes = Transaction()
        writes.put("reply", document(_replies(workspace), reply.id, reply, version=reply.version), unchanged(reply.version))
        if was != reply.shortcut:
            taken = WorkspaceRow(pk=_shortcuts(workspace), sk=reply.shortcut, data=reply.id)
            writes.put("shortcut", taken, WorkspaceRow.pk.does_not_exist())
            if was is not None:
                writes.delete("before", WorkspaceRow(pk=_shortcuts(workspace), sk=was))
        try:
            writes.commit(tries=3)
        except Refused as refused:
            if "shortcut" in refused.names:
                raise AlreadyExists(f"Another canned reply has the shortcut /{reply.shortcut}.") from refused
            raise Conflict(CHANGED) from refused
        return reply.model_copy(update={"version": reply.version + 1})

    def remove(self, workspace: WorkspaceId, reply: CannedReply) -> None:
        """One call: the reply and its shortcut."""
        writes = Transaction()
        writes.delete("reply", WorkspaceRow(pk=_replies(workspace), sk=reply.id), unchanged(reply.version))
        writes.delete("shortcut", WorkspaceRow(pk=_shortcuts(workspace), sk=reply.shortcut))
        try:
            writes.commit(tries=3)
        except Refused as refused:
            raise Conflict(CHANGED) from refused


def _replies(workspace: str) -> str:
    return keys.of(workspace, "CANNED")


def _shortcuts(workspace: str) -> str:
    return keys.of(workspace, "CANNED-SHORTCUTS")
