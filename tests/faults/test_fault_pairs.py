"""Two faults in one story, drawn by lot from all stories, calls and fates: one is repaired while the other happens."""

import pytest

from tests.faults.house_on_fire import Fate, Fuse, befits
from tests.faults.runs import FATES, Found, calls_of
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.proof import SEED, chance, figures, times

PARTS = 10
EACH = times(20, 1_000)
BEYOND = 8
"""Calls that repairing the first fault may add."""
SMALL = [scenario for scenario in SCENARIOS if scenario.burns > 1_000]


@pytest.fixture(scope="module")
def calls() -> dict[str, list[str]]:
    """What each story calls when nothing burns."""
    return {scenario.name: calls_of(scenario) for scenario in SMALL}


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_two_faults_befall_a_story_the_promises_hold(part: int, calls: dict[str, list[str]]) -> None:
    found, dice = Found(), chance(f"fault pairs {part}")

    def lot(scenario: Scenario) -> dict[int, Fate]:
        """Two calls, each with a fate that can befall it."""
        known = calls[scenario.name]
        plan = {}
        for number in sorted(dice.sample(range(1, len(known) + BEYOND + 1), 2)):
            call = known[number - 1] if number <= len(known) else "Any.get"
            plan[number] = dice.choice([fate for fate in FATES if befits(fate, call)])
        return plan

    for _ in range(EACH):
        scenario = dice.choice(SMALL)
        found.add(scenario, Fuse(plan=lot(scenario)))
    figures("fault pairs", f"{part}", runs=found.runs, kills=found.kills, faults=found.faults, violations=found.violations)
    assert found.said == [], f"with PYTAKE_SEED={SEED}"
