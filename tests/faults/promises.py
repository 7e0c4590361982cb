"""What must be true when the town has fallen quiet, whatever burnt (reliability.md §1)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

from chalicelib.domain.conversation import Status
from chalicelib.domain.message import RANK, DeliveryStatus, Entry, Event, Message
from tests.faults.notes import UNSETTLED
from tests.faults.town import Town
from tests.services.house import CLINIC

SETTLES_WITHIN = timedelta(minutes=15)


def broken(town: Town) -> list[str]:
    """The promises that were not kept, each with what shows it."""
    return [
        *town.wrong,
        *town.browsers.wrong,
        *town.ladder.went_down,
        *_stored_once(town),
        *_at_home(town),
        *_in_order(town),
        *_counted(town),
        *_one_open_conversation(town),
        *_waits_as_it_should(town),
        *_accepted_at_most_once(town),
        *_sent_in_order(town),
        *_kept_back(town),
        *_settled(town),
        *_statuses_told(town),
        *_nothing_left_behind(town),
        *_looked_after(town),
        *_on_its_version(town),
        *town.browsers.behind(),
        *(f"I20: {crossed}" for crossed in town.fuse.crossed),
    ]


def _inbound(town: Town) -> Iterator[tuple[str, Message]]:
    for (workspace, _, _), entry in town.store.entries.items():
        if isinstance(entry, Message) and entry.direction == "inbound":
            yield workspace, entry


def _stored_once(town: Town) -> list[str]:
    stored = Counter((workspace, str(message.provider_id)) for workspace, message in _inbound(town))
    seen = {(workspace, message_id): ref for (workspace, _, message_id), ref in town.store.seen.items()}
    said = [f"I2: {message_id} is stored {times} times" for (_, message_id), times in stored.items() if times != 1]
    for home in sorted(town.homes):
        if home not in seen:
            said.append(f"I2: {home[1]} is lost")
        elif seen[home] is not None and home not in stored:
            said.append(f"I2: {home[1]} is marked, and not stored")
    return said


def _at_home(town: Town) -> list[str]:
    """I12: every message under the workspace that owns its number; of a number that is nobody's, none."""
    aside = " ".join(record.body for (workspace, _), record in town.shelf.aside.records.items() if workspace == CLINIC)
    said = [f"I12: {m.provider_id} is in {w}" for w, m in _inbound(town) if (w, m.provider_id) not in town.homes]
    said += [f"I12: {message_id} is not to be seen in quarantine" for message_id in sorted(town.strays) if message_id not in aside]
    own = {workspace: {each.id for each in town.numbers.connections(workspace)} for workspace, _ in town.homes}
    held = [(w, c) for (w, _), c in town.store.conversations.items()]
    return said + [f"I12: {c.id} of {w} is over {c.connection_id}" for w, c in held if c.connection_id not in own[w]]


def _in_order(town: Town) -> list[str]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for workspace, conversation_id, seq in town.store.entries:
        places[workspace, conversation_id].append(seq)
    return [
        f"seq: {conversation.id} has {sorted(places[key])} of {conversation.seq}"
        for key, conversation in town.store.conversations.items()
        if sorted(places[key]) != list(range(1, conversation.seq + 1))
    ]


def _counted(town: Town) -> list[str]:
    said = []
    for key, conversation in town.store.conversations.items():
        commits, moves = town.commits[conversation.id]
        session = town.store.sessions.get(key)
        if conversation.version != commits:
            said.append(f"I4: {conversation.version} versions of a conversation from {commits} commits")
        if session is not None and session.version != moves:
            said.append(f"I4: {session.version} versions of a session from {moves} moves")
    return said


def _one_open_conversation(town: Town) -> list[str]:
    unresolved = [(w, c) for (w, _), c in town.store.conversations.items() if c.status is not Status.RESOLVED]
    slots = Counter((w, c.connection_id, c.contact_id) for w, c in unresolved)
    people = Counter((w, c.connection_id, c.address.key) for w, c in unresolved)
    twice = [f"I5: {times} open conversations of one contact" for times in (slots | people).values() if times > 1]
    opened, is_open = set(town.store.opened.values()), {c.id for _, c in unresolved}
    return twice + ([f"I5: the guard says {sorted(opened)}, the rows {sorted(is_open)}"] if opened != is_open else [])


def _waits_as_it_should(town: Town) -> list[str]:
    """A customer waits from the first thing said that nothing answered; what failed, or was never sent, answered nothing."""
    said = []
    for (workspace, conversation_id), conversation in town.store.conversations.items():
        entries = [e for (w, c, _), e in sorted(town.store.entries.items()) if (w, c) == (workspace, conversation_id)]
        last = max((each.seq for each in entries if _ends_it(each)), default=0)
        asked = [each.at for each in entries if each.seq > last and _begins_it(each)]
        since = asked[0].replace(microsecond=0) if asked else None
        if conversation.waiting_since != since:
            said.append(f"{conversation.id} waits since {conversation.waiting_since}, and should since {since}")
    return said


def _ends_it(entry: Entry) -> bool:
    return isinstance(entry, Message) and entry.direction == "outbound" and entry.status is not DeliveryStatus.FAILED


def _begins_it(entry: Entry) -> bool:
    if isinstance(entry, Event):
        return entry.kind == "handed_off"
    return entry.direction == "inbound" and entry.content.kind not in ("reaction", "notice")


def _accepted_at_most_once(town: Town) -> list[str]:
    said = []
    for place, times in Counter((r.workspace, r.ref.conversation_id, r.ref.seq) for r, _, _ in town.channel.accepted).items():
        message = town.store.entries[place]
        assert isinstance(message, Message)
        decided = (message.repeated and message.policy == "at_least_once" and times == 2) or message.resent_by is not None
        if times > 1 and not decided:
            said.append(f"I10: {message.preview!r} was accepted {times} times, attempt {message.attempt}")
    return said


