"""Plays a story from its beginning, with or without a fuse, always the same way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from chalicelib.domain import ids
from tests.faults.house_on_fire import KILLS, Fate, Fuse, befits
from tests.faults.promises import broken
from tests.faults.swapping import swapped
from tests.faults.town import Town
from tests.faults.verbs import Scenario, told

READS = {
    *("parse", "check", "by_account", "connection", "open", "get", "live", "version", "split", "verify", "workspace_of", "app", "of"),
    *("known", "load", "open_with_session", "unsent", "entry", "by_client_id", "find", "before", "changed", "entries"),
}
"""After a read nothing is different: to die or to fail there is to die or to fail before the next call."""
FATES = (Fate.DIES_BEFORE, Fate.DIES_AFTER, Fate.FAILS, Fate.ANSWER_LOST, Fate.THROTTLED, Fate.CONFLICTS)


class Numbered:
    """In the place of chance: ids that count."""

    def __init__(self) -> None:
        self._last = 0

    def randbits(self, bits: int) -> int:
        self._last += 1
        return self._last


@contextmanager
def numbered() -> Iterator[None]:
    """The ids of one run, the same each time."""
    with swapped(ids, "secrets", Numbered()):
        yield


def played(scenario: Scenario, fuse: Fuse | None = None, *, echoes: bool = False) -> Town:
    """The town when its story is over."""
    with numbered():
        town = Town(*scenario.flows, fuse=fuse, statuses=scenario.statuses, plan=scenario.plan, echoes=echoes)
        scenario.script(town)
        # What is told late must have been told.
        town.run(scenario.minutes + max(scenario.statuses or 0, *town.channel.delays, 0) / 60)
        return town


def calls_of(scenario: Scenario) -> list[str]:
    """The calls of its ports when nothing burns."""
    return list(played(scenario).fuse.calls)


def worth(fate: Fate, call: str) -> bool:
    """Whether this fate makes a difference there."""
    after_it = fate in (Fate.DIES_AFTER, Fate.ANSWER_LOST)
    return befits(fate, call) and not (after_it and call.rpartition(".")[2] in READS)


@dataclass
class Found:
    """What a part of a proof saw."""

    runs: int = 0
    kills: int = 0
    """Deaths that happened."""
    faults: int = 0
    """Other fates that happened."""
    violations: int = 0
    said: list[str] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.said = []

    def add(self, scenario: Scenario, fuse: Fuse) -> None:
        """One more run, and what it broke."""
        town = played(scenario, fuse)
        kills = sum(any(each.startswith(kill) for kill in KILLS) for each in fuse.fired)
        self.runs, self.kills, self.faults = self.runs + 1, self.kills + kills, self.faults + len(fuse.fired) - kills
        # Two deaths in one record keep it for six minutes: an answer may rightly come after its question's time is up.
        found = judged(replace(scenario, firm=scenario.firm and kills < 2), town)
        self.violations += bool(found)
        self.said += [f"{scenario.name}, statuses after {scenario.statuses} s, {'; '.join(fuse.fired)}: {each}" for each in found]


def judged(scenario: Scenario, town: Town) -> list[str]:
    """The promises of all, and this story's own, that were not kept."""
    found = [*broken(town), *scenario.holds(town)]
    if scenario.firm and told(town) != list(scenario.ending):
        found.append(f"I3: contacts are told {told(town)}")
    return found


def delayed(scenario: Scenario, seconds: float) -> Scenario:
    """The same story where WhatsApp tells of sends after so long."""
    return replace(scenario, statuses=seconds)
