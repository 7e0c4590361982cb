"""How a REST door behaves: who may enter, body in, model out, errors to status, and what OpenAPI says of it."""

import inspect
import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from chalice.app import Blueprint, Response
from pydantic import BaseModel

from chalicelib import bootstrap
from chalicelib.domain.access import PERMISSIONS
from chalicelib.domain.errors import NotAllowed, NotSignedIn, PyTakeError
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.sign_in import Caller
from chalicelib.domain.workspace import Member
from chalicelib.entrypoints import reading
from chalicelib.entrypoints.answers import Answer, answered, broken, invalid, refused
from chalicelib.scope import in_workspace
from chalicelib.telemetry import logger, stack_of

PUBLIC = "public"
"""Anybody may enter; the door itself knows nobody."""
SIGNED_IN = "signed_in"
"""Any member of any role."""
Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
View = TypeVar("View", bound=Callable[..., Any])

_caller: ContextVar[Caller] = ContextVar("caller")


@dataclass(frozen=True)
class Operation:
    """One route as declared: what enforces it and what describes it."""

    method: Method
    path: str
    name: str
    summary: str
    tag: str
    allow: str
    status: int
    arguments: tuple[str, ...]
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    answer: type[BaseModel] | None
    raw: bool
    """Reads and answers something other than our JSON."""


class Resource(Blueprint):
    """A blueprint whose views take and return models. ``allow`` is part of every route: a permission, ``SIGNED_IN`` or ``PUBLIC``."""

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name)
        self.operations: list[Operation] = []

    @property
    def caller(self) -> Caller:
        """Who is asking. Raises ``NotSignedIn`` behind a ``PUBLIC`` route."""
        try:
            return _caller.get()
        except LookupError:
            raise NotSignedIn("Sign in first.") from None

    @property
    def member(self) -> Member:
        """The member who is asking."""
        return self.caller.member

    @property
    def workspace(self) -> WorkspaceId:
        """The workspace of the member who is asking: the only one this request can touch."""
        return self.caller.member.workspace

    def get(self, path: str, *, allow: str, status: int = 200) -> Callable[[View], View]:
        """Registers a route that reads."""
        return self._route("GET", path, allow, status)

    def post(self, path: str, *, allow: str, status: int = 200) -> Callable[[View], View]:
        """Registers a route that makes or does something."""
        return self._route("POST", path, allow, status)

    def put(self, path: str, *, allow: str, status: int = 200) -> Callable[[View], View]:
        """Registers a route that replaces."""
        return self._route("PUT", path, allow, status)

    def patch(self, path: str, *, allow: str, status: int = 200) -> Callable[[View], View]:
        """Registers a route that changes some of a thing."""
        return self._route("PATCH", path, allow, status)

    def delete(self, path: str, *, allow: str, status: int = 204) -> Callable[[View], View]:
        """Registers a route that removes."""
        return self._route("DELETE", path, allow, status)

    def _route(self, method: Method, path: str, allow: str, status: int) -> Callable[[View], View]:
        if allow not in PERMISSIONS | {PUBLIC, SIGNED_IN}:
            raise ValueError(f"{method} {path}: allow={allow!r} is no permission")

        def register(view: View) -> View:
            operation = _described(view, method, path, allow, status, tag=self._import_name.rpartition(".")[2])
            self.operations.append(operation)

            @wraps(view)
            def call(**arguments: str) -> Response:
                return self._answer(operation, view, arguments)

            # Every content type reaches us: a refusal must have our shape, and a webhook's body is anything.
            self.route(path, methods=[method], content_types=["*/*"])(call)
            return view

        return register

    def _answer(self, operation: Operation, view: Callable[..., Any], arguments: dict[str, str]) -> Response:
        request_id = self.current_request.context.get("requestId")
        logger.append_keys(door=operation.name, request_id=request_id)
        try:
            if operation.allow == PUBLIC:
                return self._run(operation, view, arguments)
            caller = self._admitted(operation.allow)
            with in_workspace(caller.member.workspace):
                token = _caller.set(caller)
                try:
                    return self._run(operation, view, arguments)
                finally:
                    _caller.reset(token)
        except reading.InvalidInput as error:
            return invalid(error.found, error.source)
        except PyTakeError as error:
            return refused(error)
        except Exception as error:
            logger.error("request failed", error=type(error).__name__, stack=stack_of(error))
            return broken(request_id)
        finally:
            logger.remove_keys(["door", "request_id"])

    def _admitted(self, allow: str) -> Caller:
        token = reading.bearer(self.current_request)
        if token is None:
            raise NotSignedIn("Sign in first.")
        caller = bootstrap.sign_in().caller(token, now=datetime.now(UTC))
        if allow != SIGNED_IN and not caller.member.may(allow):
            raise NotAllowed(f"Your role does not include {allow}.")
        return caller

    def _run(self, operation: Operation, view: Callable[..., Any], arguments: dict[str, str]) -> Response:
        inputs: dict[str, Any] = {**reading.read_path(arguments)}
        if operation.body is not None:
            inputs["body"] = reading.read_body(self.current_request, operation.body)
        if operation.query is not None:
            inputs["query"] = reading.read_query(self.current_request, operation.query)
        return answered(view(**inputs), operation.status)


def _described(view: Callable[..., Any], method: Method, path: str, allow: str, status: int, tag: str) -> Operation:
    """Reads a view's signature. Raises ``TypeError`` where it and the path disagree, so that a slip fails at import."""
    hints = get_type_hints(view)
    answer = hints.pop("return", None)
    names = tuple(re.findall(r"{(\w+)}", path))
    if set(hints) - {"body", "query"} != set(names):
        raise TypeError(f"{method} {path}: the path names {names}, the view takes {tuple(hints)}")
    if get_origin(answer) is Answer:
        (answer,) = get_args(answer)
    raw = answer is Response
    return Operation(
        method=method,
        path=path,
        name=view.__name__,
        summary=inspect.cleandoc(view.__doc__ or ""),
        tag=tag,
        allow=allow,
        status=status,
        arguments=names,
        body=hints.get("body"),
        query=hints.get("query"),
        answer=None if raw or answer is type(None) else answer,
        raw=raw,
    )
