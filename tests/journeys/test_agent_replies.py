"""An agent replies (architecture.md §3): from the composer's request to ticks turning blue, and everything else an agent does."""

import pytest

from chalicelib.domain.ids import new_id


@pytest.fixture
def rafael(desk):
    """A customer in the middle of a flow."""
    somebody = desk.customer("Rafael Nogueira")
    somebody.writes("Oi")
    return somebody


def at(customer, action):
    return f"/conversations/{customer.conversation_id}/{action}"


def test_a_reply_takes_the_word_from_the_bot_reaches_the_phone_and_its_ticks_turn_blue(desk, rafael, town):
    answer = desk.agent.replies(rafael.conversation_id, "Bom dia, sou a Marina")
    assert (answer.status_code, answer.json_body["status"]) == (202, "queued")
    town.work()
    assert rafael.reads == "Bom dia, sou a Marina"
    assert (rafael.conversation["status"], rafael.conversation["assignee"]) == ("open", desk.agent.id)
    assert rafael.conversation["session"]["state"] == "paused"
    for status in ("sent", "delivered", "read"):
        desk.hears(desk.status(rafael.screen[-1], status))
        assert rafael.last["status"] == status
    rafael.writes("Oi, Marina")
    assert rafael.reads == "Bom dia, sou a Marina"


def test_statuses_in_any_order_end_where_they_should(desk, rafael):
    sent = rafael.screen[-1]
    for status in ("read", "sent", "delivered", "sent"):
        desk.hears(desk.status(sent, status))
    assert rafael.last["status"] == "read"


def test_a_status_without_our_reference_is_found_by_whatsapps_id(desk, rafael):
    desk.hears(desk.status(rafael.screen[-1], "delivered", reference=False))
    assert rafael.last["status"] == "delivered"


def test_a_status_that_overtakes_its_send_is_applied_when_the_send_is_known(desk, rafael, town):
    desk.agent.replies(rafael.conversation_id, "Já volto")
    coming = {"wamid": f"wamid.out{int(rafael.screen[-1]['wamid'].removeprefix('wamid.out')) + 1}", "to": rafael.wa_id}
    desk.hears(desk.status(coming, "delivered", reference=False), work=False)
    town.work("Statuses")
    assert rafael.last["status"] == "queued"
    town.work()
    assert rafael.screen[-1]["wamid"] == coming["wamid"]
    assert rafael.last["status"] == "delivered"


def test_a_refusal_of_metas_is_shown_with_its_reason(desk, rafael, town):
    town.graph.refuse(131026)
    desk.agent.replies(rafael.conversation_id, "Bom dia")
    town.work()
    assert (rafael.last["status"], rafael.last["error"]["code"]) == ("failed", 131026)
    assert rafael.last["error"]["reason"]


def test_a_customer_whose_answer_failed_waits_since_they_wrote(desk, rafael, town):
    desk.agent.replies(rafael.conversation_id, "Bom dia, sou a Marina")
    town.work()
    rafael.writes("Vocês atendem amanhã?")
    asked = rafael.conversation["waiting_since"]
    town.clock.forward(minutes=7)
    desk.agent.replies(rafael.conversation_id, "Sim")
    town.work()
    assert rafael.conversation["waiting_since"] is None
    desk.hears(desk.status(rafael.screen[-1], "failed"))
    assert rafael.last["status"] == "failed"
    assert rafael.conversation["waiting_since"] == asked is not None
    again = desk.agent.ask("POST", f"{at(rafael, 'messages')}/{rafael.last['seq']}/resend")
    assert again.status_code == 202
    assert rafael.conversation["waiting_since"] is None


def test_what_is_throttled_goes_later_and_once(desk, rafael, town):
    town.graph.refuse(130429, 429)
    desk.agent.replies(rafael.conversation_id, "Bom dia")
    town.work()
    assert rafael.last["status"] == "deferred"
    town.clock.forward(minutes=5)
    town.sweep()
    town.work()
    assert [message["text"]["body"] for message in rafael.screen if message["type"] == "text"] == ["Bom dia"]
    assert rafael.last["status"] == "accepted"


