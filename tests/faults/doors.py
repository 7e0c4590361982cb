"""A town whose queues hand their records to the real doors' ``settle``, and whose claims carry the real adapter's ids."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chalicelib.adapters import queues as sqs
from chalicelib.domain.inbound import MessageReceived
from chalicelib.domain.message import Claim, Message
from chalicelib.entrypoints import events
from tests.faults.house_on_fire import Broken
from tests.faults.ladder import Ladder
from tests.faults.promises import broken
from tests.faults.seeded import steady
from tests.faults.town import Outbox, Town


class IdsOfSqs(Outbox):
    """Swallowed by what SQS would swallow it by."""

    def put(self, claims: Sequence[tuple[Claim, str]]) -> None:
        for claim, group in claims:
            self.town.outbound.put(claim, group, sqs._claim_id(claim))


class TownWithDoors(Town):
    """Keeps what was taken in, and every step of the ladder."""

    def __init__(self, *flows: Mapping[str, Any], **how: Any) -> None:
        self.taken: set[str] = set()
        super().__init__(*flows, **how)
        self.ladder = Ladder(self.store)
        steady(self)
        for queue in (self.inbound, self.status_queue, self.outbound, self.outbound_later):
            queue.handle = self._through_the_door(queue.handle)

    def queues(self) -> tuple[Any, Any, Any]:
        _, later, alarms = super().queues()
        return IdsOfSqs(self), later, alarms

    def _taken(self, number: str) -> None:
        super()._taken(number)
        self.taken.add(number)

    def _through_the_door(self, handle: Callable[[Any], object]) -> Callable[[Any], object]:
        def received(body: Any) -> None:
            record = {"messageId": "m", "body": body, "attributes": {"MessageGroupId": "g"}}
            done = events.settle({"Records": [record]}, lambda record: handle(record["body"]), delay=lambda *_: None)
            if done["batchItemFailures"]:
                raise Broken("handed back")

        return received


def violations(town: TownWithDoors) -> list[str]:
    """Every promise that is not kept, by its label."""
    return [*broken(town), *_told_and_not_stored(town), *_deleted(town), *town.ladder.went_down]


def _told_and_not_stored(town: TownWithDoors) -> list[str]:
    """A mark is not yet a message."""
    stored = {entry.provider_id for entry in town.store.entries.values() if isinstance(entry, Message)}
    facts = [fact for webhook in town.channel.webhooks.values() for fact in webhook]
    return [
        f"I2: {fact.message_id} is marked and not stored"
        for fact in facts
        if isinstance(fact, MessageReceived) and fact.message_id not in stored
    ]


def _deleted(town: TownWithDoors) -> list[str]:
    waiting = town.inbound.waiting + town.status_queue.waiting
    gone = [number for number in town.channel.webhooks if number not in town.taken]
    return [f"I7: record {number} was deleted and never taken" for number in gone[waiting:]]
