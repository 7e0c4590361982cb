"""Whose data the code at hand may touch: set by doors, obeyed by the tripwire (adapters/dynamodb/tripwire.py)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


class ScopeError(Exception):
    """A call that would have reached beyond the current scope. Always a mistake of ours, never shown to people."""


@dataclass(frozen=True)
class Scope:
    """Either one workspace, or the system on behalf of a job. Never both: the innermost ``with`` rules."""

    workspace: str | None = None
    job: str | None = None


_NOWHERE = Scope()
_scope: ContextVar[Scope] = ContextVar("scope", default=_NOWHERE)


def current_scope() -> Scope:
    """The scope of this thread or task; outside every ``with``, one that allows nothing."""
    return _scope.get()


def must_be_in(workspace: str) -> None:
    """For what no tripwire watches: memory, keys. Raises ``ScopeError`` unless this workspace is the one entered."""
    if current_scope().workspace != workspace:
        raise ScopeError(f"{workspace} was asked for from {current_scope()}")


@contextmanager
def in_workspace(workspace: str) -> Iterator[None]:
    """Allows this workspace's rows, and nothing else."""
    # A "#" would let one id's keys begin like another's.
    if not workspace or "#" in workspace:
        raise ScopeError(f"{workspace!r} cannot be a workspace")
    with _entered(Scope(workspace=workspace)):
        yield


@contextmanager
def system_scope(job: str) -> Iterator[None]:
    """Allows the global tables (``directory``, ``due``) and no workspace's rows: a job enters one workspace at a time."""
    if not job:
        raise ScopeError("A system scope names its job")
    with _entered(Scope(job=job)):
        yield


@contextmanager
def _entered(scope: Scope) -> Iterator[None]:
    token = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(token)
