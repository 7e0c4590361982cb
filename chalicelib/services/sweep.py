"""Every minute: what was lost between a commit and its queue or alarm is found and set going again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.due import Due
from chalicelib.domain.message import Claim, MessageRef
from chalicelib.scope import in_workspace, system_scope
from chalicelib.services.breaker import Breaker
from chalicelib.services.delivery import Delivery
from chalicelib.services.ports.delivery import Dues
from chalicelib.services.timers import Timers
from chalicelib.telemetry import logger, stack_of

BATCH = 200
"""Rows a run looks at, oldest first; the next run is a minute away."""
PAGES = 10
"""Pages of a connection's paused messages that a run releases."""
SPARED = timedelta(minutes=5)
"""How long a row that failed waits, so that many of them never keep the others from being looked at."""


@dataclass(frozen=True)
class Sweep:
    """The safety net under every message and every alarm (I9, I15)."""

    dues: Dues
    delivery: Delivery
    timers: Timers
    breaker: Breaker

    def run(self, now: datetime) -> int:
        """How many rows were looked at. One that fails is put off, and never stops the others."""
        with system_scope("sweep_due"):
            due = self.dues.before(now, BATCH)
        for row in due:
            try:
                with in_workspace(row.workspace):
                    done = self._look_at(row, now)
                with system_scope("sweep_due"):
                    self.dues.drop(row) if done else None
            except Exception as error:
                logger.error(
                    "sweep failed", what=row.what, conversation=row.conversation_id, error=type(error).__name__, stack=stack_of(error)
                )
                with system_scope("sweep_due"):
                    self.dues.put_off(row, now + SPARED)
        return len(due)

    def _look_at(self, row: Due, now: datetime) -> bool:
        """Whether the row is done with."""
        if row.what == "message" and row.seq is not None:
            ref = MessageRef(conversation_id=row.conversation_id, seq=row.seq)
            self.delivery.reconcile(Claim(workspace=row.workspace, ref=ref), now)
        elif row.session_id is not None:
            self.timers.wake(row.workspace, row.conversation_id, row.session_id, None, now)
        elif row.connection_id is not None:
            return self.breaker.release(row.workspace, row.connection_id, now, pages=PAGES)
        return True
