"""Apps, connections and quarantine over REST: secrets go in and never come out."""

import pytest

from chalicelib.domain.access import Role
from chalicelib.domain.errors import ConnectionBroken

APP = {"name": "Meta", "secret": "hush-secret-1234", "verify_token": "hush-token-9876"}
NUMBER = {"app_id": "w1-app", "name": "Sul", "account": "555", "group_account": "666", "shown": "+55 51", "token": "hush-graph-5555"}


def ask(front, method, path, body=None):
    return front.ask(method, path, body, who=front.member(Role.OWNER))


def test_an_app_is_registered_and_says_what_meta_must_be_told(front):
    answer = ask(front, "POST", "/apps", APP)
    app = answer.json_body
    assert answer.status_code == 201
    assert app["webhook_url"] == f"http://127.0.0.1:8080/api/webhooks/whatsapp/{app['id']}"
    assert (app["secrets"], app["verify_token"]) == ([{"last4": "1234"}], {"last4": "9876"})
    assert {each["id"] for each in ask(front, "GET", "/apps").json_body["apps"]} == {"w1-app", app["id"]}
    assert ask(front, "POST", f"/apps/{app['id']}/check").json_body == {
        "webhook_url": app["webhook_url"], "has_verify_token": True, "secrets": 1,
    }  # fmt: skip


def test_a_secret_is_rotated_beside_the_old_one_and_then_cleared(front):
    rotated = ask(front, "PATCH", "/apps/w1-app", {"new_secret": "hush-secret-next"}).json_body
    assert [secret["last4"] for secret in rotated["secrets"]] == ["next", "cret"]
    cleared = ask(front, "PATCH", "/apps/w1-app", {"clear_old_secret": True}).json_body
    assert [secret["last4"] for secret in cleared["secrets"]] == ["next"]


def test_no_answer_holds_a_secret(front):
    app = ask(front, "POST", "/apps", APP)
    number = ask(front, "POST", "/connections", NUMBER)
    answers = [
        app,
        number,
        *(ask(front, "GET", path) for path in ("/apps", f"/apps/{app.json_body['id']}", "/connections", "/connections/w1-number")),
    ]
    answers.append(ask(front, "PATCH", "/connections/w1-number", {"token": "hush-graph-6666"}))
    assert all(b"hush" not in answer.body and b"ciphertext" not in answer.body for answer in answers)


def test_a_number_is_registered_once(front):
    made = ask(front, "POST", "/connections", NUMBER)
    assert (made.status_code, made.json_body["token_last4"], made.json_body["state"]) == (201, "5555", "running")
    again = ask(front, "POST", "/connections", {**NUMBER, "name": "Norte"})
    assert (again.status_code, again.json_body["code"]) == (409, "AlreadyExists")


def test_a_connection_is_renamed_and_paused(front):
    changed = ask(front, "PATCH", "/connections/w1-number", {"name": "Norte", "state": "paused"}).json_body
    assert (changed["name"], changed["state"], changed["account"]) == ("Norte", "paused", "100w1")


@pytest.mark.parametrize("body", [{"account": "9"}, {"state": "broken"}, {"name": ""}, {"token": "short"}, {"pause_reason": "x"}])
def test_a_change_of_another_shape_is_refused(front, body):
    assert ask(front, "PATCH", "/connections/w1-number", body).status_code == 422


def test_a_check_says_how_the_channel_finds_it(front):
    good = {"ok": True, "details": {"quality": "GREEN"}, "code": None, "reason": None}
    assert ask(front, "POST", "/connections/w1-number/check").json_body == good
    front.channel.failure = ConnectionBroken("The access token has expired.", 190)
    answer = ask(front, "POST", "/connections/w1-number/check")
    assert (answer.status_code, answer.json_body["ok"], answer.json_body["code"]) == (200, False, 190)


def test_a_channel_we_do_not_speak_is_unknown(front):
    assert ask(front, "POST", "/apps", {**APP, "channel": "pigeon"}).status_code == 404


def test_health_says_where_we_are(front):
    answer = front.ask("GET", "/health")
    assert (answer.status_code, answer.json_body) == (200, {"status": "ok", "stage": "test"})


def test_the_webhooks_door_knows_an_app_before_it_knows_a_workspace(front):
    challenge = "hub.mode=subscribe&hub.verify_token=verify-token&hub.challenge=42"
    path = "/webhooks/whatsapp/w1-app"
    answer = front.http.get(f"{path}?{challenge}")
    assert (answer.status_code, answer.body) == (200, b"42")
    wrong = front.http.get(f"{path}?{challenge.replace('verify-token', 'guess')}")
    signed = front.http.post(path, headers={"Content-Type": "application/json", "signature": "first-app-secret"}, body=b"{}")
    forged = front.http.post(path, headers={"Content-Type": "application/json", "signature": "guess"}, body=b"{}")
    assert (wrong.status_code, signed.status_code, forged.status_code) == (401, 200, 401)
    assert front.http.post("/webhooks/whatsapp/unknown", headers={}, body=b"{}").status_code == 404
