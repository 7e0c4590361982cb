"""What every node that asks has in common: try again, give up, stop waiting."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.duration import Duration
from chalicelib.domain.flow.node import WAIT, Node, VariableName
from chalicelib.domain.flow.session import Value
from chalicelib.domain.flow.turn import Turn

Wording = Annotated[str, StringConstraints(min_length=1, max_length=4096)]


class Asking(Node, frozen=True):
    """Says ``text`` and waits. An answer that does not fit is asked for again, ``attempts`` times in all; silence may end it."""

    waits: ClassVar[bool] = True
    sends: ClassVar[int] = 1
    refused: ClassVar[str] = "invalid"
    """The exit after the last attempt."""

    text: Wording
    retry: Wording | None = None
    """Said instead of ``text`` after an answer that does not fit."""
    attempts: int = Field(default=3, ge=1, le=10)
    timeout: Duration | None = None
    """Silence for this long leaves by ``timeout``; the exit exists only then."""
    save_as: VariableName | None = None

    @property
    def exits(self) -> tuple[str, ...]:
        return (*self.answers, self.refused, *(("timeout",) if self.timeout else ()))

    @property
    def answers(self) -> tuple[str, ...]:
        """The exits of good answers."""
        raise NotImplementedError

    def ask(self, turn: Turn, text: str) -> None:
        raise NotImplementedError

    def read(self, answer: Answer) -> tuple[str, Value] | None:
        """The exit and what to remember; None where the answer does not fit."""
        raise NotImplementedError

    def enter(self, turn: Turn) -> str:
        self.ask(turn, self.text)
        turn.wait(self.timeout)
        return WAIT

    def resume(self, turn: Turn, answer: Answer) -> str:
        read = self.read(answer)
        if read is not None:
            exit, value = read
            if self.save_as:
                turn.remember(self.save_as, value)
            return exit
        tries = turn.memory.get("tries")
        tried = 1 + (tries if isinstance(tries, int) else 0)
        if tried >= self.attempts:
            return self.refused
        turn.memory["tries"] = tried
        self.ask(turn, self.retry or self.text)
        turn.wait(self.timeout)
        return WAIT

    def wake(self, turn: Turn) -> str:
        return "timeout"

    def wordings(self) -> tuple[str, ...]:
        return (self.text, self.retry) if self.retry else (self.text,)

    def remembers(self) -> str | None:
        return self.save_as
