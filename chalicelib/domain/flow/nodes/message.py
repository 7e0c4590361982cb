"""Message: says a text and goes on."""

from typing import ClassVar, Literal

from chalicelib.domain.flow.asking import Wording
from chalicelib.domain.flow.node import Node
from chalicelib.domain.flow.turn import Turn


class Message(Node, frozen=True):
    """Sends a text, its blanks filled; an empty one is not sent."""

    kind: Literal["message"] = "message"
    sends: ClassVar[int] = 1

    text: Wording

    def enter(self, turn: Turn) -> str:
        turn.say(self.text)
        return "next"

    def wordings(self) -> tuple[str, ...]:
        return (self.text,)
