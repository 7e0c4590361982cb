"""Watches the delivery ladder: every step of every message of ours, as it is written (I14)."""

from chalicelib.domain.message import RANK, DeliveryStatus, Entry, Message
from tests.fakes.store import MemoryStore

S = DeliveryStatus
TOLD = frozenset({S.ACCEPTED, S.SENT, S.DELIVERED, S.READ, S.PLAYED})
"""WhatsApp has it and said so: from there nothing leads down."""
GIVEN_UP = frozenset({S.FAILED, S.UNCONFIRMED})
"""Left only upwards, or for a new attempt that somebody decided on."""


class Ladder:
    """``went_down``: the steps that should not have been taken."""

    def __init__(self, store: MemoryStore) -> None:
        self.went_down: list[str] = []
        self._store, self._write = store, store.write_entry
        store.write_entry = self._written  # type: ignore[method-assign]

    def _written(self, workspace: str, entry: Entry) -> None:
        before = self._store.entries.get((workspace, entry.conversation_id, entry.seq))
        if isinstance(before, Message) and isinstance(entry, Message) and before.status and entry.status and _down(before, entry):
            self.went_down.append(f"I14: {entry.preview!r} went from {before.status} to {entry.status}")
        self._write(workspace, entry)


def _down(before: Message, after: Message) -> bool:
    if before.status is None or after.status is None or RANK[after.status] >= RANK[before.status]:
        return False
    return before.status in TOLD or (before.status in GIVEN_UP and after.attempt == before.attempt)
