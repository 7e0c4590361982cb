"""What a webhook passes: its lanes, its redelivery, and where the unreadable is kept."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from chalicelib.domain.ids import WorkspaceId
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
    def add(self, workspace: WorkspaceId, record: QuarantineRecord) -> None:
        """The same id again changes nothing."""
        ...

    def page(self, workspace: WorkspaceId, cursor: str | None, limit: int) -> tuple[Sequence[QuarantineRecord], str | None]:
        """Newest first."""
        ...
