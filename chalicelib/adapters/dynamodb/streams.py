"""Rows as the stream of ``conversations`` reports them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters.dynamodb.rows import read_conversation, read_entry
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.message import Entry


@dataclass(frozen=True)
class DynamoStreamRows:
    """Keeps the ``StreamRows`` port."""

    def read(self, image: Mapping[str, Any]) -> tuple[WorkspaceId, Conversation | Entry] | None:
        """None for sessions, attempts, and what only newer code knows."""
        workspace, sk = WorkspaceId(image["pk"]["S"].split("#")[1]), image["sk"]["S"]
        if sk == "conversation":
            return workspace, read_conversation(image)
        if sk.startswith("T#") and (entry := read_entry(image)):
            return workspace, entry
        return None
