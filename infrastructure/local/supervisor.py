"""Keeps the processes of a local edition running until it is told to stop."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from infrastructure.local.processes import Process

LONGEST_PAUSE = 30.0
HEALTHY_AGAIN = 60.0
SILENCE = 12


@dataclass
class Watch:
    """What is remembered of one process: how often it fell lately, and how long it has been silent."""

    process: Process
    after_restart: Callable[[], None] = lambda: None
    restart_when_silent: bool = True
    """The emulator is busy rather than ill when it is silent, and forgets what it has not saved yet."""
    falls: int = 0
    last_start: float = field(default_factory=time.monotonic)
    silent: int = 0


def watch(watches: list[Watch], stop: Event, say: Callable[[str], None], every: float = 1.0) -> None:
    """Restarts what ends, or stays silent for a minute, ever more slowly if it keeps falling. Returns when asked to stop."""
    looks = 0
    while not stop.wait(every):
        looks += 1
        for one in watches:
            if not one.process.alive():
                _restart(one, stop, say, "ended")
            elif looks % 5 == 0 and one.restart_when_silent:
                one.silent = 0 if one.process.well() else one.silent + 1
                if one.silent >= SILENCE:
                    _restart(one, stop, say, "stays silent")


def pause_before(falls: int) -> float:
    """Seconds to wait before the next start: none, then doubling to half a minute."""
    return 0.0 if falls == 0 else min(2.0 ** (falls - 1), LONGEST_PAUSE)


def _restart(one: Watch, stop: Event, say: Callable[[str], None], why: str) -> None:
    if time.monotonic() - one.last_start > HEALTHY_AGAIN:
        one.falls = 0
    pause = pause_before(one.falls)
    when = f" in {pause:.0f} s" if pause else ""
    say(f"{one.process.name} {why}; starting it again{when} (see {one.process.logs / one.process.name}.log)")
    if stop.wait(pause):
        return
    one.process.stop()
    one.falls, one.silent, one.last_start = one.falls + 1, 0, time.monotonic()
    try:
        one.process.start()
        one.process.wait_until_well()
        one.after_restart()
    except Exception as error:
        say(str(error))
