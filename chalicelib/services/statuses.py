"""Applies what WhatsApp says of our messages: by our own reference, then by its id, then parked until its send is known."""

from dataclasses import dataclass

from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import RANK, DeliveryStatus, Message, MessageRef, Reference
from chalicelib.services.ports.delivery import Deliveries
from chalicelib.services.waits import Waits
from chalicelib.telemetry import logger, trace


@dataclass(frozen=True)
class Statuses:
    """No status is lost, in whatever order they come (I13, I14)."""

    deliveries: Deliveries
    waits: Waits

    def apply(self, workspace: WorkspaceId, connection: ConnectionId, changed: StatusChanged) -> None:
        """One conditional update where the reference came back, which is the rule."""
        reference = Reference.parse(changed.reference) if changed.reference else None
        ours = reference is not None and reference.workspace == workspace
        if reference is not None and ours and self._climbed(workspace, connection, reference.ref, reference.attempt, changed):
            return trace("status_applied", changed.message_id, status=changed.status, seq=reference.ref.seq)
        # Twice: a send may be recorded between the look-up and the parking.
        for _ in range(2):
            found = self.deliveries.find(workspace, connection, changed.message_id)
            if found is not None:
                self._climbed(workspace, connection, *found, changed)
                return trace("status_applied", changed.message_id, status=changed.status, seq=found[0].seq)
            if self.deliveries.park(workspace, connection, changed):
                logger.info("status parked", status=changed.status)
                return trace("status_parked", changed.message_id, status=changed.status)
        return None

    def _climbed(self, workspace: WorkspaceId, connection: ConnectionId, ref: MessageRef, attempt: int, changed: StatusChanged) -> bool:
        moved = self.deliveries.climbed(workspace, connection, ref, attempt, changed)
        if moved is None:
            return False
        if _bears_on_the_wait(*moved, changed.status):
            self.waits.look_again(workspace, ref.conversation_id)
        return True


def _bears_on_the_wait(before: Message, after: Message, told: DeliveryStatus) -> bool:
    """Whether it failed, or had. One that is told late or again may be told by the follower of one who died before looking."""
    again = before.status is after.status and RANK[told] > RANK[DeliveryStatus.FAILED]
    return again or DeliveryStatus.FAILED in (before.status, after.status)
