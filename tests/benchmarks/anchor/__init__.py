"""A peer to run beside us, in an environment of its own."""

import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

from infrastructure.stage import ROOT

HERE = Path(__file__).parent
FOLDER = ROOT / ".local" / "anchor-venv"


class NoAnchor(Exception):
    """The environment could not be made."""


def python() -> Path:
    """The peer's own Python; its packages are installed where their pins changed. Raises ``NoAnchor``."""
    requirements, stamp, found = HERE / "requirements.txt", FOLDER / ".installed", FOLDER / "bin" / "python"
    wanted = sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and found.exists():
        return found
    try:
        venv.create(FOLDER, with_pip=True, clear=FOLDER.exists(), symlinks=True)
        words = [found, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", requirements]
        subprocess.run(words, check=True, capture_output=True, text=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        raise NoAnchor("pywa and FastAPI could not be installed in an environment of their own, so nothing stands beside us.") from error
    stamp.write_text(wanted)
    return found
