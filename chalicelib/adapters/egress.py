"""Calls to addresses that users type: the only module that makes them, for integration modules and flows to come.

Only https, only public IPv4. The name is resolved once, every answer is judged, and the connection goes to a judged
address, with the name in SNI, in ``Host`` and on the certificate: what the name means a moment later does not matter.
"""

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from threading import Event, Timer
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from chalicelib.domain.errors import AddressRefused

CONNECT, TOTAL = 3.0, 10.0
"""Seconds to a connection, and to the last byte of the answer."""
MAX_BODY = 65_536
"""Bytes, of what is sent and of what comes back."""
MAX_URL = 2_048
PORTS = frozenset({443, 8443})
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
OURS = frozenset({"host", "content-length", "transfer-encoding", "connection", "te", "upgrade", "proxy-authorization", "expect"})
"""Headers that callers do not set: they decide where a request ends and where it goes."""
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
_TARGET = re.compile(r"[!-~]*", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_VALUE = re.compile(r"[ -~]*", re.ASCII)
# ``is_global`` alone lets some of these through: multicast, protocol assignments, the old relays of 6to4.
_RESERVED = tuple(
    map(ipaddress.IPv4Network, ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4", "240.0.0.0/4"))
)

Resolver = Callable[[str, int], Sequence[str]]
Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


@dataclass(frozen=True)
class Answer:
    """What an address answered, whatever the status: a redirect is an answer like any other, and is not followed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def resolved(host: str, port: int) -> tuple[str, ...]:
    """The IPv4 addresses of a name, as the system tells them. The others are not asked for: nothing connects to them."""
    found = socket.getaddrinfo(host, port, family=socket.AF_INET, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[4][0]) for address in found))


def public(address: str) -> bool:
    """Whether it is an IPv4 address of the internet, and of nobody's inside."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return ip.version == 4 and ip.is_global and not any(ip in network for network in _RESERVED)


class _Line(HTTPSConnection):
    """A connection that can be hung up at any moment, also in the middle of its handshake."""

    handle: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        self.handle = line.dup()
        return line

    def hang_up(self) -> None:
        if self.handle is not None:
            with suppress(OSError):
                self.handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        super().close()
        if self.handle is not None:
            self.handle.close()


@dataclass(frozen=True)
class Egress:
    """The rest of its fields are given by tests, which have a server of their own."""

    resolve: Resolver = resolved
    allowed: Callable[[str], bool] = public
    ports: frozenset[int] = PORTS
    authorities: str | None = None
    """A file of certificates to trust instead of the system's."""
    total: float = TOTAL

    def call(self, method: Method, url: str, *, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Answer:
        """One request, never repeated. Raises ``AddressRefused`` in words for the person who typed the address."""
        ends = time.monotonic() + self.total
        parts, host, port = self._read(url)
        sent = {**_headers(headers or {}), "Host": host if port == 443 else f"{host}:{port}", "Accept-Encoding": "identity"}
        if method not in METHODS or len(body) > MAX_BODY:
            raise AddressRefused("This request is larger than 64 KB, or of a kind that is not sent.")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        address, left = self._judged(host, port), ends - time.monotonic()
        if left <= 0:
            raise AddressRefused(f"{host} took longer than {self.total:g} seconds.")
        line = _Line(address, port, timeout=min(CONNECT, left), cert_reqs="CERT_REQUIRED", ca_certs=self.authorities, server_hostname=host)
        late = Event()

        def give_up() -> None:
            late.set()
            line.hang_up()

        # A time-out counts from one byte to the next; a server that drips would keep us for as long as it likes.
        watch = Timer(left, give_up)
        watch.daemon = True
        watch.start()
        try:
            line.connect()
            line.timeout = left
            line.request(method, target, body or None, sent, preload_content=False, decode_content=False)
            found = line.getresponse()
            said = _read_body(found, late)
            if not late.is_set():
                return Answer(found.status, dict(found.headers), said)
            raise AddressRefused(f"{host} took longer than {self.total:g} seconds.")
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            slow = f"{host} took longer than {self.total:g} seconds." if late.is_set() else None
            raise AddressRefused(slow or f"{host} did not answer, or not as a secure server does.") from error
        finally:
            watch.cancel()
            line.close()

    def _read(self, url: str) -> tuple[SplitResult, str, int]:
        # Before anything reads it: urlsplit drops tabs and line breaks without a word.
        if len(url) > MAX_URL or not _TARGET.fullmatch(url) or "\\" in url:
            raise AddressRefused("The address has characters that do not belong in one, or is too long.")
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), 443 if parts.port is None else parts.port
        except ValueError as error:
            raise AddressRefused("This is not an address.") from error
        if parts.scheme != "https" or "@" in parts.netloc or port not in self.ports or parts.netloc.endswith(":"):
            raise AddressRefused("The address must begin with https://, without a user name, on port 443 or 8443.")
        labels = host.split(".")
        # A last label of digits is a number in disguise (RFC 3696), whatever the system's resolver would make of it.
        named = len(host) <= 253 and len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and not re.match(r"\d|0x", labels[-1])
        if not named:
            raise AddressRefused("The address must name a server on the internet, such as api.example.com.")
        return parts, host, port

    def _judged(self, host: str, port: int) -> str:
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise AddressRefused(f"{host} is not known on the internet.") from error
        # Every one: a name with a public and a private address would otherwise be a matter of luck.
        if not found or not all(map(self.allowed, found)):
            raise AddressRefused(f"{host} does not lead to a public server.")
        return found[0]


def _read_body(found: BaseHTTPResponse, late: Event) -> bytes:
    said = b""
    # Linux hands over what arrives after the line was hung up, too.
    while not late.is_set() and (part := found.read1(8_192)):
        said += part
        if len(said) > MAX_BODY:
            raise AddressRefused("The answer is larger than 64 KB.")
    return said


def _headers(given: Mapping[str, str]) -> dict[str, str]:
    for name, value in given.items():
        if name.lower() in OURS or not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            raise AddressRefused("A header of this request cannot be sent.")
    return dict(given)
