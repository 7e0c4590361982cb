"""What a developer is told, and what happens to processes that fall."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from infrastructure.local.edition import Edition
from infrastructure.local.prerequisites import missing
from infrastructure.local.processes import NeverAnswered, Process
from infrastructure.local.supervisor import Watch, pause_before, watch
from infrastructure.steps.project import fingerprint
from tests.infrastructure.emulator_process import alive, eventually

SERVER = (
    "import http.server, sys; http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()"
)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path) -> Process:
    port = free_port()
    return Process(
        "server", [sys.executable, "-c", SERVER, str(port)], dict(os.environ), f"http://127.0.0.1:{port}/", tmp_path, tmp_path, SERVER
    )


@pytest.mark.parametrize(
    ("python", "node", "told"),
    [
        ((3, 10), "v20.19.0", "PyTake needs Python 3.11 or newer; this is 3.10."),
        ((3, 11), "v20.18.3", "PyTake needs Node 20.19 or newer; this is v20.18.3."),
        ((3, 11), "v18.20.0", "PyTake needs Node 20.19 or newer; this is v18.20.0."),
        ((3, 12), "", "PyTake needs Node 20.19 or newer, and there is no `node` here."),
    ],
)
def test_what_is_too_old_is_said_in_a_sentence(python: tuple[int, int], node: str, told: str) -> None:
    assert [sentence[: len(told)] for sentence in missing(python, node)] == [told]


@pytest.mark.parametrize("node", ["v20.19.0", "v22.1.0", "v24.0.0"])
def test_what_is_new_enough_is_not_mentioned(node: str) -> None:
    assert missing((3, 11), node) == []


def test_a_taken_port_is_named_with_its_use_and_its_variable(tmp_path: Path) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        port = stranger.getsockname()[1]
        edition = Edition(tmp_path, port, free_port(), free_port())
        assert edition.taken_ports() == [
            f"Port {port} is taken, and the product's pages would listen there: stop what holds it, or set PYTAKE_UI_PORT to a free port."
        ]


def test_a_port_that_is_no_number_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTAKE_AWS_PORT", "high")
    with pytest.raises(SystemExit, match="PYTAKE_AWS_PORT is 'high'"):
        Edition.from_environment()


def test_a_process_that_is_killed_comes_back(server: Process) -> None:
    stop, said = Event(), list[str]()
    server.start()
    server.wait_until_well()
    watching = Thread(target=watch, args=([Watch(server)], stop, said.append, 0.05))
    watching.start()
    first = server.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    eventually(lambda: server.pid != first and server.well())
    stop.set()
    watching.join()
    server.stop()
    assert "server ended; starting it again" in said[0]


def test_one_that_keeps_falling_is_started_ever_more_slowly() -> None:
    assert [pause_before(falls) for falls in range(8)] == [0, 1, 2, 4, 8, 16, 30, 30]


def test_a_process_that_outlived_its_parent_is_found_again(server: Process) -> None:
    server.start()
    server.wait_until_well()
    heir = Process(server.name, server.command, server.environment, server.health, server.logs, server.run, server.known_by)
    assert heir.adopt()
    assert heir.alive()
    server._child = None  # its parent is gone
    pid = heir.pid
    assert pid is not None
    os.kill(pid, signal.SIGTERM)
    os.waitpid(pid, 0)
    assert not heir.alive()
    heir.stop()


def test_a_stranger_with_an_old_id_is_left_alone(server: Process) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (server.run / "server.pid").write_text(str(stranger.pid))
    assert not server.adopt()
    server.stop()
    assert alive(stranger.pid)
    stranger.kill()
    stranger.wait()


def test_a_process_that_dies_at_once_is_quoted(tmp_path: Path) -> None:
    broken = Process(
        "broken",
        [sys.executable, "-c", "raise SystemExit('no such luck')"],
        {},
        f"http://127.0.0.1:{free_port()}/",
        tmp_path,
        tmp_path,
        "broken",
    )
    broken.start()
    began = time.monotonic()
    with pytest.raises(NeverAnswered, match="no such luck"):
        broken.wait_until_well()
    assert time.monotonic() - began < 10


def test_a_fingerprint_changes_with_a_file_and_with_a_name(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one")
    first = fingerprint([tmp_path], "stage")
    file.write_text("two")
    second = fingerprint([tmp_path], "stage")
    file.rename(tmp_path / "b.txt")
    assert len({first, second, fingerprint([tmp_path], "stage"), fingerprint([tmp_path], "other")}) == 4
