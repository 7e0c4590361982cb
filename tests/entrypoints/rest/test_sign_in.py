"""Signing in over REST: the cookie, the origin, the client's address."""

from datetime import datetime

import pytest

from chalicelib.config import Settings, settings
from chalicelib.domain.access import Role
from chalicelib.entrypoints import reading
from tests.services.people import PASSWORD

ORIGIN = "http://127.0.0.1:8080"
AGENT = {"email": "agent@w1.example", "password": PASSWORD}


def cookie_of(answer) -> str:
    value, *flags = answer.headers["Set-Cookie"].split("; ")
    name, _, token = value.partition("=")
    assert name == "__Host-pytake"
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"} < set(flags)
    assert not any(flag.startswith("Domain") for flag in flags)
    return token


def with_cookie(token: str, **headers: str) -> dict[str, str]:
    return {"Cookie": f"theme=dark; __Host-pytake={token}; other=1", **headers}


def test_signing_in_gives_a_token_to_keep_in_memory_and_a_cookie_no_script_reads(front):
    answer = front.ask("POST", "/sign-in", AGENT, headers={"Origin": ORIGIN})
    said = answer.json_body
    assert answer.status_code == 200
    assert set(said) == {"access_token", "expires_at", "member", "workspace"}
    assert said["member"]["email"] == "agent@w1.example"
    assert "conversation.reply" in said["member"]["permissions"]
    assert "connection.manage" not in said["member"]["permissions"]
    assert said["workspace"] == {"id": "w1", "name": "Clinic w1", "language": "pt-BR", "time_zone": "America/Sao_Paulo"}
    assert datetime.fromisoformat(said["expires_at"]).tzinfo is not None
    assert cookie_of(answer) not in answer.body.decode()
    assert front.ask("GET", "/me", token=said["access_token"]).json_body["member"]["id"] == "w1-agent"


@pytest.mark.parametrize("body", [{**AGENT, "password": "wrong password"}, {**AGENT, "email": "nobody@w1.example"}])
def test_a_refusal_does_not_say_which_was_wrong(front, body):
    answer = front.ask("POST", "/sign-in", body)
    assert (answer.status_code, answer.json_body) == (401, {"code": "SignInFailed", "detail": "The e-mail or the password is not right."})
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "body", [{}, {"email": "a@b"}, {**AGENT, "password": "x" * 129}, {**AGENT, "workspace": "w1"}, {**AGENT, "email": "x" * 255}]
)
def test_a_body_of_another_shape_is_refused(front, body):
    assert front.ask("POST", "/sign-in", body).status_code == 422


def test_the_sixth_try_is_told_when_to_come_back(front):
    for _ in range(5):
        front.ask("POST", "/sign-in", {**AGENT, "password": "wrong password"})
    answer = front.ask("POST", "/sign-in", AGENT)
    assert (answer.status_code, answer.json_body["code"]) == (429, "TooManyAttempts")
    assert answer.headers["Retry-After"] == str(answer.json_body["retry_after"])
    assert 890 <= answer.json_body["retry_after"] <= 901


def test_a_refresh_turns_the_cookie(front):
    first = cookie_of(front.ask("POST", "/sign-in", AGENT))
    answer = front.ask("POST", "/sign-in/refresh", headers=with_cookie(first, Origin=ORIGIN))
    assert answer.status_code == 200
    assert cookie_of(answer) != first
    assert front.ask("GET", "/me", token=answer.json_body["access_token"]).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Cookie": ""}, {"Cookie": "__Host-pytake=nonsense"}, {"Cookie": "x__Host-pytake=1"}])
def test_without_a_good_cookie_there_is_nothing_to_refresh(front, headers):
    answer = front.ask("POST", "/sign-in/refresh", headers=headers)
    assert (answer.status_code, answer.json_body["code"]) == (401, "SignedOut")


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/refresh", "/sign-out"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9"])
def test_another_sites_page_can_do_nothing_with_the_cookie(front, path, origin):
    token = front.enter(front.member(Role.AGENT)).refresh_token
    answer = front.ask("POST", path, AGENT if path == "/sign-in" else None, headers=with_cookie(token, Origin=origin))
    assert (answer.status_code, answer.json_body["code"]) == (403, "NotAllowed")
    assert front.ask("POST", "/sign-in/refresh", headers=with_cookie(token)).status_code == 200


def test_signing_out_ends_the_sign_in_and_takes_the_cookie_back(front):
    opened = front.enter(front.member(Role.AGENT))
    answer = front.ask("POST", "/sign-out", headers=with_cookie(opened.refresh_token, Origin=ORIGIN))
    assert (answer.status_code, answer.body) == (204, b"")
    assert cookie_of(answer) == ""
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert front.ask("GET", "/me", token=opened.access_token).status_code == 401
    assert front.ask("POST", "/sign-in/refresh", headers=with_cookie(opened.refresh_token)).status_code == 401


def test_signing_out_without_a_cookie_is_quiet(front):
    assert front.ask("POST", "/sign-out").status_code == 204


class Asked:
    """A request, as far as its address goes."""

    def __init__(self, source: str | None, **headers: str) -> None:
        self.context = {"identity": {"sourceIp": source}} if source else {}
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture
def behind_cloudfront(monkeypatch):
    behind = Settings(**{**settings().model_dump(), "origin_secret": "s3cret"})
    monkeypatch.setattr(reading, "settings", lambda: behind)


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        (Asked("203.0.113.9"), "203.0.113.9"),
        (Asked("203.0.113.9", x_forwarded_for="198.51.100.1"), "203.0.113.9"),
        (Asked("203.0.113.9", cloudfront_viewer_address="198.51.100.1:4711"), "203.0.113.9"),
        (Asked("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64"),
        (Asked(None), "unknown"),
        (Asked("nonsense"), "unknown"),
    ],
)
def test_without_cloudfront_the_address_is_the_sockets(asked, address):
    assert reading.client_address(asked) == address


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"cloudfront_viewer_address": "198.51.100.1:4711", "x_origin_secret": "s3cret"}, "198.51.100.1"),
        ({"cloudfront_viewer_address": "2001:db8:1:2:3:4:5:6:4711", "x_origin_secret": "s3cret"}, "2001:db8:1:2::/64"),
        ({"cloudfront_viewer_address": "[2001:db8:1:2::1]:4711", "x_origin_secret": "s3cret"}, "2001:db8:1:2::/64"),
        ({"cloudfront_viewer_address": "198.51.100.1:4711", "x_origin_secret": "guess"}, "203.0.113.9"),
        ({"cloudfront_viewer_address": "198.51.100.1:4711"}, "203.0.113.9"),
        ({"x_origin_secret": "s3cret"}, "203.0.113.9"),
    ],
)
def test_cloudfronts_word_counts_only_with_its_secret(behind_cloudfront, headers, address):
    assert reading.client_address(Asked("203.0.113.9", **headers)) == address
