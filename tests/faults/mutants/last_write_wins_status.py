"""A status is written as it comes, whatever was told before."""

from contextlib import AbstractContextManager

from chalicelib.domain.ids import ConnectionId, WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import Message, MessageRef
from tests.fakes.deliveries import MemoryDeliveries
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials import a_reply, told


def _climbed(
    deliveries: MemoryDeliveries, workspace: WorkspaceId, connection: ConnectionId, ref: MessageRef, attempt: int, changed: StatusChanged
) -> tuple[Message, Message] | None:
    stored = deliveries._find(workspace, ref)
    if stored is None:
        return None
    moved = deliveries._move(workspace, stored, status=changed.status, status_at=changed.at, failure=changed.failure, due_at=None)
    return stored, moved


def change() -> AbstractContextManager[object]:
    return swapped(MemoryDeliveries, "climbed", _climbed)


MUTANT = Mutant("last write wins status", "I14", change, lambda: told(a_reply, ["ok"], statuses=2))
