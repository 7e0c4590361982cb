"""What was done as a customer is kept as a file, and done again by it."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from infrastructure.local.simulator.app import create_app
from infrastructure.local.simulator.scenarios import recorder
from infrastructure.local.simulator.scenarios.shelf import checked
from tests.simulator.kit import HOME, Meta

SAVED = Path(__file__).parent / "scenarios"
BUTTONS = [
    {"type": "reply", "reply": {"id": "trocar", "title": "Trocar a peça"}},
    {"type": "reply", "reply": {"id": "pessoa", "title": "Falar"}},
]
ASKS = {"type": "button", "body": {"text": "Como prefere resolver?"}, "action": {"buttons": BUTTONS}}


@pytest.fixture
def shop(settings, product, tmp_path):
    """A simulator, and a product whose bot asks and thanks."""
    with TestClient(create_app(replace(settings, scenarios_dir=tmp_path / "kept")), HOME) as client:
        shop = Meta(client)

        def bot(message):
            to = "+" + message["from"]
            if message["type"] == "text":
                shop.sends(to, type="interactive", interactive=ASKS)
            elif message["type"] == "interactive":
                shop.sends(to, type="text", text={"body": f"Anotado: {message['interactive']['button_reply']['title']}"})

        product.bot = bot
        yield shop
        product.falls_silent()


@pytest.fixture
def said(shop, eventually):
    """Waits for the business's newest text in Rafael's chat, and returns the message."""

    def wait(text):
        return eventually(lambda: next((one for one in shop.chat() if one["from"] == "business" and one["text"] == text), None))

    return wait


def record(shop, said, name="Troca de peça"):
    assert shop.client.post("/sim/recording").json()["steps"] == 0
    shop.writes(text="o pé veio riscado")
    asked = said("Como prefere resolver?")
    shop.writes(kind="button_reply", message_id=asked["id"], id="trocar")
    said("Anotado: Trocar a peça")
    shop.client.post("/sim/clock", json={"advance_seconds": 1800})
    shop.writes(kind="image", caption="é este")
    return shop.client.post("/sim/recording/save", json={"name": name}).json()


def played(shop, eventually, id, pace="fast"):
    assert shop.client.post(f"/sim/scenarios/{id}/play", json={"pace": pace}).status_code == 200
    return eventually(lambda: (state := shop.client.get("/sim/state").json()["playing"])["ended"] and state)


def test_what_was_done_and_what_travelled_is_in_the_file(shop, said, tmp_path):
    saved = record(shop, said)
    scenario = json.loads((tmp_path / "kept" / "troca-de-peca.json").read_text())
    assert scenario == saved["scenario"] == checked(scenario)
    assert [next(iter(set(step) & {"say", "clock"})) for step in scenario["steps"]] == ["say", "say", "clock", "say"]
    assert scenario["steps"][1]["say"] == {
        "as": "rafael",
        "kind": "button_reply",
        "message_id": {"from": "business", "number": 1},
        "id": "trocar",
    }
    webhook, call = scenario["steps"][0]["then"][:2]
    assert webhook["body"]["entry"][0]["changes"][0]["value"]["messages"][0]["text"] == {"body": "o pé veio riscado"}
    assert (call["direction"], call["body"]["interactive"], call["status"]) == ("outbound", ASKS, 200)
    assert shop.client.get("/sim/state").json()["recording"] is None


def test_no_secret_is_in_the_file(shop, said, tmp_path):
    shop.client.post("/sim/recording")
    shop.writes(kind="image")
    shop.writes(text="Oi")
    said("Como prefere resolver?")
    shop.client.post("/sim/recording/save", json={"name": "x"})
    text = (tmp_path / "kept" / "x.json").read_text()
    assert not [word for word in ("local-app-secret", "local-access-token", "sha256=", "Bearer") if word in text]
    assert "hash=…" in text


def again(shop, eventually, said, tmp_path, pace):
    """The house's scenario on a chat that has a past; returns what came after it."""
    (tmp_path / "kept").mkdir()
    shutil.copy(SAVED / "troca-de-peca.json", tmp_path / "kept")
    shop.writes(text="de ontem")
    said("Como prefere resolver?")
    before = len(shop.chat())
    assert played(shop, eventually, "troca-de-peca", pace)["broke"] is None
    eventually(lambda: len(shop.chat()) == before + 5)
    return [(one["from"], one["text"]) for one in shop.chat()[before:]]


