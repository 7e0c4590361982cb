"""One process of the local edition: started, watched, stopped, and found again after its parent died."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from infrastructure.stage import ROOT


class NeverAnswered(Exception):
    """A process did not become healthy; the message ends with the last of its log."""


@dataclass
class Process:
    """A child with a log, a file that keeps its id, and an address that answers while it is well."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    health: str
    logs: Path
    run: Path
    known_by: str
    """A part of its command line, so that a stranger who was given an old id is not taken for it."""
    cwd: Path = ROOT
    pid: int | None = None
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Starts it, in a session of its own: Ctrl+C is for its parent to hand on, in order."""
        self.logs.mkdir(parents=True, exist_ok=True)
        self.run.mkdir(parents=True, exist_ok=True)
        with (self.logs / f"{self.name}.log").open("ab") as log:
            self._child = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.pid = self._child.pid
        self._kept.write_text(str(self.pid))

    def adopt(self) -> bool:
        """Takes over one that outlived its parent, if there is one."""
        with suppress(FileNotFoundError, ValueError):
            pid = int(self._kept.read_text())
            if self.known_by in command_line(pid):
                self.pid = pid
                return True
        return False

    def alive(self) -> bool:
        """Whether it runs."""
        if self._child is not None:
            return self._child.poll() is None
        return self.pid is not None and self.known_by in command_line(self.pid)

    def well(self) -> bool:
        """Whether it answers."""
        return answers(self.health)

    def wait_until_well(self, within: float = 60) -> None:
        """Raises `NeverAnswered` when it dies, or stays silent for so many seconds."""
        deadline = time.monotonic() + within
        while not self.well():
            if not self.alive() or time.monotonic() > deadline:
                state = "stays silent" if self.alive() else "ended"
                raise NeverAnswered(f"{self.name} {state}. The last of {self.logs / self.name}.log:\n{self.last_words()}")
            time.sleep(0.1)

    def stop(self, patience: float = 15) -> None:
        """Asks it to end, insists after a while, and forgets it."""
        if self.pid is not None and self.alive():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM)
            deadline = time.monotonic() + patience
            while self.alive() and time.monotonic() < deadline:
                time.sleep(0.05)
            if self.alive():
                with suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)
        if self._child is not None:
            self._child.wait()
        self._kept.unlink(missing_ok=True)
        self.pid, self._child = None, None

    def last_words(self) -> str:
        """The end of its log."""
        with suppress(FileNotFoundError):
            return (self.logs / f"{self.name}.log").read_text(errors="replace")[-1500:]
        return ""

    @property
    def _kept(self) -> Path:
        return self.run / f"{self.name}.pid"


def answers(url: str) -> bool:
    """Whether a GET is answered below 500 within three seconds."""
    try:
        with urllib.request.urlopen(url, timeout=3):
            return True
    except urllib.error.HTTPError as refused:
        return refused.code < 500
    except OSError:
        return False


def command_line(pid: int) -> str:
    """How the process was started; empty when there is none, or only its remains."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    if Path("/proc/self").exists():
        return ""
    shown = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False)
    return shown.stdout.strip()
