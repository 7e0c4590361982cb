"""The table of the proofs: what each found, and whether that is what it must. `python -m tests.faults.table` fails for a missed target."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from infrastructure.stage import ROOT
from tests.faults.kept import PROMISES, Kept
from tests.faults.targets import ROWS, Found, Row
from tests.proof import FIGURES, SEED

PAGE = ROOT / "docs" / "reliability.md"
LAST = "Last figures: "


def found() -> dict[str, dict[str, Any]]:
    """What the last run wrote down, by proof: numbers of all parts added up."""
    sums: dict[str, dict[str, Any]] = {}
    for path in sorted(FIGURES.glob("*/*.json")):
        part = json.loads(path.read_text(encoding="utf-8"))
        known = sums.setdefault(part.pop("proof"), {})
        del part["part"]
        for name, value in part.items():
            known[name] = known.get(name, 0) + value if isinstance(value, int | float) else value
    return sums


def said(row: Row, figures: Found | None) -> tuple[str, bool]:
    """A row's figures in words, and whether its target was met."""
    if figures is None or any(name not in figures for name in row.shows):
        missing = "its figures" if figures is None else ", ".join(name for name in row.shows if name not in figures)
        return f"missing: {missing}", False
    words = ", ".join(f"{_number(figures[name])} {name.replace('_', ' ')}" for name in row.shows)
    return words, row.met(figures)


def table(figures: Mapping[str, Found]) -> tuple[str, bool]:
    """Every row as text, and whether all targets were met."""
    rows = [(row.what, *said(row, figures.get(row.proof)), row.target) for row in ROWS]
    lines = [f"| {what} | {words} | {target} | {'met' if met else '**missed**'} |" for what, words, met, target in rows]
    head = ["| Test | Figures | Target | |", "|---|---|---|---|"]
    return "\n".join([*head, *lines]), all(met for _, _, met, _ in rows)


def page(figures: Mapping[str, Found]) -> str:
    """docs/reliability.md. Without its figures it is the same for the same data."""
    shown, _ = table(figures)
    promises = "\n".join(_section(kept, figures) for kept in PROMISES)
    head = (
        "# What is promised, what keeps it, what proves it\n\n"
        "Written by `make faults`, which runs every proof and prints the table at the end.\n"
    )
    return f"{head}\n{promises}\n## The last run\n\n{LAST}seed {SEED}\n\n{shown}\n"


def undated(text: str) -> str:
    """The part of a page that its data alone decides."""
    return "\n".join(line for line in text.partition("## The last run")[0].splitlines() if not line.startswith(LAST))


def _section(kept: Kept, figures: Mapping[str, Found]) -> str:
    by = "\n".join(f"- {how}: [{path}](../{path})" for how, path in kept.by)
    proofs = ", ".join(f"[{path.rpartition('/')[2]}](../{path})" for path in kept.proofs)
    rows = [row for row in ROWS if row.proof in kept.figures]
    last = "; ".join(f"{row.proof}: {said(row, figures.get(row.proof))[0]}" for row in rows)
    return f"## {kept.name}\n\n{kept.promise}\n\n{by}\n\nProved by {proofs}.\n\n{LAST}{last}\n"


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:g}" if isinstance(value, float) else str(value)


def main() -> int:
    """Prints the table, writes the page."""
    figures = found()
    shown, met = table(figures)
    PAGE.write_text(page(figures), encoding="utf-8")
    print(f"\n{shown}\n\nSeed {SEED}. Every target is met." if met else f"\n{shown}\n\nSeed {SEED}. A target is missed.")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
