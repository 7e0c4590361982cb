"""Canned replies over REST: all who reply read them, those who look after the team change them."""

import json

import pytest

from chalicelib.domain.access import Role
from tests.entrypoints.front import ABROAD

HELLO = {"shortcut": "hello", "title": "Saudação", "text": "Olá, {{contact.first_name}}"}


@pytest.fixture
def ask(front):
    def asked(method, path, body=None, role=Role.SUPERVISOR, **where):
        answer = front.ask(method, path, body, who=front.member(role, **where))
        return answer.status_code, json.loads(answer.body or "null")

    return asked


def test_a_reply_is_added_listed_changed_and_removed(ask, front):
    status, made = ask("POST", "/canned-replies", HELLO)
    assert (status, made | HELLO) == (201, made)
    assert made["updated_by"] == front.member(Role.SUPERVISOR).id
    assert ask("GET", "/canned-replies", role=Role.AGENT) == (200, {"canned_replies": [made]})
    status, changed = ask("PATCH", f"/canned-replies/{made['id']}", {"title": "Oi"}, role=Role.OWNER)
    assert (status, changed["title"], changed["text"]) == (200, "Oi", HELLO["text"])
    assert changed["updated_by"] == front.member(Role.OWNER).id
    assert ask("DELETE", f"/canned-replies/{made['id']}") == (204, None)
    assert ask("GET", "/canned-replies")[1] == {"canned_replies": []}
    assert ask("DELETE", f"/canned-replies/{made['id']}")[0] == 404


def test_a_shortcut_that_is_taken_is_refused_in_plain_words(ask):
    ask("POST", "/canned-replies", HELLO)
    said = {"code": "AlreadyExists", "detail": "Another canned reply has the shortcut /hello."}
    assert ask("POST", "/canned-replies", HELLO) == (409, said)


def test_an_unknown_variable_is_refused_with_its_name(ask):
    status, refused = ask("POST", "/canned-replies", {**HELLO, "text": "CPF {{contact.cpf}}"})
    assert (status, refused["code"]) == (422, "UnknownVariable")
    assert refused["detail"].startswith("There is no variable {{contact.cpf}}.")


@pytest.mark.parametrize("shortcut", ["", "Hello", "olá", "two words", "x" * 33, "/hello", "hello\n"])
def test_a_shortcut_is_small_letters_digits_and_two_signs(ask, shortcut):
    status, refused = ask("POST", "/canned-replies", {**HELLO, "shortcut": shortcut})
    assert (status, refused["code"]) == (422, "Invalid")


@pytest.mark.parametrize(("field", "length"), [("title", 80), ("text", 2_048)])
def test_title_and_text_have_a_longest_length(ask, field, length):
    assert ask("POST", "/canned-replies", {**HELLO, field: "😀" * length})[0] == 201
    assert ask("POST", "/canned-replies", {**HELLO, "shortcut": "long", field: "😀" * (length + 1)})[0] == 422


@pytest.mark.parametrize(
    ("role", "may"), [(Role.OWNER, True), (Role.ADMIN, True), (Role.SUPERVISOR, True), (Role.AGENT, False), (Role.VIEWER, False)]
)
def test_those_who_supervise_change_the_list(ask, role, may):
    assert (ask("POST", "/canned-replies", HELLO, role=role)[0] == 201) is may


def test_a_viewer_who_never_replies_reads_none(ask):
    assert ask("GET", "/canned-replies", role=Role.VIEWER)[0] == 403


def test_another_workspaces_replies_do_not_exist(ask):
    made = ask("POST", "/canned-replies", HELLO)[1]
    assert ask("GET", "/canned-replies", workspace=ABROAD)[1] == {"canned_replies": []}
    assert ask("PATCH", f"/canned-replies/{made['id']}", {"title": "x"}, workspace=ABROAD)[0] == 404
    assert ask("DELETE", f"/canned-replies/{made['id']}", workspace=ABROAD)[0] == 404
