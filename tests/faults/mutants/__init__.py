"""Changes of the design, one a file. Each must be found out, and by the promise it breaks: else that promise is not proved."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.faults.trials import Trials


@dataclass(frozen=True)
class Mutant:
    """``change``: puts it in force for a while. ``trials``: what must find it out, and is clean without it."""

    name: str
    breaks: str
    change: Callable[[], AbstractContextManager[object]]
    trials: Callable[[], Trials]
