"""The environments a local edition needs beside the one it runs in, made when they are missing or their requirements changed."""

import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

from infrastructure.stage import ROOT

LOCAL = ROOT / "infrastructure" / "local"


def emulator_python() -> Path:
    """The emulator's own Python. It is the Python that runs `chalice`, for functions run under it, whatever their runtime says."""
    return _environment("emulator", LOCAL / "requirements.txt")


def simulator_python() -> Path:
    """The simulator's own Python."""
    return _environment("simulator", LOCAL / "simulator" / "requirements.txt")


def _environment(name: str, requirements: Path) -> Path:
    folder = ROOT / ".local" / f"{name}-venv"
    python, stamp = folder / "bin" / "python", folder / ".installed"
    wanted = sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if not (python.exists() and stamp.exists() and stamp.read_text() == wanted):
        print(f"Setting up the {name}'s packages", flush=True)
        venv.create(folder, with_pip=True, clear=folder.exists(), symlinks=True)
        subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", requirements], check=True)
        stamp.write_text(wanted)
    return python
