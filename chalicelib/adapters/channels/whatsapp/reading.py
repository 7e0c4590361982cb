"""Reads Meta's JSON without trusting it: whatever the types, the readers here do not raise."""

import json
import re
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from chalicelib.domain.raw import kept

MAX_SHORT = 2_000
"""Characters of names, ids and other short texts; nothing of WhatsApp's comes near."""

_EARLIEST = datetime(2009, 1, 1, tzinfo=UTC).timestamp()
_MILLISECONDS = 100_000_000_000
_SURROGATE = re.compile("[\ud800-\udfff]")


def _whole(digits: str) -> int | str:
    # Python refuses to read an int of more than 4,300 digits: beyond any id of Meta's it stays text.
    return int(digits) if len(digits) < 40 else digits


_decoder = json.JSONDecoder(parse_int=_whole, parse_constant=str, strict=False)


def loads(text: str) -> Any:
    """Raises ``ValueError`` for what is not JSON, ``RecursionError`` for what is nested some 900 deep."""
    return _decoder.decode(text)


def clean(value: Any) -> Any:
    """The same without what DynamoDB and browsers refuse: no NUL, no lone surrogate, no infinite number."""
    if isinstance(value, str):
        return value if value.isascii() and "\x00" not in value else _SURROGATE.sub("\ufffd", value.replace("\x00", ""))
    if isinstance(value, dict):
        return {clean(key): clean(below) for key, below in value.items()}
    if isinstance(value, list):
        return [clean(below) for below in value]
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def raw_of(value: object) -> str:
    """The JSON as people may read it, or its beginning."""
    return kept(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def text_of(value: Any, key: str, limit: int = MAX_SHORT) -> str | None:
    """A text that is not empty; a number as its digits; None for anything else."""
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(found, int | float) and not isinstance(found, bool):
        found = str(found)
    return found[:limit] if isinstance(found, str) and found else None


def dict_of(value: Any, key: str) -> dict[str, Any]:
    """An object, or an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def list_of(value: Any, key: str) -> list[Any]:
    """A list, or an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def number_of(value: Any, key: str) -> float | None:
    """A finite number, also written as text."""
    try:
        number = float(text_of(value, key, 40) or "")
    except ValueError:
        return None
    return number if isfinite(number) else None


def whole_of(value: Any, key: str) -> int | None:
    """A whole number of at most 15 digits, also written as text (Meta writes some codes so)."""
    digits = text_of(value, key, 17) or ""
    return int(digits) if re.fullmatch(r"-?[0-9]{1,15}", digits) else None


def moment_of(value: Any, key: str, received_at: datetime) -> datetime:
    """Unix seconds (or milliseconds) as number or text; ``received_at`` for the unreadable, the ancient and the future.

    Never later than ``received_at``: a stranger's clock must not hold the service window open.
    """
    seconds = number_of(value, key) or 0.0
    if seconds > _MILLISECONDS:
        seconds /= 1000
    if not _EARLIEST <= seconds < received_at.timestamp():
        return received_at
    return datetime.fromtimestamp(seconds, UTC)
