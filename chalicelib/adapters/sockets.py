"""Pushes to open browsers, over API Gateway's management endpoint (Chalice's own sender knows only amazonaws.com)."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import botocore.config
import botocore.session
from botocore.exceptions import ClientError

from chalicelib.config import settings
from chalicelib.domain.socket import Socket

# A push is a hint: one that does not arrive at once is left to the browser's own asking.
CLIENT = botocore.config.Config(connect_timeout=2, read_timeout=3, retries={"total_max_attempts": 2, "mode": "standard"})
_GONE = frozenset({"GoneException", "410", "404", "NotFoundException", "BadRequestException"})


@lru_cache(maxsize=16)
def _client(endpoint: str) -> Any:
    return botocore.session.get_session().create_client("apigatewaymanagementapi", settings().region, endpoint_url=endpoint, config=CLIENT)


@dataclass(frozen=True)
class ApiGatewayPush:
    """Keeps the ``Push`` port."""

    def post(self, socket: Socket, frame: bytes) -> bool:
        """False when the browser has gone."""
        return _reached(socket, "post_to_connection", Data=frame)

    def close(self, socket: Socket) -> None:
        """Nothing when the browser has gone."""
        _reached(socket, "delete_connection")


def _reached(socket: Socket, operation: str, **params: Any) -> bool:
    client = _client(settings().websocket_endpoint or socket.endpoint)
    try:
        getattr(client, operation)(ConnectionId=socket.id, **params)
    except ClientError as error:
        if error.response["Error"]["Code"] in _GONE:
            return False
        raise
    return True
