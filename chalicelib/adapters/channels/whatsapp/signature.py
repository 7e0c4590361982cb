"""Proves that a webhook is Meta's: the handshake's token and the signature over the raw bytes."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence

HEADER = "x-hub-signature-256"
SCHEME = "sha256="
LONGEST_CHALLENGE = 512


def handshake(query: Mapping[str, str], verify_token: str) -> str | None:
    """The challenge, when the mode is ``subscribe`` and the token is ours."""
    challenge = query.get("hub.challenge") or ""
    known = hmac.compare_digest(_bytes(query.get("hub.verify_token") or ""), _bytes(verify_token))
    if not verify_token or not known or query.get("hub.mode") != "subscribe" or not 0 < len(challenge) <= LONGEST_CHALLENGE:
        return None
    return challenge


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
    """Every secret is tried, also after a match, so that the time says nothing. ``X-Hub-Signature`` (SHA-1) is ignored."""
    signature = next((value for name, value in headers.items() if name.lower() == HEADER), None) or ""
    scheme, given = signature[: len(SCHEME)], _bytes(signature[len(SCHEME) :])
    matches = [hmac.compare_digest(_signed(body, secret), given) for secret in secrets if secret]
    return scheme == SCHEME and any(matches)


def _signed(body: bytes, secret: str) -> bytes:
    return hmac.new(_bytes(secret), body, hashlib.sha256).hexdigest().encode()


def _bytes(text: str) -> bytes:
    # Headers and queries are strangers' text: compare_digest takes no str beyond ASCII, and a lone surrogate must not raise.
    return text.encode("utf-8", "surrogatepass")
