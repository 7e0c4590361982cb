"""Runs the simulator: ``python -m infrastructure.local.simulator``."""

import socket
import sys

import uvicorn

from infrastructure.local.simulator.app import create_app
from infrastructure.local.simulator.settings import KEEP_ALIVE, Settings


def main() -> int:
    """Serves until it is told to stop; returns 1 with a sentence when it cannot begin."""
    try:
        settings = Settings.from_environment()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", settings.port))
    except OSError:
        print(f"Port {settings.port} is taken; set PYTAKE_SIMULATOR_PORT to a free one.", file=sys.stderr)
        return 1
    config = uvicorn.Config(create_app(settings), log_level="warning", timeout_keep_alive=KEEP_ALIVE, timeout_graceful_shutdown=2)
    print(f"WhatsApp simulator on http://127.0.0.1:{settings.port}/, posting to {settings.webhook_url}", flush=True)
    uvicorn.Server(config).run(sockets=[listener])
    return 0


if __name__ == "__main__":
    sys.exit(main())
