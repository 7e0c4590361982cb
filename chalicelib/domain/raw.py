"""How much is kept of what we do not understand."""

import json

KEPT = 300_000
"""Bytes that it may take inside a JSON document: a DynamoDB item holds 400 KB."""
TRUNCATED = "… [truncated]"
_WIDEST = 6
"""Bytes of one character inside JSON, at most: ``\\u001f``."""


def kept(text: str) -> str:
    """All of it; of what is too long the beginning, and a mark."""
    if len(text) * _WIDEST <= KEPT or _size(text) <= KEPT:
        return text
    room = KEPT - len(TRUNCATED) * _WIDEST
    while (size := _size(text)) > room:
        text = text[: len(text) * room // size]
    return text + TRUNCATED


def _size(text: str) -> int:
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass"))
