"""Tells open browsers what changed: one push per socket per batch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.message import Entry
from chalicelib.services.ports.live import Push, Sockets, StreamRows
from chalicelib.telemetry import logger, stack_of


@dataclass
class News:
    """A workspace's changed rows, each only in its latest shape."""

    conversations: dict[str, Conversation] = field(default_factory=dict)
    entries: dict[tuple[str, int], Entry] = field(default_factory=dict)

    def add(self, row: Conversation | Entry) -> None:
        """The later of two shapes of a row stays."""
        if isinstance(row, Conversation):
            self.conversations[row.id] = row
        else:
            self.entries[row.conversation_id, row.seq] = row


@dataclass(frozen=True)
class Live:
    """The push is a hint: a browser that misses one finds the same in ``GET /changes`` (I16)."""

    rows: StreamRows
    sockets: Sockets
    push: Push

    def sort(self, images: Sequence[Mapping[str, Any]]) -> dict[WorkspaceId, News]:
        """A stream's images by workspace; rows that no browser shows are left out."""
        news: dict[WorkspaceId, News] = {}
        for image in images:
            found = self.rows.read(image)
            if found is not None:
                workspace, row = found
                news.setdefault(workspace, News()).add(row)
        return news

    def tell(self, workspace: WorkspaceId, frame: Callable[[], bytes], *, now: datetime) -> None:
        """One look-up of sockets, one post each; the frame is made only when somebody looks. A gone browser is forgotten.

        One that is still coming hears nothing: it asks for what it missed once it is open.
        """
        sockets = self.sockets.of(workspace)
        if not sockets:
            return
        made = frame()
        for socket in sockets:
            try:
                if not self.push.post(socket, made) and not socket.may_be_opening(now):
                    self.sockets.remove(workspace, socket.id)
            except Exception as error:
                # One deaf socket must not keep the others from hearing; it heals by its cursor.
                logger.warning("push failed", socket=socket.id, error=type(error).__name__, stack=stack_of(error))
