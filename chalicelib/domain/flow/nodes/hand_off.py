"""Hand off: asks for a person; the bot falls silent."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from chalicelib.domain.flow.node import STOP, Node
from chalicelib.domain.flow.turn import Turn

MAX_NOTE = 1000


class HandOff(Node, frozen=True):
    """Ends the session. ``note`` is for the agent alone."""

    kind: Literal["hand_off"] = "hand_off"
    note: Annotated[str, StringConstraints(max_length=MAX_NOTE)] | None = None

    @property
    def exits(self) -> tuple[str, ...]:
        return ()

    def enter(self, turn: Turn) -> str:
        turn.hand_off(turn.fill(self.note, MAX_NOTE).strip() or None if self.note else None)
        return STOP

    def wordings(self) -> tuple[str, ...]:
        return (self.note,) if self.note else ()
