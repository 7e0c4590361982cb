"""Every minute: what was lost between a commit and its queue or alarm is found and set going again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from chalicelib.domain.due import Due
from chalicelib.domain.message import Claim, MessageRef
from chalicelib.scope import in_workspace, system_scope
from chalicelib.services.breaker import Breaker
from chalicelib.services.delivery import Delivery
from chalicelib.services.ports.delivery import Dues
from chalicelib.services.timers import Timers
from chalicelib.telemetry import logger, stack_of

BATCH = 200
"""Rows read at once, oldest first."""
SECONDS = 30
"""How long a run begins further batches; the function may take 60."""
PAGES = 4
"""Pages of a connection's paused messages that a run releases; the next run is a minute away."""
SPARED = timedelta(seconds=45)
"""How long a row that failed waits: until the next run, and behind the others, which it never keeps from being looked at."""


@dataclass(frozen=True)
class Sweep:
    """The safety net under every message and every alarm (I9, I15)."""

    dues: Dues
    delivery: Delivery
    timers: Timers
    breaker: Breaker

    def run(self, now: datetime) -> int:
        """How many rows were looked at. One that fails is put off, and never stops the others."""
        looked, began = 0, monotonic()
        connections: dict[str, Due] = {}
        while True:
            with system_scope("sweep_due"):
                due = self.dues.before(now, BATCH)
            connections |= {row.key: row for row in due if row.what == "connection"}
            messages = [row for row in due if row.what != "connection"]
            for row in messages:
                self._handle(row, now)
            looked += len(messages)
            if len(due) < BATCH or not messages or monotonic() - began > SECONDS:
                break
        # After all others: a backlog that goes on must not keep anybody's message from being looked at.
        for row in connections.values():
            self._handle(row, now)
        return looked + len(connections)

    def _handle(self, row: Due, now: datetime) -> None:
        try:
            with in_workspace(row.workspace):
                again = self._look_at(row, now)
            with system_scope("sweep_due"):
                if again is None:
                    self.dues.drop(row)
                elif again > now:
                    self.dues.put_off(row, again)
        except Exception as error:
            logger.error("sweep failed", what=row.what, conversation=row.conversation_id, error=type(error).__name__, stack=stack_of(error))
            with system_scope("sweep_due"):
                self.dues.put_off(row, now + SPARED)

    def _look_at(self, row: Due, now: datetime) -> datetime | None:
        """When to look again; None: the row is done with."""
        if row.what == "message" and row.seq is not None:
            ref = MessageRef(conversation_id=row.conversation_id, seq=row.seq)
            return self.delivery.reconcile(Claim(workspace=row.workspace, ref=ref), now)
        if row.session_id is not None:
            self.timers.wake(row.workspace, row.conversation_id, row.session_id, None, now)
        elif row.connection_id is not None:
            released = self.breaker.release(row.workspace, row.connection_id, now, pages=PAGES)
            return None if released else now
        return None
