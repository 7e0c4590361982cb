"""The house, with a fuse on every port: at the n-th call the process dies, the call fails, or somebody else comes first."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.adapters import queues as sqs
from chalicelib.adapters.dynamodb.calls import Refused
from chalicelib.domain.change import Change
from chalicelib.domain.errors import ChannelThrottled, Conflict
from chalicelib.domain.ids import WorkspaceId
from chalicelib.scope import current_scope
from tests.fakes.conversations import MemoryConversations
from tests.fakes.store import MemoryStore
from tests.services.house import House


class Killed(BaseException):
    """The process is gone, as after kill -9: nothing of it catches this."""


class Broken(Exception):
    """A vendor's error of no kind we know: a time-out, a 500."""


OUTSIDE = (Broken, ClientError, sqs.Refused)
"""What vendors and their adapters raise, and no service translates."""


class Fate(StrEnum):
    """What happens at the call that the fuse is set to."""

    DIES_BEFORE = "dies before"
    DIES_AFTER = "dies after"
    FAILS = "fails"
    ANSWER_LOST = "answer lost"
    """The call did its work, and the caller is told that it failed."""
    THROTTLED = "throttled"
    """Refused undone, as the real adapter tells of it."""
    CONFLICTS = "conflicts"
    """Refused undone: somebody else wrote the same rows."""
    MEANWHILE = "meanwhile"
    """Somebody else does all of theirs before it."""


KILLS = frozenset({Fate.DIES_BEFORE, Fate.DIES_AFTER})
PURE = frozenset({"parse", "check", "verify", "split", "handshake", "named", "read"})
"""Calls that ask nobody: they may have a bug, and are never throttled."""
CONTENDED = frozenset({"commit", "accepted", "save_connection", "save_app", "publish"})
"""Calls that tell of another writer (``Conflict``)."""


def throttling(call: str) -> Exception | None:
    """What the real adapter raises when its vendor says "slow down"; None where nobody is asked."""
    port, _, name = call.rpartition(".")
    if name in PURE:
        return None
    if name == "send" and port == "WhatsApp":
        return ChannelThrottled("WhatsApp asks to wait; it will be tried again.", 130429)
    if port in ("Outbox", "Lanes"):
        return sqs.Refused("1 of 1 messages: ThrottlingException")
    if port in ("Later", "Alarms", "Redelivery", "Push", "Bucket") or call == "Desk.open":
        return ClientError({"Error": {"Code": "ThrottlingException", "Message": "Rate exceeded"}}, name)
    return Refused()


def befits(fate: Fate, call: str) -> bool:
    """Whether a call can meet this fate at all."""
    if fate is Fate.THROTTLED:
        return throttling(call) is not None
    return fate is not Fate.CONFLICTS or call.rpartition(".")[2] in CONTENDED


@dataclass
class Fuse:
    """Counts the calls of all ports, and burns at one of them; ``plan``: at more than one."""

    at: int | None = None
    fate: Fate = Fate.DIES_BEFORE
    meanwhile: Callable[[], object] | None = None
    plan: Mapping[int, Fate] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    burnt: bool = False
    fired: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    """Calls made for one workspace from inside another's scope."""

    def call(self, name: str, do: Callable[[], Any]) -> Any:
        """The call, or what befalls it."""
        self.calls.append(name)
        number = len(self.calls)
        fate = self.fate if number == self.at else self.plan.get(number)
        if fate is None or not befits(fate, name):
            return do()
        self.burnt = True
        self.fired.append(f"{fate} at call {number}, {name}")
        return self._befall(fate, name, do)

    def _befall(self, fate: Fate, name: str, do: Callable[[], Any]) -> Any:
        match fate:
            case Fate.DIES_BEFORE:
                raise Killed
            case Fate.FAILS:
                raise Broken(name)
            case Fate.THROTTLED:
                raise throttling(name) or Broken(name)
            case Fate.CONFLICTS:
                raise Conflict("It changed meanwhile.")
            case Fate.MEANWHILE if self.meanwhile is not None:
                self.meanwhile()
        answer = do()
        if fate is Fate.DIES_AFTER:
            raise Killed
        if fate is Fate.ANSWER_LOST:
            raise Broken(name)
        return answer


class Port:
    """A port whose every call passes the fuse."""

    def __init__(self, kept: Any, fuse: Fuse) -> None:
        self._kept, self._fuse, self._name = kept, fuse, type(kept).__name__

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._kept, name)
        if not callable(found):
            return found
        # Asking for a channel by its name is no call: what it answers must pass the fuse too.
        if name == "named":
            return lambda channel: Port(found(channel), self._fuse)
        called = f"{self._name}.{name}"

        def through(*args: Any, **kwargs: Any) -> Any:
            entered = current_scope().workspace
            if entered is not None and args and isinstance(args[0], str) and args[0].startswith("w") and args[0] != entered:
                self._fuse.crossed.append(f"{called} for {args[0]} from {entered}")
            return self._fuse.call(called, lambda: found(*args, **kwargs))

        self.__dict__[name] = through
        return through


class CountedConversations(MemoryConversations):
    """Counts what was really written: commits of each conversation, moves of its session, the flow version of each run."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__(store)
        object.__setattr__(self, "commits", defaultdict(lambda: [0, 0]))
        object.__setattr__(self, "versions", defaultdict(set))

    def commit(self, workspace: WorkspaceId, change: Change) -> None:
        super().commit(workspace, change)
        counted = self.commits[change.conversation.id]
        counted[0] += 1
        if change.session is not None:
            counted[1] += 1
            self.versions[change.session.id].add((change.session.flow_id, change.session.flow_version))

    commits: dict[str, list[int]]
    versions: dict[str, set[tuple[str, int]]]


class HouseOnFire(House):
    """The real services on the twins, each behind the fuse."""

    def __init__(self, *flows: Mapping[str, Any], fuse: Fuse) -> None:
        self.fuse = fuse
        super().__init__(*flows)

    def port(self, kept: Any) -> Any:
        if isinstance(kept, MemoryConversations):
            kept = CountedConversations(kept.store)
            self.commits, self.flow_versions = kept.commits, kept.versions
        return Port(kept, self.fuse)
