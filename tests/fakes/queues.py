"""The queues and the alarm clock in memory: they keep what they were given."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.inbound import Item
from chalicelib.domain.message import Claim


@dataclass
class MemoryOutbox:
    """Swallows a (message, attempt, put) it has had, as the FIFO queue does."""

    claims: list[tuple[Claim, str]] = field(default_factory=list)
    calls: int = 0

    def put(self, claims: Sequence[tuple[Claim, str]]) -> None:
        self.calls += (len(claims) + 9) // 10
        self.claims.extend(each for each in claims if each not in self.claims)

    def take(self) -> list[Claim]:
        """What a worker would receive now, each once."""
        taken, self.delivered = self.claims[len(self.delivered) :], list(self.claims)
        return [claim for claim, _ in taken]

    delivered: list[tuple[Claim, str]] = field(default_factory=list)


@dataclass
class MemoryLater:
    waiting: list[tuple[Claim, str, int]] = field(default_factory=list)

    def put(self, claim: Claim, group: str, delay_seconds: int) -> None:
        assert 0 <= delay_seconds <= 900, "SQS delays a message by 15 minutes at most"
        self.waiting.append((claim, group, delay_seconds))


@dataclass
class MemoryLanes:
    items: list[Item] = field(default_factory=list)
    pointers: dict[str, Sequence[Item]] = field(default_factory=dict)

    def put(self, items: Sequence[Item]) -> None:
        self.items.extend(items)

    def unpack(self, pointer: str) -> Sequence[Item]:
        return self.pointers[pointer]


@dataclass
class MemoryAlarms:
    """The same (session, arming) twice is one alarm."""

    armed: dict[tuple[str, str, int], Session] = field(default_factory=dict)

    def arm(self, workspace: WorkspaceId, session: Session) -> None:
        self.armed.setdefault((workspace, session.id, session.arming), session)
