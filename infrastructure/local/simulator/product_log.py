"""What the product says of each message: the step lines its functions print, which the local edition keeps in files."""

import json
from collections import deque
from datetime import datetime
from pathlib import Path
from typing import Any

Line = dict[str, Any]

KEPT = 20_000
_FIRST_LOOK = 4 * 2**20
"""Bytes of an old file that are read: what is further back is older than the log."""
_MARK = b'"step"'


class ProductLog:
    """Reads on when it is asked; never writes. A folder that is not there says nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._read: dict[Path, int] = {}
        self._lines: deque[Line] = deque(maxlen=KEPT)

    @property
    def kept(self) -> bool:
        """Whether the product's functions leave their lines where we can read them."""
        return self._folder is not None and self._folder.is_dir()

    def lines(self) -> list[Line]:
        """Every known step, oldest first; ``moment`` is seconds since 1970."""
        for file in sorted(self._folder.glob("*.log")) if self._folder is not None and self.kept else ():
            self._read_on(file)
        return sorted(self._lines, key=lambda line: float(line["moment"]))

    def _read_on(self, file: Path) -> None:
        size = file.stat().st_size
        begin = self._read.get(file, max(0, size - _FIRST_LOOK))
        # A file that shrank was begun anew.
        begin = 0 if begin > size else begin
        with file.open("rb") as opened:
            opened.seek(begin)
            for raw in opened:
                if not raw.endswith(b"\n"):
                    break
                begin += len(raw)
                if _MARK in raw and (line := _step(raw)) is not None:
                    self._lines.append(line)
        self._read[file] = begin


def _step(raw: bytes) -> Line | None:
    try:
        line = json.loads(raw)
        return {**line, "moment": datetime.strptime(line["timestamp"], "%Y-%m-%d %H:%M:%S,%f%z").timestamp()} if line["step"] else None
    except (ValueError, KeyError, TypeError):
        return None
