"""Conversations: what is written together, what is refused, what is found again."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters.dynamodb.conversations import DynamoConversations
from chalicelib.domain.change import Change
from chalicelib.domain.content import Text
from chalicelib.domain.conversation import Status, outbound
from chalicelib.domain.errors import Conflict, Duplicate, NotFound, Rejected
from chalicelib.domain.flow.session import State
from chalicelib.domain.ids import ContactId, ConversationId
from chalicelib.domain.message import Author, DeliveryStatus, Failure, Message, MessageReaction, MessageRef
from chalicelib.scope import system_scope
from tests.adapters.builders import (
    BOT,
    LINE,
    LIVIA,
    NOON,
    RAFAEL,
    RAFAEL_ID,
    begun,
    contact,
    conversation,
    event,
    inbound,
    later,
    session,
    stored,
)  # fmt: skip
from tests.adapters.conftest import Backend


def test_a_stranger_is_not_known(backend: Backend, workspace: Any) -> None:
    known = backend.conversations.known(workspace, LINE, [RAFAEL], "wamid.1", None)
    assert (known.contact, known.conversation, known.seen) == (None, None, False)


def test_what_was_written_is_known_when_the_next_message_comes(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    known = backend.conversations.known(workspace, LINE, [RAFAEL], "wamid.2", "wamid.1")
    assert known.contact == contact(version=1)
    assert known.conversation == written
    assert known.quoted.content == Text(body="Oi")
    assert not known.seen


def test_the_same_message_again_is_a_duplicate_and_changes_nothing(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    again = inbound(written, "Oi de novo", id="wamid.1")
    with pytest.raises(Duplicate):
        backend.conversations.commit(workspace, Change(written.received(again, NOON), entries=(again,), seen="wamid.1"))
    assert backend.conversations.get(workspace, written.id) == written
    assert backend.conversations.known(workspace, LINE, [RAFAEL], "wamid.1", None).seen


def test_a_message_is_a_duplicate_even_where_other_conditions_fail_too(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    stale = written.model_copy(update={"version": 0})
    with pytest.raises(Duplicate):
        backend.conversations.commit(workspace, Change(stale, seen="wamid.1"))


def test_the_slower_of_two_writers_is_told(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    backend.conversations.commit(workspace, Change(written.read()))
    with pytest.raises(Conflict):
        backend.conversations.commit(workspace, Change(written.read()))


def test_the_slower_of_two_writers_of_a_session_is_told(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    run = session(written)
    backend.conversations.commit(workspace, Change(written, session=run))
    with pytest.raises(Conflict):
        backend.conversations.commit(workspace, Change(stored(written), session=run))
    backend.conversations.commit(workspace, Change(stored(written), session=run.model_copy(update={"version": 1, "node_id": "n2"})))
    assert backend.conversations.open_with_session(workspace, written.id)[1].node_id == "n2"


def test_a_new_session_takes_the_place_of_one_that_is_done(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    backend.conversations.commit(workspace, Change(written, session=session(written, state=State.DONE)))
    following = session(written, id="s2")
    backend.conversations.commit(workspace, Change(stored(written), session=following))
    assert backend.conversations.open_with_session(workspace, written.id)[1].id == "s2"


def test_a_contact_has_one_open_conversation_a_connection(backend: Backend, workspace: Any) -> None:
    begun(backend.conversations, workspace)
    second = conversation("c2")
    with pytest.raises(Conflict):
        backend.conversations.commit(workspace, Change(second))


def test_a_resolved_conversation_makes_room_for_a_new_one_and_then_cannot_be_reopened(backend: Backend, workspace: Any) -> None:
    first, _ = begun(backend.conversations, workspace)
    done, resolved = first.resolved(LIVIA, NOON)
    backend.conversations.commit(workspace, Change(done, entries=(resolved,)))
    assert backend.conversations.known(workspace, LINE, [RAFAEL], "wamid.2", None).conversation is None
    second = conversation("c2")
    message = inbound(second, id="wamid.2")
    backend.conversations.commit(workspace, Change(second.received(message, NOON), entries=(message,), seen="wamid.2"))
    again, reopened = stored(done).reopened(LIVIA, NOON)
    with pytest.raises(Conflict, match="already has an open conversation"):
        backend.conversations.commit(workspace, Change(again, entries=(reopened,)))
    # Looking at the old one must not free the new one's place.
    backend.conversations.commit(workspace, Change(stored(done)))
    assert backend.conversations.known(workspace, LINE, [RAFAEL], "wamid.3", None).conversation.id == "c2"


def test_a_reopened_conversation_is_the_current_one_again(backend: Backend, workspace: Any) -> None:
    first, _ = begun(backend.conversations, workspace)
    done, resolved = first.resolved(LIVIA, NOON)
    backend.conversations.commit(workspace, Change(done, entries=(resolved,)))
    again, reopened = stored(done).reopened(LIVIA, NOON)
    backend.conversations.commit(workspace, Change(again, entries=(reopened,)))
    assert backend.conversations.known(workspace, LINE, [RAFAEL], "wamid.2", None).conversation == stored(again)


def test_a_contact_is_found_by_another_spelling_of_the_number(backend: Backend, workspace: Any) -> None:
    begun(backend.conversations, workspace)
    without_nine = RAFAEL.model_copy(update={"value": "551188423107"})
    known = backend.conversations.known(workspace, LINE, [without_nine], "wamid.2", None)
    assert known.contact.id == "p1"
    assert known.conversation.id == "c1"


def test_a_new_address_of_a_contact_leads_to_it(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    grown = contact(version=1).seen_as((RAFAEL, RAFAEL_ID), None, None)
    backend.conversations.commit(workspace, Change(written, contact=grown))
    known = backend.conversations.known(workspace, LINE, [RAFAEL_ID], "wamid.2", None)
    assert known.contact.addresses == (RAFAEL, RAFAEL_ID)
    assert known.conversation == stored(written)
    assert backend.contacts.get(workspace, ContactId("p1")).version == 2


def test_an_address_is_never_repointed(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    begun(backend.conversations, workspace, "c2", "wamid.2", contact_id="p2", address=RAFAEL_ID)
    known = backend.conversations.known(workspace, LINE, [RAFAEL, RAFAEL_ID], "wamid.3", None)
    assert known.contact.id == "p1"
    assert known.foreign == (RAFAEL_ID,)
    with pytest.raises(Conflict):
        backend.conversations.commit(workspace, Change(written, contact=contact(RAFAEL, RAFAEL_ID, version=1)))
    assert backend.conversations.known(workspace, LINE, [RAFAEL_ID], "wamid.3", None).contact.id == "p2"


def test_the_slower_of_two_writers_of_a_contact_is_told(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    backend.conversations.commit(workspace, Change(written, contact=contact(version=1)))
    with pytest.raises(Conflict):
        backend.conversations.commit(workspace, Change(stored(written), contact=contact(version=1)))


def test_a_reply_with_a_client_id_used_before_is_a_duplicate(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    reply = outbound(written, "01JB", Text(body="Bom dia"), LIVIA, NOON, client_id="01JB")
    after = written.replied(reply, LIVIA, NOON)
    backend.conversations.commit(workspace, Change(after, entries=(reply,), client_id="01JB"))
    with pytest.raises(Duplicate):
        backend.conversations.commit(workspace, Change(after, entries=(reply,), client_id="01JB"))
    assert backend.conversations.by_client_id(workspace, "01JB") == reply.ref
    assert backend.conversations.by_client_id(workspace, "01JC") is None


def test_a_message_comes_back_as_it_was_written(backend: Backend, workspace: Any) -> None:
    _, said = begun(backend.conversations, workspace, answer="Olá! Como posso ajudar?")
    assert said is not None
    assert backend.conversations.entry(workspace, said.ref) == said


def test_unsent_messages_of_the_bot_are_cancelled_with_the_take_over(backend: Backend, workspace: Any) -> None:
    written, said = begun(backend.conversations, workspace, answer="Olá!")
    assert said is not None
    assert backend.conversations.unsent(workspace, written.id) == (said,)
    held, taken = written.taken_over(LIVIA, NOON)
    cancelled = said.cancelled(Failure(reason="Taken over."), later(seconds=1))
    backend.conversations.commit(workspace, Change(held, entries=(taken,), cancelled=(cancelled,)))
    assert backend.conversations.unsent(workspace, written.id) == ()
    entry = backend.conversations.entry(workspace, said.ref)
    assert (entry.status, entry.failure.reason, entry.revision) == (DeliveryStatus.FAILED, "Taken over.", 2)


def test_a_message_that_left_meanwhile_is_not_cancelled_and_nothing_is_written(backend: Backend, workspace: Any) -> None:
    written, said = begun(backend.conversations, workspace, answer="Olá!")
    assert said is not None
    backend.deliveries.claim(workspace, said, now=NOON)
    held, taken = written.taken_over(LIVIA, NOON)
    cancelled = said.cancelled(Failure(reason="Taken over."), NOON)
    with pytest.raises(Conflict):
        backend.conversations.commit(workspace, Change(held, entries=(taken,), cancelled=(cancelled,)))
    assert backend.conversations.get(workspace, written.id) == written


def test_a_reaction_replaces_the_same_persons_and_can_be_taken_back(backend: Backend, workspace: Any) -> None:
    written, said = begun(backend.conversations, workspace, answer="Olá!")
    assert said is not None
    rafael = Author(kind="contact", id="p1", name="Rafael")

    def react(reaction: MessageReaction | None, version: int, wamid: str) -> Message:
        now = written.model_copy(update={"version": version})
        backend.conversations.commit(workspace, Change(now, seen=wamid, reaction=(said.ref, reaction, "contact:p1")))
        found: Message = backend.conversations.entry(workspace, said.ref)
        return found

    assert react(MessageReaction(author=rafael, emoji="👍"), 1, "r1").reactions == (MessageReaction(author=rafael, emoji="👍"),)
    assert react(MessageReaction(author=rafael, emoji="❤️"), 2, "r2").reactions[0].emoji == "❤️"
    last = react(None, 3, "r3")
    assert (last.reactions, last.revision) == ((), 4)
    with pytest.raises(Duplicate):
        react(None, 4, "r3")


def test_lists_show_newest_activity_first_and_go_on_where_they_stopped(backend: Backend, workspace: Any) -> None:
    for number in range(5):
        fields = {"contact_id": f"p{number}", "address": RAFAEL.model_copy(update={"value": f"55119000{number}"})}
        begun(backend.conversations, workspace, f"c{number}", f"wamid.{number}", last_activity_at=later(minutes=number), **fields)
    first, cursor = backend.conversations.page(workspace, status=None, assignee=None, cursor=None, limit=2)
    second, cursor = backend.conversations.page(workspace, status="bot", assignee=None, cursor=cursor, limit=2)
    third, end = backend.conversations.page(workspace, status=None, assignee=None, cursor=cursor, limit=2)
    assert [c.id for c in (*first, *second, *third)] == ["c4", "c3", "c2", "c1", "c0"]
    assert end is None


def test_an_assignees_list_holds_only_open_ones(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)

    def listed(assignee: str) -> list[str]:
        return [c.id for c in backend.conversations.page(workspace, status=None, assignee=assignee, cursor=None, limit=9)[0]]

    assert listed("none") == []
    handed, event_ = written.handed_off(BOT, None, NOON)
    backend.conversations.commit(workspace, Change(handed, entries=(event_,)))
    assert listed("none") == ["c1"]
    taken, event_ = stored(handed).taken_over(LIVIA, NOON)
    backend.conversations.commit(workspace, Change(taken, entries=(event_,)))
    assert (listed("none"), listed("livia")) == ([], ["c1"])
    done, event_ = stored(taken).resolved(LIVIA, NOON)
    backend.conversations.commit(workspace, Change(done, entries=(event_,)))
    assert listed("livia") == []
    assert backend.conversations.page(workspace, status="resolved", assignee=None, cursor=None, limit=9)[0][0].status is Status.RESOLVED


def test_a_list_is_counted_no_further_than_asked(backend: Backend, workspace: Any) -> None:
    for number in range(3):
        fields = {"contact_id": f"p{number}", "address": RAFAEL.model_copy(update={"value": f"55119000{number}"})}
        begun(backend.conversations, workspace, f"c{number}", f"wamid.{number}", **fields)
    handed, event_ = backend.conversations.get(workspace, ConversationId("c0")).handed_off(BOT, None, NOON)
    backend.conversations.commit(workspace, Change(handed, entries=(event_,)))

    def count(most: int = 100, status: str | None = None, assignee: str | None = None) -> int:
        found: int = backend.conversations.count(workspace, status=status, assignee=assignee, most=most)
        return found

    assert (count(), count(status="bot"), count(assignee="none"), count(assignee="livia")) == (3, 2, 1, 0)
    assert (count(most=3), count(most=2)) == (3, 2)


def test_how_far_messages_have_come_is_told_of_those_that_were_sent(backend: Backend, workspace: Any) -> None:
    written, said = begun(backend.conversations, workspace, answer="Olá!")
    assert said is not None
    heard = MessageRef(conversation_id=written.id, seq=1)
    nothing = MessageRef(conversation_id=ConversationId("c9"), seq=1)
    assert backend.conversations.statuses(workspace, [heard, said.ref, nothing]) == {said.ref: DeliveryStatus.QUEUED}
    claimed = backend.deliveries.claim(workspace, said, now=NOON)
    backend.deliveries.settled(workspace, claimed, DeliveryStatus.FAILED, now=NOON)
    assert backend.conversations.statuses(workspace, [said.ref]) == {said.ref: DeliveryStatus.FAILED}
    assert backend.conversations.statuses(workspace, []) == {}


@pytest.mark.parametrize("cursor", ["", "nonsense", "é", "Vyo=", "MjAyNi0xMC0zMFQxMjowMDowMC4wMDAwMDBaI1cjdzIjQyNjMQ"])
def test_a_cursor_that_is_not_ours_is_rejected(backend: Backend, workspace: Any, cursor: str) -> None:
    if backend.name == "memory" and cursor.startswith("MjAy"):
        pytest.skip("the twin's cursors have another shape")
    begun(backend.conversations, workspace)
    with pytest.raises(Rejected):
        backend.conversations.page(workspace, status=None, assignee=None, cursor=cursor, limit=2)


def test_a_timeline_is_read_page_by_page(backend: Backend, workspace: Any) -> None:
    now, _ = begun(backend.conversations, workspace)
    for _ in range(4):
        line = event(now)
        backend.conversations.commit(workspace, Change(now.model_copy(update={"seq": line.seq}), entries=(line,)))
        now = stored(now.model_copy(update={"seq": line.seq}))
    newest, older = backend.conversations.entries(workspace, now.id, before=None, limit=2)
    assert ([e.seq for e in newest], older) == ([4, 5], True)
    rest, older = backend.conversations.entries(workspace, now.id, before=4, limit=3)
    assert ([e.seq for e in rest], older) == ([1, 2, 3], False)
    assert backend.conversations.entries(workspace, ConversationId("nobody"), before=None, limit=3) == ((), False)


def test_what_changed_is_told_oldest_first(backend: Backend, workspace: Any) -> None:
    _, said = begun(backend.conversations, workspace, answer="Olá!")
    assert said is not None
    conversations, entries, last, rest = backend.conversations.changed(workspace, NOON.replace(year=2000), 100)
    assert rest is None
    assert [c.id for c in conversations] == ["c1"]
    assert [e.seq for e in entries] == [1, 2]
    backend.deliveries.claim(workspace, said, now=NOON)
    _, entries, _, _ = backend.conversations.changed(workspace, last, 100)
    assert [(e.status, e.revision) for e in entries if e.seq == 2] == [(DeliveryStatus.SENDING, 2)]
    assert backend.conversations.changed(workspace, NOON.replace(year=2999), 100) == ((), (), None, None)


def test_a_long_list_of_changes_is_told_page_by_page(backend: Backend, workspace: Any) -> None:
    begun(backend.conversations, workspace, answer="Olá!")
    seen: list[Any] = []
    rest = None
    for _ in range(5):
        conversations, entries, last, rest = backend.conversations.changed(workspace, NOON.replace(year=2000), 1, rest)
        assert last is not None
        seen += [*conversations, *entries]
        if rest is None:
            break
    assert len(seen) == 3


def test_changes_of_the_same_moment_are_all_told(aws: None, workspace: Any) -> None:
    stopped = DynamoConversations(clock=lambda: NOON)
    begun(stopped, workspace, answer="Olá!")
    begin, rest, seen = NOON - timedelta(seconds=1), None, 0
    while seen < 3:
        conversations, entries, last, rest = stopped.changed(workspace, begin, 1, rest)
        seen += len(conversations) + len(entries)
        assert last <= NOON
    assert seen == 3


@pytest.mark.parametrize("rest", ["", "x", "2026-11-22T12:00:0~c1", "2026-11-22T12:00:0~c1~7", "2026-11-22T12:00:0~W#w#C#c1~conversation"])
def test_a_rest_that_is_not_ours_is_rejected(backend: Backend, workspace: Any, rest: str) -> None:
    begun(backend.conversations, workspace)
    with pytest.raises(Rejected):
        backend.conversations.changed(workspace, NOON, 1, rest)


@pytest.mark.parametrize("what", ["get", "open_with_session", "entry", "contact", "load"])
def test_what_is_not_there_is_not_found(backend: Backend, workspace: Any, what: str) -> None:
    ref = MessageRef(conversation_id=ConversationId("c9"), seq=1)
    asks = {
        "get": lambda: backend.conversations.get(workspace, ref.conversation_id),
        "open_with_session": lambda: backend.conversations.open_with_session(workspace, ref.conversation_id),
        "entry": lambda: backend.conversations.entry(workspace, ref),
        "contact": lambda: backend.contacts.get(workspace, ContactId("p9")),
        "load": lambda: backend.deliveries.load(workspace, ref),
    }
    with pytest.raises(NotFound):
        asks[what]()


def test_a_live_session_is_looked_after_when_its_alarm_should_ring(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    run = session(written, deadline_at=later(hours=1)).armed()
    backend.conversations.commit(workspace, Change(written, session=run, rearmed=True))
    due = [(d.what, d.session_id) for d in _dues(backend, workspace, later(hours=2))]
    assert due == [("session", "s1")]
    ended = run.ended().model_copy(update={"version": 1})
    backend.conversations.commit(workspace, Change(stored(written), session=ended))
    assert _dues(backend, workspace, later(hours=2)) == []


def test_a_queued_message_is_looked_at_when_due_and_not_before(backend: Backend, workspace: Any) -> None:
    written, said = begun(backend.conversations, workspace, answer="Olá!")
    assert said is not None
    assert said.due_at is not None
    assert _dues(backend, workspace, said.due_at - timedelta(microseconds=1)) == []
    (due,) = _dues(backend, workspace, said.due_at)
    assert (due.conversation_id, due.what, due.seq, due.at) == (written.id, "message", 2, said.due_at)
    with system_scope("test"):
        backend.dues.drop(due)
        backend.dues.drop(due)
    assert _dues(backend, workspace, said.due_at) == []


def test_messages_due_at_the_same_moment_are_due_in_their_order(backend: Backend, workspace: Any) -> None:
    written, _ = begun(backend.conversations, workspace)
    said = [outbound(written.model_copy(update={"seq": seq - 1}), f"m{seq}", Text(body=str(seq)), BOT, NOON) for seq in range(8, 12)]
    backend.conversations.commit(workspace, Change(written.model_copy(update={"seq": 11}), entries=tuple(said)))
    assert [due.seq for due in _dues(backend, workspace, said[0].due_at)] == [8, 9, 10, 11]


def _dues(backend: Backend, workspace: str, moment: Any) -> list[Any]:
    with system_scope("test"):
        return [due for due in backend.dues.before(moment, 100) if due.workspace == workspace]