EMPTY = {"format": "pytake-scenario/1", "name": "x", "recorded_at": "y", "people": [], "steps": []}
PLAYED = [
    ("customer", "o pé veio riscado"),
    ("business", "Como prefere resolver?"),
    ("customer", "Trocar a peça"),
    ("business", "Anotado: Trocar a peça"),
    ("customer", "é este"),
]


def test_a_saved_scenario_does_the_same_again(shop, product, said, eventually, tmp_path):
    assert again(shop, eventually, said, tmp_path, "fast") == PLAYED
    eventually(lambda: len(product.messages) == 4)
    assert shop.client.get("/sim/state").json()["clock_offset_seconds"] == 1800


def test_at_its_own_pace_it_waits_only_for_what_it_answers_to(shop, said, eventually, tmp_path):
    """The answer to a tap may come after the picture that was sent a moment later."""
    told = again(shop, eventually, said, tmp_path, "recorded")
    assert (told[:3], sorted(told[3:])) == (PLAYED[:3], sorted(PLAYED[3:]))


def test_a_customer_who_is_unknown_here_is_brought_in(shop, said, eventually, tmp_path):
    record(shop, said)
    file = tmp_path / "kept" / "troca-de-peca.json"
    scenario = json.loads(file.read_text())
    scenario["people"] = [{"id": "rafael", "name": "Nina Prado", "wa_id": "5511977771020", "user_id": "BR.77771020", "username": None}]
    file.write_text(json.dumps(scenario))
    assert played(shop, eventually, "troca-de-peca")["broke"] is None
    assert "Nina Prado" in [person["name"] for person in shop.client.get("/sim/state").json()["personas"]]
    assert [one["text"] for one in shop.chat("5511977771020") if one["from"] == "customer"][:1] == ["o pé veio riscado"]


def test_a_playing_that_waits_for_an_answer_in_vain_says_so(shop, product, said, eventually):
    record(shop, said)
    product.bot = lambda message: None
    shop.client.app.state.world.player.patience = 0.2
    told = played(shop, eventually, "troca-de-peca")
    assert (told["step"], told["broke"]) == (1, "PyTake did not send the message that Rafael Nogueira answers to.")


def test_a_playing_can_be_broken_off_and_only_one_runs(shop, said):
    record(shop, said)
    start = {"pace": "recorded"}
    assert shop.client.post("/sim/scenarios/troca-de-peca/play", json=start).status_code == 200
    assert shop.client.post("/sim/scenarios/troca-de-peca/play", json=start).status_code == 409
    assert shop.client.delete("/sim/playing").status_code == 204
    assert shop.client.get("/sim/state").json()["playing"] is None


def test_two_of_one_name_are_two_files_and_one_can_be_deleted(shop, said):
    assert [record(shop, said, name="Olá, mundo!")["id"] for _ in range(2)] == ["ola-mundo", "ola-mundo-2"]
    listed = shop.client.get("/sim/scenarios").json()["scenarios"]
    assert [(one["id"], one["name"], one["steps"], one["people"]) for one in listed] == [
        ("ola-mundo", "Olá, mundo!", 4, ["Rafael Nogueira"]),
        ("ola-mundo-2", "Olá, mundo!", 4, ["Rafael Nogueira"]),
    ]
    assert shop.client.delete("/sim/scenarios/ola-mundo").status_code == 204
    assert [one["id"] for one in shop.client.get("/sim/scenarios").json()["scenarios"]] == ["ola-mundo-2"]
    assert shop.client.get("/sim/scenarios/ola-mundo-2").headers["content-disposition"] == 'attachment; filename="ola-mundo-2.json"'