def test_the_same_client_id_again_is_the_same_message(desk, rafael, town):
    client_id = new_id(town.clock.now())
    answers = [desk.agent.replies(rafael.conversation_id, "Bom dia", client_id) for _ in range(3)]
    town.work()
    assert {answer.json_body["seq"] for answer in answers} == {rafael.last["seq"]}
    assert [message["type"] for message in rafael.screen] == ["interactive", "text"]


def test_five_thousand_characters_are_refused_naming_the_limit(desk, rafael):
    answer = desk.agent.replies(rafael.conversation_id, "x" * 5_000)
    assert answer.status_code == 422
    assert "4,096" in answer.json_body["detail"] or "4096" in answer.json_body["detail"]
    assert rafael.last["content"]["kind"] == "buttons"


def test_after_a_day_without_a_word_from_the_customer_the_window_is_closed(desk, rafael, town):
    town.clock.forward(hours=24, minutes=1)
    desk.agent.sign_in()
    answer = desk.agent.replies(rafael.conversation_id, "Ainda por aí?")
    assert (answer.status_code, answer.json_body["code"]) == (422, "WindowClosed")


def test_resolved_means_done_and_reopened_means_on_again(desk, rafael, town):
    assert desk.agent.does(at(rafael, "take-over"))["status"] == "open"
    assert desk.agent.does(at(rafael, "read"))["unread"] == 0
    assert desk.agent.does(at(rafael, "resolve"))["status"] == "resolved"
    assert desk.agent.replies(rafael.conversation_id, "Mais uma coisa").json_body["code"] == "ConversationResolved"
    assert desk.agent.does(at(rafael, "reopen"))["status"] == "open"
    assert desk.agent.replies(rafael.conversation_id, "Mais uma coisa").status_code == 202
    town.work()
    assert rafael.reads == "Mais uma coisa"
    assert [entry["kind"] for entry in rafael.thread if entry["entry"] == "event"] == [
        "flow_started", "taken_over", "resolved", "reopened",
    ]  # fmt: skip


def test_a_word_after_the_end_begins_another_conversation_and_the_old_one_stays_closed(desk, rafael):
    desk.agent.does(at(rafael, "resolve"))
    rafael.writes("Oi")
    both = desk.agent.get("/conversations")["conversations"]
    assert sorted(each["status"] for each in both) == ["bot", "resolved"]
    refused = desk.agent.ask("POST", at(rafael, "reopen"), {})
    assert (refused.status_code, refused.json_body["code"]) == (409, "AnotherConversationOpen")


def test_given_back_the_bot_goes_on_where_it_stopped(desk, rafael):
    desk.agent.does(at(rafael, "take-over"))
    rafael.writes("marcar")
    assert len(rafael.screen) == 1
    desk.agent.does(at(rafael, "give-back"))
    rafael.writes("marcar")
    assert "qual especialidade" in rafael.reads


def test_taken_over_before_it_left_the_bots_message_never_leaves(desk, town):
    ana = desk.customer("Ana Clara Souto")
    ana.writes("Oi", work=False)
    town.work("Inbound")
    desk.agent.does(at(ana, "take-over"))
    town.work()
    assert ana.screen == []
    assert [entry["status"] for entry in ana.thread if entry["entry"] == "message"] == [None, "failed"]


def test_agents_take_conversations_for_themselves_and_owners_give_them_to_anyone(desk, rafael):
    refused = desk.agent.ask("POST", at(rafael, "assign"), {"assignee": desk.owner.id})
    assert (refused.status_code, refused.json_body["code"]) == (403, "NotAllowed")
    assert desk.owner.does(at(rafael, "assign"), {"assignee": desk.agent.id})["assignee"] == desk.agent.id
    desk.agent.does(at(rafael, "take-over"))
    assert [each["id"] for each in desk.agent.get("/conversations?assignee=me")["conversations"]] == [rafael.conversation_id]


def test_a_reply_can_quote_what_the_customer_wrote(desk, rafael, town):
    body = {"client_id": new_id(town.clock.now()), "content": {"kind": "text", "body": "Sobre isso:"}, "reply_to": 1}
    desk.agent.does(at(rafael, "messages"), body)
    town.work()
    assert rafael.screen[-1]["context"] == {"message_id": rafael.wamids[0]}
