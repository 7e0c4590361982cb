"""What a customer says is stored once, in order, and answered once."""

from datetime import timedelta

import pytest

from chalicelib.domain.address import Address
from chalicelib.domain.content import Notice, Text, Unsupported
from chalicelib.domain.conversation import Status
from chalicelib.domain.errors import Conflict
from chalicelib.domain.flow.nodes.question import Question
from chalicelib.domain.ids import AppId
from chalicelib.domain.inbound import MessageReceived, ReactionReceived, Sender, Unrecognised
from chalicelib.domain.message import DeliveryStatus
from tests.services.flows import DESK
from tests.services.house import CLINIC, MARINA, NOON, RAFAEL, House, meanwhile


def test_a_first_message_makes_one_contact_one_conversation_and_starts_the_flow() -> None:
    house = House(DESK)
    house.hears("Oi")
    assert house.conversation.status is Status.BOT
    assert (house.conversation.contact_name, house.conversation.unread) == ("Rafael Nogueira", 0)
    assert house.said("outbound") == ["Qual é o seu nome?"]
    assert house.events == ["flow_started"]


def test_the_flow_asks_branches_and_hands_off() -> None:
    house = House(DESK)
    for said in ("Oi", "Rafa"):
        house.hears(said)
    house.taps("menu:person", "Pessoa")
    assert house.said("outbound") == ["Qual é o seu nome?", "Oi, Rafa! Como posso ajudar?", "Vou chamar alguém."]
    assert (house.conversation.status, house.conversation.unread) == (Status.OPEN, 1)
    assert house.events == ["flow_started", "handed_off"]


def test_a_message_delivered_twice_is_stored_and_answered_once() -> None:
    house = House(DESK)
    house.hears("Oi", message_id="wamid.1")
    house.deliver()
    house.hears("Oi", message_id="wamid.1")
    house.deliver()
    assert house.said("inbound") == ["Oi"]
    assert house.channel.texts == ["Qual é o seu nome?"]


def test_a_duplicate_puts_back_what_died_between_commit_and_queue() -> None:
    house = House(DESK)
    house.hears("Oi", message_id="wamid.1")
    house.outbox.claims.clear()
    house.hears("Oi", message_id="wamid.1")
    house.deliver()
    assert house.channel.texts == ["Qual é o seu nome?"]


def test_a_duplicate_that_comes_after_the_conversation_was_resolved_changes_nothing() -> None:
    house = House(DESK)
    house.hears("Oi", message_id="wamid.1")
    house.desk.resolve(CLINIC, house.conversation.id, MARINA, house.now)
    house.hears("Oi", message_id="wamid.1")
    assert len(house.all) == 1
    assert house.conversation.status is Status.RESOLVED


def test_a_message_after_a_resolved_conversation_opens_a_new_one_with_the_same_contact() -> None:
    house = House(DESK)
    house.hears("Oi")
    first = house.conversation
    house.desk.resolve(CLINIC, first.id, MARINA, house.now)
    house.hears("Oi")
    assert len(house.all) == 2
    assert len({conversation.contact_id for conversation in house.all}) == 1


def test_the_loser_of_a_race_reads_again_and_loses_nothing() -> None:
    house = House(DESK)
    house.hears("Oi")
    meanwhile(house, lambda: house.hears("Primeiro"))
    house.hears("Segundo")
    assert house.said("inbound") == ["Oi", "Primeiro", "Segundo"]
    assert [entry.seq for entry in house.timeline] == list(range(1, len(house.timeline) + 1))


def test_two_first_messages_at_once_share_one_conversation() -> None:
    house = House()
    meanwhile(house, lambda: house.hears("Um"))
    house.hears("Dois")
    assert house.said("inbound") == ["Um", "Dois"]
    assert len(set(house.store.contacts)) == 1


def test_after_five_lost_races_the_record_goes_back_to_its_queue() -> None:
    house = House()

    def always(*_: object) -> None:
        raise Conflict("somebody else")

    object.__setattr__(house.conversations, "commit", always)
    with pytest.raises(Conflict):
        house.hears("Oi")


