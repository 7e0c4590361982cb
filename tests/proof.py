"""What every proof is run with, and where it writes down what it found (reliability.md §3).

`make test` runs a bounded part; PYTAKE_PROOFS=full runs it all. The same seed gives the same result on any machine.
"""

import json
import os
import random
import re
from pathlib import Path

from infrastructure.stage import ROOT

FULL = os.environ.get("PYTAKE_PROOFS") == "full"
SEED = int(os.environ.get("PYTAKE_SEED", "20261122"))
FIGURES = Path(os.environ.get("PYTAKE_FIGURES", ROOT / ".local" / "figures"))


def times(bounded: int, full: int) -> int:
    """How often to try: a part at every landing, all of it in `make faults`."""
    return full if FULL else bounded


def chance(proof: str) -> random.Random:
    """The proof's own dice: other proofs, and their order, do not move it."""
    return random.Random(f"{SEED} {proof}")


def figures(proof: str, part: str = "all", **found: int | float | str) -> None:
    """Writes down what a proof, or one part of it, found: the table adds the numbers of all parts up by name."""
    place = FIGURES / re.sub(r"[^\w-]+", "-", proof)
    place.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", part)
    (place / f"{name}.json").write_text(json.dumps({"proof": proof, "part": part, **found}), encoding="utf-8")
