"""The ``due`` table: what must be looked at again, in order of time, whatever its workspace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Transaction
from chalicelib.adapters.dynamodb.tables import Row
from chalicelib.domain.due import NOWHERE, Due
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import ConnectionId, ConversationId, SessionId, WorkspaceId


class DueRow(Row):
    """All it says is in its keys."""

    class Meta:
        table_name = "due"


def message_due(workspace: str, conversation_id: str, seq: int, at: datetime) -> DueRow:
    """The row that has an unsettled message looked at."""
    return DueRow(pk=keys.shard(conversation_id), sk=keys.due(workspace, conversation_id, at, "message", f"{seq:010}"))


def session_due(workspace: str, session: Session, at: datetime) -> DueRow:
    """The row that has a session's alarm looked after."""
    return DueRow(pk=keys.shard(session.conversation_id), sk=keys.due(workspace, session.conversation_id, at, "session", session.id))


def move_due(writes: Transaction, workspace: str, conversation_id: str, seq: int, before: datetime | None, after: datetime | None) -> None:
    """Moves a message's row along with its ``due_at``; a row nobody removes is looked at once, in vain, and dropped."""
    if before == after:
        return
    if before is not None:
        writes.delete("due", message_due(workspace, conversation_id, seq, before))
    if after is not None:
        writes.put("due", message_due(workspace, conversation_id, seq, after))


@dataclass(frozen=True)
class DynamoDues:
    """Keeps the ``Dues`` port."""

    def before(self, moment: datetime, limit: int) -> Sequence[Due]:
        """Oldest first, over all partitions. Only inside ``system_scope``."""
        # "$" sorts right after the "#" that follows the time: rows of that very moment are due.
        until = DueRow.sk <= f"{keys.moment(moment)}$"
        found = [item for shard in range(keys.SHARDS) for item in calls.query(DueRow, f"due#{shard}", until, limit=limit)]
        found.sort(key=lambda item: str(item["sk"]["S"]))
        return [due for item in found[:limit] if (due := _read(item["pk"]["S"], item["sk"]["S"]))]

    def drop(self, due: Due) -> None:
        """Nothing when it was moved or dropped before."""
        pk, _, sk = due.key.partition("|")
        calls.delete(DueRow(pk=pk, sk=sk))

    def put_off(self, due: Due, until: datetime) -> None:
        """The later row before the earlier one goes: whoever dies between leaves two."""
        pk, _, sk = due.key.partition("|")
        calls.put(DueRow(pk=pk, sk=f"{keys.moment(until)}#{sk.partition('#')[2]}"))
        self.drop(due)

    def put_connection(self, workspace: WorkspaceId, connection: ConnectionId, at: datetime) -> None:
        """One call."""
        calls.put(DueRow(pk=keys.shard(connection), sk=keys.due(workspace, NOWHERE, at, "connection", connection)))


def _read(pk: str, sk: str) -> Due | None:
    """None for a kind that only newer code knows (I19)."""
    at, _, workspace, conversation_id, what, which = sk.split("#")
    due = Due(WorkspaceId(workspace), ConversationId(conversation_id), keys.read_moment(at), "message", key=f"{pk}|{sk}")
    if what == "message":
        return replace(due, seq=int(which))
    if what == "connection":
        return replace(due, what="connection", connection_id=ConnectionId(which))
    return replace(due, what="session", session_id=SessionId(which)) if what == "session" else None
