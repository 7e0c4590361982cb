"""One local edition: its ports, its folder, and what follows from them. Each is set by an environment variable."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

from infrastructure.local.emulator import settings
from infrastructure.stage import ROOT, Stage

PORTS = {
    "PYTAKE_UI_PORT": (8080, "the product's pages"),
    "PYTAKE_SIMULATOR_PORT": (8090, "the WhatsApp simulator"),
    "PYTAKE_AWS_PORT": (4566, "the AWS emulator"),
}


@dataclass(frozen=True)
class Edition:
    """Where a local edition listens and keeps its state."""

    state: Path
    ui_port: int
    simulator_port: int
    aws_port: int

    @classmethod
    def from_environment(cls) -> "Edition":
        """The edition that the environment describes. Raises SystemExit with a sentence for a port that is not a number."""
        ui, simulator, aws = (_port(name) for name in PORTS)
        state = Path(os.environ.get("PYTAKE_STATE_DIR") or ROOT / ".local")
        return cls(state.resolve(), ui, simulator, aws)

    @property
    def ui_url(self) -> str:
        """Where people find the product."""
        return f"http://127.0.0.1:{self.ui_port}"

    @property
    def simulator_url(self) -> str:
        """Where the simulated phones and the simulated Graph API are."""
        return f"http://127.0.0.1:{self.simulator_port}"

    @property
    def aws_url(self) -> str:
        """Where the emulator answers."""
        return f"http://127.0.0.1:{self.aws_port}"

    @property
    def logs(self) -> Path:
        """A file for each process, and one for each function under `functions/`."""
        return self.state / "logs"

    @property
    def run(self) -> Path:
        """Where the processes' ids are kept."""
        return self.state / "run"

    def stage(self) -> Stage:
        """This edition as a place to deploy to."""
        return Stage(
            name="local",
            account=settings.ACCOUNT,
            region=settings.REGION,
            workplace=self.state / "project",
            app_origin=self.ui_url,
            graph_url=f"{self.simulator_url}/graph",
            endpoint=self.aws_url,
            credentials=tuple(settings.CREDENTIALS.items()),
        )

    def variables(self) -> dict[str, str]:
        """The environment that describes this edition to its processes."""
        return {
            "PYTAKE_STATE_DIR": str(self.state),
            "PYTAKE_UI_PORT": str(self.ui_port),
            "PYTAKE_SIMULATOR_PORT": str(self.simulator_port),
            "PYTAKE_AWS_PORT": str(self.aws_port),
        }

    def taken_ports(self, except_for: str | None = None) -> list[str]:
        """A sentence for each port that somebody else holds: which, what for, and how to choose another."""
        ours = {"PYTAKE_UI_PORT": self.ui_port, "PYTAKE_SIMULATOR_PORT": self.simulator_port, "PYTAKE_AWS_PORT": self.aws_port}
        return [
            f"Port {port} is taken, and {PORTS[name][1]} would listen there: stop what holds it, or set {name} to a free port."
            for name, port in ours.items()
            if name != except_for and _taken(port)
        ]


def _port(name: str) -> int:
    default, purpose = PORTS[name]
    given = os.environ.get(name) or str(default)
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise SystemExit(f"{name} is {given!r}; it must be a port number for {purpose}.")
    return int(given)


def _taken(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
