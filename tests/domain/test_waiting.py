"""Since when a customer waits for an answer, and when the last words came."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib.domain.content import Content, Notice, Reaction, Text
from chalicelib.domain.conversation import Conversation, outbound
from chalicelib.domain.message import Author, DeliveryStatus, Entry
from tests.adapters.builders import BOT, LIVIA, NOON, conversation, inbound, later


def heard(talk: Conversation, minutes: float, content: Content | None = None, *, speaks: bool = True) -> Conversation:
    """The customer writes so many minutes after noon."""
    said = inbound(talk, at=later(minutes=minutes))
    message = said.model_copy(update={"content": content}) if content else said
    return talk.received(message, later(minutes=minutes), opens_window=speaks)


def answered(talk: Conversation, by: Author) -> Conversation:
    said = outbound(talk, "m", Text(body="Olá"), by, later(minutes=9))
    return talk.bot_said(said, later(minutes=9)) if by.kind == "bot" else talk.replied(said, by, later(minutes=9))


WAITING = heard(conversation(), 0)
OPEN, _ = WAITING.handed_off(BOT, None, later(minutes=1))
Step = Callable[[Conversation], Conversation]


def test_it_is_the_first_message_that_waits() -> None:
    assert WAITING.waiting_since == NOON
    assert heard(WAITING, 5).waiting_since == NOON


@pytest.mark.parametrize("by", [BOT, LIVIA], ids=["the bot", "a person"])
def test_an_answer_ends_it_and_the_next_message_begins_it_anew(by: Author) -> None:
    after = answered(WAITING, by)
    assert after.waiting_since is None
    assert heard(after, 10).waiting_since == later(minutes=10)


@pytest.mark.parametrize(
    "step",
    [
        lambda talk: talk.assigned(LIVIA, LIVIA, later(minutes=2))[0],
        lambda talk: talk.taken_over(LIVIA, later(minutes=2))[0],
        lambda talk: talk.given_back(LIVIA, later(minutes=2))[0],
        lambda talk: talk.handed_off(BOT, None, later(minutes=2))[0],
        lambda talk: talk.noted("flow_started", BOT, {}, later(minutes=2))[0],
        lambda talk: talk.read(),
    ],
    ids=["assigned", "taken over", "given back", "handed off", "noted", "read"],
)
def test_nothing_but_an_answer_ends_it(step: Step) -> None:
    assert step(OPEN).waiting_since == NOON


def test_nobody_waits_in_what_is_resolved_and_who_reopens_finds_the_wait_where_it_was() -> None:
    done, _ = OPEN.resolved(LIVIA, later(minutes=2))
    assert done.waits_since is None
    assert done.reopened(LIVIA, later(minutes=3))[0].waits_since == NOON


def test_nothing_is_to_read_in_what_is_resolved_and_who_reopens_finds_it_unread() -> None:
    done, _ = heard(OPEN, 2).resolved(LIVIA, later(minutes=3))
    assert done.to_read == 0
    assert done.reopened(LIVIA, later(minutes=4))[0].to_read == 2


def test_what_was_answered_does_not_wait_when_it_is_reopened() -> None:
    done, _ = answered(WAITING, LIVIA).resolved(LIVIA, later(minutes=12))
    assert done.reopened(LIVIA, later(minutes=13))[0].waits_since is None


def test_that_a_person_comes_is_no_answer() -> None:
    told = answered(WAITING, BOT)
    after, _ = told.handed_off(BOT, None, later(minutes=9) + timedelta(microseconds=7))
    assert after.waiting_since == later(minutes=9)


@pytest.mark.parametrize(
    ("content", "speaks"), [(Reaction(emoji="👍"), True), (None, False)], ids=["a reaction", "an edit or WhatsApp's own notice"]
)
def test_what_asks_for_no_answer_begins_none(content: Content | None, speaks: bool) -> None:
    assert heard(conversation(), 0, content, speaks=speaks).waiting_since is None
    assert conversation().reacted(NOON, NOON).waiting_since is None


class Thread:
    """A conversation and its entries, oldest first."""

    def __init__(self) -> None:
        self.talk, self.entries = conversation(), list[Entry]()

    def asks(self, minutes: float, content: Content | None = None) -> "Thread":
        said = inbound(self.talk, at=later(minutes=minutes))
        said = said.model_copy(update={"content": content}) if content else said
        speaks = not isinstance(content, Notice)
        return self._goes_on(self.talk.received(said, later(minutes=minutes), opens_window=speaks), said)

    def answers(self, status: DeliveryStatus = DeliveryStatus.FAILED) -> "Thread":
        said = outbound(self.talk, "m", Text(body="Olá"), LIVIA, later(minutes=30)).model_copy(update={"status": status})
        return self._goes_on(self.talk.replied(said, LIVIA, later(minutes=30)), said)

    def resolves(self) -> "Thread":
        return self._goes_on(*self.talk.resolved(LIVIA, later(minutes=31)))

    def reopens(self) -> "Thread":
        return self._goes_on(*self.talk.reopened(LIVIA, later(minutes=32)))

    def hands_off(self) -> "Thread":
        return self._goes_on(*self.talk.handed_off(BOT, None, later(minutes=29)))

    def _goes_on(self, talk: Conversation, entry: Entry) -> "Thread":
        self.talk = talk
        self.entries.append(entry)
        return self


@pytest.mark.parametrize(
    ("thread", "minutes"),
    [
        (Thread().asks(1).asks(2).answers(), 1),
        (Thread().asks(1).answers().asks(2), 1),
        (Thread().asks(1).answers().answers().asks(2).answers(), 1),
        (Thread().asks(1).answers(DeliveryStatus.DELIVERED).asks(2).answers(), 2),
        (Thread().asks(1).answers(DeliveryStatus.READ).hands_off().answers(), 29),
        (Thread().asks(1).answers().answers(DeliveryStatus.SENT), None),
        (Thread().asks(1).answers(DeliveryStatus.UNCONFIRMED).answers(), None),
        (Thread().asks(1).answers(DeliveryStatus.QUEUED).asks(2, Reaction(emoji="👍")).answers(), None),
        (Thread().asks(1).answers(DeliveryStatus.READ).asks(2, Notice(about="edit")).answers(), None),
        (Thread().asks(1).answers().resolves(), 1),
        (Thread().asks(1).answers().resolves().reopens(), 1),
        (Thread().asks(1).answers(DeliveryStatus.READ).answers(), None),
    ],
    ids=[
        *("an answer that failed", "and more was said since", "all of them failed", "only the last one failed", "the bot had asked"),
        *("a later one arrived", "an earlier one may have", "a reaction since", "a notice since", "resolved", "and reopened", "unasked"),
    ],
)
def test_what_failed_was_no_answer(thread: Thread, minutes: float | None) -> None:
    expected = later(minutes=minutes) if minutes is not None else None
    assert thread.talk.waiting_as_told(thread.entries).waiting_since == expected


def test_a_wait_that_began_before_what_is_looked_through_goes_on() -> None:
    thread = Thread().asks(1).asks(2).answers()
    waiting = thread.talk.waiting_as_told(thread.entries)
    assert waiting.waiting_as_told(thread.entries[1:]) is waiting


def test_a_row_tells_when_its_last_words_came_whatever_was_done_since() -> None:
    taken, _ = WAITING.taken_over(LIVIA, later(minutes=2))
    assert (WAITING.last_said_at, taken.last_said_at) == (NOON, NOON)
    assert taken.resolved(LIVIA, later(minutes=3))[0].last_said_at == NOON
    assert taken.reacted(later(minutes=4), later(minutes=4)).last_said_at == NOON
    assert answered(taken, LIVIA).last_said_at == later(minutes=9)
