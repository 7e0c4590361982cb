"""The folder that Lambda would unzip, made twice from the pinned packages: with compiled files and without."""

import compileall
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from infrastructure.stage import ROOT

FOLDER = ROOT / ".local" / "bench-package"


def unpacked() -> tuple[Path, Path]:
    """Without, and with, compiled files. The packages are installed again only where their pins changed."""
    plain, compiled, stamp = FOLDER / "plain", FOLDER / "compiled", FOLDER / ".installed"
    requirements = ROOT / "requirements.txt"
    wanted = sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == wanted):
        shutil.rmtree(FOLDER, ignore_errors=True)
        words = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-compile", "--target", str(plain), "-r"]
        subprocess.run([sys.executable, *words, str(requirements)], check=True)
        shutil.copytree(plain, compiled)
        stamp.write_text(wanted)
    for folder in (plain, compiled):
        shutil.rmtree(folder / "chalicelib", ignore_errors=True)
        shutil.copytree(ROOT / "chalicelib", folder / "chalicelib", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "app.py", folder)
    compileall.compile_dir(compiled, quiet=2)
    return plain, compiled
