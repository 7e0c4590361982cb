"""What came from outside, read: nothing it holds raises another error than ``ValueError``."""

import json
from typing import Any

_MOST_DIGITS = 15


def json_value(text: str | bytes) -> Any:
    """Raises ``ValueError``, also for what could not be written again: NaN, half a surrogate pair, a thousand levels."""
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except RecursionError:
        raise ValueError("It is too deep.") from None
    return value


def whole_number(text: str) -> int:
    """What at most 15 ASCII digits write. Raises ``ValueError``."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise ValueError("It is no whole number.")
    return int(text)