@pytest.mark.parametrize("id", ["..", "..%2Fsimulator", "a b", "A", "-", "x" * 200, "%2Fetc%2Fpasswd"])
def test_nothing_outside_the_folder_can_be_named(shop, id, tmp_path):
    (tmp_path / "simulator.json").write_text("{}")
    assert shop.client.get(f"/sim/scenarios/{id}").status_code == 404
    assert shop.client.delete(f"/sim/scenarios/{id}").status_code in (404, 405)
    assert (tmp_path / "simulator.json").exists()


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({}, "format"),
        ({"format": "pytake-scenario/1"}, "name"),
        ({"format": "pytake-scenario/1", "name": "x", "recorded_at": "y", "people": [{}], "steps": []}, "people"),
        ({**EMPTY, "name": "x" * 81}, "name"),
        ({**EMPTY, "people": [{"id": ["x"], "name": "x"}]}, "people"),
        ({**EMPTY, "steps": [{"at": 0, "run": "rm"}]}, "steps"),
        ({**EMPTY, "steps": [{"at": 1e300, "look": "rafael"}]}, "steps"),
        ({**EMPTY, "steps": [{"at": 0, "clock": 10**15}]}, "steps"),
        ({**EMPTY, "steps": [{"at": 0, "clock": True}]}, "steps"),
        ({**EMPTY, "steps": [{"at": 0, "clock": 10**15, "mischief": {}}]}, "steps"),
        ({**EMPTY, "steps": [{"at": 0, "look": "rafael", "then": ["x"]}]}, "steps"),
    ],
)
def test_what_is_no_scenario_is_refused(shop, broken, why):
    answer = shop.client.post("/sim/scenarios", json=broken)
    assert (answer.status_code, why in answer.json()["detail"]) == (422, True)


@pytest.mark.parametrize("named", [{"number": 1}, {"from": "nobody", "number": 1}, {"from": "business", "number": "x"}])
def test_a_step_written_by_hand_that_cannot_be_read_breaks_off_and_says_so(shop, eventually, named):
    step = {"at": 0, "say": {"as": "rafael", "kind": "button_reply", "message_id": named, "id": "x"}}
    people = [{"id": "rafael", "name": "Nina Prado", "wa_id": "5511977771020", "user_id": "BR.77771020"}]
    id = shop.client.post("/sim/scenarios", json={**EMPTY, "people": people, "steps": [step]}).json()["id"]
    assert played(shop, eventually, id)["broke"] == "Step 1 cannot be read."


def test_a_recording_without_a_step_or_a_name_goes_on(shop):
    shop.client.post("/sim/recording")
    assert shop.client.post("/sim/recording").status_code == 409
    assert shop.client.post("/sim/recording/save", json={"name": "x"}).status_code == 422
    shop.writes()
    assert shop.client.post("/sim/recording/save", json={"name": " "}).status_code == 422
    assert shop.client.get("/sim/state").json()["recording"]["steps"] == 1
    assert shop.client.delete("/sim/recording").status_code == 204
    assert shop.client.get("/sim/state").json()["recording"] is None


def test_a_stopped_recording_takes_nothing_more_and_waits_to_be_kept(shop, said):
    assert shop.client.post("/sim/recording/stop").status_code == 409
    shop.client.post("/sim/recording")
    shop.writes()
    said("Como prefere resolver?")
    assert shop.client.post("/sim/recording/stop").json() | {"since": ""} == {"since": "", "steps": 1, "stopped": True}
    shop.client.post("/sim/clock", json={"advance_seconds": 60})
    assert shop.client.get("/sim/state").json()["recording"]["steps"] == 1
    assert len(shop.client.post("/sim/recording/save", json={"name": "x"}).json()["scenario"]["steps"]) == 1
    assert shop.client.post("/sim/recording").json()["stopped"] is False


def test_a_recording_stops_itself_when_it_is_full_and_says_so(shop, monkeypatch):
    monkeypatch.setattr(recorder, "MOST_STEPS", 3)
    shop.client.post("/sim/recording")
    told = []
    for _ in range(4):
        shop.client.post("/sim/clock", json={"advance_seconds": 60})
        recording = shop.client.get("/sim/state").json()["recording"]
        told.append((recording["steps"], recording["stopped"]))
    assert told == [(1, False), (2, False), (3, True), (3, True)]
    saved = shop.client.post("/sim/recording/save", json={"name": "x"}).json()["scenario"]
    assert [step["clock"] for step in saved["steps"]] == [60] * 3


def test_every_saved_scenario_of_the_house_can_be_played():
    files = list(SAVED.glob("*.json"))
    assert files
    for file in files:
        checked(json.loads(file.read_text()))
