"""An open browser, and the right to open one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chalicelib.domain.ids import MemberId, WorkspaceId

OPENING = timedelta(seconds=30)
"""API Gateway waits 29 s for ``$connect`` (quota of its integrations): until that answers, the socket counts as gone."""
_UNSAID = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Ticket:
    """A right to open one socket. ``key`` is a hash; the ticket itself is never stored."""

    key: str
    workspace: WorkspaceId
    member_id: MemberId
    sign_in: str
    expires_at: datetime
    sign_in_ends_at: datetime = _UNSAID
    """No socket lives longer. Tickets of the release before do not say."""


@dataclass(frozen=True)
class Socket:
    """An open browser. ``endpoint`` is where its pushes go, as ``$connect`` reported it."""

    id: str
    workspace: WorkspaceId
    member_id: MemberId
    endpoint: str
    opened_at: datetime
    expires_at: datetime
    sign_in: str = ""

    def may_be_opening(self, now: datetime) -> bool:
        """Whether it may be called gone only because it is not there yet."""
        return now - self.opened_at < OPENING
