"""Question: asks, waits, checks and remembers the answer."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.asking import Asking
from chalicelib.domain.flow.emails import email_in
from chalicelib.domain.flow.folding import folded
from chalicelib.domain.flow.numerals import number_in
from chalicelib.domain.flow.options import Option, chosen
from chalicelib.domain.flow.session import Value
from chalicelib.domain.flow.turn import Turn


class Question(Asking, frozen=True):
    """``choice`` writes its options as a numbered list into the message: for more than WhatsApp's three buttons, or longer words."""

    kind: Literal["question"] = "question"
    expects: Literal["text", "number", "email", "choice"] = "text"
    minimum: float | None = Field(default=None, allow_inf_nan=False)
    maximum: float | None = Field(default=None, allow_inf_nan=False)
    choices: Annotated[tuple[Option, ...], Field(max_length=20)] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        return ("answered",)

    def ask(self, turn: Turn, text: str) -> None:
        options = "\n".join(f"{number}. {option.title}" for number, option in enumerate(self.choices, 1))
        turn.say(f"{turn.fill(text)}\n\n{options}" if options else text)

    def read(self, answer: Answer) -> tuple[str, Value] | None:
        value = self._value((answer.text or "").strip())
        return None if value is None else ("answered", value)

    def _value(self, text: str) -> Value:
        match self.expects:
            case "text":
                return text or None
            case "number":
                number = number_in(text)
                return number if number is not None and self._within(number) else None
            case "email":
                return email_in(text)
            case "choice":
                option = chosen(self.choices, text)
                return option.title if option else None

    def _within(self, number: int | float) -> bool:
        return (self.minimum is None or number >= self.minimum) and (self.maximum is None or number <= self.maximum)

    def lint(self) -> Iterable[str]:
        if (self.expects == "choice") != bool(self.choices):
            yield "a choice needs its choices, and only a choice has them"
        if self.expects != "number" and (self.minimum is not None or self.maximum is not None):
            yield "only a number has a minimum and a maximum"
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            yield "the minimum is above the maximum"
        titles = [folded(option.title) for option in self.choices]
        if len(set(titles)) < len(titles):
            yield "two choices have the same title"
