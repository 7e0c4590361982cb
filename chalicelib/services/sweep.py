"""Every minute: what was lost between a commit and its queue or alarm is found and set going again."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.due import Due
from chalicelib.domain.message import Claim, MessageRef
from chalicelib.scope import in_workspace, system_scope
from chalicelib.services.delivery import Delivery
from chalicelib.services.ports.delivery import Dues
from chalicelib.services.timers import Timers
from chalicelib.telemetry import logger, stack_of

BATCH = 200
"""Rows a run looks at, oldest first; the next run is a minute away."""


@dataclass(frozen=True)
class Sweep:
    """The safety net under every message and every alarm (I9, I15)."""

    dues: Dues
    delivery: Delivery
    timers: Timers

    def run(self, now: datetime) -> int:
        """How many rows were looked at. One that fails stays for the next run, and never stops the others."""
        with system_scope("sweep_due"):
            due = self.dues.before(now, BATCH)
        for row in due:
            try:
                with in_workspace(row.workspace):
                    self._look_at(row, now)
            except Exception as error:
                logger.error(
                    "sweep failed", what=row.what, conversation=row.conversation_id, error=type(error).__name__, stack=stack_of(error)
                )
        return len(due)

    def _look_at(self, row: Due, now: datetime) -> None:
        if row.what == "message" and row.seq is not None:
            ref = MessageRef(conversation_id=row.conversation_id, seq=row.seq)
            self.delivery.reconcile(Claim(workspace=row.workspace, ref=ref), now)
        elif row.session_id is not None:
            self.timers.wake(row.workspace, row.conversation_id, row.session_id, None, now)
        with system_scope("sweep_due"):
            self.dues.drop(row)
