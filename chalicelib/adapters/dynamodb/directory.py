"""The directory: whose an app, an account, an e-mail or a socket is. Ids only; global."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.adapters.dynamodb import calls
from chalicelib.adapters.dynamodb.calls import Transaction
from chalicelib.adapters.dynamodb.documents import ended, seconds
from chalicelib.adapters.dynamodb.tables import SharedModel, now_utc
from chalicelib.adapters.warm import Warm
from chalicelib.domain.ids import WorkspaceId

Kind = Literal["app", "account", "email", "socket"]
LASTING = frozenset({"app"})
"""What never changes hands, so that a warm function may remember it."""


class DirectoryRow(SharedModel):
    """``id`` is what it is called inside its workspace."""

    class Meta:
        table_name = "directory"

    pk = UnicodeAttribute(hash_key=True)
    workspace = UnicodeAttribute()
    id = UnicodeAttribute()
    expires_at = NumberAttribute(null=True)


@dataclass(frozen=True)
class DynamoDirectory:
    """Keeps the ``Directory`` port."""

    clock: Callable[[], datetime] = now_utc
    _known: Warm[str, tuple[WorkspaceId, str]] = field(default_factory=lambda: Warm(60, 1_000))

    def workspace_of(self, kind: Kind, key: str) -> tuple[WorkspaceId, str] | None:
        """One call, or none for an app seen within 60 s. Only inside ``system_scope``."""
        pk = _pk(kind, key)
        if known := self._known.peek(pk):
            return known
        item = calls.get_by_hash(DirectoryRow, pk)
        if item is None or ended(item, self.clock()):
            return None
        found = WorkspaceId(item["workspace"]["S"]), str(item["id"]["S"])
        if kind in LASTING:
            self._known.put(pk, found)
        return found


def claim(writes: Transaction, kind: Kind, key: str, workspace: str, id: str, *, expires_at: datetime | None = None) -> None:
    """Takes a place nobody else has; refused under the name ``directory``."""
    ends = seconds(expires_at) if expires_at else None
    row = DirectoryRow(pk=_pk(kind, key), workspace=workspace, id=id, expires_at=ends)
    own = (DirectoryRow.workspace == workspace) & (DirectoryRow.id == id)
    writes.put("directory", row, DirectoryRow.pk.does_not_exist() | own)


def release(writes: Transaction, kind: Kind, key: str, workspace: str) -> None:
    """Gives a place back; nothing when it is free already."""
    row = DirectoryRow(pk=_pk(kind, key))
    writes.delete("directory", row, DirectoryRow.pk.does_not_exist() | (DirectoryRow.workspace == workspace))


def _pk(kind: Kind, key: str) -> str:
    return f"{kind}#{key}"
