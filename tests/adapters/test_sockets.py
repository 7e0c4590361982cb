"""Pushes: to the endpoint the socket came by, and no fuss about browsers that have gone."""

import http.server
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from chalicelib.adapters.sockets import ApiGatewayPush
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.socket import Socket
from tests.adapters.builders import NOON


class Gateway(http.server.ThreadingHTTPServer):
    """Answers as API Gateway's management endpoint does."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.status = 200
        self.asked: list[tuple[str, str, bytes]] = []


class _Answer(http.server.BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path, body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_DELETE = do_POST  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    server = Gateway()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def socket(gateway: Gateway) -> Socket:
    endpoint = f"http://127.0.0.1:{gateway.server_address[1]}/stage"
    return Socket("So=1", WorkspaceId("w"), MemberId("m"), endpoint, NOON, NOON + timedelta(hours=2))


def test_a_frame_goes_to_the_endpoint_the_socket_came_by(gateway: Gateway) -> None:
    assert ApiGatewayPush().post(socket(gateway), b'{"kind":"pong"}')
    assert gateway.asked == [("POST", "/stage/@connections/So%3D1", b'{"kind":"pong"}')]


def test_a_browser_that_has_gone_is_said_to_have_gone(gateway: Gateway) -> None:
    gateway.status = 410
    assert not ApiGatewayPush().post(socket(gateway), b"{}")
    ApiGatewayPush().close(socket(gateway))
    assert [method for method, _, _ in gateway.asked] == ["POST", "DELETE"]


def test_a_push_that_is_not_allowed_is_an_error(gateway: Gateway) -> None:
    gateway.status = 403
    with pytest.raises(ClientError):
        ApiGatewayPush().post(socket(gateway), b"{}")
