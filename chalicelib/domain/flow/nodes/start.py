"""Start: where every session begins."""

from typing import Literal

from chalicelib.domain.flow.node import Node
from chalicelib.domain.flow.turn import Turn


class Start(Node, frozen=True):
    """The one node without a way in; the flow's triggers lead here."""

    kind: Literal["start"] = "start"

    def enter(self, turn: Turn) -> str:
        return "next"
