"""Who holds a conversation, and what moving it does to the bot."""

import pytest

from chalicelib.domain.conversation import SNIPPET, Status
from chalicelib.domain.errors import AnotherConversationOpen, Conflict, NotAllowed, NotFound, Rejected
from chalicelib.domain.flow.session import State
from chalicelib.domain.ids import ConversationId, MemberId
from chalicelib.domain.message import DeliveryStatus
from tests.services.flows import DESK
from tests.services.house import CAIO, CLINIC, LIVIA, MARINA, NOON, House


@pytest.fixture
def house() -> House:
    house = House(DESK)
    house.hears("Oi")
    return house


def session_of(house: House) -> State:
    return house.store.sessions[CLINIC, house.conversation.id].state


def test_taking_over_pauses_the_bot_and_assigns(house: House) -> None:
    after = house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now)
    assert (after.status, after.assignee, session_of(house)) == (Status.OPEN, MARINA.id, State.PAUSED)
    assert after.version == house.conversation.version
    house.hears("Rafa")
    assert house.said("outbound") == ["Qual é o seu nome?"]


def test_giving_back_lets_the_bot_go_on_where_it_stopped(house: House) -> None:
    house.deliver()
    house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now)
    house.desk.give_back(CLINIC, house.conversation.id, MARINA, house.now)
    house.hears("Rafa")
    assert house.said("outbound")[-1] == "Oi, Rafa! Como posso ajudar?"


def test_resolving_ends_the_bots_run(house: House) -> None:
    house.desk.resolve(CLINIC, house.conversation.id, MARINA, house.now)
    assert (house.conversation.status, session_of(house)) == (Status.RESOLVED, State.DONE)


def test_reopening_brings_it_back_to_people(house: House) -> None:
    house.desk.resolve(CLINIC, house.conversation.id, MARINA, house.now)
    assert house.desk.reopen(CLINIC, house.conversation.id, MARINA, house.now).status is Status.OPEN


def test_a_conversation_cannot_be_reopened_beside_a_newer_open_one(house: House) -> None:
    first = house.conversation
    house.desk.resolve(CLINIC, first.id, MARINA, house.now)
    house.hears("Oi")
    with pytest.raises(AnotherConversationOpen):
        house.desk.reopen(CLINIC, first.id, MARINA, house.now)


@pytest.mark.parametrize("step", ["assign", "take_over"])
def test_a_second_press_leaves_no_second_line(house: House, step: str) -> None:
    def press() -> int:
        if step == "assign":
            return house.desk.assign(CLINIC, house.conversation.id, MARINA.id, MARINA, house.now).version
        return house.desk.take_over(CLINIC, house.conversation.id, MARINA, house.now).version

    version = press()
    lines = house.events
    assert (press(), house.events) == (version, lines)


def test_agents_take_conversations_for_themselves_only(house: House) -> None:
    house.desk.assign(CLINIC, house.conversation.id, MARINA.id, MARINA, house.now)
    with pytest.raises(NotAllowed):
        house.desk.assign(CLINIC, house.conversation.id, MARINA.id, CAIO, house.now)
    with pytest.raises(NotAllowed):
        house.desk.assign(CLINIC, house.conversation.id, None, CAIO, house.now)
    assert house.desk.assign(CLINIC, house.conversation.id, None, MARINA, house.now).assignee is None


def test_an_owner_assigns_anyone(house: House) -> None:
    assert house.desk.assign(CLINIC, house.conversation.id, CAIO.id, LIVIA, house.now).assignee == CAIO.id
    assert house.events[-1] == "assigned"


def test_nobody_is_assigned_who_does_not_exist(house: House) -> None:
    with pytest.raises(NotFound):
        house.desk.assign(CLINIC, house.conversation.id, MemberId("nobody"), LIVIA, house.now)


