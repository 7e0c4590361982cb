"""A message is put on the queue and then stored, with no row that has it looked at again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.change import Change
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.message import Claim, Message
from chalicelib.services.journal import Journal
from tests.faults.house_on_fire import Fate
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials import a_reply, burnt


class _PutAlready:
    def put(self, claims: Sequence[tuple[Claim, str]]) -> None: ...


@contextmanager
def change() -> Iterator[None]:
    written = Journal.write

    def write(journal: Journal, workspace: WorkspaceId, change: Change, now: datetime) -> None:
        journal.queue(workspace, change.conversation, [entry for entry in change.entries if isinstance(entry, Message)])
        entries = tuple(entry.model_copy(update={"due_at": None}) if isinstance(entry, Message) else entry for entry in change.entries)
        written(replace(journal, outbox=_PutAlready()), workspace, replace(change, entries=entries), now)

    with swapped(Journal, "write", write):
        yield


MUTANT = Mutant("no outbox", "I9", change, lambda: burnt(a_reply, Fate.DIES_BEFORE, Fate.FAILS))
