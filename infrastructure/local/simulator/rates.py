"""How fast a business may send: per number, and to one person."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from infrastructure.local.simulator.graph.errors import GraphError
from infrastructure.local.simulator.refusals import Refused


@dataclass(frozen=True)
class Limits:
    """Meta's figures: 80 messages a second for a number; to one person 1 in 6 seconds, with 45 borrowed from the future."""

    enforced: bool = True
    messages_per_second: int = 80
    pair_burst: int = 45
    pair_every_seconds: int = 6

    def changed(self, change: dict[str, Any]) -> "Limits":
        """The limits after a change of some; raises ``Refused``."""
        if set(change) - set(asdict(self)):
            raise Refused(f"The limits are {', '.join(asdict(self))}.")
        if not isinstance(change.get("enforced", True), bool):
            raise Refused("enforced must be true or false.")
        for name, value in change.items():
            if name != "enforced" and (isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 10_000):
                raise Refused(f"{name} must be a whole number from 1 to 10000.")
        return replace(self, **change)


class Rates:
    """Token buckets in simulated time. They do not survive a restart, which only makes them kinder."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.limits = Limits()
        self._buckets: dict[tuple[str, ...], tuple[float, float]] = {}

    def spend(self, number: str, person: str) -> None:
        """Takes one message from both budgets, or from neither and raises 130429 or 131056."""
        limits = self.limits
        if not limits.enforced:
            return
        throughput = self._left((number,), limits.messages_per_second, limits.messages_per_second)
        pair = self._left((number, person), limits.pair_burst, 1 / limits.pair_every_seconds)
        if throughput < 1:
            raise GraphError(130429)
        if pair < 1:
            raise GraphError(131056)
        self._buckets[(number,)] = (throughput - 1, self._now())
        self._buckets[number, person] = (pair - 1, self._now())

    def clear(self) -> None:
        """Full buckets and Meta's figures again."""
        self._buckets.clear()
        self.limits = Limits()

    def _left(self, key: tuple[str, ...], size: float, per_second: float) -> float:
        left, since = self._buckets.get(key, (size, self._now()))
        return min(size, left + (self._now() - since) * per_second)
