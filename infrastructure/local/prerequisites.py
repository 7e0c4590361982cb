"""Says at once, and in a sentence, when the machine lacks what the local edition needs. Written so that an old Python can run it."""

from __future__ import annotations

import re
import subprocess
import sys

PYTHON = (3, 11)
NODE = (20, 19)


def missing(python: tuple[int, int] | None = None, node: str | None = None) -> list[str]:
    """The sentences to show; none when all is well. `node` is what `node --version` says."""
    found = []
    python = python or (sys.version_info[0], sys.version_info[1])
    if python < PYTHON:
        found.append(
            f"PyTake needs Python {_dotted(PYTHON)} or newer; this is {_dotted(python)}. Name a newer one: make up PYTHON=python3.12"
        )
    version = _node_version() if node is None else node
    numbers = re.match(r"v(\d+)\.(\d+)", version)
    if not numbers:
        found.append(f"PyTake needs Node {_dotted(NODE)} or newer, and there is no `node` here. See https://nodejs.org/")
    elif (int(numbers.group(1)), int(numbers.group(2))) < NODE:
        found.append(f"PyTake needs Node {_dotted(NODE)} or newer; this is {version}. See https://nodejs.org/")
    return found


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))


def _node_version() -> str:
    try:
        return subprocess.check_output(["node", "--version"]).decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


if __name__ == "__main__":
    sentences = missing()
    for sentence in sentences:
        sys.stderr.write(sentence + "\n")
    sys.exit(1 if sentences else 0)
