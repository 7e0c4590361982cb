"""The environments a local edition needs beside the one it runs in, made when they are missing or their requirements changed."""

import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

from infrastructure.local.emulator.settings import runs_layers
from infrastructure.stage import ROOT

LOCAL = ROOT / "infrastructure" / "local"


def emulator_python() -> Path:
    """The emulator's own Python. It is the Python that runs `chalice`, for functions run under it, whatever their runtime says."""
    functions = () if runs_layers() else (ROOT / "requirements.txt",)
    return _environment("emulator", LOCAL / "requirements.txt", *functions)


def simulator_python() -> Path:
    """The simulator's own Python."""
    return _environment("simulator", LOCAL / "simulator" / "requirements.txt")


def _environment(name: str, *requirements: Path) -> Path:
    folder = ROOT / ".local" / f"{name}-venv"
    python, stamp = folder / "bin" / "python", folder / ".installed"
    wanted = sha256(b"".join(file.read_bytes() for file in requirements) + sys.version.encode()).hexdigest()
    if not (python.exists() and stamp.exists() and stamp.read_text() == wanted):
        print(f"Setting up the {name}'s packages", flush=True)
        venv.create(folder, with_pip=True, clear=folder.exists(), symlinks=True)
        files = [word for file in requirements for word in ("-r", str(file))]
        subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *files], check=True)
        stamp.write_text(wanted)
    return python
