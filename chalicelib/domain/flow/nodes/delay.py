"""Delay: sleeps, and goes on by itself; a reply may cut it short."""

from typing import ClassVar, Literal

from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.duration import Duration
from chalicelib.domain.flow.node import WAIT, Node
from chalicelib.domain.flow.turn import Turn


class Delay(Node, frozen=True):
    """With ``until_reply`` a message leaves by ``reply``; without, it is left for people to read and the sleep goes on."""

    kind: Literal["delay"] = "delay"
    waits: ClassVar[bool] = True

    duration: Duration
    until_reply: bool = False

    @property
    def exits(self) -> tuple[str, ...]:
        return ("next", "reply") if self.until_reply else ("next",)

    def enter(self, turn: Turn) -> str:
        turn.sleep(self.duration)
        return WAIT

    def resume(self, turn: Turn, answer: Answer) -> str:
        return "reply" if self.until_reply else WAIT

    def wake(self, turn: Turn) -> str:
        return "next"
