"""Canned replies: what the team often says, kept in one place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.canned_reply import CannedReply, room, sound
from chalicelib.domain.ids import CannedReplyId, MemberId, WorkspaceId, new_id
from chalicelib.services.ports.canned_replies import CannedReplies


@dataclass(frozen=True)
class CannedReplyDesk:
    """Lists canned replies, and lets those who look after them change them."""

    replies: CannedReplies

    def all(self, workspace: WorkspaceId) -> Sequence[CannedReply]:
        """By shortcut."""
        return sorted(self.replies.all(workspace), key=lambda reply: reply.shortcut)

    def add(self, workspace: WorkspaceId, *, shortcut: str, title: str, text: str, by: MemberId, now: datetime) -> CannedReply:
        """Raises ``AlreadyExists`` for a shortcut that is taken, ``UnknownVariable``, and ``Rejected`` where there is no room.

        Two who add the last one at once may both: what the limits keep short is a list, and one more does not hurt it.
        """
        sound(title, text)
        reply = CannedReply(id=CannedReplyId(new_id(now)), shortcut=shortcut, title=title.strip(), text=text, updated_at=now, updated_by=by)
        room(list(self.replies.all(workspace)), reply)
        return self.replies.save(workspace, reply)

    def change(
        self,
        workspace: WorkspaceId,
        reply_id: CannedReplyId,
        *,
        shortcut: str | None = None,
        title: str | None = None,
        text: str | None = None,
        by: MemberId,
        now: datetime,
    ) -> CannedReply:
        """What is None stays. Raises as ``add``; ``NotFound``; ``Conflict`` when somebody changed it meanwhile."""
        before = self.replies.get(workspace, reply_id)
        given = {"shortcut": shortcut, "title": title.strip() if title is not None else None, "text": text}
        after = before.model_copy(update={name: value for name, value in given.items() if value is not None})
        if after == before:
            return before
        sound(after.title, after.text)
        after = after.model_copy(update={"updated_at": now, "updated_by": by})
        if after.size > before.size:
            room([reply for reply in self.replies.all(workspace) if reply.id != reply_id], after)
        return self.replies.save(workspace, after, was=before.shortcut)

    def remove(self, workspace: WorkspaceId, reply_id: CannedReplyId) -> None:
        """Raises ``NotFound``; ``Conflict`` when somebody changed it meanwhile."""
        self.replies.remove(workspace, self.replies.get(workspace, reply_id))
