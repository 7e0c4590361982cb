"""A contact's run through a flow: JSON, pinned to the version it began with."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel

from chalicelib.domain.ids import ConversationId, FlowId, SessionId

ANSWER_GRACE = timedelta(seconds=10)
"""An answer written before a question's deadline gets this long to arrive first."""

Value = str | int | float | bool | None


class State(StrEnum):
    """WAITING for an answer, SLEEPING until a deadline, PAUSED by a person, DONE."""

    WAITING = "waiting"
    SLEEPING = "sleeping"
    PAUSED = "paused"
    DONE = "done"


class Session(BaseModel, frozen=True, defer_build=True):
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
    def rings_at(self) -> datetime | None:
        """When it should be woken; None where nothing is waited for, or a person holds it."""
        if not self.live or self.deadline_at is None:
            return None
        return self.deadline_at + ANSWER_GRACE if self.state is State.WAITING else self.deadline_at

    def needs_alarm(self, now: datetime) -> bool:
        """A new alarm only where none rings in time: the one that sleeps asks for the later deadline when it rings."""
        if self.rings_at is None:
            return False
        return self.armed_for is None or self.armed_for <= now or self.rings_at < self.armed_for

    def armed(self) -> "Session":
        """One more alarm, for ``rings_at``."""
        return self.model_copy(update={"arming": self.arming + 1, "armed_for": self.rings_at})

    def resleeping(self) -> "Session":
        """The alarm that rang goes back to sleep until the deadline of now."""
        return self.model_copy(update={"armed_for": self.rings_at})
