"""What changed: the truth behind the socket's hints."""

from datetime import UTC, datetime

from pydantic import Field

from chalicelib import bootstrap
from chalicelib.entrypoints.resource import Resource
from chalicelib.entrypoints.wire import Asked, ConversationOut, EntryOut, Shown, conversations_out, entry_out

routes = Resource(__name__)


class ChangesQuery(Asked):
    """The cursor of the last answer; none: where are we?"""

    cursor: str | None = Field(default=None, max_length=100)


class ChangesOut(Shown):
    """Everything since the cursor, some of it known already: a lower or equal version or revision is old news."""

    conversations: list[ConversationOut]
    entries: list[EntryOut]
    cursor: str
    more: bool


@routes.get("/changes", allow="conversation.read")
def list_changes(query: ChangesQuery) -> ChangesOut:
    """What changed since a cursor; ``more`` says to ask again at once."""
    found = bootstrap.conversations().changes(routes.workspace, query.cursor, datetime.now(UTC))
    return ChangesOut(
        conversations=conversations_out(found.conversations, found.entries),
        entries=[entry_out(each) for each in found.entries],
        cursor=found.cursor,
        more=found.more,
    )
