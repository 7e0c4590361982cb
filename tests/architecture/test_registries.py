"""Folders that are their own registries: what is in them is complete."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import app
from chalicelib.adapters import channels
from chalicelib.discovery import modules_in, names_in
from chalicelib.domain.flow import nodes
from chalicelib.entrypoints import rest
from chalicelib.entrypoints.resource import Resource

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("door", modules_in(rest), ids=lambda door: door.__name__.rpartition(".")[2])
def test_every_rest_door_has_routes_and_all_of_them_are_registered(door):
    assert isinstance(door.routes, Resource)
    assert door.routes.operations
    for operation in door.routes.operations:
        assert operation.method in app.routes[operation.path]


@pytest.mark.parametrize("kind", names_in(nodes))
def test_every_node_type_has_its_own_tests(kind):
    assert (ROOT / f"tests/domain/flow/nodes/test_{kind}.py").exists()


@pytest.mark.parametrize("name", names_in(channels))
def test_every_channel_speaks_the_whole_port(name):
    channel = channels.FolderChannels().named(name)
    for verb in ("handshake", "verify", "split", "parse", "check", "send", "inspect"):
        assert callable(getattr(channel, verb)), verb


def test_a_channel_nobody_wrote_is_not_found():
    from chalicelib.domain.errors import NotFound

    for name in ("pigeon", "", "..", "__init__"):
        with pytest.raises(NotFound):
            channels.FolderChannels().named(name)


def test_every_factory_can_be_called():
    probe = (
        "import inspect; from chalicelib import bootstrap; "
        "[made() for name, made in vars(bootstrap).items() if hasattr(made, 'cache_info')]; "
        "assert bootstrap.inbox() is bootstrap.inbox()"
    )
    from tests.conftest import ENVIRONMENT

    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, env={**ENVIRONMENT, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
