"""What comes in over REST: bodies, queries, ids in paths. Strict, bounded, without NUL."""

import binascii
import ipaddress
import json
import re
from hmac import compare_digest
from typing import Any, TypeVar

from chalice.app import Request
from pydantic import BaseModel, ValidationError

from chalicelib.config import settings
from chalicelib.domain.errors import NotFound, Rejected
from chalicelib.entrypoints.answers import TooLarge, UnsupportedMediaType

MAX_BODY = 1_000_000
"""Bytes of a request's body that our own doors read."""
Model = TypeVar("Model", bound=BaseModel)


class InvalidInput(Exception):
    """A request of the wrong shape, and which part of it."""

    def __init__(self, source: str, found: ValidationError) -> None:
        super().__init__(source)
        self.source = source
        self.found = found


_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


def raw_body(request: Request) -> bytes:
    """The bytes that were sent, whatever API Gateway wrapped them in."""
    try:
        body = request.raw_body
    except (binascii.Error, UnicodeError) as error:
        raise Rejected("The body is not readable.") from error
    return body.encode() if isinstance(body, str) else body


def read_body(request: Request, model: type[Model]) -> Model:
    """The body as a model. Raises ``InvalidInput``, ``TooLarge`` or ``UnsupportedMediaType``."""
    kind = str(request.headers.get("content-type") or "application/json")
    if kind.split(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType("The body must be application/json.")
    raw = raw_body(request)
    if len(raw) > MAX_BODY:
        raise TooLarge("The body is larger than 1 MB.")
    if b"\\u0000" in raw:
        raw = _without_nul(raw)
    try:
        return model.model_validate_json(raw or b"{}", strict=True)
    except ValidationError as error:
        raise InvalidInput("body", error) from None


def read_query(request: Request, model: type[Model]) -> Model:
    """The query as a model; of a repeated name the last counts. Raises ``InvalidInput``."""
    sent = request.query_params
    try:
        return model.model_validate({name: str(sent[name]).replace("\0", "") for name in sent} if sent else {})
    except ValidationError as error:
        raise InvalidInput("query", error) from None


def read_path(arguments: dict[str, str]) -> dict[str, str]:
    """The ids of a path. One that cannot be an id is answered like one that does not exist."""
    for name, value in arguments.items():
        if not _ID.fullmatch(value):
            raise NotFound(name.removesuffix("_id").replace("_", " "))
    return arguments


def bearer(request: Request) -> str | None:
    """The access token that was sent, if any."""
    scheme, _, token = str(request.headers.get("authorization") or "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def cookie(request: Request, name: str) -> str | None:
    """A cookie's value, if it was sent."""
    for pair in str(request.headers.get("cookie") or "").split(";"):
        key, _, value = pair.strip().partition("=")
        if key == name:
            return value
    return None


def client_address(request: Request) -> str:
    """Who is asking, for rate limits: CloudFront's word only with its secret, never ``X-Forwarded-For``; of IPv6 the /64, one home."""
    secret, proof = settings().origin_secret, str(request.headers.get("x-origin-secret") or "")
    viewer = str(request.headers.get("cloudfront-viewer-address") or "")
    address = str(request.context.get("identity", {}).get("sourceIp") or "")
    if secret and viewer and compare_digest(proof.encode(), secret.encode()):
        address = viewer.rpartition(":")[0].strip("[]")
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if known.version == 6:
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)


def _without_nul(raw: bytes) -> bytes:
    try:
        return json.dumps(_clean(json.loads(raw))).encode()
    except (ValueError, RecursionError):
        return raw


def _clean(value: Any) -> Any:
    match value:
        case str():
            return value.replace("\0", "")
        case list():
            return [_clean(item) for item in value]
        case dict():
            return {key.replace("\0", ""): _clean(item) for key, item in value.items()}
        case _:
            return value