def test_a_list_says_how_far_the_last_answer_has_come_and_stands_without_it(house: House) -> None:
    def listed():
        return house.desk.page(CLINIC, status=None, assignee=None, cursor=None, limit=25)

    house.deliver()
    id = house.conversation.id
    assert listed().statuses == {id: DeliveryStatus.ACCEPTED}

    def busy(workspace, refs):
        raise Conflict("The database is busy.")

    object.__setattr__(house.conversations, "statuses", busy)
    assert ([each.id for each in listed().conversations], listed().statuses) == ([id], {})


def test_reading_clears_the_unread_count_and_leaves_no_line(house: House) -> None:
    lines = len(house.timeline)
    assert house.desk.read(CLINIC, house.conversation.id, house.now).unread == 0
    assert len(house.timeline) == lines


def test_changes_tell_what_happened_since_the_cursor(house: House) -> None:
    fresh = house.desk.changes(CLINIC, None, house.now)
    assert (fresh.conversations, fresh.entries) == ((), ())
    house.pass_time(minutes=2)
    house.hears("Rafa")
    told = house.desk.changes(CLINIC, fresh.cursor, house.now)
    assert [conversation.id for conversation in told.conversations] == [house.conversation.id]
    assert {entry.seq for entry in told.entries} >= {entry.seq for entry in house.timeline[-2:]}
    assert int(told.cursor) > int(fresh.cursor)


def test_changes_of_many_pages_are_told_to_the_end() -> None:
    house = House()
    cursor = house.desk.changes(CLINIC, None, house.now).cursor
    for number in range(450):
        house.pass_time(seconds=1)
        house.hears(f"mensagem {number}")
    seen: set[int] = set()
    while True:
        told = house.desk.changes(CLINIC, cursor, house.now)
        seen |= {entry.seq for entry in told.entries}
        cursor = told.cursor
        if not told.more:
            break
    assert seen == {entry.seq for entry in house.timeline} | set(range(1, 452))


def test_a_change_that_is_seen_late_is_told_however_full_the_pages_were() -> None:
    house = House()
    cursor = house.desk.changes(CLINIC, None, house.now).cursor
    for number in range(150):
        house.pass_time(milliseconds=100)
        house.hears(f"mensagem {number}")

    def told() -> set[int]:
        nonlocal cursor
        seen, more = set(), True
        while more:
            page = house.desk.changes(CLINIC, cursor, house.now)
            seen |= {entry.seq for entry in page.entries}
            cursor, more = page.cursor, page.more
        return seen

    late = (CLINIC, house.conversation.id, 60)
    stamp = house.store.changed_at.pop(late)
    assert 60 not in told()
    house.store.changed_at[late] = stamp
    assert 60 in told()


def test_pages_that_are_cut_short_come_to_an_end() -> None:
    house = House()
    for number in range(20):
        house.pass_time(milliseconds=5)
        house.hears(f"mensagem {number}")
    changed = house.conversations.changed
    object.__setattr__(house.conversations, "changed", lambda workspace, since, limit, rest: changed(workspace, since, 5, rest))
    cursor: str = house.desk.changes(CLINIC, None, NOON).cursor
    seen: set[int] = set()
    for _ in range(50):
        page = house.desk.changes(CLINIC, cursor, house.now)
        seen |= {entry.seq for entry in page.entries}
        cursor = page.cursor
        if not page.more:
            break
    assert (page.more, seen) == (False, {entry.seq for entry in house.timeline})


@pytest.mark.parametrize("cursor", ["", "x", "1" * 18, "-1", "²", "~", "1~", "1~~", "1~x"])
def test_a_cursor_that_is_not_ours_is_refused(house: House, cursor: str) -> None:
    with pytest.raises(Rejected):
        house.desk.changes(CLINIC, cursor, house.now)


def test_the_timeline_of_nothing_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        house.desk.entries(CLINIC, ConversationId("nope"), before=None, limit=50)
    with pytest.raises(NotFound):
        house.desk.get(CLINIC, ConversationId("nope"))


def test_a_list_row_says_that_the_last_message_goes_on(house):
    house.hears("Bom dia! " * 20)
    text = house.conversation.snippet.text
    assert (len(text) <= SNIPPET, text.endswith("…")) == (True, True)
