"""What came rightly signed and could not be taken in, or could not be sent."""

from datetime import UTC, datetime
from typing import Literal

from pydantic import Field

from chalicelib import bootstrap
from chalicelib.domain.ids import AppId
from chalicelib.domain.quarantine import Cause, Lane, QuarantineRecord
from chalicelib.entrypoints.resource import Resource
from chalicelib.entrypoints.wire import Asked, Shown

routes = Resource(__name__)

WHOLE = 900_000
"""Characters of a body that are shown: an answer holds 6 MB, and JSON may need six bytes for one. What is replayed is never cut."""


class QuarantineQuery(Asked):
    """Which, and where the last page ended."""

    show: Literal["waiting", "all"] = "waiting"
    cursor: str | None = Field(default=None, max_length=2_000)


class ReplayIn(Asked):
    """Which of those that wait, and where the last call ended."""

    cause: Cause | None = None
    app_id: AppId | None = Field(default=None, max_length=64)
    cursor: str | None = Field(default=None, max_length=2_000)


class QuarantinedOut(Shown):
    """One thing kept for people to see; ``truncated`` says that it is longer. ``lane`` is the way it goes again when it is replayed."""

    id: str
    at: datetime
    cause: Cause
    reason: str
    lane: Lane
    channel: str | None
    app_id: str | None
    body: str
    truncated: bool
    times: int
    replayed_at: datetime | None
    replayed_by: str | None


class QuarantineOut(Shown):
    """A page, newest first."""

    records: list[QuarantinedOut]
    next_cursor: str | None


class ReplayedOut(Shown):
    """How many are on their way, and how many cannot go; with a cursor, more wait."""

    replayed: int
    refused: int
    next_cursor: str | None


@routes.get("/quarantine", allow="connection.manage")
def list_quarantine(query: QuarantineQuery) -> QuarantineOut:
    """What is in quarantine, each with the beginning of its body."""
    records, cursor = bootstrap.quarantine().page(routes.workspace, query.cursor, waiting=query.show == "waiting")
    return QuarantineOut(records=[_shown(record) for record in records], next_cursor=cursor)


@routes.get("/quarantine/{record_id}", allow="connection.manage")
def get_quarantined(record_id: str) -> QuarantinedOut:
    """One record with its whole body."""
    return _shown(bootstrap.quarantine().get(routes.workspace, record_id))


@routes.post("/quarantine/{record_id}/replay", status=202, allow="connection.manage")
def replay_quarantined(record_id: str) -> QuarantinedOut:
    """Puts it back on its way. It waits again should it fail again; it still waits here where that has happened already."""
    return _shown(bootstrap.quarantine().replay(routes.workspace, record_id, by=routes.member, now=datetime.now(UTC)))


@routes.post("/quarantine/replay", status=202, allow="connection.manage")
def replay_quarantine(body: ReplayIn) -> ReplayedOut:
    """Puts some of those that wait back on their way, oldest first; ask again with the cursor until there is none."""
    done = bootstrap.quarantine().replay_all(
        routes.workspace, cause=body.cause, app_id=body.app_id, cursor=body.cursor, by=routes.member, now=datetime.now(UTC)
    )
    return ReplayedOut(replayed=done.replayed, refused=done.refused, next_cursor=done.cursor)


def _shown(record: QuarantineRecord) -> QuarantinedOut:
    return QuarantinedOut(
        id=record.id,
        at=record.at,
        cause=record.cause,
        reason=record.reason,
        lane=record.lane,
        channel=record.channel,
        app_id=record.app_id,
        body=record.body[:WHOLE],
        truncated=record.truncated or len(record.body) > WHOLE,
        times=record.times,
        replayed_at=record.replayed_at,
        replayed_by=record.replayed_by,
    )
