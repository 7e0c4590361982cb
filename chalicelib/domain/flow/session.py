"""A contact's run through a flow: JSON, pinned to the version it began with."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel

from chalicelib.domain.ids import ConversationId, FlowId, SessionId

Value = str | int | float | bool | None


class State(StrEnum):
    """WAITING for an answer, SLEEPING until a deadline, PAUSED by a person, DONE."""

    WAITING = "waiting"
    SLEEPING = "sleeping"
    PAUSED = "paused"
    DONE = "done"


class Session(BaseModel, frozen=True):
    """``version`` counts the events applied (I4). At most one alarm is armed: ``armed_for`` is the moment it will ring."""

    id: SessionId
    conversation_id: ConversationId
    flow_id: FlowId
    flow_name: str
    flow_version: int
    state: State
    node_id: str | None = None
    node_kind: str | None = None
    variables: dict[str, Value] = {}
    memory: dict[str, Value] = {}
    """What the node at hand remembers between its own turns (attempts); emptied when it is left."""
    deadline_at: datetime | None = None
    arming: int = 0
    armed_for: datetime | None = None
    resumes_as: State | None = None
    """While PAUSED: the state to come back to."""
    started_at: datetime
    version: int = 0

    @property
    def live(self) -> bool:
        """Whether an answer or an alarm may still move it."""
        return self.state in (State.WAITING, State.SLEEPING)

    def paused(self) -> "Session":
        """A person took the word. The same object when nothing was running."""
        if not self.live:
            return self
        return self.model_copy(update={"state": State.PAUSED, "resumes_as": self.state})

    def unpaused(self) -> "Session":
        """The bot has the word again, where it stopped. The same object when it was not paused."""
        if self.state is not State.PAUSED:
            return self
        return self.model_copy(update={"state": self.resumes_as or State.WAITING, "resumes_as": None})

    def ended(self) -> "Session":
        return self.model_copy(update={"state": State.DONE, "deadline_at": None, "resumes_as": None})

    @property
    def needs_alarm(self) -> bool:
        """A new alarm only where none rings in time: a later deadline is told to the one that sleeps (architecture.md §4)."""
        return self.live and self.deadline_at is not None and (self.armed_for is None or self.deadline_at < self.armed_for)

    def armed(self) -> "Session":
        return self.model_copy(update={"arming": self.arming + 1, "armed_for": self.deadline_at})
