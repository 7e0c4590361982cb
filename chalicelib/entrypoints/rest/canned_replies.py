"""Canned replies: list, add, change, remove."""

from datetime import UTC, datetime

from pydantic import Field

from chalicelib import bootstrap
from chalicelib.domain.canned_reply import MAX_TEXT, MAX_TITLE, SHORTCUT, VARIABLES, CannedReply
from chalicelib.domain.ids import CannedReplyId
from chalicelib.entrypoints.resource import Resource
from chalicelib.entrypoints.wire import Asked, Shown

routes = Resource(__name__)

BLANKS = f"Whoever replies fills in {', '.join(f'{{{{{name}}}}}' for name in VARIABLES)}."


class CannedReplyIn(Asked):
    """A new canned reply."""

    shortcut: str = Field(pattern=SHORTCUT)
    title: str = Field(min_length=1, max_length=MAX_TITLE)
    text: str = Field(min_length=1, max_length=MAX_TEXT, description=BLANKS)


class CannedReplyPatch(Asked):
    """What to change."""

    shortcut: str | None = Field(default=None, pattern=SHORTCUT)
    title: str | None = Field(default=None, min_length=1, max_length=MAX_TITLE)
    text: str | None = Field(default=None, min_length=1, max_length=MAX_TEXT, description=BLANKS)


class CannedReplyOut(Shown):
    """A canned reply, its blanks unfilled. ``updated_by`` is a member's id."""

    id: str
    shortcut: str
    title: str
    text: str
    updated_at: datetime
    updated_by: str


class CannedRepliesOut(Shown):
    """All of them, by shortcut."""

    canned_replies: list[CannedReplyOut]


@routes.get("/canned-replies", allow="conversation.reply")
def list_canned_replies() -> CannedRepliesOut:
    """What the team often says."""
    return CannedRepliesOut(canned_replies=[_shown(reply) for reply in bootstrap.canned_replies().all(routes.workspace)])


@routes.post("/canned-replies", status=201, allow="canned_reply.manage")
def create_canned_reply(body: CannedReplyIn) -> CannedReplyOut:
    """Adds a canned reply; its shortcut is its own in the workspace."""
    reply = bootstrap.canned_replies().add(
        routes.workspace, shortcut=body.shortcut, title=body.title, text=body.text, by=routes.member.id, now=datetime.now(UTC)
    )
    return _shown(reply)


@routes.patch("/canned-replies/{canned_reply_id}", allow="canned_reply.manage")
def change_canned_reply(canned_reply_id: str, body: CannedReplyPatch) -> CannedReplyOut:
    """Changes a canned reply."""
    reply = bootstrap.canned_replies().change(
        routes.workspace,
        CannedReplyId(canned_reply_id),
        shortcut=body.shortcut,
        title=body.title,
        text=body.text,
        by=routes.member.id,
        now=datetime.now(UTC),
    )
    return _shown(reply)


@routes.delete("/canned-replies/{canned_reply_id}", allow="canned_reply.manage")
def delete_canned_reply(canned_reply_id: str) -> None:
    """Removes a canned reply; what was said with it stays said."""
    bootstrap.canned_replies().remove(routes.workspace, CannedReplyId(canned_reply_id))


def _shown(reply: CannedReply) -> CannedReplyOut:
    return CannedReplyOut(
        id=reply.id, shortcut=reply.shortcut, title=reply.title, text=reply.text, updated_at=reply.updated_at, updated_by=reply.updated_by
    )
