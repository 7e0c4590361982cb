"""Since when a customer waits for an answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib.domain.content import Content, Reaction, Text
from chalicelib.domain.conversation import Conversation, outbound
from chalicelib.domain.message import Author
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


def test_resolving_ends_it_and_reopening_begins_none() -> None:
    done, _ = OPEN.resolved(LIVIA, later(minutes=2))
    assert done.waiting_since is None
    assert done.reopened(LIVIA, later(minutes=3))[0].waiting_since is None


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
