"""Open browsers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Transaction
from chalicelib.adapters.dynamodb.directory import claim, release
from chalicelib.adapters.dynamodb.documents import WorkspaceRow, seconds
from chalicelib.adapters.dynamodb.tables import now_utc
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.socket import Socket

_JSON = TypeAdapter(Socket)


@dataclass(frozen=True)
class DynamoSockets:
    """Keeps the ``Sockets`` port."""

    clock: Callable[[], datetime] = now_utc

    def add(self, socket: Socket) -> None:
        """One call; the directory learns of it too, since its end comes with nothing but its id."""
        writes = Transaction()
        data, ends = _JSON.dump_json(socket).decode(), seconds(socket.expires_at)
        writes.put("socket", WorkspaceRow(pk=_pk(socket.workspace), sk=socket.id, data=data, expires_at=ends))
        claim(writes, "socket", socket.id, socket.workspace, socket.id, expires_at=socket.expires_at)
        writes.commit(tries=3)

    def remove(self, workspace: WorkspaceId, socket_id: str) -> None:
        """One call; nothing when it is gone already."""
        writes = Transaction()
        writes.delete("socket", WorkspaceRow(pk=_pk(workspace), sk=socket_id))
        release(writes, "socket", socket_id, workspace)
        writes.commit(tries=3)

    def of(self, workspace: WorkspaceId) -> Sequence[Socket]:
        """Those not expired. One call while they fit in 1 MB (about 3,000)."""
        found = [_JSON.validate_json(item["data"]["S"]) for item in calls.query_all(WorkspaceRow, _pk(workspace))]
        now = self.clock()
        return [socket for socket in found if socket.expires_at > now]


def _pk(workspace: str) -> str:
    return keys.of(workspace, "SOCKETS")
