"""Several handlers at once, of which one runs at a time: at each call of a port the dice say whose turn it is."""

from collections import deque
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from greenlet import getcurrent, greenlet

from chalicelib.domain.errors import Conflict

Job = Callable[[], object]


class Port:
    """A port before whose every call another handler may come first."""

    def __init__(self, kept: Any) -> None:
        self._kept = kept

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._kept, name)
        if not callable(found):
            return found
        if name == "named":
            return lambda channel: Port(found(channel))

        def call(*args: Any, **kwargs: Any) -> Any:
            between()
            return found(*args, **kwargs)

        return call


def between() -> None:
    """The end of a handler's turn; nothing where there are no others."""
    scheduler = getcurrent().parent
    if scheduler is not None:
        scheduler.switch()


def interleaved(jobs: Iterable[Job], dice: Random) -> tuple[str, int]:
    """Runs them all to their end: the order of turns, and how often one lost every race and was handed over again, as by its queue."""
    lost = 0
    waiting = deque(enumerate(jobs))
    running: dict[int, tuple[greenlet, Job]] = {}
    turns: list[str] = []
    # How long one runs on before another does: from each call to nearly all of it.
    patience = dice.choice([0.0, 0.5, 0.9])
    turn = -1
    while waiting or running:
        while waiting:
            number, job = waiting.popleft()
            running[number] = (greenlet(job), job)
        if turn not in running or dice.random() >= patience:
            turn = dice.choice(list(running))
        turns.append(chr(65 + turn))
        handler, job = running[turn]
        try:
            handler.switch()
        except Conflict:
            lost += 1
            waiting.append((turn, job))
        if handler.dead:
            del running[turn]
    return "".join(turns), lost
