"""Short trials of one part of the design each: what promises they find broken, run by run."""

from collections.abc import Callable, Iterator
from typing import Any

from chalicelib.domain.content import Text
from tests.faults.house_on_fire import Fate, Fuse
from tests.faults.promises import broken
from tests.faults.town import Town
from tests.faults.verbs import does, replies, said, says
from tests.services.flows import DESK, LATER
from tests.services.house import CLINIC

Story = Callable[[Town], None]
Trials = Iterator[list[str]]
"""What each run found."""
MINUTES = 60
"""Longer than any promise waits for."""


def a_flow(town: Town) -> None:
    """A new contact, a question, its answer."""
    says(town, 0, "Oi")
    says(town, 250, "Rafa")


def a_reply(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, replies(town, "Bom dia!", "r1"))


def burnt(story: Story, *fates: Fate, **how: Any) -> Trials:
    """The story, with each fate at each call."""
    calls = len(played(story, **how).fuse.calls)
    for fate in fates:
        for number in range(1, calls + 1):
            yield broken(played(story, Fuse(number, fate), **how))


def played(story: Story, fuse: Fuse | None = None, **how: Any) -> Town:
    town = Town(DESK, LATER, fuse=fuse, **how)
    story(town)
    town.run(MINUTES)
    return town


def told(story: Story, plan: list[str], statuses: float | None = None) -> Trials:
    """The story, with WhatsApp answering as planned."""
    yield broken(played(story, plan=plan, statuses=statuses))


def read_while_written() -> Trials:
    """An agent looks while the customer writes: at every call of the one, all of the other happens first."""
    for number in range(1, 4):
        town = Town(DESK, LATER, fuse=Fuse())
        says(town, 0, "Bom dia")
        town.run(1)
        town.fuse.calls.clear()
        fact = said(town, "wamid.meanwhile", Text(body="Alguém aí?"))
        town.fuse.at, town.fuse.fate, town.fuse.meanwhile = number, Fate.MEANWHILE, lambda town=town, fact=fact: town.webhook(fact)
        town.desk.read(CLINIC, town.conversation.id, town.clock.now)
        town.run(MINUTES)
        yield broken(town)
