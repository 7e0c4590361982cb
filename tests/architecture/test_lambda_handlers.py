"""Lambda imports a blueprint's module, never app.py. So do these tests."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import app
from tests.conftest import ENVIRONMENT

ROOT = Path(__file__).parents[2]
DEPLOYED = {
    "websocket_connect": "chalicelib.entrypoints.live.connect",
    "websocket_message": "chalicelib.entrypoints.live.message",
    "websocket_disconnect": "chalicelib.entrypoints.live.disconnect",
    "take_inbound": "chalicelib.entrypoints.queues.take_inbound",
    "take_statuses": "chalicelib.entrypoints.queues.take_statuses",
    "deliver_outbound": "chalicelib.entrypoints.queues.deliver_outbound",
    "requeue_outbound": "chalicelib.entrypoints.queues.requeue_outbound",
    "broadcast_changes": "chalicelib.entrypoints.streams.broadcast_changes",
    "sweep_due": "chalicelib.entrypoints.schedules.sweep_due",
    "wake_session": "chalicelib.entrypoints.workflows.wake_session",
}
SOCKETS = {"$connect": "websocket_connect", "$default": "websocket_message", "$disconnect": "websocket_disconnect"}


def test_these_are_the_functions_that_are_deployed():
    named = {function.name: function.handler_string for function in [*app.pure_lambda_functions, *app.event_sources]}
    sockets = {SOCKETS[route]: handler.handler_string for route, handler in app.websocket_handlers.items()}
    assert named | sockets == DEPLOYED


def test_nothing_waits_at_a_door_of_its_own_that_chalice_would_add():
    assert app.builtin_auth_handlers == []
    assert app.middleware_handlers == []


@pytest.mark.parametrize("handler", DEPLOYED.values())
def test_a_handler_stands_alone_and_takes_what_lambda_gives(handler):
    module, name = handler.rsplit(".", 1)
    probe = (
        "import sys, importlib, inspect; "
        f"handler = getattr(importlib.import_module({module!r}), {name!r}); "
        "assert 'app' not in sys.modules; "
        # Wrapped by Chalice, or the two arguments of Lambda would not fit a handler of one.
        "assert type(handler).__name__.endswith('EventSourceHandler'), type(handler); "
        "inspect.signature(handler).bind({}, None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, env={**ENVIRONMENT, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_the_api_handler_stands_alone():
    done = subprocess.run(
        [sys.executable, "-c", "from app import app; assert callable(app)"], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_it_imports_without_an_environment_as_chalice_packages_it():
    done = subprocess.run([sys.executable, "-c", "import app"], cwd=ROOT, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
