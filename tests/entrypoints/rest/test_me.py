"""A member's own page over REST: only ever their own."""

import json

import pytest

from chalicelib.domain.access import Role
from tests.entrypoints.front import ABROAD, HOME
from tests.services.people import PASSWORD

AGENT = {"email": "agent@w1.example", "password": PASSWORD}
NEW = "another horse battery"


class Browser:
    def __init__(self, front, device: str, credentials=AGENT) -> None:
        self.front = front
        front.attempts.windows.clear()
        answer = front.ask("POST", "/sign-in", credentials, headers={"User-Agent": device})
        self.token = answer.json_body["access_token"]

    def ask(self, method, path, body=None):
        answer = self.front.ask(method, path, body, token=self.token)
        return answer.status_code, json.loads(answer.body or "null")

    def sign_ins(self):
        return self.ask("GET", "/me/sign-ins")[1]["sign_ins"]


@pytest.fixture
def desktop(front) -> Browser:
    return Browser(front, "Firefox")


@pytest.fixture
def phone(front, desktop) -> Browser:
    return Browser(front, "Chrome on a phone")


def test_a_member_sees_where_they_are_signed_in(desktop, phone):
    mine, other = desktop.sign_ins()
    assert set(mine) == {"id", "created_at", "last_used_at", "expires_at", "device", "current"}
    assert [(each["device"], each["current"]) for each in (mine, other)] == [("Firefox", True), ("Chrome on a phone", False)]
    assert phone.sign_ins()[0]["id"] == other["id"]


def test_one_is_signed_out_of_another_browser(desktop, phone):
    other = desktop.sign_ins()[1]["id"]
    assert desktop.ask("DELETE", f"/me/sign-ins/{other}") == (204, None)
    assert phone.ask("GET", "/me")[0] == 401
    assert desktop.ask("DELETE", f"/me/sign-ins/{other}") == (404, {"code": "NotFound", "detail": "There is no such sign-in."})


def test_all_others_are_ended_at_once(front, desktop, phone):
    assert phone.ask("POST", "/me/sign-ins/end-others") == (204, None)
    assert desktop.ask("GET", "/me")[0] == 401
    assert len(phone.sign_ins()) == 1


@pytest.mark.parametrize("workspace", [HOME, ABROAD])
def test_nobody_elses_sign_in_is_there(front, desktop, workspace):
    boss = Browser(front, "Safari", {**AGENT, "email": f"owner@{workspace}.example"})
    assert desktop.ask("DELETE", f"/me/sign-ins/{boss.sign_ins()[0]['id']}")[0] == 404
    assert boss.ask("DELETE", f"/me/sign-ins/{desktop.sign_ins()[0]['id']}")[0] == 404
    assert boss.ask("GET", "/me")[0] == 200


def test_a_new_password_signs_out_the_others(front, desktop, phone):
    assert desktop.ask("POST", "/me/password", {"current_password": PASSWORD, "new_password": NEW}) == (204, None)
    assert phone.ask("GET", "/me")[0] == 401
    assert desktop.ask("GET", "/me")[0] == 200
    assert front.ask("POST", "/sign-in", AGENT).status_code == 401
    assert front.ask("POST", "/sign-in", {**AGENT, "password": NEW}).status_code == 200


def test_a_wrong_current_password_is_refused_in_plain_words_and_not_for_ever(desktop):
    for _ in range(2):
        answer = desktop.ask("POST", "/me/password", {"current_password": "wrong password", "new_password": NEW})
        assert answer == (422, {"code": "WrongPassword", "detail": "The current password is not right."})
    desktop.ask("POST", "/me/password", {"current_password": "wrong password", "new_password": NEW})
    status, refused = desktop.ask("POST", "/me/password", {"current_password": PASSWORD, "new_password": NEW})
    assert (status, refused["code"]) == (429, "TooManyAttempts")
    assert refused["retry_after"] > 600


def test_a_short_password_is_refused_in_plain_words(desktop):
    status, refused = desktop.ask("POST", "/me/password", {"current_password": PASSWORD, "new_password": "short"})
    assert (status, refused["detail"]) == (422, "A password has 12 to 128 characters.")


def test_a_member_changes_their_name_and_nothing_else(front, desktop):
    status, changed = desktop.ask("PATCH", "/me", {"name": "Ágata 👩‍⚕️"})
    assert (status, changed["name"], changed["role"]) == (200, "Ágata 👩‍⚕️", "agent")
    assert desktop.ask("GET", "/me")[1]["member"] == changed
    assert "Ágata 👩‍⚕️" in [each["name"] for each in desktop.ask("GET", "/members")[1]["members"]]
    for body in ({"name": ""}, {"name": "   "}, {"name": "x" * 121}, {"name": "x", "role": "owner"}, {"email": "x@y.z"}, {}):
        assert desktop.ask("PATCH", "/me", body)[0] == 422


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_page_of_its_own(front, role):
    assert front.ask("PATCH", "/me", {"name": "Nome"}, who=front.member(role)).status_code == 200
    assert front.ask("GET", "/me/sign-ins", who=front.member(role)).status_code == 200
