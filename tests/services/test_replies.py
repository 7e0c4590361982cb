"""An agent answers: at once, once, and only where one may."""

import pytest

from chalicelib.domain.content import Text
from chalicelib.domain.conversation import Status
from chalicelib.domain.errors import Conflict, ContentInvalid, ConversationResolved, NotFound, Rejected, WindowClosed
from chalicelib.domain.flow.session import State
from chalicelib.domain.ids import ConversationId, new_id
from chalicelib.domain.message import DeliveryStatus, Event
from tests.services.flows import DESK
from tests.services.house import CAIO, CLINIC, LIVIA, MARINA, House, meanwhile


@pytest.fixture
def house() -> House:
    house = House()
    house.hears("Oi")
    return house


def test_a_reply_is_queued_and_whoever_answers_first_has_the_conversation(house: House) -> None:
    message = house.replies_with("Bom dia", by=MARINA)
    house.replies_with("Eu também ajudo", by=CAIO)
    assert message.status is DeliveryStatus.QUEUED
    assert (house.conversation.assignee, house.conversation.unread) == (MARINA.id, 0)


def test_that_an_answer_takes_the_conversation_stands_before_it(house: House) -> None:
    client_id = new_id(house.now)
    house.replies_with("Bom dia", by=MARINA, client_id=client_id)
    house.replies_with("Bom dia", by=MARINA, client_id=client_id)
    house.replies_with("Eu também ajudo", by=CAIO)
    taken, said = house.timeline[2:4]
    assert isinstance(taken, Event)
    assert (taken.kind, taken.actor, taken.data) == ("assigned", MARINA.author, {"member_id": MARINA.id, "member_name": "Marina"})
    assert (said.entry, house.said("outbound")) == ("message", ["Bom dia", "Eu também ajudo"])
    assert (taken.seq, said.seq, house.events) == (3, 4, ["handed_off", "assigned"])


def test_the_same_client_id_again_is_the_same_message(house: House) -> None:
    client_id = new_id(house.now)
    first = house.replies_with("Bom dia", client_id=client_id)
    again = house.replies_with("Bom dia", client_id=client_id)
    house.deliver()
    assert first.seq == again.seq
    assert house.channel.texts == ["Bom dia"]


@pytest.mark.parametrize("meanwhile_", ["resolved", "window"])
def test_a_retry_is_answered_with_its_message_whatever_happened_since(house: House, meanwhile_: str) -> None:
    client_id = new_id(house.now)
    first = house.replies_with("Bom dia", client_id=client_id)
    if meanwhile_ == "resolved":
        house.desk.resolve(CLINIC, house.conversation.id, MARINA, house.now)
    else:
        house.pass_time(hours=25)
    assert house.replies_with("Bom dia", client_id=client_id).seq == first.seq


def test_a_client_id_of_another_conversation_is_refused(house: House) -> None:
    client_id = new_id(house.now)
    house.replies_with("Bom dia", client_id=client_id)
    first = house.conversation
    house.desk.resolve(CLINIC, first.id, MARINA, house.now)
    house.hears("Oi")
    second = next(each for each in house.all if each.id != first.id)
    with pytest.raises(Rejected):
        house.replies.send(CLINIC, second.id, client_id, Text(body="Bom dia"), by=MARINA, now=house.now)


def test_answering_takes_the_word_from_the_bot_and_pauses_its_run() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.replies_with("Deixa comigo")
    house.deliver()
    session = house.store.sessions[CLINIC, house.conversation.id]
    assert (house.conversation.status, session.state) == (Status.OPEN, State.PAUSED)
    assert house.events == ["flow_started", "taken_over"]
    assert house.channel.texts == ["Deixa comigo"]


def test_answering_for_the_bot_leaves_the_conversation_to_whom_it_was_given() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.desk.assign(CLINIC, house.conversation.id, CAIO.id, LIVIA, house.now)
    house.replies_with("Deixa comigo", by=MARINA)
    assert (house.conversation.status, house.conversation.assignee) == (Status.OPEN, CAIO.id)


def test_two_agents_at_once_both_reach_the_customer_in_order(house: House) -> None:
    meanwhile(house, lambda: house.replies_with("Um", by=CAIO))
    house.replies_with("Dois", by=MARINA)
    house.deliver()
    assert house.channel.texts == ["Um", "Dois"]


def test_no_free_text_after_the_window_closed(house: House) -> None:
    house.pass_time(hours=24)
    with pytest.raises(WindowClosed):
        house.replies_with("Bom dia")


def test_no_reply_to_a_resolved_conversation(house: House) -> None:
    house.desk.resolve(CLINIC, house.conversation.id, MARINA, house.now)
    with pytest.raises(ConversationResolved):
        house.replies_with("Bom dia")


def test_a_text_beyond_whatsapps_limit_is_refused_by_name(house: House) -> None:
    with pytest.raises(ContentInvalid, match="4,096"):
        house.replies_with("x" * 5000)


def test_an_unknown_conversation_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        house.replies.send(CLINIC, ConversationId("nope"), new_id(house.now), Text(body="x"), by=MARINA, now=house.now)


def test_a_reply_may_quote_a_message_of_the_conversation(house: House) -> None:
    message = house.replies.send(
        CLINIC, house.conversation.id, new_id(house.now), Text(body="Isso"), reply_to=house.messages[0].seq, by=MARINA, now=house.now
    )
    assert message.reply_to is not None
    assert message.reply_to.preview == "Oi"


def test_a_message_that_never_reached_whatsapp_cannot_be_quoted(house: House) -> None:
    unsent = house.replies_with("Bom dia")
    with pytest.raises(Rejected):
        house.replies.send(CLINIC, house.conversation.id, new_id(house.now), Text(body="x"), reply_to=unsent.seq, by=MARINA, now=house.now)


def test_a_conversation_that_keeps_changing_says_so_after_five_tries(house: House) -> None:
    def always(*_: object) -> None:
        raise Conflict("somebody else")

    object.__setattr__(house.conversations, "commit", always)
    with pytest.raises(Conflict, match="try again"):
        house.replies_with("Bom dia")
