"""Addresses that people type: nothing inside is ever called, whatever the spelling and whatever a name means a moment later."""

import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters.egress import CONNECT, MAX_BODY, TOTAL, Egress, public, resolved
from chalicelib.domain.errors import AddressRefused, Rejected
from tests.proof import figures
from tests.security.addresses import LEADING_INSIDE, urls
from tests.security.far_server import HOST, FarServer, certificate


class Reached(Exception):
    """A connection that should not have been tried."""


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """No socket leaves; who tried is written down."""
    tried: list[Any] = []

    def create(address: Any, *_: Any, **__: Any) -> socket.socket:
        tried.append(address)
        raise Reached(address)

    monkeypatch.setattr(socket.socket, "connect", lambda self, address: create(address))
    monkeypatch.setattr(socket, "create_connection", create)
    return tried


def resolve(host: str, port: int) -> list[str]:
    """What each name means; the system's own answer for numbers, which some systems read in any spelling."""
    if host in LEADING_INSIDE:
        return LEADING_INSIDE[host]
    if host.endswith((".com", ".internal")):
        return ["93.184.216.34"]
    return list(resolved(host, port))


def test_no_address_that_leads_inside_is_called(sealed: list[Any]) -> None:
    """Twice: as it is judged, and with the eyes of a resolver that finds every name public but the bad ones."""
    passed, tried = [], 0
    for url in urls():
        for egress in (Egress(resolve), Egress(lambda host, port: LEADING_INSIDE.get(host, ["93.184.216.34"]))):
            tried += 1
            try:
                egress.call("POST", url, body=b"{}")
            except AddressRefused:
                continue
            except Exception as error:
                passed.append((url, repr(error)))
            else:
                passed.append((url, "answered"))
    figures("egress corpus", tried=tried, addresses=len(urls()), blocked_percent=round(100 * (tried - len(passed)) / tried, 2))
    assert (passed, sealed) == ([], [])
    assert len(set(urls())) >= 120


def test_a_good_address_would_be_called(sealed: list[Any]) -> None:
    """Or the refusals above prove nothing."""
    for url in ("https://example.com/", "https://example.com", "HTTPS://EXAMPLE.com:8443/a?b=c", "https://a-b.xn--p1ai.example.com/%20"):
        with pytest.raises((Reached, AddressRefused)):
            Egress(lambda host, port: ["93.184.216.34"]).call("GET", url)
    assert {address[0] for address in sealed} == {"93.184.216.34"}
    assert len(sealed) == 4


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "1.1.1.1", "223.255.255.254"])
def test_public_addresses_are_public(address: str) -> None:
    assert public(address)


def test_a_name_is_resolved_once_and_what_was_judged_is_what_is_called(sealed: list[Any]) -> None:
    """Rebinding: the second answer would have been the inside."""
    answers = [["93.184.216.34"], ["127.0.0.1"], ["169.254.169.254"]]
    with pytest.raises((Reached, AddressRefused)):
        Egress(lambda host, port: answers.pop(0)).call("GET", "https://rebind.example.com/")
    assert len(answers) == 2
    assert [address[0] for address in sealed] == ["93.184.216.34"]


def test_a_name_that_does_not_resolve_is_said_to_be_unknown() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "nope")

    with pytest.raises(AddressRefused, match="not known"):
        Egress(unknown).call("GET", "https://api.example.com/")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "inside"}, {"host": "inside"}, {"Content-Length": "0"}, {"Transfer-Encoding": "chunked"}, {"Connection": "upgrade"},
        {"X": "a\r\nHost: inside"}, {"X": "a\nb"}, {"X": "a\0"}, {"X": "é"}, {"X\r\nHost": "inside"}, {"X: y": "z"}, {"": "x"}, {"X ": "y"},
    ],
)  # fmt: skip
def test_a_header_cannot_become_another_request(headers: dict[str, str], sealed: list[Any]) -> None:
    with pytest.raises(AddressRefused, match="header"):
        Egress(lambda host, port: ["93.184.216.34"]).call("POST", "https://example.com/", headers=headers)
    assert sealed == []


def test_what_is_too_large_or_of_another_kind_is_not_sent(sealed: list[Any]) -> None:
    egress: Any = Egress(lambda host, port: ["93.184.216.34"])
    for method, body in (("POST", b"x" * (MAX_BODY + 1)), ("CONNECT", b""), ("TRACE", b""), ("GET / HTTP/1.1\r\nX: y", b"")):
        with pytest.raises(AddressRefused):
            egress.call(method, "https://example.com/", body=body)
    assert sealed == []


def test_the_limits_are_those_of_the_specification() -> None:
    assert (CONNECT, TOTAL, MAX_BODY) == (3, 10, 65_536)
    assert issubclass(AddressRefused, Rejected)


def answer(status: int = 200, body: bytes = b"ok", **headers: str) -> Any:
    def handle(door: BaseHTTPRequestHandler) -> None:
        door.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
            door.send_header(name, value)
        door.end_headers()
        door.wfile.write(body)

    return handle


