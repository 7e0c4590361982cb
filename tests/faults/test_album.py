"""Ten images of somebody new, all taken in at once: one contact, one conversation, one run of the flow, and every image (I2–I5)."""

from collections import Counter
from functools import partial
from random import Random
from typing import Any

from chalicelib.domain.address import Address
from chalicelib.domain.content import Media
from chalicelib.domain.conversation import Status
from chalicelib.domain.inbound import Fact, Item, MessageReceived, Sender
from chalicelib.domain.message import Message
from tests.fakes.conversations import MemoryConversations
from tests.faults.house_on_fire import CountedConversations
from tests.faults.seeded import seeded
from tests.faults.turns import Port, interleaved
from tests.proof import figures, times
from tests.services.flows import DESK
from tests.services.house import APP, CLINIC, NUMBER, House, ScriptedChannel

IMAGES = 10
WELCOME = {**DESK, "id": "welcome", "triggers": [{"kind": "first_contact"}]}
PHONE = Address(channel="whatsapp", kind="phone", value="5511988423107")
USER_ID = Address(channel="whatsapp", kind="user_id", value="BR.13491208655302741918")


class ManyFacts(ScriptedChannel):
    """Each item holds one fact, by its number."""

    def parse(self, item: Item) -> list[Fact]:
        return [self.facts[int(item.body)]]


class BusyHouse(House):
    """Every port is a place where another handler may come first."""

    def whatsapp(self) -> ManyFacts:
        return ManyFacts()

    def port(self, kept: Any) -> Any:
        if isinstance(kept, MemoryConversations):
            kept = CountedConversations(kept.store)
            self.commits = kept.commits
        return Port(kept)

    def takes(self, number: int) -> None:
        """One handler's work."""
        item = Item(
            workspace=CLINIC, channel="whatsapp", app_id=APP, lane="inbound", group=f"{number}", account=NUMBER, body=f"{number}",
            received_at=self.now,
        )  # fmt: skip
        self.inbox.take(item, self.now)


def album(dice: Random) -> tuple[BusyHouse, int]:
    """The house before it, and how many handlers there are: some images come twice, some name the sender by a second address too."""
    house = BusyHouse(WELCOME)
    two_addresses = dice.random() < 0.5
    for number in range(IMAGES):
        addresses = (PHONE, USER_ID) if two_addresses and dice.random() < 0.5 else (PHONE,)
        image = Media(kind="image", media_id=f"m{number}", mime_type="image/jpeg")
        sender = Sender(addresses=addresses, name="Rafael")
        fact = MessageReceived(message_id=f"wamid.{number}", sender=sender, content=image, at=house.now)
        house.channel.facts += [fact] * dice.choice([1, 1, 1, 2])
    return house, len(house.channel.facts)


def wrong(house: BusyHouse) -> list[str]:
    """What is not as if they had come one by one."""
    said = []
    inbound = Counter(m.provider_id for m in house.store.entries.values() if isinstance(m, Message) and m.direction == "inbound")
    if inbound != Counter(f"wamid.{number}" for number in range(IMAGES)):
        said.append(f"I2: stored are {sorted(inbound.elements())}")
    unresolved = [each for each in house.all if each.status is not Status.RESOLVED]
    if (len(house.store.contacts), len(house.all), len(unresolved), len(set(house.store.aliases.values()))) != (1, 1, 1, 1):
        said.append(f"I5: {len(house.store.contacts)} contacts, {len(house.all)} conversations")
        return said
    conversation, session = house.conversation, house.store.sessions.get((CLINIC, house.conversation.id))
    commits, moves = house.commits[conversation.id]
    if (conversation.version, session and session.version) != (commits, moves):
        said.append(f"I4: version {conversation.version} of {commits} commits, {session and session.version} of {moves} moves")
    if [entry.seq for entry in house.timeline] != list(range(1, conversation.seq + 1)):
        said.append(f"seq: {[entry.seq for entry in house.timeline]}")
    if (house.said("outbound"), house.events) != ALONE:
        said.append(f"I3: the bot said {house.said('outbound')}, and did {house.events}")
    return said


def one_by_one() -> tuple[list[str], list[str]]:
    house, handlers = album(Random(0))
    for number in range(handlers):
        house.takes(number)
    return house.said("outbound"), house.events


ALONE = one_by_one()
"""What the bot says and does where nobody else comes in between."""


def test_an_album_of_somebody_new_is_one_conversation_whoever_comes_first_at_each_call() -> None:
    schedules = times(300, 10_000)
    orders: set[str] = set()
    found: list[str] = []
    taken_again = calls = 0
    assert len(ALONE[0]) == 4
    with seeded("album race") as dice:
        for number in range(schedules):
            house, handlers = album(dice)
            order, lost_races = interleaved([partial(house.takes, handler) for handler in range(handlers)], dice)
            orders.add(order)
            calls += len(order)
            taken_again += lost_races
            found += [f"schedule {number}: {each}" for each in wrong(house)]
    broken = Counter(each.split(": ")[1] for each in found)
    figures(
        "album race", schedules=schedules, distinct=len(orders), turns=calls, taken_again=taken_again, lost=broken["I2"],
        conversations=1 + broken["I5"], versions_lost=broken["I4"], moved_twice=broken["I3"],
    )  # fmt: skip
    assert found == []
    assert taken_again
