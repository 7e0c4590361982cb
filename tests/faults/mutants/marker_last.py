"""SEEN is written last, in a transaction of its own: what dies before it is stored again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.change import Change
from chalicelib.domain.ids import WorkspaceId
from chalicelib.services.journal import Journal
from tests.fakes.conversations import MemoryConversations
from tests.faults.house_on_fire import Fate
from tests.faults.mutants import Mutant
from tests.faults.mutants.marker_first import mark
from tests.faults.swapping import swapped
from tests.faults.trials import a_flow, burnt


@contextmanager
def change() -> Iterator[None]:
    written = Journal.write

    def write(journal: Journal, workspace: WorkspaceId, change: Change, now: datetime) -> None:
        conversations: Any = journal.conversations
        written(journal, workspace, replace(change, seen=None), now)
        if change.seen is not None:
            conversations.mark(workspace, change)

    with swapped(MemoryConversations, "mark", mark), swapped(Journal, "write", write):
        yield


MUTANT = Mutant("marker last", "I2", change, lambda: burnt(a_flow, Fate.DIES_BEFORE))
