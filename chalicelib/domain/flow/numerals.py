"""Numbers as customers type them."""

import re

LARGEST = 10**15

_SIGNS = re.compile(r"^(?:R\$|US\$|\$|€)\s*|\s*%$")
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,10})?")
_POINTS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,10})?")
_COMMAS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3}){1,4}\.[0-9]{1,10}")


def number_in(text: str) -> int | float | None:
    """``12``, ``1.234,56``, ``1,234.56``, ``R$ 12,90``; None for anything else. ``1.500`` is fifteen hundred, as in Brazil."""
    text = text.strip()
    if len(text) > 40:
        return None
    text = _SIGNS.sub("", text)
    if _POINTS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _COMMAS.fullmatch(text):
        text = text.replace(",", "")
    elif _PLAIN.fullmatch(text):
        text = text.replace(",", ".")
    else:
        return None
    value = float(text) if "." in text else int(text)
    return tidy(value) if abs(value) <= LARGEST else None


def tidy(number: int | float) -> int | float:
    """A whole number as an int."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def shown(number: int | float) -> str:
    """Without exponent, at most ten decimals, no trailing zeros."""
    return str(number) if isinstance(number, int) else f"{number:.10f}".rstrip("0").rstrip(".")
