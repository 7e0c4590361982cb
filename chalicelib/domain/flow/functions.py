"""The functions an expression may call. This table is all there is."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from chalicelib.domain.flow.numerals import number_in
from chalicelib.domain.flow.session import Value
from chalicelib.domain.flow.values import as_text


class Function(NamedTuple):
    """``takes`` is how many values it is called with."""

    takes: int
    call: Callable[..., Value]


def _number(value: Value) -> Value:
    if isinstance(value, str):
        return number_in(value)
    return None if isinstance(value, bool) else value


def _first_word(value: Value) -> str:
    return next(iter(as_text(value).split(maxsplit=1)), "")


def _default(value: Value, otherwise: Value) -> Value:
    return otherwise if value is None or value == "" else value


FUNCTIONS: Mapping[str, Function] = {
    "lower": Function(1, lambda value: as_text(value).lower()),
    "upper": Function(1, lambda value: as_text(value).upper()),
    "title": Function(1, lambda value: as_text(value).title()),
    "trim": Function(1, lambda value: as_text(value).strip()),
    "len": Function(1, lambda value: len(as_text(value))),
    "number": Function(1, _number),
    "text": Function(1, as_text),
    "first_word": Function(1, _first_word),
    "default": Function(2, _default),
    "if": Function(3, lambda condition, then, otherwise: then if condition else otherwise),
}
"""``number`` gives nothing for a text that spells none; ``default`` replaces nothing and empty texts."""
