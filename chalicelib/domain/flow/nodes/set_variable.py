"""Set variable: remembers what a text with blanks comes to."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from chalicelib.domain.flow.node import Node, VariableName
from chalicelib.domain.flow.turn import Turn


class SetVariable(Node, frozen=True):
    """``{{visits + 1}}`` alone stays a number; with anything around it, it is text. An empty value forgets the variable."""

    kind: Literal["set_variable"] = "set_variable"
    name: VariableName
    value: Annotated[str, StringConstraints(max_length=4096)]

    def enter(self, turn: Turn) -> str:
        value = turn.value(self.value)
        if value is None or value == "":
            turn.forget(self.name)
        else:
            turn.remember(self.name, value)
        return "next"

    def wordings(self) -> tuple[str, ...]:
        return (self.value,)

    def remembers(self) -> str | None:
        return self.name
