"""What a customer may tap or type to choose: one option, and how an answer finds its own."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.asking import Asking
from chalicelib.domain.flow.folding import authored_words, folded, holds_words, words
from chalicelib.domain.flow.node import NodeId
from chalicelib.domain.flow.session import Value

Synonym = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class Option(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """``words`` are what people type instead of tapping. The title is said as it is, without blanks."""

    id: NodeId
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
    words: Annotated[tuple[Synonym, ...], Field(max_length=30)] = ()


class Menu(Asking, frozen=True):
    """Offers options, each an exit ``button:<id>``; anything else leaves by ``other`` after the last attempt."""

    refused = "other"

    @property
    def options(self) -> Sequence[Option]:
        raise NotImplementedError

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(f"button:{option.id}" for option in self.options)

    def sent_id(self, option: Option) -> str:
        """The id a tap brings back. It names the node too, so that a tap on an older message is not taken for an answer to this one."""
        return f"{self.id}:{option.id}"

    def read(self, answer: Answer) -> tuple[str, Value] | None:
        option = self._tapped(answer.choice) if answer.choice else chosen(self.options, answer.text or "")
        return (f"button:{option.id}", option.title) if option else None

    def _tapped(self, choice: str) -> Option | None:
        return next((option for option in self.options if choice in (self.sent_id(option), option.id)), None)

    def lint(self) -> Iterable[str]:
        yield from _repeated("id", [option.id for option in self.options])
        yield from _repeated("title", [folded(option.title) for option in self.options])


def chosen(options: Sequence[Option], text: str) -> Option | None:
    """By number (``2``), by title or synonym; within a longer sentence only when it speaks of one option alone."""
    said = words(text)
    if not said:
        return None
    if said.isdecimal() and said.isascii() and 1 <= int(said[:3]) <= len(options) and len(said) < 3:
        return options[int(said) - 1]
    spoken = [(option, [authored_words(name) for name in (option.title, *option.words)]) for option in options]
    exact = next((option for option, names in spoken if said in names), None)
    if exact:
        return exact
    meant = [option for option, names in spoken if any(holds_words(said, name) for name in names)]
    return meant[0] if len(meant) == 1 else None


def _repeated(what: str, values: Sequence[str]) -> Iterable[str]:
    return [f"the {what} {value!r} is used twice" for value in dict.fromkeys(values) if values.count(value) > 1]
