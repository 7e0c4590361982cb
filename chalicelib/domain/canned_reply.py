"""A canned reply: what the team often says, found by its shortcut, with blanks for whom it is said to."""

from datetime import datetime

from pydantic import BaseModel

from chalicelib.domain.characters import characters
from chalicelib.domain.errors import ContentInvalid, Rejected, UnknownVariable
from chalicelib.domain.flow.wording import wording
from chalicelib.domain.ids import CannedReplyId, MemberId

VARIABLES = ("contact.name", "contact.first_name", "agent.name", "agent.first_name", "workspace.name")
"""What a blank may ask for: what whoever replies knows before sending."""
SHORTCUT = r"^[a-z0-9_-]{1,32}$"
MAX_TITLE, MAX_TEXT = 80, 4_096
"""A longer text could not be sent, whatever fills its blanks."""
MAX_REPLIES, MAX_SIZE = 500, 1_000_000
"""A workspace's, and the bytes of all their texts: a list is one answer, of which Lambda takes 6 MB."""


class CannedReply(BaseModel, frozen=True, defer_build=True):
    """``version`` 0: not stored yet."""

    id: CannedReplyId
    shortcut: str
    title: str
    text: str
    updated_at: datetime
    updated_by: MemberId
    version: int = 0

    @property
    def size(self) -> int:
        """Bytes of its text."""
        return len(self.text.encode())


def sound(title: str, text: str) -> None:
    """Raises ``Rejected`` for one that says nothing, ``ContentInvalid`` for one that no message holds, ``UnknownVariable`` for a blank
    that nobody could fill."""
    if not title.strip():
        raise Rejected("The title is empty.")
    if not text.strip():
        raise Rejected("The text is empty.")
    if (length := characters(text)) > MAX_TEXT:
        raise ContentInvalid(f"A canned reply may have at most {MAX_TEXT:,} characters; this one has {length:,}.")
    told = wording(text)
    for problem in told.problems:
        raise UnknownVariable(f"A variable cannot be read: {problem}.")
    for blank in told.blanks:
        if blank.source not in VARIABLES:
            raise UnknownVariable(f"There is no variable {{{{{blank.source[:60]}}}}}. There are: {', '.join(VARIABLES)}.")


def room(others: list[CannedReply], reply: CannedReply) -> None:
    """Raises ``Rejected`` where a reply is one too many beside the others, or too much."""
    if len(others) >= MAX_REPLIES:
        raise Rejected(f"A workspace has at most {MAX_REPLIES} canned replies. Delete one first.")
    if sum(other.size for other in others) + reply.size > MAX_SIZE:
        raise Rejected("The canned replies of this workspace hold too much text together. Shorten or delete one first.")
