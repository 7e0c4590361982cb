"""Applies what WhatsApp says of our messages: by our own reference, then by its id, then parked until its send is known."""

from dataclasses import dataclass

from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import Reference
from chalicelib.services.ports.delivery import Deliveries
from chalicelib.telemetry import logger, trace


@dataclass(frozen=True)
class Statuses:
    """No status is lost, in whatever order they come (I13, I14)."""

    deliveries: Deliveries

    def apply(self, workspace: WorkspaceId, connection: ConnectionId, changed: StatusChanged) -> None:
        """One conditional update where the reference came back, which is the rule."""
        reference = Reference.parse(changed.reference) if changed.reference else None
        ours = reference is not None and reference.workspace == workspace
        if reference is not None and ours and self.deliveries.climbed(workspace, connection, reference.ref, reference.attempt, changed):
            return trace("status_applied", changed.message_id, status=changed.status, seq=reference.ref.seq)
        # Twice: a send may be recorded between the look-up and the parking.
        for _ in range(2):
            found = self.deliveries.find(workspace, connection, changed.message_id)
            if found is not None:
                self.deliveries.climbed(workspace, connection, *found, changed)
                return trace("status_applied", changed.message_id, status=changed.status, seq=found[0].seq)
            if self.deliveries.park(workspace, connection, changed):
                logger.info("status parked", status=changed.status)
                return trace("status_parked", changed.message_id, status=changed.status)
        return None
