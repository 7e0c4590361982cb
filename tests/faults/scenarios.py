"""Every story of the town, and the words to tell them with."""

from tests.faults import (
    stories_of_flows,
    stories_of_mending,
    stories_of_people,
    stories_of_screens,
    stories_of_sending,
    stories_of_webhooks,
)
from tests.faults.verbs import ANA, Scenario, at, count, does, moves, replies, said, says, taps, told

__all__ = ["ANA", "SCENARIOS", "Scenario", "at", "count", "does", "moves", "replies", "said", "says", "taps", "told"]

SCENARIOS = [
    *stories_of_flows.STORIES,
    *stories_of_people.STORIES,
    *stories_of_sending.STORIES,
    *stories_of_mending.STORIES,
    *stories_of_webhooks.STORIES,
    *stories_of_screens.STORIES,
]
