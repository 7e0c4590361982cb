"""Two things at once: at every call of the one, all of the other happens first. Whoever is the later reads again, and nothing is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.domain.content import Text
from chalicelib.domain.conversation import Status
from chalicelib.domain.errors import PyTakeError
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import Claim, DeliveryStatus, Failure
from tests.faults.house_on_fire import Fate, Fuse
from tests.faults.promises import broken
from tests.faults.town import Town
from tests.faults.verbs import count, moves, replies, said
from tests.services.flows import DESK, LATER
from tests.services.house import CAIO, CLINIC

Act = Callable[[Town], object]
NO = Failure(code=131026, reason="No.")


def says(text: str, wamid: str) -> Act:
    def act(town: Town) -> None:
        town.webhook(said(town, wamid, Text(body=text)))

    return act


def acts(verb: str, by: Any = CAIO) -> Act:
    return lambda town: moves(town, verb, by)()


def answers(client_id: str, text: str = "Bom dia!", by: Any = CAIO) -> Act:
    return lambda town: replies(town, text, client_id, by)()


def wakes(town: Town) -> None:
    (session,) = town.store.sessions.values()
    town.timers.wake(CLINIC, session.conversation_id, session.id, session.arming, town.clock.now)


def delivers(town: Town) -> None:
    for message in [each for each in town.outbound_messages if each.status is DeliveryStatus.QUEUED]:
        town.delivery.deliver(Claim(workspace=CLINIC, ref=message.ref, attempt=message.attempt, put=message.put), town.clock.now)


def is_told(town: Town) -> None:
    for reference, _, _ in town.channel.accepted:
        told = StatusChanged(message_id="wamid.out.1", status=DeliveryStatus.READ, at=town.clock.now)
        town.told.append(told.model_copy(update={"reference": str(reference)}))
        town.webhook(told)


def is_refused(town: Town) -> None:
    for reference, _, _ in town.channel.accepted:
        told = StatusChanged(message_id="wamid.out.1", status=DeliveryStatus.FAILED, at=town.clock.now, failure=NO)
        town.webhook(told.model_copy(update={"reference": str(reference)}))


def reopened(town: Town) -> bool:
    return [each.status for each in town.store.conversations.values()] == [Status.OPEN]


def sweeps(town: Town) -> None:
    town.sweep.run(town.clock.now)


@dataclass(frozen=True)
class Race:
    """``before`` has come to rest; then ``one`` acts, and ``other`` comes in between. ``at_rest``: minutes between."""

    name: str
    before: tuple[Act, ...]
    one: Act
    other: Act
    at_rest: float = 1
    holds: Callable[[Town], bool] = lambda town: True


ANSWERED = (lambda town: setattr(town, "status_delay", None), says("Bom dia", "wamid.1"), answers("r1"), acts("resolve"))
"""And WhatsApp says nothing of the answer by itself."""
OI, NAME, GONE = says("Oi", "wamid.1"), "Qual é o seu nome?", "Até logo!"
RACES = [
    Race("two first messages", (), OI, says("Tudo bem?", "wamid.2")),
    Race("the same message twice", (), OI, OI, holds=lambda town: count(town, NAME) == 1),
    Race("an answer and a time-out", (OI,), says("Rafa", "wamid.2"), wakes, 10.5, lambda town: len(town.outbound_messages) <= 3),
    Race("a time-out and an answer", (OI,), wakes, says("Rafa", "wamid.2"), 10.5, lambda town: len(town.outbound_messages) <= 3),
    Race("an alarm and the sweep", (OI,), wakes, sweeps, 10.5, lambda town: count(town, GONE) == 1),
    Race("the sweep and an alarm", (OI,), sweeps, wakes, 10.5, lambda town: count(town, GONE) == 1),
    Race("a take-over and a time-out", (OI,), acts("take_over"), wakes, 10.5),
    Race("a time-out and a take-over", (OI,), wakes, acts("take_over"), 10.5),
    Race("a resolve and a message", (OI,), acts("resolve"), says("Espera", "wamid.2")),
    Race("a message and a resolve", (OI,), says("Espera", "wamid.2"), acts("resolve")),
    Race("a reopen and a new message", (OI, acts("resolve")), acts("reopen"), says("De novo", "wamid.2")),
    Race("a new message and a reopen", (OI, acts("resolve")), says("De novo", "wamid.2"), acts("reopen")),
    Race("a refusal told and a reopen", ANSWERED, is_refused, acts("reopen"), holds=reopened),
    Race("a reopen and a refusal told", ANSWERED, acts("reopen"), is_refused, holds=reopened),
    Race("two agents", (says("Bom dia", "wamid.1"),), answers("r1"), answers("r2")),
    Race("one reply twice", (says("Bom dia", "wamid.1"),), answers("r1"), answers("r1"), holds=lambda town: count(town, "Bom dia!") == 1),
    Race("a reply and an answer", (OI,), answers("r1"), says("Rafa", "wamid.2")),
    Race("an answer and a reply", (OI,), says("Rafa", "wamid.2"), answers("r1")),
    Race("a send and a take-over", (), delivers, acts("take_over")),
    Race("a send and its status", (), delivers, is_told),
    Race("two sends of one message", (), delivers, delivers, holds=lambda town: len(town.channel.accepted) <= 2),
]


def raced(race: Race, at: int | None) -> Town:
    town = Town(DESK, LATER, fuse=Fuse())
    for act in race.before:
        act(town)
    town.run(race.at_rest)
    if not race.before:
        OI(town) if race.one is delivers else None
    town.fuse.calls.clear()
    town.fuse.at, town.fuse.fate, town.fuse.meanwhile = at, Fate.MEANWHILE, lambda: attempt(race.other, town)
    attempt(race.one, town)
    town.fuse.at = None
    return town


def attempt(act: Act, town: Town) -> None:
    """As a queue or a browser would: a refusal is an answer."""
    try:
        act(town)
    except PyTakeError as error:
        town.refused.append(type(error).__name__)


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_whoever_comes_in_between_nothing_is_lost_and_nothing_doubled(race: Race) -> None:
    violations = []
    for number, name in enumerate(list(raced(race, None).fuse.calls), start=1):
        town = raced(race, number)
        assert town.fuse.burnt
        town.run(45)
        found = broken(town) + ([] if race.holds(town) else ["the outcome"])
        violations += [f"call {number}, {name}: {each}" for each in found]
    assert violations == []
