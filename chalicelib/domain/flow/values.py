"""What expressions compute with: texts, numbers, true, false and nothing; and every operation on them, each bounded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chalicelib.domain.errors import Rejected
from chalicelib.domain.flow.folding import folded
from chalicelib.domain.flow.numerals import LARGEST, number_in, shown, tidy
from chalicelib.domain.flow.session import Value

MAX_RESULT = 4096
MAX_WORK = 100_000
"""Characters one evaluation may handle: about 10 ms."""


class ExpressionError(Rejected):
    """An expression that cannot be read or told. ``position`` counts characters from 0."""

    def __init__(self, detail: str, position: int) -> None:
        super().__init__(f"{detail} (at character {position + 1})")
        self.position = position


@dataclass
class Scope:
    """The names one evaluation sees, and the work it has left."""

    variables: Mapping[str, Value]
    context: Mapping[str, Value] = field(default_factory=dict)
    work: int = MAX_WORK

    def spend(self, characters: int, position: int) -> None:
        """Raises ``ExpressionError`` when there is no work left."""
        self.work -= characters
        if self.work < 0:
            raise ExpressionError("The expression handles too much text", position)


def as_text(value: Value) -> str:
    """As a customer reads it; nothing is an empty text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case _:
            return shown(value)


def as_number(value: Value, position: int) -> int | float:
    """A text that spells a number counts as one. Raises ``ExpressionError`` otherwise."""
    number = number_in(value) if isinstance(value, str) else value
    if number is None or isinstance(number, bool):
        raise ExpressionError("A number is needed here", position)
    return number


def bounded_text(text: str, position: int) -> str:
    """The same text. Raises ``ExpressionError`` above ``MAX_RESULT``."""
    if len(text) > MAX_RESULT:
        raise ExpressionError(f"The text grows beyond {MAX_RESULT} characters", position)
    return text


def _bounded_number(number: int | float, position: int) -> int | float:
    if not -LARGEST <= number <= LARGEST:
        raise ExpressionError("The number grows too large", position)
    # To ten decimals, so that 0.1 + 0.2 is the 0.3 its author sees.
    return tidy(round(number, 10))


def _folded(scope: Scope, value: Value, position: int) -> str:
    text = as_text(value)
    scope.spend(len(text), position)
    return folded(text)


def same(scope: Scope, left: Value, right: Value, position: int) -> bool:
    """Texts by their folded form; a text and a number by what the text spells; nothing equals an empty text."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, (int, float)) or isinstance(right, (int, float)):
        return _spelled(left) == _spelled(right)
    return _folded(scope, left, position) == _folded(scope, right, position)


def _spelled(value: Value) -> Value:
    return number_in(value) if isinstance(value, str) else value


def _order(scope: Scope, left: Value, right: Value, position: int) -> int:
    if isinstance(left, str) and isinstance(right, str):
        one, other = _folded(scope, left, position), _folded(scope, right, position)
        return (one > other) - (one < other)
    first, second = as_number(left, position), as_number(right, position)
    return (first > second) - (first < second)


def contains(scope: Scope, whole: Value, part: Value, position: int) -> bool:
    """Folded; an empty part is in nothing."""
    needle = _folded(scope, part, position)
    return bool(needle) and needle in _folded(scope, whole, position)


def _plus(scope: Scope, left: Value, right: Value, position: int) -> Value:
    if _is_number(left) and _is_number(right):
        return _bounded_number(as_number(left, position) + as_number(right, position), position)
    text = as_text(left) + as_text(right)
    scope.spend(len(text), position)
    return bounded_text(text, position)


def _minus(scope: Scope, left: Value, right: Value, position: int) -> Value:
    return _bounded_number(as_number(left, position) - as_number(right, position), position)


def _times(scope: Scope, left: Value, right: Value, position: int) -> Value:
    return _bounded_number(as_number(left, position) * as_number(right, position), position)


def _divided(scope: Scope, left: Value, right: Value, position: int) -> Value:
    divisor = as_number(right, position)
    if divisor == 0:
        raise ExpressionError("Division by zero", position)
    return _bounded_number(as_number(left, position) / divisor, position)


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


Operation = Callable[[Scope, Value, Value, int], Value]

OPERATIONS: Mapping[str, Operation] = {
    "==": same,
    "!=": lambda scope, left, right, at: not same(scope, left, right, at),
    "<": lambda scope, left, right, at: _order(scope, left, right, at) < 0,
    "<=": lambda scope, left, right, at: _order(scope, left, right, at) <= 0,
    ">": lambda scope, left, right, at: _order(scope, left, right, at) > 0,
    ">=": lambda scope, left, right, at: _order(scope, left, right, at) >= 0,
    "contains": contains,
    "in": lambda scope, left, right, at: contains(scope, right, left, at),
    "+": _plus,
    "-": _minus,
    "*": _times,
    "/": _divided,
}
