"""Calls the Graph API: sends a message, looks at a number. The token goes to ``settings().graph_url`` and nowhere else."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import requests
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from chalicelib.adapters.channels.whatsapp.failures import error_of
from chalicelib.adapters.channels.whatsapp.limits import check
from chalicelib.adapters.channels.whatsapp.payload import message_to
from chalicelib.adapters.channels.whatsapp.reading import clean, list_of, loads, text_of
from chalicelib.config import settings
from chalicelib.domain.address import Address
from chalicelib.domain.connection import Connection
from chalicelib.domain.content import Content
from chalicelib.domain.errors import ChannelUnavailable, ConnectionBroken, ContentInvalid, MessageRejected, OutcomeUnknown

TIMEOUT = (3, 20)
"""Seconds to connect, and to wait for an answer (reliability.md §2.3)."""
IDLE = 15
"""Seconds after which a kept connection is not trusted any more."""
NUMBER_FIELDS = "verified_name,display_phone_number,quality_rating,status"

_HANDSHAKE = re.compile("HANDSHAKE|CERTIFICATE|WRONG_VERSION_NUMBER|PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|UNKNOWN_PROTOCOL", re.IGNORECASE)


def send(connection: Connection, token: str, to: Address, content: Content, *, reply_to: str | None, reference: str) -> str:
    """WhatsApp's id of the message. One try: a second one after a doubtful first could reach the customer twice."""
    try:
        check(content)
    except ContentInvalid as error:
        raise MessageRejected(error.detail) from error
    answer = _call("POST", f"{_path(connection.account)}/messages", token, message_to(to, content, reply_to=reply_to, reference=reference))
    message_id = text_of(next(iter(list_of(answer, "messages")), None), "id")
    if message_id is None:
        raise OutcomeUnknown("WhatsApp's answer names no message.")
    return message_id


def inspect(connection: Connection, token: str) -> Mapping[str, str]:
    """A number's ``name``, ``number``, ``quality``, ``status`` (empty where Meta says nothing) and ``subscribed`` (``yes``, ``no``)."""
    try:
        number = _call("GET", f"{_path(connection.account)}?fields={NUMBER_FIELDS}", token)
        apps = _call("GET", f"{_path(connection.group_account)}/subscribed_apps", token)
    except OutcomeUnknown as error:
        raise ChannelUnavailable(error.detail, error.code) from error
    return {
        "name": text_of(number, "verified_name") or "",
        "number": text_of(number, "display_phone_number") or "",
        "quality": text_of(number, "quality_rating") or "",
        "status": text_of(number, "status") or "",
        "subscribed": "yes" if list_of(apps, "data") else "no",
    }


def _path(id: str) -> str:
    return quote(id, safe="")


def _call(method: str, path: str, token: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answer's JSON. Raises a ``ChannelError`` for everything that is not a readable success."""
    if not re.fullmatch(r"[\x21-\x7e]+", token):
        raise ConnectionBroken("The connection's access token cannot be one of Meta's.")
    response = _exchange(method, path, token, None if body is None else json.dumps(body).encode())
    text = response.content.decode("utf-8", "replace")
    if response.status_code != 200:
        raise error_of(response.status_code, text)
    try:
        answer = clean(loads(text))
    except (ValueError, RecursionError) as error:
        raise OutcomeUnknown("WhatsApp's answer could not be read.") from error
    return answer if isinstance(answer, dict) else {}


def _exchange(method: str, path: str, token: str, body: bytes | None) -> requests.Response:
    url = f"{settings().graph_url.rstrip('/')}/{settings().graph_version}/{path}"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "User-Agent": "PyTake"}
    try:
        return _sessions.fresh().request(method, url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False)
    except requests.RequestException as error:
        if _never_left(error):
            raise ChannelUnavailable("WhatsApp could not be reached.") from error
        raise OutcomeUnknown("The connection to WhatsApp broke off; it may or may not have taken this message.") from error


def _never_left(error: requests.RequestException) -> bool:
    """Whether nothing of the request can have been written: no address, no connection, or no TLS."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
        return True
    return any(
        isinstance(cause, ConnectTimeoutError | NewConnectionError | NameResolutionError)
        or (isinstance(error, requests.exceptions.SSLError) and _HANDSHAKE.search(str(cause)) is not None)
        for cause in _causes(error)
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        wrapped = next((arg for arg in error.args if isinstance(arg, BaseException)), None)
        error = getattr(error, "reason", None) or wrapped or error.__cause__


class _Sessions:
    """One kept connection a process, given up when idle.

    A function is frozen between events while the far end hangs up: a message written into such a connection ends as an unknown outcome.
    """

    def __init__(self) -> None:
        self._session: requests.Session | None = None
        self._used_at = 0.0

    def fresh(self) -> requests.Session:
        # The wall clock: the monotonic one may stand still while the function is frozen.
        now = time.time()
        if self._session is None or not 0 <= now - self._used_at < IDLE:
            if self._session is not None:
                self._session.close()
            self._session = requests.Session()
            # No proxy, no .netrc: the environment must not be able to redirect a token or put another in its place.
            self._session.trust_env = False
        self._used_at = now
        return self._session


_sessions = _Sessions()
