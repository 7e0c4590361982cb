"""Access tokens that must never be accepted: bent headers, bent claims, foreign keys, other spellings."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tests.services.people import NOON, RING

KEY: Any = serialization.load_pem_private_key(RING.private_key.encode(), None)
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
DER = KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
FOREIGN = ec.generate_private_key(ec.SECP256R1())
HEADER = {"alg": "ES256", "kid": "k1", "typ": "at+jwt"}
AT = int(NOON.timestamp())
CLAIMS = {"iss": "pytake", "aud": "pytake-api", "sub": "m1", "wid": "w1", "sid": "s1", "rv": 3, "iat": AT, "nbf": AT, "exp": AT + 900}
Signer = Callable[[bytes], bytes]


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def es256(key: Any = KEY) -> Signer:
    from jwt.algorithms import ECAlgorithm

    return lambda said: ECAlgorithm(ECAlgorithm.SHA256, ec.SECP256R1).sign(said, key)


def built(header: object, claims: object, sign: Signer | None = None) -> str:
    """A token with exactly this in it, signed by us unless told otherwise, whatever a library would say to that."""
    said = f"{text(_json(header))}.{text(_json(claims))}"
    return f"{said}.{text((sign or es256())(said.encode()))}"


def _json(value: object) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value).encode()


def _hmac(key: bytes, kind: Any = hashlib.sha256) -> Signer:
    return lambda said: hmac.digest(key, said, kind)


def good() -> str:
    return built(HEADER, CLAIMS)


def headers() -> Iterator[tuple[str, str]]:
    """Confusion about who signed, how, and what it is: rightly signed where nothing else is said."""
    nothing: Signer = lambda said: b""  # noqa: E731
    for alg in ("none", "None", "NONE", "nOnE", "", None, 0, [], ["ES256"], {"a": 1}):
        yield f"alg {alg!r}, unsigned", built({**HEADER, "alg": alg}, CLAIMS, nothing)
        yield f"alg {alg!r}, signed", built({**HEADER, "alg": alg}, CLAIMS)
    for alg, kind in (("HS256", hashlib.sha256), ("HS384", hashlib.sha384), ("HS512", hashlib.sha512)):
        for name, key in (("PEM", PUBLIC), ("PEM without its end", PUBLIC.strip()), ("DER", DER), ("kid", b"k1"), ("nothing", b"")):
            yield f"{alg} with {name}", built({**HEADER, "alg": alg}, CLAIMS, _hmac(key, kind))
    rsa_key = rsa.generate_private_key(65537, 2048)
    for alg in ("RS256", "RS512", "PS256"):
        yield f"{alg} with another's key", jwt.encode(CLAIMS, rsa_key, algorithm=alg, headers={"kid": "k1", "typ": "at+jwt"})
    yield (
        "EdDSA with another's key",
        jwt.encode(CLAIMS, ed25519.Ed25519PrivateKey.generate(), algorithm="EdDSA", headers={"kid": "k1", "typ": "at+jwt"}),
    )
    for alg in ("ES384", "ES512", "ES256K", "es256", "ES256 ", "RS256"):
        yield f"our signature called {alg}", built({**HEADER, "alg": alg}, CLAIMS)
    for kid in ("k2", "", None, 1, ["k1"], {"k1": 1}, "../../dev/null", "k1\0", "K1", "k1' OR '1'='1", "/proc/self/environ", "k" * 1500):
        yield f"kid {kid!r}", built({**HEADER, "kid": kid}, CLAIMS)
    yield "no kid", built({"alg": "ES256", "typ": "at+jwt"}, CLAIMS)
    for typ in ("JWT", "jwt", "", None, 1, "rt+jwt", "at+jwt ", "AT+JWT", "application/at+jwt", ["at+jwt"]):
        yield f"typ {typ!r}", built({**HEADER, "typ": typ}, CLAIMS)
    yield "no typ", built({"alg": "ES256", "kid": "k1"}, CLAIMS)
    jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(FOREIGN.public_key()))
    brought = {"jwk": jwk, "jku": "https://evil.example/keys", "x5u": "https://evil.example/cert", "x5c": [text(DER)], "x5t": "k1"}
    for name, value in brought.items():
        yield f"a key brought along as {name}", built({**HEADER, name: value}, CLAIMS, es256(FOREIGN))
    yield "another's key", built(HEADER, CLAIMS, es256(FOREIGN))
    yield "an extension nobody knows", built({**HEADER, "crit": ["exp2"], "exp2": 1}, CLAIMS)
    yield "a payload said not to be encoded", built({**HEADER, "b64": False, "crit": ["b64"]}, CLAIMS)
    for name, header in (("text", '"ES256"'), ("list", "[]"), ("null", "null"), ("nothing", ""), ("number", "1"), ("half", '{"alg":')):
        yield f"a header that is {name}", built(header.encode(), CLAIMS)


def claims() -> Iterator[tuple[str, str]]:
    """Claims that we never make, under our own signature: what a mistake elsewhere must not turn into an entrance."""
    for name in CLAIMS:
        yield f"without {name}", built(HEADER, {key: value for key, value in CLAIMS.items() if key != name})
        yield f"{name} null", built(HEADER, {**CLAIMS, name: None})
    for name, value in (
        ("iss", "another"),
        ("iss", ["pytake"]),
        ("iss", ""),
        ("aud", "another"),
        ("aud", []),
        ("aud", "PYTAKE-API"),
        ("aud", 1),
    ):
        yield f"{name} {value!r}", built(HEADER, {**CLAIMS, name: value})
    times: tuple[object, ...] = (
        str(AT + 900), "soon", "", True, [AT + 900], {}, 1e400, float("nan"), float("inf"), -float("inf"), 1e308, AT + 900.5, 10**30,
        AT + 901, 2**63, -1, 0, AT - 1, AT,
    )  # fmt: skip
    for value in times:
        yield f"exp {value!r}", built(HEADER, {**CLAIMS, "exp": value})
    for value in (str(AT), "", True, None, [AT], float("nan"), -float("inf"), 0, -(10**30), AT + 2, AT + 10**6, AT - 1.5):
        yield f"nbf {value!r}", built(HEADER, {**CLAIMS, "nbf": value})
    yield "of a later hour", built(HEADER, {**CLAIMS, "nbf": AT + 3600, "exp": AT + 4500})
    yield "of an earlier hour", built(HEADER, {**CLAIMS, "nbf": AT - 3600, "exp": AT - 2700})
    for value in ("3", 3.0, True, [3], {}, float("nan")):
        yield f"rv {value!r}", built(HEADER, {**CLAIMS, "rv": value})
    for name, body in (
        ("text", b'"x"'),
        ("list", b"[]"),
        ("null", b"null"),
        ("nothing", b""),
        ("half", b'{"sub":'),
        ("not UTF-8", b"\xff"),
    ):
        yield f"claims that are {name}", built(HEADER, body)


def spellings() -> Iterator[tuple[str, str]]:
    """The good token, bent."""
    token = good()
    head, said, signature = token.split(".")
    for cut in range(1, len(token), 7):
        yield f"its first {cut} characters", token[:cut]
    for odd in ("=", "==", " ", "\n", "\t", "\0", "!", "é", ".", ".x", ",", "%3D"):
        yield f"{odd!r} after it", token + odd
        yield f"{odd!r} before it", odd + token
        yield f"{odd!r} in its signature", f"{head}.{said}.{signature[:8]}{odd}{signature[8:]}"
        yield f"{odd!r} in its claims", f"{head}.{said[:8]}{odd}{said[8:]}.{signature}"
    raw = base64.urlsafe_b64decode(signature + "==")
    yield "its signature as zeros", f"{head}.{said}.{text(bytes(64))}"
    yield "its signature halved", f"{head}.{said}.{text(raw[:32])}"
    yield "its signature doubled", f"{head}.{said}.{text(raw * 2)}"
    yield "its signature turned round", f"{head}.{said}.{text(raw[32:] + raw[:32])}"
    yield "its signature as DER", f"{head}.{said}.{text(_der(raw))}"
    yield "another's claims under its signature", f"{head}.{text(json.dumps({**CLAIMS, 'sub': 'm2'}).encode())}.{signature}"
    yield "without its header", f".{said}.{signature}"
    yield "without its signature", f"{head}.{said}."
    yield "its parts reversed", f"{signature}.{said}.{head}"
    yield "twice", f"{token}.{token}"
    yield "encrypted, by its shape", f"{head}.{said}.{signature}.{said}.{signature}"
    yield "as JSON", json.dumps({"protected": head, "payload": said, "signature": signature})
    yield "in the standard alphabet", f"{head}.{said}.{base64.b64encode(raw).decode()}"
    yield "nothing", ""
    yield "dots", ".."
    yield "long", "x" * 5_000
    yield "a lone surrogate", "\ud800.\ud800.\ud800"


def _der(raw: bytes) -> bytes:
    r, s = (int.from_bytes(half, "big") for half in (raw[:32], raw[32:]))
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    made = encode_dss_signature(r, s)
    assert decode_dss_signature(made) == (r, s)
    return made


def all_of_them() -> dict[str, str]:
    return {**dict(headers()), **dict(claims()), **dict(spellings())}
