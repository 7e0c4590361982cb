"""The house, with a fuse on every port: at the n-th call the process dies, the call fails, or somebody else comes first."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from chalicelib.domain.change import Change
from chalicelib.domain.ids import WorkspaceId
from tests.fakes.conversations import MemoryConversations
from tests.fakes.store import MemoryStore
from tests.services.house import House


class Killed(BaseException):
    """The process is gone, as after kill -9: nothing of it catches this."""


class Broken(Exception):
    """A vendor's error of no kind we know: a time-out, a 500."""


class Fate(StrEnum):
    """What happens at the call that the fuse is set to."""

    DIES_BEFORE = "dies before"
    DIES_AFTER = "dies after"
    FAILS = "fails"
    ANSWER_LOST = "answer lost"
    """The call did its work, and the caller is told that it failed."""
    MEANWHILE = "meanwhile"
    """Somebody else does all of theirs before it."""


@dataclass
class Fuse:
    """Counts the calls of all ports, and burns down at one of them."""

    at: int | None = None
    fate: Fate = Fate.DIES_BEFORE
    meanwhile: Callable[[], object] | None = None
    calls: list[str] = field(default_factory=list)
    burnt: bool = False

    def call(self, name: str, do: Callable[[], Any]) -> Any:
        """The call, or what befalls it."""
        self.calls.append(name)
        if self.burnt or len(self.calls) != self.at:
            return do()
        self.burnt = True
        if self.fate is Fate.DIES_BEFORE:
            raise Killed
        if self.fate is Fate.FAILS:
            raise Broken(name)
        if self.fate is Fate.MEANWHILE and self.meanwhile is not None:
            self.meanwhile()
        answer = do()
        if self.fate is Fate.DIES_AFTER:
            raise Killed
        if self.fate is Fate.ANSWER_LOST:
            raise Broken(name)
        return answer


class Port:
    """A port whose every call passes the fuse."""

    def __init__(self, kept: Any, fuse: Fuse) -> None:
        self._kept, self._fuse = kept, fuse

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._kept, name)
        if not callable(found):
            return found
        # Asking for a channel by its name is no call: what it answers must pass the fuse too.
        if name == "named":
            return lambda channel: Port(found(channel), self._fuse)
        return lambda *args, **kwargs: self._fuse.call(f"{type(self._kept).__name__}.{name}", lambda: found(*args, **kwargs))


class CountedConversations(MemoryConversations):
    """Counts what was really written: commits of each conversation, and moves of its session."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__(store)
        object.__setattr__(self, "commits", defaultdict(lambda: [0, 0]))

    def commit(self, workspace: WorkspaceId, change: Change) -> None:
        super().commit(workspace, change)
        counted = self.commits[change.conversation.id]
        counted[0] += 1
        counted[1] += change.session is not None

    commits: dict[str, list[int]]


class HouseOnFire(House):
    """The real services on the twins, each behind the fuse."""

    def __init__(self, *flows: Mapping[str, Any], fuse: Fuse) -> None:
        self.fuse = fuse
        super().__init__(*flows)

    def port(self, kept: Any) -> Any:
        if isinstance(kept, MemoryConversations):
            kept = CountedConversations(kept.store)
            self.commits = kept.commits
        return Port(kept, self.fuse)
