"""Stops a connection that cannot send, and sets it going again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.connection import Connection
from chalicelib.domain.errors import Conflict, ConnectionBroken
from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.services.journal import MAX_RACES
from chalicelib.services.ports.delivery import Deliveries, Dues, Outbox
from chalicelib.services.ports.workspaces import Connections
from chalicelib.telemetry import count, logger

PAGE = 50
ANNOUNCED = timedelta(minutes=1)
"""Longer than whoever announces takes to let the connection run."""


@dataclass(frozen=True)
class Breaker:
    """What a stopped connection cannot send waits as rows where people see it, and starves nobody's queue (reliability.md §2.7)."""

    connections: Connections
    deliveries: Deliveries
    outbox: Outbox
    dues: Dues

    def trip(self, workspace: WorkspaceId, connection_id: ConnectionId, error: ConnectionBroken) -> Connection:
        """The connection, paused now with the vendor's reason; as it is where somebody paused it before."""
        for _ in range(MAX_RACES):
            connection = self.connections.connection(workspace, connection_id, fresh=True)
            if connection.state == "paused":
                return connection
            stopped = connection.model_copy(update={"state": "paused", "pause_reason": error.detail, "pause_code": error.code})
            try:
                self.connections.save_connection(workspace, stopped)
            except Conflict:
                continue
            logger.error("connection paused", connection=connection_id, code=error.code)
            count("ConnectionsPaused")
        raise Conflict("The connection keeps changing; try again.")

    def announce(self, workspace: WorkspaceId, connection_id: ConnectionId, now: datetime) -> None:
        """Before a connection runs again: from then on the sweep releases its messages, whatever becomes of the caller."""
        self.dues.put_connection(workspace, connection_id, now + ANNOUNCED)

    def release(self, workspace: WorkspaceId, connection_id: ConnectionId, now: datetime, *, pages: int = 1) -> bool:
        """Queues the messages that waited, in order. Whether nothing is left to do: the list is empty, or the connection stopped again."""
        for _ in range(pages):
            if self.connections.connection(workspace, connection_id, fresh=True).state == "paused":
                return True
            page = self.deliveries.waiting(workspace, connection_id, PAGE)
            for place in page:
                claim = self.deliveries.requeued(workspace, place.ref, now=now)
                if claim is not None:
                    self.outbox.put([(claim, place.group)])
                # Only now: whoever dies before this finds it on the list again.
                self.deliveries.released(workspace, place)
            if len(page) < PAGE:
                return True
        return False
