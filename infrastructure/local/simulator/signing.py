"""Bytes as Meta writes them, and the signature over exactly those bytes."""

import hashlib
import hmac
import json
from typing import Any

# Meta escapes more than JSON asks for; a receiver that parses and re-serialises computes another signature.
_ESCAPES = {"/": "\\/", "<": "\\u003C", "%": "\\u0025", "@": "\\u0040"}


def wire_bytes(body: Any) -> bytes:
    """A webhook body as Meta sends it: compact, ASCII only, lower-case unicode escapes, ``/`` as ``\\/``."""
    text = json.dumps(body, ensure_ascii=True, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text.encode("ascii")


def signature(secret: str, raw: bytes) -> str:
    """The value of ``X-Hub-Signature-256``."""
    return "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


def headers_for(secret: str, raw: bytes) -> dict[str, str]:
    """The headers Meta posts a webhook with."""
    return {"content-type": "application/json", "user-agent": "facebookexternalua", "x-hub-signature-256": signature(secret, raw)}
