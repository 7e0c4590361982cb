"""What must wait is acknowledged, waits as a row, and goes when its time has come: through the real queues, rows and rights."""

import json

import pytest

from chalicelib.domain.ids import ConversationId
from chalicelib.domain.message import Claim, MessageRef


@pytest.fixture
def rafael(clinic):
    """A customer whom people answer."""
    somebody = clinic.customer("Rafael Nogueira")
    somebody.writes("Oi")
    return somebody


def comes_back(town, clinic, customer, attempt):
    """``outbound-later`` hands the last message over, without its delay."""
    ref = MessageRef(conversation_id=ConversationId(customer.conversation_id), seq=customer.last["seq"])
    claim = Claim(workspace=clinic.workspace, ref=ref, attempt=attempt)
    record = {"messageId": "1", "receiptHandle": "r", "body": claim.model_dump_json(), "attributes": {}}
    assert town.lanes["OutboundLater"].door({"Records": [record]}, None) == {"batchItemFailures": []}


def test_a_throttled_message_waits_and_goes(clinic, rafael, town):
    town.graph.refuse(130429)
    clinic.agent.replies(rafael.conversation_id, "Bom dia")
    town.work("Outbound")
    assert (rafael.last["status"], rafael.last["error"]["code"], rafael.screen) == ("deferred", 130429, [])
    town.clock.forward(seconds=5)
    comes_back(town, clinic, rafael, 2)
    town.work("Outbound")
    assert (rafael.last["status"], rafael.reads) == ("accepted", "Bom dia")


def test_a_dead_token_stops_the_number_until_a_person_lets_it_run(clinic, rafael, town):
    town.graph.refuse(190, 401)
    clinic.agent.replies(rafael.conversation_id, "Bom dia")
    town.work("Outbound")
    assert rafael.last["status"] == "deferred"
    comes_back(town, clinic, rafael, 2)
    town.work("Outbound")
    assert (rafael.last["status"], rafael.last["error"]["code"]) == ("paused", 190)
    owner = clinic.owner
    (connection,) = owner.get("/connections")["connections"]
    assert (connection["state"], connection["pause_code"]) == ("paused", 190)
    answer = owner.ask("PATCH", f"/connections/{connection['id']}", {"state": "running"})
    assert (answer.status_code, json.loads(answer.body)["pause_reason"]) == (200, None)
    town.work("Outbound")
    assert (rafael.last["status"], rafael.reads) == ("accepted", "Bom dia")
    town.clock.forward(minutes=2)
    town.sweep()
    town.work("Outbound")
    assert len(rafael.screen) == 1


def test_a_refused_message_is_sent_again_by_a_person(clinic, rafael, town):
    town.graph.refuse(131026)
    clinic.agent.replies(rafael.conversation_id, "Bom dia")
    town.work("Outbound")
    assert rafael.last["status"] == "failed"
    again = clinic.agent.ask("POST", f"/conversations/{rafael.conversation_id}/messages/{rafael.last['seq']}/resend")
    assert (again.status_code, again.json_body["resent_by"]["id"]) == (202, clinic.agent.id)
    town.work("Outbound")
    assert (rafael.last["status"], rafael.reads) == ("accepted", "Bom dia")