def _sent_in_order(town: Town) -> list[str]:
    """§2.5: whoever overtook says whom; what was sent again on purpose comes when it comes."""
    said = []
    passed: dict[tuple[str, str], int] = defaultdict(int)
    for reference, text, _ in town.channel.accepted:
        key, seq = (str(reference.workspace), str(reference.ref.conversation_id)), reference.ref.seq
        last, passed[key] = passed[key], max(passed[key], seq)
        if seq >= last:
            continue
        late = town.store.entries[*key, seq]
        between = [town.store.entries.get((*key, place)) for place in range(seq + 1, last + 1)]
        excused = isinstance(late, Message) and (late.repeated or late.resent_by is not None)
        if not excused and not any(getattr(each, "ahead_of", None) is not None for each in between):
            said.append(f"§2.5: {text!r} ({seq}) came after {last}, and nobody says so")
    return said


def _kept_back(town: Town) -> list[str]:
    """§2.9: what the bot had not said when a person took the word from it is never said."""
    taken: dict[tuple[str, str], list[Event]] = defaultdict(list)
    silent: set[tuple[str, str]] = set()
    for (workspace, conversation_id, _), entry in sorted(town.store.entries.items()):
        place = workspace, conversation_id
        if not isinstance(entry, Event):
            continue
        # A bot that asked for a person has given the word away; what it said before still goes out.
        if entry.kind == "taken_over" and place not in silent:
            taken[place].append(entry)
        if entry.kind in ("handed_off", "taken_over", "reopened"):
            silent.add(place)
        elif entry.kind == "given_back":
            silent.discard(place)
    said = []
    for reference, text, at in town.channel.accepted:
        message = town.store.entries[reference.workspace, reference.ref.conversation_id, reference.ref.seq]
        if isinstance(message, Message) and message.author.kind == "bot" and message.resent_by is None:
            before = [each for each in taken[reference.workspace, message.conversation_id] if each.seq > message.seq and each.at < at]
            said += [f"§2.9: {text!r} left at {at}, and a person had the word from {each.at}" for each in before]
    return said


def _settled(town: Town) -> list[str]:
    said = []
    for message in town.outbound_messages:
        place = (message.conversation_id, message.seq)
        settled = town.waits.settled_at.get(place)
        if settled is None or message.status in UNSETTLED:
            said.append(f"I9: {message.preview!r} is {message.status} for ever, attempt {message.attempt}")
        elif settled - message.at - town.waits.excused[place] > SETTLES_WITHIN:
            said.append(f"I9: {message.preview!r} took {settled - message.at}, of which it said that it waits {town.waits.excused[place]}")
    return said


def _statuses_told(town: Town) -> list[str]:
    """The highest status that was told of a message is the one it has (I13, I14); a failure is its own attempt's."""
    said = []
    attempts = {str(reference): reference for reference, _, _ in town.channel.accepted}
    highest: dict[tuple[str, str, int], DeliveryStatus] = {}
    for told in town.told:
        reference = attempts[str(told.reference)]
        place = (str(reference.workspace), str(reference.ref.conversation_id), reference.ref.seq)
        message = town.store.entries[place]
        assert isinstance(message, Message)
        if town.channel.anonymous and told.message_id not in {wamid for _, _, wamid in town.store.sent}:
            continue
        if told.status is DeliveryStatus.FAILED and reference.attempt != message.attempt:
            continue
        if RANK[told.status] < RANK[DeliveryStatus.FAILED] and reference.attempt <= message.failed_attempt:
            continue
        if RANK[told.status] > RANK[highest.get(place, DeliveryStatus.QUEUED)]:
            highest[place] = told.status
    for place, status in highest.items():
        message = town.store.entries[place]
        if isinstance(message, Message) and message.status is not status:
            said.append(f"I13: {message.preview!r} is {message.status} and was told to be {status}")
    known = [key for key in town.store.parked if key in town.store.sent]
    return said + [f"I13: {wamid} is known, and its statuses still wait" for _, _, wamid in known]


def _nothing_left_behind(town: Town) -> list[str]:
    said = [f"I7: {queue.waiting} records wait in {queue.name}" for queue in town.queues_ if queue.waiting]
    said += [f"I6: a record was received {r.receives} times and given up by {q.name}" for q in town.queues_ for r in q.dead]
    for queue in (town.inbound, town.status_queue):
        said += [f"I7: {r.id} was deleted, and nobody took it" for r in queue.deleted if r.what is not None and r.what not in town.handled]
    for due in town.store.dues.values():
        if due.at <= town.clock.now - timedelta(minutes=2):
            said.append(f"I9: a row of {due.at} is still there: {due.what} {due.seq}")
    return said


def _looked_after(town: Town) -> list[str]:
    """I15: a session that waits has a row in ``due`` that wakes it in time, whatever became of its alarm."""
    watched = {due.session_id: due.at for due in town.store.dues.values()}
    return [
        f"I15: nothing looks after a session that should ring at {session.rings_at}"
        for key, session in town.store.sessions.items()
        if session.rings_at is not None
        and town.store.conversations[key].status is Status.BOT
        and watched.get(session.id, session.rings_at + timedelta.resolution) > session.rings_at
    ]


def _on_its_version(town: Town) -> list[str]:
    runs = town.flow_versions.items()
    return [f"I18: {session_id} ran on {sorted(versions)}" for session_id, versions in runs if len(versions) > 1]