def test_a_message_that_starts_no_flow_asks_for_a_person() -> None:
    house = House(DESK)
    house.hears("Quero falar sobre outra coisa")
    assert house.conversation.status is Status.OPEN
    assert house.events == ["handed_off"]


def test_a_message_that_meta_held_back_for_a_day_is_stored_and_not_answered_by_the_bot() -> None:
    house = House(DESK)
    house.hears("Oi", at=NOON - timedelta(hours=25))
    assert house.said("inbound") == ["Oi"]
    assert house.said("outbound") == []


def test_a_late_message_never_shortens_the_window() -> None:
    house = House()
    house.hears("agora")
    house.hears("de ontem", at=NOON - timedelta(hours=20))
    assert house.conversation.last_inbound_at == NOON


def test_one_person_with_and_without_the_ninth_digit_is_one_contact() -> None:
    house = House()
    house.hears("Oi", sender=Sender(addresses=(Address(channel="whatsapp", kind="phone", value="553192338790"),), name="Benedita"))
    house.hears("de novo", sender=Sender(addresses=(Address(channel="whatsapp", kind="phone", value="5531992338790"),), name="Benedita"))
    assert len(house.store.contacts) == 1
    assert house.said("inbound") == ["Oi", "de novo"]


def test_a_user_id_that_comes_with_the_phone_is_found_again_without_it() -> None:
    house = House()
    user_id = Address(channel="whatsapp", kind="user_id", value="BR.1")
    house.hears("Oi", sender=Sender(addresses=(*RAFAEL.addresses, user_id), name="Rafael"))
    house.hears("de novo", sender=Sender(addresses=(user_id,), username="rafa"))
    assert len(house.store.contacts) == 1
    assert house.conversation.address == user_id


def test_a_reaction_sits_on_its_message_and_is_taken_back() -> None:
    house = House()
    target = house.hears("Oi")
    house.reacts(target, "👍")
    assert [reaction.emoji for reaction in house.messages[0].reactions] == ["👍"]
    house.reacts(target, None)
    assert house.messages[0].reactions == ()
    assert len(house.messages) == 1


def test_a_reaction_to_a_message_of_ours_counts_for_the_window() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.deliver()
    house.pass_time(hours=3)
    house.reacts("wamid.1", "❤️")
    assert house.conversation.last_inbound_at == house.now
    assert next(m for m in house.messages if m.direction == "outbound").reactions


def test_a_reaction_to_something_we_never_had_is_kept_as_a_message() -> None:
    house = House()
    house.reacts("wamid.unknown", "👍")
    assert [(message.content.kind, message.preview) for message in house.messages] == [("reaction", "👍")]


def test_a_reaction_to_a_resolved_conversation_starts_no_new_one() -> None:
    house = House()
    target = house.hears("Oi")
    house.desk.resolve(CLINIC, house.conversation.id, MARINA, house.now)
    house.reacts(target, "👍")
    assert house.conversation.status is Status.RESOLVED
    assert house.messages[0].reactions


def test_a_quote_names_the_message_it_answers() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.deliver()
    house.hears("Rafa", reply_to="wamid.1")
    quote = house.messages[2].reply_to
    assert quote is not None
    assert (quote.preview, quote.seq) == ("Qual é o seu nome?", house.messages[1].seq)


def test_an_unknown_kind_is_stored_with_its_json() -> None:
    house = House()
    house.hears(Unsupported(type="poll_creation", raw='{"poll":1}'))
    assert house.messages[0].content == Unsupported(type="poll_creation", raw='{"poll":1}')


def test_a_number_that_is_not_this_apps_goes_to_quarantine_and_is_seen() -> None:
    house = House(DESK)
    house.take(MessageReceived(message_id="m", sender=RAFAEL, content=Text(body="Oi"), at=house.now), account="999")
    house.take(MessageReceived(message_id="m", sender=RAFAEL, content=Text(body="Oi"), at=house.now), app_id=AppId("other"))
    assert house.all == []
    assert {record.reason for record in house.shelf.records.values()} == {"The number is not registered under this app."}


