"""The Python environments a local edition needs, made when they are missing or their requirements changed."""

import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

from infrastructure.stage import ROOT

EMULATOR = ROOT / ".local" / "emulator-venv"


def emulator_python() -> Path:
    """The emulator's own Python, with the pinned emulator installed; the same Python that runs `chalice`, for functions run under it."""
    requirements = ROOT / "infrastructure" / "local" / "requirements.txt"
    python = EMULATOR / "bin" / "python"
    wanted = sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    stamp = EMULATOR / ".installed"
    if not (python.exists() and stamp.exists() and stamp.read_text() == wanted):
        venv.create(EMULATOR, with_pip=True, clear=EMULATOR.exists(), symlinks=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements], check=True)
        stamp.write_text(wanted)
    return python
