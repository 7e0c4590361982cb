"""Condition: leaves by its first case that holds, and never waits."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from chalicelib.domain.flow.node import Node, NodeId
from chalicelib.domain.flow.turn import Turn


class Case(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """``when`` is an expression; the exit is ``case:<id>``."""

    id: NodeId
    label: Annotated[str, StringConstraints(max_length=60)] | None = None
    when: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class Condition(Node, frozen=True):
    """Cases are tried in order; ``else`` is for none of them. A case that cannot be told does not hold."""

    kind: Literal["condition"] = "condition"
    cases: Annotated[tuple[Case, ...], Field(min_length=1, max_length=20)]

    @property
    def exits(self) -> tuple[str, ...]:
        return (*(f"case:{case.id}" for case in self.cases), "else")

    def enter(self, turn: Turn) -> str:
        return next((f"case:{case.id}" for case in self.cases if turn.holds(case.when)), "else")

    def expressions(self) -> tuple[str, ...]:
        return tuple(case.when for case in self.cases)

    def lint(self) -> Iterable[str]:
        ids = [case.id for case in self.cases]
        return [f"the case {case!r} exists twice" for case in dict.fromkeys(ids) if ids.count(case) > 1]
