"""The right to open a socket."""

from datetime import UTC, datetime

from chalicelib import bootstrap
from chalicelib.entrypoints.resource import SIGNED_IN, Resource
from chalicelib.entrypoints.wire import Shown

routes = Resource(__name__)


class TicketOut(Shown):
    """Good once, for 30 seconds, as ``?ticket=`` of the socket's address."""

    ticket: str
    expires_at: datetime


@routes.post("/socket-tickets", status=201, allow=SIGNED_IN)
def create_socket_ticket() -> TicketOut:
    """A ticket to open one socket."""
    ticket, expires_at = bootstrap.tickets().issue(routes.caller, now=datetime.now(UTC))
    return TicketOut(ticket=ticket, expires_at=expires_at)
