"""The contract every node type keeps."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field, StringConstraints

from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.turn import Turn

WAIT = "wait"
"""Returned instead of an exit: the node stays, until an answer or a deadline."""
STOP = "stop"
"""Returned instead of an exit: the path ends here."""

NodeId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
VariableName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]


class Position(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Where the canvas draws a node, in pixels."""

    x: float = Field(ge=-1e6, le=1e6, allow_inf_nan=False)
    y: float = Field(ge=-1e6, le=1e6, allow_inf_nan=False)


class Node(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One step. It asks through the turn; it never does. Exit names are React Flow's ``sourceHandle``."""

    waits: ClassVar[bool] = False
    """Whether it returns ``WAIT`` on arrival: only such a node may close a loop."""
    sends: ClassVar[int] = 0
    """How many messages it says on arrival."""

    id: NodeId
    kind: str
    position: Position | None = None

    @property
    def exits(self) -> tuple[str, ...]:
        """Every way out, each of which must lead somewhere."""
        return ("next",)

    def enter(self, turn: Turn) -> str:
        """Runs on arrival. Returns the exit to leave by, ``WAIT`` or ``STOP``."""
        raise NotImplementedError

    def resume(self, turn: Turn, answer: Answer) -> str:
        """Runs when the contact writes while the node waits."""
        raise NotImplementedError

    def wake(self, turn: Turn) -> str:
        """Runs when the deadline the node set has passed."""
        raise NotImplementedError

    def wordings(self) -> Iterable[str]:
        """The texts with ``{{…}}`` in them."""
        return ()

    def expressions(self) -> Iterable[str]:
        """The bare expressions."""
        return ()

    def remembers(self) -> str | None:
        """The variable it may set."""
        return None

    def lint(self) -> Iterable[str]:
        """What is wrong with it that its fields' types cannot say, a sentence each."""
        return ()