def drip(door: BaseHTTPRequestHandler) -> None:
    """A byte now and then, each within any time-out of one read, until nobody listens."""
    door.send_response(200)
    door.end_headers()
    for _ in range(200):
        door.wfile.write(b".")
        door.wfile.flush()
        time.sleep(0.02)


def drip_headers(door: BaseHTTPRequestHandler) -> None:
    door.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        door.wfile.write(b"X-%d: y\r\n" % number if number % 50 else b"X: ")
        door.wfile.flush()
        time.sleep(0.02)


def endless(door: BaseHTTPRequestHandler) -> None:
    door.send_response(200)
    door.end_headers()
    while True:
        door.wfile.write(b"x" * 8_192)


ANSWERS = {
    "/": answer(),
    "/teapot": answer(418, b"short", X_Kind="pot"),
    "/inside": answer(302, b"", Location="https://169.254.169.254/latest/meta-data"),
    "/back": answer(307, b"", Location="/"),
    "/full": answer(body=b"x" * MAX_BODY),
    "/large": answer(body=b"x" * (MAX_BODY + 1)),
    "/zipped": answer(body=b"\x1f\x8b" + b"0" * 50, Content_Encoding="gzip"),
    "/endless": endless,
    "/drip": drip,
    "/drip-headers": drip_headers,
    "/nothing": lambda door: None,
}


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FarServer, Path]]:
    pem = certificate(tmp_path_factory.mktemp("certificates"))
    server = FarServer(pem, ANSWERS)
    yield server, pem
    server.close()


def reaching(far: tuple[FarServer, Path], **more: Any) -> Egress:
    """To the server, which stands for a public one."""
    server, pem = far
    fields = {"resolve": lambda host, port: ["127.0.0.1"], "allowed": lambda address: address == "127.0.0.1", "authorities": str(pem)}
    return Egress(**{**fields, "ports": frozenset({server.port}), **more})


def at(far: tuple[FarServer, Path], path: str = "/", host: str = HOST) -> str:
    return f"https://{host}:{far[0].port}{path}"


def test_a_server_is_called_by_its_name_with_its_certificate_checked(far: tuple[FarServer, Path]) -> None:
    found = reaching(far).call("POST", at(far, "/teapot?a=b#c"), headers={"Authorization": "Bearer x"}, body=b"{}")
    assert (found.status, found.headers["X-Kind"], found.body) == (418, "pot", b"short")
    method, path, headers, body = far[0].heard[-1]
    assert (method, path, body) == ("POST", "/teapot?a=b", b"{}")
    assert (headers["Host"], headers["Authorization"]) == (f"{HOST}:{far[0].port}", "Bearer x")
    assert far[0].names[-1] == HOST


@pytest.mark.parametrize("path", ["/inside", "/back"])
def test_a_redirect_is_an_answer_and_is_not_followed(far: tuple[FarServer, Path], path: str) -> None:
    before = len(far[0].heard)
    found = reaching(far).call("GET", at(far, path))
    assert (found.status // 100, found.body) == (3, b"")
    assert len(far[0].heard) == before + 1


def test_the_certificate_must_be_good_for_the_name(far: tuple[FarServer, Path]) -> None:
    before = len(far[0].heard)
    for egress, host in ((reaching(far), "other.far.example"), (reaching(far, authorities=None), HOST)):
        with pytest.raises(AddressRefused, match="secure server"):
            egress.call("GET", at(far, host=host))
    assert len(far[0].heard) == before


def test_an_answer_ends_at_64_kilobytes_and_stays_zipped(far: tuple[FarServer, Path]) -> None:
    assert len(reaching(far).call("GET", at(far, "/full")).body) == MAX_BODY
    assert reaching(far).call("GET", at(far, "/zipped")).body.startswith(b"\x1f\x8b")
    for path in ("/large", "/endless"):
        with pytest.raises(AddressRefused, match="64 KB"):
            reaching(far).call("GET", at(far, path))


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_a_server_that_drips_is_hung_up_on(far: tuple[FarServer, Path], path: str) -> None:
    began = time.monotonic()
    with pytest.raises(AddressRefused, match="longer than"):
        reaching(far, total=0.3).call("GET", at(far, path))
    assert time.monotonic() - began < 2


def test_a_server_that_never_shakes_hands_is_hung_up_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        egress = Egress(lambda host, port: ["127.0.0.1"], lambda address: True, frozenset({port}), total=0.3)
        with pytest.raises(AddressRefused, match="longer than"):
            egress.call("GET", f"https://{HOST}:{port}/")


def test_a_server_that_says_nothing_or_is_not_there_did_not_answer(far: tuple[FarServer, Path]) -> None:
    with pytest.raises(AddressRefused, match="did not answer"):
        reaching(far).call("GET", at(far, "/nothing"))
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(AddressRefused, match="did not answer"):
        reaching(far, ports=frozenset({port})).call("GET", f"https://{HOST}:{port}/")
