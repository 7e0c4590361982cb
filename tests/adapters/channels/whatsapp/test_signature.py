import hashlib
import hmac

import pytest

from chalicelib.adapters.channels import whatsapp

BODY = b'{"text":"\\u00e1 \\ud83d\\ude0a \\/"}'


def signed(secret: str, body: bytes = BODY) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


@pytest.mark.parametrize("name", ["X-Hub-Signature-256", "x-hub-signature-256", "X-HUB-SIGNATURE-256"])
def test_a_header_is_found_however_it_is_written(name: str):
    assert whatsapp.verify(BODY, {"Accept": "*/*", name: signed("s1")}, ["s1"])


@pytest.mark.parametrize("secret", ["old", "new"])
def test_both_secrets_sign_while_they_rotate(secret: str):
    assert whatsapp.verify(BODY, {"X-Hub-Signature-256": signed(secret)}, ["old", "new"])


@pytest.mark.parametrize(
    ("header", "secrets"),
    [
        (signed("s1"), []),
        (signed("s1"), ["s2"]),
        (signed(""), [""]),
        (signed("s1", b"another body"), ["s1"]),
        (signed("s1").removeprefix("sha256="), ["s1"]),
        (signed("s1").upper(), ["s1"]),
        (signed("s1")[:-1], ["s1"]),
        (signed("s1") + "0", ["s1"]),
        ("sha1=" + signed("s1")[7:], ["s1"]),
        ("sha256=", ["s1"]),
        ("sha256=é\udc80", ["s1"]),
        ("", ["s1"]),
    ],
)
def test_anything_less_than_a_right_signature_is_refused(header: str, secrets: list[str]):
    assert not whatsapp.verify(BODY, {"X-Hub-Signature-256": header}, secrets)


def test_no_header_and_the_old_sha1_header_are_refused():
    assert not whatsapp.verify(BODY, {}, ["s1"])
    assert not whatsapp.verify(BODY, {"X-Hub-Signature": "sha1=" + hmac.new(b"s1", BODY, "sha1").hexdigest()}, ["s1"])


def test_the_bytes_are_signed_as_they_came():
    same_meaning = '{"text": "á 😊 /"}'.encode()
    assert not whatsapp.verify(same_meaning, {"X-Hub-Signature-256": signed("s1")}, ["s1"])


def test_the_challenge_is_echoed_for_our_token():
    query = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "tóken"}
    assert whatsapp.handshake(query, "tóken") == "1158201444"


@pytest.mark.parametrize(
    "wrong",
    [
        {"hub.mode": "unsubscribe"}, {"hub.mode": ""}, {"hub.verify_token": "other"}, {"hub.verify_token": "\udc80"},
        {"hub.challenge": ""}, {"hub.challenge": "9" * 513},
    ],
)  # fmt: skip
def test_a_handshake_that_is_not_quite_right_is_refused(wrong: dict[str, str]):
    query = {"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": "token", **wrong}
    assert whatsapp.handshake(query, "token") is None


def test_an_empty_token_opens_nothing():
    assert whatsapp.handshake({"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": ""}, "") is None
    assert whatsapp.handshake({}, "token") is None
