"""Whoever finds a lease that has lapsed sends again: no policy is asked, nothing is written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.message import Claim, DeliveryStatus, MessageRef
from chalicelib.services.delivery import Delivery
from tests.fakes.deliveries import MemoryDeliveries
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials import a_reply, told


@contextmanager
def change() -> Iterator[None]:
    requeued = MemoryDeliveries.requeued

    def lapsed_too(deliveries: MemoryDeliveries, workspace: WorkspaceId, ref: MessageRef, *, now: datetime) -> Claim | None:
        stored = deliveries._find(workspace, ref)
        if stored is not None and stored.status is DeliveryStatus.SENDING and stored.due_at is not None and stored.due_at <= now:
            deliveries._move(workspace, stored, status=DeliveryStatus.QUEUED, due_at=now)
        return requeued(deliveries, workspace, ref, now=now)

    with swapped(MemoryDeliveries, "requeued", lapsed_too), swapped(Delivery, "reconcile", Delivery.requeue):
        yield


MUTANT = Mutant("lease only", "I10", change, lambda: told(a_reply, ["taken"]))
