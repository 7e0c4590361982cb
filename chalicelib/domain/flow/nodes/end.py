"""End: the session is done."""

from typing import Literal

from chalicelib.domain.flow.node import STOP, Node
from chalicelib.domain.flow.turn import Turn


class End(Node, frozen=True):
    """Finishes the session; the next message may start another."""

    kind: Literal["end"] = "end"

    @property
    def exits(self) -> tuple[str, ...]:
        return ()

    def enter(self, turn: Turn) -> str:
        return STOP
