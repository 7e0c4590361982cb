"""Stops a connection that cannot send, and sets it going again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.connection import Connection
from chalicelib.domain.due import Waiting
from chalicelib.domain.errors import Conflict, ConnectionBroken
from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.domain.message import Failure, Message
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

    def trip(self, workspace: WorkspaceId, used: Connection, error: ConnectionBroken) -> None:
        """Pauses a connection with the vendor's reason, unless somebody has paused it, or has mended it since ``used`` was read."""
        for _ in range(MAX_RACES):
            connection = self.connections.connection(workspace, used.id, fresh=True)
            if connection.state == "paused" or connection.token != used.token:
                return
            stopped = connection.model_copy(update={"state": "paused", "pause_reason": error.detail, "pause_code": error.code})
            try:
                self.connections.save_connection(workspace, stopped)
            except Conflict:
                continue
            logger.error("connection paused", connection=used.id, code=error.code)
            count("ConnectionsPaused")
            return
        raise Conflict("The connection keeps changing; try again.")

    def park(self, workspace: WorkspaceId, connection: Connection, message: Message, group: str, now: datetime) -> None:
        """Has a message wait for its connection. Either a resume that came meanwhile finds it on the list, or we find the resume."""
        self.deliveries.paused(workspace, message, connection.id, _reason(connection), group, now=now)
        if self.connections.connection(workspace, connection.id, fresh=True).state == "running":
            self.announce(workspace, connection.id, now)

    def announce(self, workspace: WorkspaceId, connection_id: ConnectionId, now: datetime) -> None:
        """Before a connection runs again: from then on the sweep releases its messages, whatever becomes of the caller."""
        self.dues.put_connection(workspace, connection_id, now + ANNOUNCED)

    def release(self, workspace: WorkspaceId, connection_id: ConnectionId, now: datetime, *, pages: int = 1) -> bool:
        """Queues the messages that waited, in order. Whether nothing is left to do: the list is empty, or the connection stopped again."""
        failed = False
        for _ in range(pages):
            if self.connections.connection(workspace, connection_id, fresh=True).state == "paused":
                return True
            page = self.deliveries.waiting(workspace, connection_id, PAGE)
            for place in page:
                failed = not self._let_go(workspace, place, now) or failed
            if len(page) < PAGE:
                return not failed
        return False

    def _let_go(self, workspace: WorkspaceId, place: Waiting, now: datetime) -> bool:
        try:
            claim = self.deliveries.requeued(workspace, place.ref, now=now)
            if claim is not None:
                self.outbox.put([(claim, place.group)])
            # Only now: whoever dies before this finds it on the list again.
            self.deliveries.released(workspace, place)
        except Exception as error:
            # One that cannot go must not keep the others.
            logger.error("not released", conversation=place.ref.conversation_id, seq=place.ref.seq, error=type(error).__name__)
            return False
        return True


def _reason(connection: Connection) -> Failure:
    reason = f"The connection is paused: {connection.pause_reason}" if connection.pause_reason else "The connection is paused."
    return Failure(code=connection.pause_code, cause="connection", reason=reason)
