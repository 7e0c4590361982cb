"""What must be true when the town has fallen quiet, whatever burnt (reliability.md §1)."""

from collections import Counter
from datetime import datetime, timedelta

from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.message import RANK, DeliveryStatus, Message
from tests.faults.town import UNSETTLED, Town
from tests.services.house import CLINIC

SETTLES_WITHIN = timedelta(minutes=15)
PATIENCE = 8
"""Receives after which a queue gives a record up (infrastructure/data.yaml)."""


def broken(town: Town) -> list[str]:
    """The promises that were not kept, each with what shows it."""
    return [
        *_stored_once(town),
        *_in_order(town),
        *_counted(town),
        *_one_open_conversation(town),
        *_accepted_at_most_once(town),
        *_settled(town),
        *_statuses_told(town),
        *_nothing_left_behind(town),
    ]


def _stored_once(town: Town) -> list[str]:
    stored = Counter(
        entry.provider_id for entry in town.store.entries.values() if isinstance(entry, Message) and entry.direction == "inbound"
    )
    seen = {message_id for _, _, message_id in town.store.seen}
    lost = [f"I2: {message_id} is lost" for message_id in town.posted if message_id not in seen]
    return lost + [f"I2: {message_id} is stored {times} times" for message_id, times in stored.items() if times != 1]


def _in_order(town: Town) -> list[str]:
    said = []
    for conversation in town.store.conversations.values():
        places = sorted(entry.seq for entry in town.store.entries.values() if entry.conversation_id == conversation.id)
        if places != list(range(1, conversation.seq + 1)):
            said.append(f"seq: {conversation.id} has {places} of {conversation.seq}")
    return said


def _counted(town: Town) -> list[str]:
    said = []
    for conversation in town.store.conversations.values():
        commits, moves = town.commits[conversation.id]
        session = town.store.sessions.get((CLINIC, conversation.id))
        if conversation.version != commits:
            said.append(f"I4: {conversation.version} versions of a conversation from {commits} commits")
        if session is not None and session.version != moves:
            said.append(f"I4: {session.version} versions of a session from {moves} moves")
    return said


def _one_open_conversation(town: Town) -> list[str]:
    unresolved = Counter((c.connection_id, c.contact_id) for c in town.store.conversations.values() if c.status is not Status.RESOLVED)
    twice = [f"I5: {times} open conversations" for times in unresolved.values() if times > 1]
    opened = set(town.store.opened.values())
    is_open = {c.id for c in town.store.conversations.values() if c.status is not Status.RESOLVED}
    return twice + ([f"I5: the guard says {opened}, the rows {is_open}"] if opened != is_open else [])


def _accepted_at_most_once(town: Town) -> list[str]:
    said = []
    for place, times in Counter((reference.ref.conversation_id, reference.ref.seq) for reference, _, _ in town.channel.accepted).items():
        message = town.store.entries[(CLINIC, *place)]
        assert isinstance(message, Message)
        if times > 1 and not (getattr(message, "repeated", message.attempt > 1) and message.policy == "at_least_once" and times == 2):
            said.append(f"I10: {message.preview!r} was accepted {times} times, attempt {message.attempt}")
    return said


def _settled(town: Town) -> list[str]:
    said = []
    for message in town.outbound_messages:
        settled = town.settled_at.get((message.conversation_id, message.seq))
        if settled is None or message.status in UNSETTLED:
            said.append(f"I9: {message.preview!r} is {message.status} for ever, attempt {message.attempt}")
        elif settled - message.at > SETTLES_WITHIN:
            said.append(f"I9: {message.preview!r} took {settled - message.at}")
    return said


def _statuses_told(town: Town) -> list[str]:
    """The highest status that was told of a message is the one it has (I13, I14)."""
    said = []
    highest: dict[tuple[str, int], DeliveryStatus] = {}
    for reference, _, _ in town.channel.accepted:
        place = (str(reference.ref.conversation_id), reference.ref.seq)
        for told in town.told:
            if told.reference == str(reference) and RANK[told.status] > RANK[highest.get(place, DeliveryStatus.QUEUED)]:
                highest[place] = told.status
    for place, status in highest.items():
        message = town.store.entries[(CLINIC, *place)]
        assert isinstance(message, Message)
        if message.status is not status:
            said.append(f"I13: {message.preview!r} is {message.status} and was told to be {status}")
    return said


def _nothing_left_behind(town: Town) -> list[str]:
    said = [f"I7: {queue.waiting} records wait" for queue in (town.inbound, town.outbound, town.status_queue) if queue.waiting]
    said += [f"I6: a record was received {queue.most} times" for queue in (town.inbound, town.outbound) if queue.most > PATIENCE]
    rings = {session.id: session.rings_at for session in town.store.sessions.values() if _bots(town, session.conversation_id)}
    for due in town.store.dues.values():
        if due.at <= town.clock.now - timedelta(minutes=2):
            said.append(f"due: a row of {due.at} is still there: {due.what} {due.seq}")
    watched = {due.session_id: due.at for due in town.store.dues.values()}
    for session_id, moment in rings.items():
        if moment is not None and not _by(watched.get(session_id), moment):
            said.append(f"I15: nothing looks after a session that should ring at {moment}")
    return said


def _bots(town: Town, conversation_id: str) -> bool:
    conversation: Conversation = town.store.conversations[CLINIC, conversation_id]
    return conversation.status is Status.BOT


def _by(watched: datetime | None, moment: datetime) -> bool:
    return watched is not None and watched <= moment
