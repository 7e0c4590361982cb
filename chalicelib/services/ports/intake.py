"""What a webhook passes: its lanes, its redelivery, and where the unreadable is kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.inbound import Item
from chalicelib.domain.quarantine import QuarantineRecord


class Lanes(Protocol):
    """Where a webhook's items go before it is answered."""

    def put(self, items: Sequence[Item]) -> None:
        """Durable when it returns; raises otherwise. One batched call a lane for up to ten items; beyond, storage and one pointer."""
        ...

    def unpack(self, pointer: str) -> Sequence[Item]:
        """The items a pointer stands for."""
        ...


class Redelivery(Protocol):
    """When a queue hands a failed record over again."""

    def after(self, record: Mapping[str, Any], seconds: int) -> None:
        """Makes a record in flight, as Lambda got it, visible again in so many seconds."""
        ...


class Quarantine(Protocol):
    """What was set aside. Lists and ``replayed`` answer with records as they are ``shown``."""

    def add(self, workspace: WorkspaceId, record: QuarantineRecord) -> None:
        """Keeps it whole. The same id again is the same record, set aside once more: it waits again, should it have been replayed."""
        ...

    def get(self, workspace: WorkspaceId, record_id: str) -> QuarantineRecord:
        """The whole of it. Raises ``NotFound``."""
        ...

    def page(
        self, workspace: WorkspaceId, cursor: str | None, limit: int, *, waiting: bool = True, oldest_first: bool = False
    ) -> tuple[Sequence[QuarantineRecord], str | None]:
        """Those that wait, or all; by when they were set aside first. Raises ``Rejected`` for a bad cursor."""
        ...

    def replayed(self, workspace: WorkspaceId, record: QuarantineRecord, *, by: MemberId, now: datetime) -> QuarantineRecord:
        """The record, which waits no more; as it stands where it was set aside again, or replayed, since it was read."""
        ...
