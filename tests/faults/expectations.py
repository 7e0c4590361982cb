"""What a model of the clinic expects of it at any moment, and when it has fallen quiet."""

from collections import Counter, defaultdict
from typing import Any

from chalicelib.domain.conversation import Status
from chalicelib.domain.message import RANK, DeliveryStatus, Message
from tests.faults.promises import SETTLES_WITHIN
from tests.services.house import CLINIC

ARRIVED = frozenset({DeliveryStatus.DELIVERED, DeliveryStatus.READ, DeliveryStatus.PLAYED})


def stored_twice(town: Any) -> list[str]:
    entries = town.store.entries.values()
    inbound = Counter(entry.provider_id for entry in entries if isinstance(entry, Message) and entry.direction == "inbound")
    return [f"I2: {message_id} is stored {times} times" for message_id, times in inbound.items() if times > 1]


def misnumbered(town: Any) -> list[str]:
    places = defaultdict(list)
    for entry in town.store.entries.values():
        places[entry.conversation_id].append(entry.seq)
    return [f"seq: {places[each.id]} of {each.seq}" for each in town.all if sorted(places[each.id]) != list(range(1, each.seq + 1))]


def open_twice(town: Any) -> list[str]:
    unresolved = Counter(each.contact_id for each in town.all if each.status is not Status.RESOLVED)
    return [f"I5: {times} open conversations" for times in unresolved.values() if times > 1]


def versions_lost(town: Any) -> list[str]:
    said = []
    for conversation in town.all:
        commits, moves = town.commits[conversation.id]
        session = town.store.sessions.get((CLINIC, conversation.id))
        if conversation.version != commits or (session is not None and session.version != moves):
            said.append(f"I4: version {conversation.version} of {commits} commits, {session and session.version} of {moves} moves")
    return said


def accepted_too_often(town: Any) -> list[str]:
    """Once, and once more for each decision that is written down: a flow's repeat, a person's resend."""
    said = []
    for ref, times in Counter(reference.ref for reference, _, _ in town.channel.accepted).items():
        message = town.store.entries[CLINIC, ref.conversation_id, ref.seq]
        decided = message.repeated or getattr(message, "resent_by", None) is not None
        most = 2 if message.repeated and message.policy == "at_least_once" else 1
        if times > most + town.resends[ref] or (times > 1 and not decided):
            said.append(f"I10: {message.preview!r} was accepted {times} times, {message.policy}, after {town.resends[ref]} resends")
    return said


def late(town: Any) -> list[str]:
    """Not settled within 15 minutes, although nothing went wrong on purpose meanwhile."""
    said = []
    for message in town.outbound_messages:
        settled = town.settled_at.get((message.conversation_id, message.seq))
        if settled is not None and settled - message.at > SETTLES_WITHIN and not any(message.at <= at <= settled for at in town.trouble):
            said.append(f"I9: {message.preview!r} took {settled - message.at}")
    return said


def not_as_told(town: Any) -> list[str]:
    """The highest it was told to have reached by any attempt; else the failure of its last one (I13, I14)."""
    said = []
    told = defaultdict(set)
    for ref, attempt, status, wamid in town.heard:
        if wamid is None or (CLINIC, "n1", wamid) in town.store.sent:
            told[ref].add((attempt, status))
    for ref, heard in told.items():
        message = town.store.entries[CLINIC, ref.conversation_id, ref.seq]
        reached = {status for _, status in heard} & ARRIVED
        expected = max(reached, key=lambda status: RANK[status], default=None)
        if expected is None and (message.attempt, DeliveryStatus.FAILED) in heard:
            expected = DeliveryStatus.FAILED
        if expected is not None and message.status is not expected:
            said.append(f"I13: {message.preview!r} is {message.status} and was told to be {expected}")
    return said
