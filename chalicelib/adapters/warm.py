"""What a warm function keeps for a little while."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Warm(Generic[K, V]):
    """At most ``limit`` values, each for at most ``seconds``; the least lately made goes first. Failures are not kept."""

    def __init__(self, seconds: float, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._limit = limit
        self._clock = clock
        self._kept: OrderedDict[K, tuple[float, V]] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value kept, or a new one."""
        kept = self._kept.get(key)
        if kept is not None and self._clock() - kept[0] < self._seconds:
            return kept[1]
        value = make()
        self.put(key, value)
        return value

    def put(self, key: K, value: V) -> None:
        """Keeps a value from now on."""
        self._kept.pop(key, None)
        self._kept[key] = (self._clock(), value)
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)

    def peek(self, key: K) -> V | None:
        """The value kept, if any is still good."""
        kept = self._kept.get(key)
        return kept[1] if kept is not None and self._clock() - kept[0] < self._seconds else None

    def forget(self, key: K) -> None:
        """The next ``get`` makes it anew."""
        self._kept.pop(key, None)
