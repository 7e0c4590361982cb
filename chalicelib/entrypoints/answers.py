"""What goes back over REST: a model, or what went wrong in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from chalice.app import Response
from pydantic import BaseModel, ValidationError

from chalicelib.domain.errors import (
    ChannelError,
    Conflict,
    FlowInvalid,
    Forged,
    NotAllowed,
    NotFound,
    NotSignedIn,
    PyTakeError,
    Rejected,
    TooMany,
)

STATUS: dict[type[PyTakeError], int] = {
    NotSignedIn: 401,
    Forged: 401,
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    Rejected: 422,
    TooMany: 429,
    ChannelError: 502,
    PyTakeError: 400,
}
HEADERS = {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
Body = TypeVar("Body")


class TooLarge(PyTakeError):
    """A body beyond what this door reads."""


class UnsupportedMediaType(PyTakeError):
    """A body that is not JSON."""


STATUS |= {TooLarge: 413, UnsupportedMediaType: 415}


class Problem(BaseModel, defer_build=True):
    """One thing that is wrong, and where: a field's path, or a flow's node."""

    where: str | None = None
    node: str | None = None
    what: str


class Failure(BaseModel, defer_build=True):
    """Any refusal. ``code`` is for programs, ``detail`` for people."""

    code: str
    detail: str
    problems: list[Problem] | None = None
    retry_after: int | None = None
    request_id: str | None = None


@dataclass(frozen=True)
class Answer(Generic[Body]):
    """A body with headers of its own."""

    body: Body
    headers: Mapping[str, str] = field(default_factory=dict)


def answered(result: object, status: int) -> Response:
    """What a view returned, as HTTP."""
    if isinstance(result, Response):
        result.headers = {**HEADERS, **result.headers}
        return result
    headers = HEADERS
    if isinstance(result, Answer):
        headers, result = {**HEADERS, **result.headers}, result.body
    if result is None:
        return Response("", {name: value for name, value in headers.items() if name != "Content-Type"}, status)
    body = result.model_dump_json() if isinstance(result, BaseModel) else result
    return Response(body, dict(headers), status)


def refused(error: PyTakeError) -> Response:
    """An error we raised on purpose."""
    failure = Failure(code=type(error).__name__, detail=error.detail)
    headers: dict[str, str] = {}
    if isinstance(error, TooMany):
        failure.retry_after = error.retry_after
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, FlowInvalid):
        failure.problems = [Problem(node=node, what=what) for node, what in error.problems]
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    return _failed(status_of(error), failure, headers)


def invalid(error: ValidationError, source: str) -> Response:
    """A request of the wrong shape. Never quotes what was sent."""
    problems = [
        Problem(where=".".join([source, *map(str, found["loc"])]), what=found["msg"])
        for found in error.errors(include_url=False, include_context=False, include_input=False)[:20]
    ]
    said = "; ".join(f"{problem.where}: {problem.what}" for problem in problems[:3])
    return _failed(422, Failure(code="Invalid", detail=f"The request is not valid. {said}", problems=problems), {})


def broken(request_id: str | None) -> Response:
    """Our fault; says nothing of how."""
    return _failed(500, Failure(code="Internal", detail="Something went wrong on our side.", request_id=request_id), {})


def status_of(error: PyTakeError) -> int:
    """The HTTP status of an error: its own, or its nearest ancestor's."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def _failed(status: int, failure: Failure, headers: dict[str, Any]) -> Response:
    body = failure.model_dump(mode="json", exclude_none=True)
    for problem, shown in zip(failure.problems or [], body.get("problems", []), strict=True):
        if failure.code == "FlowInvalid":
            shown["node"] = problem.node
    return Response(body, {**HEADERS, **headers}, status)
