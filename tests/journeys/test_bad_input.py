"""What is forged, broken, foreign or too much: refused with a word, or kept where people see it."""

import json

import pytest

from tests.journeys.clinic import APPOINTMENTS


def test_a_forged_signature_stores_nothing(clinic, town):
    rafael = clinic.customer("Rafael Nogueira")
    answer = clinic.hears(rafael.saying("Oi"), secret="somebody-elses-secret")
    assert (answer.status_code, answer.json_body["code"]) == (401, "Forged")
    unsigned = town.ask("POST", clinic.webhook, b"{}")
    assert unsigned.status_code == 401
    assert (town.depth("Inbound"), clinic.owner.get("/conversations")["conversations"], clinic.quarantined()) == (0, [], [])


def test_an_app_nobody_registered_is_a_404(clinic, town):
    answer = town.ask("POST", "/webhooks/whatsapp/app_unknown", b"{}", {"X-Hub-Signature-256": "sha256=00"})
    assert answer.status_code == 404


@pytest.mark.parametrize("body", [b"{not json", b"[]", b'{"object":"page","entry":[]}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_rightly_signed_and_unreadable_is_answered_200_and_listed(clinic, body):
    assert clinic.post(body).status_code == 200
    (record,) = clinic.quarantined()
    assert record["reason"]
    assert record["body"].startswith(body[:4].decode(errors="replace"))


def test_a_number_of_another_app_is_quarantined(clinic, founded):
    other = founded("Outra clínica")
    rafael = clinic.customer("Rafael Nogueira")
    stray = rafael.saying("Oi")
    stray["metadata"]["phone_number_id"] = other.number
    assert clinic.hears(stray).status_code == 200
    (record,) = clinic.quarantined()
    assert record["reason"] == "The number is not registered under this app."
    assert other.owner.get("/conversations")["conversations"] == clinic.owner.get("/conversations")["conversations"] == []


def test_foreign_and_unknown_ids_are_the_same_404(desk, founded):
    rafael, other = desk.customer("Rafael Nogueira"), founded("Outra clínica")
    rafael.writes("Oi")
    app, connection = desk.app_id, desk.owner.get("/connections")["connections"][0]["id"]
    foreign = {"conversations/{}": rafael.conversation_id, "conversations/{}/messages": rafael.conversation_id, "apps/{}": app,
               "connections/{}": connection, "flows/{}": "clinic-appointments"}  # fmt: skip
    for path, known in foreign.items():
        theirs, nobodys = (other.owner.ask("GET", f"/{path.format(id)}") for id in (known, "01ARZ3NDEKTSV4RRFFQ69G5FAV"))
        assert (theirs.status_code, theirs.json_body) == (nobodys.status_code, nobodys.json_body) == (404, nobodys.json_body), path
    for action in ("take-over", "give-back", "resolve", "reopen", "read"):
        answer = other.owner.ask("POST", f"/conversations/{rafael.conversation_id}/{action}", {})
        assert answer.status_code == 404, action
    assert other.owner.replies(rafael.conversation_id, "Olá").status_code == 404
    assert rafael.conversation["status"] == "bot"


def test_a_number_that_is_registered_cannot_be_registered_again(clinic, founded):
    other = founded("Outra clínica")
    taken = {
        "app_id": other.app_id,
        "name": "Roubado",
        "account": clinic.number,
        "group_account": "2",
        "shown": "+55",
        "token": "graph-token",
    }
    answer = other.owner.ask("POST", "/connections", taken)
    assert (answer.status_code, answer.json_body["code"]) == (409, "AlreadyExists")


def broken_flow(*nodes, edges):
    shape = {"name": "Quebrado", "triggers": [{"kind": "catch_all"}], "nodes": [{"id": "start", "kind": "start"}, *nodes]}
    return {**shape, "edges": [dict(zip(("source", "exit", "target"), edge.split(" "), strict=True)) for edge in edges]}


HELLO, AGAIN = {"id": "hello", "kind": "message", "text": "Oi"}, {"id": "again", "kind": "message", "text": "De novo"}


@pytest.mark.parametrize(
    ("shape", "node"),
    [
        (broken_flow(HELLO, edges=["start next hello"]), "hello"),
        (broken_flow(HELLO, AGAIN, edges=["start next hello", "hello next again", "again next hello"]), "hello"),
        (broken_flow(HELLO, edges=["start next nowhere", "hello next hello"]), "start"),
    ],
    ids=["missing edge", "endless loop", "edge to nowhere"],
)
def test_a_flow_that_would_not_run_is_refused_naming_the_node(clinic, shape, node):
    answer = clinic.owner.ask("PUT", "/flows/broken", shape)
    assert (answer.status_code, answer.json_body["code"]) == (422, "FlowInvalid")
    assert node in [problem["node"] for problem in answer.json_body["problems"]]
    assert clinic.owner.get("/flows")["flows"] == []


def test_two_workspaces_never_see_each_other(founded, town):
    aurora, poente = founded("Clínica Aurora"), founded("Clínica Poente")
    for house in (aurora, poente):
        house.publishes(APPOINTMENTS)
    same_phone = [house.customer(f"Rafael de {house.workspace}", "5511988423107") for house in (aurora, poente)]
    for rafael in same_phone:
        rafael.writes("Oi")
    for house, rafael, other in ((aurora, *same_phone), (poente, *reversed(same_phone))):
        seen = json.dumps([house.owner.get(path) for path in ("/conversations", "/changes?cursor=0", "/members", "/flows", "/connections")])
        assert rafael.name in seen
        assert other.name not in seen
        assert len(rafael.screen) == 1
    ids = {row["pk"]["S"].split("#")[1] for table in ("conversations", "contacts", "guards") for row in town.rows(table)}
    assert {str(aurora.workspace), str(poente.workspace)} <= ids


def test_an_agent_may_not_see_apps_or_quarantine(clinic):
    for path in ("/apps", "/connections", "/quarantine"):
        assert clinic.agent.ask("GET", path).status_code == 403
