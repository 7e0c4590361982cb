"""The pages of the product and of the simulator: installed and built, when what they are made of has changed."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from infrastructure.stage import ROOT
from infrastructure.steps.project import fingerprint

FRONTEND = ROOT / "frontend"
SETTINGS = ("package.json", "package-lock.json", "tsconfig.json", "vite-plugins", "index.html", "public")
PRODUCT = (*SETTINGS, "vite.config.ts", "src")
SIMULATOR = (*SETTINGS, "vite.simulator.config.ts", "simulator", "src")


class BuildFailed(Exception):
    """npm could not; the message ends with what it said."""


def install(say: Callable[[str], None]) -> None:
    """`npm ci`, once for each lock file."""
    stamp = FRONTEND / "node_modules" / ".pytake-installed"
    wanted = fingerprint([FRONTEND / "package-lock.json"])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("  installing the web packages (npm ci)")
    _npm("ci", "--no-audit", "--no-fund")
    stamp.write_text(wanted)


def build(say: Callable[[str], None]) -> None:
    """Builds both sets of pages into `frontend/dist` and `frontend/dist-simulator`."""
    install(say)
    _build("the product's pages", "build", PRODUCT, FRONTEND / "dist", say)
    _build("the simulator's page", "build:simulator", SIMULATOR, FRONTEND / "dist-simulator", say)


def _build(what: str, script: str, inputs: tuple[str, ...], result: Path, say: Callable[[str], None]) -> None:
    wanted = fingerprint([path for name in inputs if (path := FRONTEND / name).exists()])
    stamp = result / ".pytake-built"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"  building {what}")
    _npm("run", script)
    stamp.write_text(wanted)


def _npm(*arguments: str) -> None:
    done = subprocess.run(["npm", *arguments], cwd=FRONTEND, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildFailed(f"npm {' '.join(arguments)} failed:\n{(done.stdout + done.stderr)[-3000:]}")
