"""Puts something in the place of a function, a method or a constant for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def swapped(owner: Any, name: str, new: Any) -> Iterator[Any]:
    """``owner`` is a class or a module; the block is given what was there."""
    before = vars(owner).get(name, _ABSENT)
    setattr(owner, name, new)
    try:
        yield before
    finally:
        if before is _ABSENT:
            delattr(owner, name)
        else:
            setattr(owner, name, before)


_ABSENT = object()
