"""One turn: everything that happens between two waits, and the verbs a node has for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from chalicelib.domain.content import MAX_TEXT, Content, Text
from chalicelib.domain.errors import FlowStuck
from chalicelib.domain.flow.context import Context
from chalicelib.domain.flow.duration import Duration
from chalicelib.domain.flow.effects import Effect, HandOff, Send
from chalicelib.domain.flow.expressions import ExpressionError, Scope, expression
from chalicelib.domain.flow.session import State, Value
from chalicelib.domain.flow.wording import wording

MAX_SENDS = 20
"""Messages in one turn; more is a flow gone wild."""
MAX_VALUE = 4096
MAX_REMEMBERED = 15_000
"""Characters of all variables together, names included: at most 6 bytes each as JSON, so a session stays below 100 KB."""


@dataclass
class Turn:
    """What a node may say and remember. ``effects`` are what services carry out, in order."""

    context: Context
    now: datetime
    message: str = ""
    """What the contact just wrote; empty when nobody did."""
    variables: dict[str, Value] = field(default_factory=dict)
    memory: dict[str, Value] = field(default_factory=dict)
    """The node's own; emptied when it is left."""
    deadline_at: datetime | None = None
    state: State = State.WAITING
    """How the session waits, where a node returns ``WAIT``."""
    effects: list[Effect] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    """The nodes that were entered."""

    @property
    def sends(self) -> tuple[Content, ...]:
        """What the contact will read."""
        return tuple(effect.content for effect in self.effects if isinstance(effect, Send))

    def say(self, content: Content | str) -> None:
        """A text is filled, cut to WhatsApp's limit, and left out when nothing remains. Raises ``FlowStuck`` beyond ``MAX_SENDS``."""
        if isinstance(content, str):
            body = self.fill(content, MAX_TEXT).strip()
            if not body:
                return
            content = Text(body=body)
        if len(self.effects) >= MAX_SENDS:
            raise FlowStuck(f"The flow said more than {MAX_SENDS} messages without waiting.")
        self.effects.append(Send(content=content))

    def hand_off(self, note: str | None = None) -> None:
        self.effects.append(HandOff(note=note))

    def remember(self, name: str, value: Value) -> None:
        """Cut to what a session may hold: a customer's long answer never breaks a flow."""
        if isinstance(value, str):
            others = sum(_length(key, kept) for key, kept in self.variables.items() if key != name)
            value = value[: max(0, min(MAX_VALUE, MAX_REMEMBERED - others - len(name)))]
        self.variables[name] = value

    def forget(self, name: str) -> None:
        self.variables.pop(name, None)

    def wait(self, timeout: Duration | None = None) -> None:
        """For an answer; with a time-out, no longer than that from now."""
        self.state = State.WAITING
        self.deadline_at = self.now + timeout.span if timeout else None

    def sleep(self, duration: Duration) -> None:
        """Until then, whatever the contact writes."""
        self.state = State.SLEEPING
        self.deadline_at = self.now + duration.span

    def leave(self) -> None:
        """The node is left behind: its deadline and its memory with it."""
        self.memory = {}
        self.deadline_at = None
        self.state = State.WAITING

    def fill(self, template: str, limit: int = MAX_TEXT) -> str:
        """The text with its ``{{…}}`` told; what cannot be told is left empty. Never raises."""
        compiled = wording(template)
        return (template if compiled.plain else compiled.fill(self._scope))[:limit]

    def value(self, template: str) -> Value:
        """Like ``fill``, but a lone ``{{…}}`` keeps its kind (a number stays a number)."""
        return wording(template).value(self._scope)

    def holds(self, source: str) -> bool:
        """Whether an expression is true; one that cannot be told is not."""
        try:
            return bool(expression(source).evaluate(self._scope))
        except ExpressionError:
            return False

    @property
    def _scope(self) -> Scope:
        return Scope(variables=self.variables, context=self._names)

    @cached_property
    def _names(self) -> Mapping[str, Value]:
        return self.context.names(self.now, self.message)


def _length(name: str, value: Value) -> int:
    return len(name) + (len(value) if isinstance(value, str) else 24)
