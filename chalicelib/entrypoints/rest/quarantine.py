"""What came rightly signed and could not be taken in."""

from datetime import datetime

from pydantic import Field

from chalicelib import bootstrap
from chalicelib.entrypoints.resource import Resource
from chalicelib.entrypoints.wire import Asked, Shown

routes = Resource(__name__)

PAGE = 25
SHOWN = 4_096
"""Characters of a body that a page shows."""


class QuarantineQuery(Asked):
    """Where the last page ended."""

    cursor: str | None = Field(default=None, max_length=2_000)


class QuarantinedOut(Shown):
    """One thing kept for people to see; ``truncated`` says that it was longer."""

    id: str
    at: datetime
    reason: str
    channel: str
    app_id: str
    body: str
    truncated: bool


class QuarantineOut(Shown):
    """A page, newest first."""

    records: list[QuarantinedOut]
    next_cursor: str | None


@routes.get("/quarantine", allow="connection.manage")
def list_quarantine(query: QuarantineQuery) -> QuarantineOut:
    """What is in quarantine."""
    records, cursor = bootstrap.quarantine().page(routes.workspace, query.cursor, PAGE)
    return QuarantineOut(
        records=[
            QuarantinedOut(
                id=record.id,
                at=record.at,
                reason=record.reason,
                channel=record.channel,
                app_id=record.app_id,
                body=record.body[:SHOWN],
                truncated=len(record.body) > SHOWN,
            )
            for record in records
        ],
        next_cursor=cursor,
    )
