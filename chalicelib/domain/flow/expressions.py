"""``now.hour < 12 and answer contains "dor"``: an own small interpreter. Read once into closures, cached, bounded, without eval.

Nothing is ever looked up on a Python object: names come from two mappings, functions and operators from two tables.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from chalicelib.domain.flow.functions import FUNCTIONS
from chalicelib.domain.flow.numerals import tidy
from chalicelib.domain.flow.session import Value
from chalicelib.domain.flow.values import OPERATIONS, ExpressionError, Scope, bounded_text, same

__all__ = ["Expression", "ExpressionError", "Scope", "expression"]

MAX_SOURCE = 2_000
MAX_DEPTH = 50
MAX_PARTS = 500

Run = Callable[[Scope], Value]


class Token(NamedTuple):
    kind: str
    text: str
    at: int


class Part(NamedTuple):
    """A piece of a read expression: how to tell it, and how deep it is."""

    run: Run
    height: int = 1


@dataclass(frozen=True)
class Expression:
    """A read expression. ``names`` are those it looks up: ``vars.x`` is ``x``."""

    source: str
    names: frozenset[str]
    run: Run

    def evaluate(self, scope: Scope) -> Value:
        """Raises ``ExpressionError``, and nothing else."""
        value = self.run(scope)
        return bounded_text(value, 0) if isinstance(value, str) else value


@lru_cache(maxsize=2048)
def expression(source: str) -> Expression:
    """Raises ``ExpressionError`` with the place it could not be read at."""
    if len(source) > MAX_SOURCE:
        raise ExpressionError(f"An expression has at most {MAX_SOURCE} characters", MAX_SOURCE)
    reader = _Reader(_tokens(source))
    part = reader.read()
    return Expression(source=source, names=frozenset(reader.names), run=part.run)


_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<number>[0-9]{1,15}(?:\.[0-9]{1,10})?(?![0-9.A-Za-z_]))
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<name>[A-Za-z][A-Za-z0-9_]{0,39}(?:\.[A-Za-z][A-Za-z0-9_]{0,39})?(?![.A-Za-z0-9_]))
    |(?P<sign>==|!=|<=|>=|[<>+\-*/(),\[\]])""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t"}
_WORDS = {"and", "or", "not", "contains", "in"}
_LITERALS: dict[str, Value] = {"true": True, "false": False, "null": None}
RESERVED = frozenset({*_WORDS, *_LITERALS, "vars", "contact", "conversation", "workspace", "message", "now"})
"""No variable may be called so."""

_LOGIC = 20
_POWERS = {"or": 10, "and": _LOGIC, "contains": 40, "in": 40} | dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), 40)
_POWERS |= {"+": 50, "-": 50, "*": 60, "/": 60}
_NOT, _COMPARED, _NEGATED = 30, 40, 70


def _tokens(source: str) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None or match.lastgroup is None:
            raise ExpressionError(f"{source[at]!r} is not understood here", at)
        kind = match.lastgroup
        if kind == "name" and match[0] in _WORDS:
            kind = "sign"
        if kind != "space":
            tokens.append(Token(kind, match[0], at))
        at = match.end()
    tokens.append(Token("end", "", at))
    return tokens


class _Reader:
    """A Pratt parser: each sign binds as tightly as ``_POWERS`` says."""

    def __init__(self, tokens: list[Token]) -> None:
        self.names: set[str] = set()
        self._tokens = tokens
        self._next = 0
        self._parts = 0

    def read(self) -> Part:
        part = self._expression(0, 1)
        if self._peek.kind != "end":
            raise ExpressionError(f"{self._peek.text!r} is not expected here", self._peek.at)
        return part

    @property
    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def _expect(self, sign: str) -> None:
        token = self._take()
        if token.kind != "sign" or token.text != sign:
            raise ExpressionError(f"{sign!r} is missing", token.at)

    def _part(self, run: Run, at: int, *below: Part) -> Part:
        self._parts += 1
        height = 1 + max((part.height for part in below), default=0)
        if self._parts > MAX_PARTS or height > MAX_DEPTH:
            raise ExpressionError("The expression is too complicated", at)
        return Part(run, height)

    def _expression(self, power: int, depth: int) -> Part:
        if depth > MAX_DEPTH:
            raise ExpressionError("The expression is too deep", self._peek.at)
        left = self._prefix(depth)
        while (token := self._peek).kind == "sign" and _POWERS.get(token.text, 0) > power:
            self._take()
            left = self._joined(left, token, depth)
            if _POWERS[token.text] == _COMPARED and _POWERS.get(self._peek.text, 0) == _COMPARED and self._peek.kind == "sign":
                raise ExpressionError("Comparisons do not follow one another; join them with 'and'", self._peek.at)
        return left

    def _joined(self, left: Part, token: Token, depth: int) -> Part:
        sign, at = token.text, token.at
        if sign == "in" and self._peek.text == "[" and self._peek.kind == "sign":
            items = self._items("]", depth)
            return self._part(_among(left.run, tuple(item.run for item in items), at), at, left, *items)
        right = self._expression(_POWERS[sign], depth + 1)
        if _POWERS[sign] <= _LOGIC:
            return self._part(_and(left.run, right.run) if sign == "and" else _or(left.run, right.run), at, left, right)
        return self._part(_binary(sign, left.run, right.run, at), at, left, right)

    def _prefix(self, depth: int) -> Part:
        token = self._take()
        match token.kind, token.text:
            case "number", text:
                return self._part(_constant(tidy(float(text)) if "." in text else int(text)), token.at)
            case "text", text:
                return self._part(_constant(_ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), text[1:-1])), token.at)
            case "name", _ if self._peek.text == "(" and self._peek.kind == "sign":
                return self._call(token, depth)
            case "name", text if text in _LITERALS:
                return self._part(_constant(_LITERALS[text]), token.at)
            case "name", _:
                return self._name(token)
            case "sign", "(":
                inner = self._expression(0, depth + 1)
                self._expect(")")
                return inner
            case "sign", "not":
                inner = self._expression(_NOT, depth + 1)
                return self._part(_not(inner.run), token.at, inner)
            case "sign", "-":
                inner = self._expression(_NEGATED, depth + 1)
                return self._part(_binary("-", _constant(0), inner.run, token.at), token.at, inner)
            case "end", _:
                raise ExpressionError("The expression ends too early", token.at)
        raise ExpressionError(f"{token.text!r} is not expected here", token.at)

    def _name(self, token: Token) -> Part:
        root, _, rest = token.text.partition(".")
        name = rest if root == "vars" else token.text
        if not name or name in RESERVED:
            raise ExpressionError(f"{token.text!r} is not a name of anything", token.at)
        self.names.add(name)
        return self._part(_known(name) if "." in name else _variable(name), token.at)

    def _call(self, token: Token, depth: int) -> Part:
        function = FUNCTIONS.get(token.text)
        if function is None:
            raise ExpressionError(f"There is no function {token.text!r}", token.at)
        values = self._items(")", depth)
        if len(values) != function.takes:
            raise ExpressionError(f"{token.text} takes {function.takes}, not {len(values)}", token.at)
        runs = tuple(value.run for value in values)
        return self._part(_called(function.call, runs, token.at), token.at, *values)

    def _items(self, close: str, depth: int) -> list[Part]:
        self._take()
        items: list[Part] = []
        while self._peek.text != close or self._peek.kind != "sign":
            if items:
                self._expect(",")
            items.append(self._expression(0, depth + 1))
        self._take()
        return items


def _constant(value: Value) -> Run:
    return lambda scope: value


def _variable(name: str) -> Run:
    return lambda scope: scope.variables.get(name)


def _known(name: str) -> Run:
    return lambda scope: scope.context.get(name)


def _and(left: Run, right: Run) -> Run:
    return lambda scope: bool(left(scope)) and bool(right(scope))


def _or(left: Run, right: Run) -> Run:
    return lambda scope: bool(left(scope)) or bool(right(scope))


def _not(inner: Run) -> Run:
    return lambda scope: not inner(scope)


def _binary(sign: str, left: Run, right: Run, at: int) -> Run:
    operation = OPERATIONS[sign]
    return lambda scope: operation(scope, left(scope), right(scope), at)


def _among(value: Run, items: tuple[Run, ...], at: int) -> Run:
    def run(scope: Scope) -> Value:
        found = value(scope)
        return any(same(scope, found, item(scope), at) for item in items)

    return run


def _called(call: Callable[..., Value], values: tuple[Run, ...], at: int) -> Run:
    def run(scope: Scope) -> Value:
        given = [value(scope) for value in values]
        scope.spend(sum(len(value) for value in given if isinstance(value, str)), at)
        result = call(*given)
        return bounded_text(result, at) if isinstance(result, str) else result

    return run
