"""Changing a line inside somebody else's function, loudly when that line is no longer there."""

import inspect
import textwrap
from collections.abc import Callable
from typing import Any


def replaced(source: str, old: str, new: str, *, where: str) -> str:
    """The source with its one occurrence of `old` replaced; refuses when there is none, or more than one."""
    found = source.count(old)
    assert found == 1, f"{where} has changed: expected one {old!r}, found {found}"
    return source.replace(old, new)


def rewritten(function: Callable[..., Any], *changes: tuple[str, str]) -> Callable[..., Any]:
    """The same function with each (old, new) applied to its source, living in the same module."""
    source = textwrap.dedent(inspect.getsource(function))
    for old, new in changes:
        source = replaced(source, old, new, where=f"{function.__module__}.{function.__qualname__}")
    scope: dict[str, Any] = {}
    exec(compile(source, inspect.getsourcefile(function) or "<rewritten>", "exec"), function.__globals__, scope)
    return scope[function.__name__]  # type: ignore[no-any-return]
