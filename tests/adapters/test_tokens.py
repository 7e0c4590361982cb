"""Tokens that others made, bent or kept too long are refused; passwords are slow to guess."""

import base64
import json
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from chalicelib.adapters.tokens import ArgonPasswords, SignedTokens
from chalicelib.domain.errors import NotSignedIn, SignedOut
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.tokens import Access, KeyRing, Refresh
from tests.services.people import NOON, RING, tokens

ACCESS = Access(WorkspaceId("w1"), MemberId("m1"), "s1", 3)
UNTIL = NOON + timedelta(minutes=15)
KEY = serialization.load_pem_private_key(RING.private_key.encode(), None)
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def claims(**update: object) -> dict[str, object]:
    at = int(NOON.timestamp())
    good = {"iss": "pytake", "aud": "pytake-api", "sub": "m1", "wid": "w1", "sid": "s1", "rv": 3, "iat": at, "nbf": at, "exp": at + 900}
    return {key: value for key, value in {**good, **update}.items() if value is not None}


def signed(payload: dict[str, object], key: object = KEY, algorithm: str = "ES256", **header: object) -> str:
    return jwt.encode(payload, key, algorithm=algorithm, headers={"kid": "k1", "typ": "at+jwt", **header})


def unsigned(payload: dict[str, object], header: dict[str, object], signature: bytes = b"") -> str:
    parts = (json.dumps(header).encode(), json.dumps(payload).encode(), signature)
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def hmac_with_the_public_key() -> str:
    import hashlib
    import hmac

    head = unsigned(claims(), {"alg": "HS256", "kid": "k1", "typ": "at+jwt"}).rpartition(".")[0]
    return head + "." + base64.urlsafe_b64encode(hmac.digest(PUBLIC, head.encode(), hashlib.sha256)).decode().rstrip("=")


def test_what_was_issued_is_read():
    token = tokens().access(ACCESS, now=NOON, expires_at=UNTIL)
    assert tokens().read_access(token, now=NOON) == ACCESS
    assert jwt.get_unverified_header(token) == {"alg": "ES256", "kid": "k1", "typ": "at+jwt"}


def test_the_hand_made_token_of_these_tests_is_good():
    assert tokens().read_access(signed(claims()), now=NOON) == ACCESS


FOREIGN = ec.generate_private_key(ec.SECP256R1())


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a.b.c",
        "é" * 20,
        "x" * 5000,
        signed(claims(), FOREIGN),
        signed(claims(), rsa.generate_private_key(65537, 2048), "RS256"),
        unsigned(claims(), {"alg": "none", "kid": "k1", "typ": "at+jwt"}),
        unsigned(claims(), {"alg": "ES256", "kid": "k1", "typ": "at+jwt"}),
        unsigned(claims(), {"alg": "ES256", "kid": "k1", "typ": "at+jwt"}, b"\0" * 64),
        hmac_with_the_public_key(),
        signed(claims(), kid="k2"),
        signed(claims(), kid=""),
        signed(claims(), typ="JWT"),
        signed(claims(iss="another")),
        signed(claims(aud="another")),
        signed(claims(rv="3")),
        signed(claims(exp="soon")),
        *(signed(claims(**{name: None})) for name in ("exp", "iat", "nbf", "iss", "aud", "sub", "wid", "sid", "rv")),
    ],
)
def test_a_token_that_is_not_ours_is_refused(token):
    with pytest.raises(NotSignedIn):
        tokens().read_access(token, now=NOON)


@pytest.mark.parametrize(("seconds", "good"), [(-2, False), (-1, True), (0, True), (899, True), (900, False), (10_000, False)])
def test_an_access_token_has_its_time(seconds, good):
    token = tokens().access(ACCESS, now=NOON, expires_at=UNTIL)
    now = NOON + timedelta(seconds=seconds)
    if good:
        assert tokens().read_access(token, now=now) == ACCESS
    else:
        with pytest.raises(NotSignedIn):
            tokens().read_access(token, now=now)


REFRESH = Refresh(WorkspaceId("w1"), "s1", 7)


def test_a_refresh_token_is_always_the_same_for_the_same_turn():
    assert tokens().refresh(REFRESH) == tokens().refresh(REFRESH)
    assert tokens().read_refresh(tokens().refresh(REFRESH)) == REFRESH


def test_a_refresh_token_of_another_turn_or_family_is_another():
    others = [Refresh(WorkspaceId("w2"), "s1", 7), Refresh(WorkspaceId("w1"), "s2", 7), Refresh(WorkspaceId("w1"), "s1", 8)]
    assert len({tokens().refresh(each) for each in [REFRESH, *others]}) == 4


@pytest.mark.parametrize(
    "bend",
    [
        lambda t: "",
        lambda t: t[:-1],
        lambda t: "A" + t[1:],
        lambda t: t + ".x",
        lambda t: t.replace(".", ""),
        lambda t: "é.é",
        lambda t: t * 100,
    ],
)
def test_a_bent_refresh_token_is_refused(bend):
    with pytest.raises(SignedOut):
        tokens().read_refresh(bend(tokens().refresh(REFRESH)))


def test_a_refresh_token_of_another_key_is_refused():
    class Other:
        def ring(self) -> KeyRing:
            return KeyRing(RING.kid, RING.private_key, b"o" * 32)

    with pytest.raises(SignedOut):
        tokens().read_refresh(SignedTokens(Other()).refresh(REFRESH))


def test_a_signing_key_of_another_kind_is_refused_at_first_use():
    pem = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )

    class Wrong:
        def ring(self) -> KeyRing:
            return KeyRing("k1", pem.decode(), b"o" * 32)

    with pytest.raises(TypeError):
        SignedTokens(Wrong()).access(ACCESS, now=NOON, expires_at=UNTIL)


def test_a_password_matches_its_own_hash_only():
    passwords = ArgonPasswords()
    known = passwords.hash("correct horse battery")
    assert known.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches("correct horse battery", known)
    assert not passwords.matches("wrong horse battery", known)


def test_nobodys_password_matches_nothing_and_a_broken_hash_neither():
    passwords = ArgonPasswords()
    assert not passwords.matches("correct horse battery", None)
    assert not passwords.matches("correct horse battery", "not a hash")
