"""Every scenario, killed and failed at every call of every port; then everything is delivered again, and the promises hold."""

import pytest

from tests.faults.house_on_fire import Fate, Fuse
from tests.faults.promises import broken
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.town import Town

READS = {
    *("parse", "check", "by_account", "connection", "open", "get", "live", "version"),
    *("known", "load", "open_with_session", "unsent", "entry", "by_client_id", "find", "before"),
}
"""After a read nothing is different: to die or to fail there is to die or to fail before the next call."""
BY_NAME = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)


def played(scenario: Scenario, fuse: Fuse | None = None, *, echoes: bool = False) -> Town:
    town = Town(*scenario.flows, fuse=fuse, statuses=scenario.statuses, plan=scenario.plan, echoes=echoes)
    scenario.script(town)
    town.run(scenario.minutes)
    return town


def told(town: Town) -> list[str]:
    """What was written down to be said to the contact, in order."""
    messages = sorted(town.outbound_messages, key=lambda message: (message.conversation_id, message.seq))
    return [message.preview for message in messages]


@BY_NAME
@pytest.mark.parametrize("echoes", [False, True], ids=["once", "twice"])
def test_a_story_ends_as_it_should_however_often_its_records_come(scenario: Scenario, echoes: bool) -> None:
    town = played(scenario, echoes=echoes)
    assert told(town) == list(scenario.ending)
    assert broken(town) == []


@BY_NAME
@pytest.mark.parametrize("fate", [Fate.DIES_BEFORE, Fate.DIES_AFTER, Fate.FAILS, Fate.ANSWER_LOST], ids=str)
def test_whatever_befalls_a_call_the_promises_hold(scenario: Scenario, fate: Fate) -> None:
    violations = []
    for number, name in calls_of(scenario, fate):
        town = played(scenario, Fuse(number, fate))
        found = broken(town)
        if scenario.firm and told(town) != list(scenario.ending):
            found.append(f"I3: the contact is told {told(town)}")
        violations += [f"call {number}, {name}: {each}" for each in found]
    assert violations == []


def calls_of(scenario: Scenario, fate: Fate) -> list[tuple[int, str]]:
    """The calls where this fate makes a difference; a sweep that finds nothing makes none."""
    calls = enumerate(played(scenario).fuse.calls, start=1)
    worth = READS if fate in (Fate.DIES_AFTER, Fate.ANSWER_LOST) else {"before"}
    return [(number, name) for number, name in calls if name.rpartition(".")[2] not in worth]
