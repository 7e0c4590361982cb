"""Every scenario, killed, failed, throttled at every call of every port; then everything is delivered again, and the promises hold."""

import pytest

from tests.faults.house_on_fire import Fate, Fuse
from tests.faults.promises import broken
from tests.faults.runs import FATES, Found, calls_of, delayed, played, worth
from tests.faults.scenarios import SCENARIOS, Scenario, told
from tests.proof import FULL, chance, figures, times

DELAYS = (0, 2, 120, 600)
"""Seconds until WhatsApp tells of a send: where a process dies alone does not find double sends."""
BURNS = times(6, 1_000_000)
"""Calls of a scenario that burn for each fate."""
BY_NAME = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)


@BY_NAME
@pytest.mark.parametrize("echoes", [False, True], ids=["once", "twice"])
def test_a_story_ends_as_it_should_however_often_its_records_come(scenario: Scenario, echoes: bool) -> None:
    town = played(scenario, echoes=echoes)
    assert told(town) == list(scenario.ending)
    assert [*broken(town), *scenario.holds(town), *town.late] == []


@BY_NAME
@pytest.mark.parametrize("fate", FATES, ids=str)
def test_whatever_befalls_a_call_the_promises_hold(scenario: Scenario, fate: Fate) -> None:
    found, dice = Found(), chance(f"kill at every call {scenario.name} {fate}")
    delays = [scenario.statuses, *(seconds for seconds in DELAYS if scenario.statuses not in (None, seconds))]
    for seconds in delays if FULL else [delays[0], dice.choice(delays[1:] or delays)]:
        told_after = scenario if seconds is None else delayed(scenario, seconds)
        places = [number for number, call in enumerate(calls_of(told_after), start=1) if worth(fate, call)]
        # A third of them for another delay than the story's own.
        most = min(BURNS, len(places), scenario.burns) // (1 if seconds == scenario.statuses else 3)
        for number in sorted(dice.sample(places, most)):
            found.add(told_after, Fuse(number, fate))
    part = f"{scenario.name} {fate}"
    figures("kill at every call", part, runs=found.runs, kills=found.kills, faults=found.faults, violations=found.violations)
    assert found.said == []


def test_no_scenario_is_missing() -> None:
    names = {scenario.name for scenario in SCENARIOS}
    figures("kill at every call", "scenarios", scenarios=len(names))
    assert len(names) == len(SCENARIOS) >= 40