def test_what_we_do_not_act_on_yet_is_kept_raw() -> None:
    house = House()
    house.take(Unrecognised(what="account_update", raw="{}"), account=None)
    assert [record.reason for record in house.shelf.records.values()] == ["Kept for later: account_update"]


def test_a_flow_that_breaks_is_seen_and_a_person_is_asked_for() -> None:
    house = House(DESK)
    house.hears("Oi")
    version = house.shelf.versions["desk", 1]
    broken = version.flow.model_copy(update={"nodes": tuple(node for node in version.flow.nodes if node.id != "name")})
    house.shelf.versions["desk", 1] = version.model_copy(update={"flow": broken})
    house.hears("Rafa")
    assert house.events == ["flow_started", "flow_failed", "handed_off"]
    assert [entry.data["code"] for entry in house.timeline if entry.entry == "event" and entry.kind == "flow_failed"] == ["FlowStuck"]
    assert house.said("inbound") == ["Oi", "Rafa"]
    assert house.conversation.status is Status.OPEN


def test_a_session_finishes_on_the_version_it_began_with() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.shelf.publish_flow({**DESK, "nodes": [{**node, "text": "NOVA"} if node.get("text") else node for node in DESK["nodes"]]})
    house.hears("Rafa")
    assert house.said("outbound")[-1] == "Oi, Rafa! Como posso ajudar?"


def test_statuses_climb_and_never_step_down() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.deliver()
    sent = house.messages[-1]
    for status in (DeliveryStatus.READ, DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.FAILED):
        house.status(status, sent)
    assert house.messages[-1].status is DeliveryStatus.READ


def test_a_status_that_comes_before_its_send_is_stored_is_parked_and_applied() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.status(DeliveryStatus.DELIVERED, house.messages[-1], by_reference=False, message_id="wamid.1")
    house.deliver()
    assert house.messages[-1].status is DeliveryStatus.DELIVERED


def test_a_status_without_our_reference_is_found_by_whatsapps_id() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.deliver()
    house.status(DeliveryStatus.READ, house.messages[-1], by_reference=False)
    assert house.messages[-1].status is DeliveryStatus.READ


def test_what_whatsapp_says_of_a_customer_opens_no_window_and_is_no_answer() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.pass_time(hours=1)
    notice = Notice(about="edited", text="Oie")
    house.take(MessageReceived(message_id="m", sender=RAFAEL, content=notice, at=house.now, opens_window=False))
    assert house.conversation.last_inbound_at == NOON
    assert house.said("inbound") == ["Oi", "Oie"]
    assert house.said("outbound") == ["Qual é o seu nome?"]


def test_a_flow_that_breaks_in_a_way_nobody_foresaw_still_lets_the_customer_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*_: object) -> object:
        raise ZeroDivisionError

    house = House(DESK)
    house.hears("Oi")
    monkeypatch.setattr(Question, "resume", bug)
    house.hears("Rafa")
    assert house.said("inbound") == ["Oi", "Rafa"]
    assert (house.events[-2:], house.conversation.status) == (["flow_failed", "handed_off"], Status.OPEN)
    assert [entry.data["code"] for entry in house.timeline if entry.entry == "event" and entry.kind == "flow_failed"] == ["Fault"]
    assert not house.store.sessions[CLINIC, house.conversation.id].live


def test_a_reaction_of_another_person_leaves_an_old_conversation_its_name() -> None:
    house = House(DESK)
    house.hears("Oi")
    house.deliver()
    house.desk.resolve(CLINIC, house.conversation.id, MARINA, house.now)
    other = Sender(addresses=(Address(channel="whatsapp", kind="user_id", value="BR.1"),), name="Otávio")
    house.take(ReactionReceived(message_id="wamid.re", sender=other, to="wamid.1", emoji="👍", at=house.now))
    assert sorted(conversation.contact_name for conversation in house.all) == ["Otávio", "Rafael Nogueira"]
