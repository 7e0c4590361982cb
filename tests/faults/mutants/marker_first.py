"""SEEN is written first, in a transaction of its own: what dies after it is taken for a duplicate."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.change import Change
from chalicelib.domain.errors import Duplicate
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.message import Message
from chalicelib.services.journal import Journal
from tests.fakes.conversations import MemoryConversations
from tests.faults.house_on_fire import Fate
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials import a_flow, burnt


def mark(conversations: MemoryConversations, workspace: WorkspaceId, change: Change) -> None:
    """The marker alone. Raises ``Duplicate``."""
    place = (workspace, change.conversation.connection_id, change.seen or "")
    if place in conversations.store.seen:
        raise Duplicate("This message is stored already.")
    inbound = (entry.ref for entry in change.entries if isinstance(entry, Message) and entry.direction == "inbound")
    conversations.store.seen[place] = next(inbound, None)


@contextmanager
def change() -> Iterator[None]:
    written = Journal.write

    def write(journal: Journal, workspace: WorkspaceId, change: Change, now: datetime) -> None:
        conversations: Any = journal.conversations
        if change.seen is not None:
            conversations.mark(workspace, change)
        written(journal, workspace, replace(change, seen=None), now)

    with swapped(MemoryConversations, "mark", mark), swapped(Journal, "write", write):
        yield


MUTANT = Mutant("marker first", "I2", change, lambda: burnt(a_flow, Fate.DIES_BEFORE))
