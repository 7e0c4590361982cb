"""A text with blanks: ``Olá, {{contact.first_name}}``. Read once, cached; telling it never raises."""

from dataclasses import dataclass
from functools import lru_cache

from chalicelib.domain.flow.expressions import Expression, ExpressionError, Scope, expression
from chalicelib.domain.flow.session import Value
from chalicelib.domain.flow.values import as_text


@dataclass(frozen=True)
class Wording:
    """Texts and expressions in turn. ``problems`` says what could not be read; those blanks stay empty."""

    parts: tuple[str | Expression, ...]
    problems: tuple[str, ...] = ()

    @property
    def blanks(self) -> tuple[Expression, ...]:
        return tuple(part for part in self.parts if isinstance(part, Expression))

    @property
    def plain(self) -> bool:
        """Nothing to fill: the source is the text."""
        return not self.problems and all(isinstance(part, str) for part in self.parts)

    def fill(self, scope: Scope) -> str:
        return "".join([part if isinstance(part, str) else as_text(_told(part, scope)) for part in self.parts])

    def value(self, scope: Scope) -> Value:
        """A lone blank keeps its kind; anything else is text."""
        match self.parts:
            case (Expression() as only,):
                return _told(only, scope)
            case _:
                return self.fill(scope)


@lru_cache(maxsize=1024)
def wording(source: str) -> Wording:
    """Never raises; see ``problems``."""
    parts: list[str | Expression] = []
    problems: list[str] = []
    at = 0
    while (opened := source.find("{{", at)) >= 0:
        closed = source.find("}}", opened)
        if closed < 0:
            problems.append(f"'{{{{' is never closed (at character {opened + 1})")
            break
        parts.append(source[at:opened])
        try:
            parts.append(expression(source[opened + 2 : closed].strip()))
        except ExpressionError as error:
            problems.append(f"{source[opened : closed + 2][:60]}: {error.detail}")
        at = closed + 2
    parts.append(source[at:])
    return Wording(tuple(part for part in parts if part != ""), tuple(problems))


def _told(part: Expression, scope: Scope) -> Value:
    try:
        return part.evaluate(scope)
    except ExpressionError:
        return None
