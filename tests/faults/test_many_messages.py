"""Months of a busy clinic at once: everything comes up to five times, in any order, up to a week late, and workers die (I2)."""

from collections import Counter, defaultdict
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from chalicelib.domain.address import Address
from chalicelib.domain.content import Text
from chalicelib.domain.conversation import Status
from chalicelib.domain.inbound import MessageReceived, Sender
from chalicelib.domain.message import Entry, Message
from tests.faults.house_on_fire import Broken, Fuse, Killed
from tests.faults.seeded import seeded
from tests.faults.town import Town
from tests.proof import figures, times
from tests.services.flows import DESK, LATER
from tests.services.house import CLINIC, LIVIA

EACH = 25
"""Messages of one person."""
WRITTEN_WITHIN = timedelta(days=2).total_seconds()
LATEST = timedelta(days=7).total_seconds()
DEATHS = 1 / 500
"""How often a call is the last one of its worker."""


class RandomDeaths(Fuse):
    """Now and then a call kills its worker, before or after it did its work, or fails."""

    def __init__(self, dice: Random) -> None:
        super().__init__()
        self.dice, self.deaths = dice, 0

    def call(self, name: str, do: Any) -> Any:
        befalls = self.dice.random()
        if befalls >= DEATHS:
            return do()
        self.deaths += 1
        if befalls < DEATHS / 3:
            raise Broken(name)
        if befalls < DEATHS / 2:
            do()
        raise Killed


class InOrder(dict[str, None]):
    """What was posted, each once, in order; quick to ask."""

    def append(self, message_id: str) -> None:
        self[message_id] = None


class BusyTown(Town):
    """Notes, person by person, what was posted first and what was stored, in order."""

    def __init__(self, dice: Random) -> None:
        super().__init__(DESK, LATER, fuse=RandomDeaths(dice), statuses=None)
        self.posted: Any = InOrder()
        self.arrived: dict[str, list[MessageReceived]] = defaultdict(list)
        self.stored: dict[str, list[Message]] = defaultdict(list)
        self.writers: dict[str, str] = {}
        self._write = self.store.write_entry
        self.store.write_entry = self._noted  # type: ignore[method-assign]

    def comes(self, fact: MessageReceived) -> None:
        person = self.writers[fact.message_id] = fact.sender.addresses[0].value
        if fact.message_id not in self.posted:
            self.arrived[person].append(fact)
        self.posts(fact, person)

    def _noted(self, workspace: str, entry: Entry) -> None:
        if isinstance(entry, Message) and entry.direction == "inbound":
            self.stored[self.writers[str(entry.provider_id)]].append(entry)
        self._write(workspace, entry)

    def is_busy(self, messages: int, dice: Random) -> int:
        """Everything that will come, and agents who are done with somebody now and then. How often anything comes."""
        deliveries = 0
        for number in range(messages):
            person = f"5511{900_000_000 + dice.randrange(max(1, messages // EACH))}"
            sender = Sender(addresses=(Address(channel="whatsapp", kind="phone", value=person),), name=person)
            written = dice.random() * WRITTEN_WITHIN
            said = Text(body=dice.choice(["Oi", "Rafa", "depois", "Bom dia", f"{number}"]))
            fact = MessageReceived(message_id=f"wamid.{number}", sender=sender, content=said, at=self.now + timedelta(seconds=written))
            for _ in range(dice.randint(1, 5)):
                late = dice.random() * dice.choices([2, 3600, LATEST], [7, 2, 1])[0]
                self.clock.after(written + late, partial(self.comes, fact))
                deliveries += 1
            if dice.random() < 0.05:
                self.clock.after(written + 3600, partial(self._resolves, person))
        return deliveries

    def _resolves(self, person: str) -> None:
        if messages := self.stored[person]:
            self.agent(lambda: self.desk.resolve(CLINIC, messages[-1].conversation_id, LIVIA, self.clock.now))

    def lives(self) -> None:
        """A sweep every ten minutes, until nothing comes any more."""
        ends = self.now + timedelta(seconds=WRITTEN_WITHIN + LATEST) + timedelta(hours=3)
        for minutes in range(0, int((ends - self.now).total_seconds() // 60), 10):
            self.clock.after(minutes * 60, self._swept)
        while self.clock.step(ends):
            pass


def test_whatever_comes_however_often_and_late_is_stored_once_and_in_its_order() -> None:
    messages = times(3_000, 100_000)
    with seeded("many messages") as dice:
        town = BusyTown(dice)
        deliveries = town.is_busy(messages, dice)
        town.lives()
    stored = Counter(message.provider_id for each in town.stored.values() for message in each)
    found = {
        "lost": messages - len(stored),
        "doubled": sum(1 for count in stored.values() if count > 1),
        "misordered": sum(_misplaced(town.arrived[person], town.stored[person]) for person in town.arrived),
        "waiting": town.inbound.waiting + town.outbound.waiting,
        "open_twice": sum(1 for count in _open(town).values() if count > 1),
    }
    resolved = sum(1 for conversation in town.all if conversation.status is Status.RESOLVED)
    figures("many messages", messages=messages, deliveries=deliveries, deaths=town.fuse.deaths, resolved=resolved, **found)
    assert set(found.values()) == {0}, found
    assert deliveries > 2 * messages
    assert town.fuse.deaths
    assert resolved


def _misplaced(arrived: list[MessageReceived], stored: list[Message]) -> int:
    """What does not stand where it came, or has another time than WhatsApp's."""
    came, kept = [(fact.message_id, fact.at) for fact in arrived], [(message.provider_id, message.at) for message in stored]
    return sum(1 for one, other in zip(came, kept, strict=False) if one != other) + abs(len(came) - len(kept))


def _open(town: Town) -> Counter[str]:
    return Counter(conversation.contact_id for conversation in town.all if conversation.status is not Status.RESOLVED)
