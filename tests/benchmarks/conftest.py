"""Every benchmark is marked ``bench``; what they measure ends in one table beside the budgets, and in .local/bench.json."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import pytest

from infrastructure.stage import ROOT


@dataclass(frozen=True)
class Row:
    """A figure, with what it is to be judged by beside it (performance.md §1, §2)."""

    part: str
    what: str
    figure: float
    unit: str
    budget: str = ""
    anchor: str = ""

    @property
    def verdict(self) -> str:
        """Whether it keeps its budget; empty where there is none."""
        if not self.budget.startswith("<="):
            return ""
        return "kept" if self.figure <= float(self.budget.split()[1]) else "MISSED"


@dataclass
class Report:
    rows: list[Row] = field(default_factory=list)
    details: dict[str, object] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    """Sentences for what could not be measured."""

    def add(self, part: str, what: str, figure: float, unit: str, budget: str = "", anchor: str = "") -> None:
        self.rows.append(Row(part, what, round(figure, 4), unit, budget, anchor))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "bench: measures, and asserts nothing about time")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("bench")


@pytest.fixture(scope="session")
def report() -> Iterator[Report]:
    made = Report()
    yield made
    for part, rows in groupby(sorted(made.rows, key=lambda row: row.part), key=lambda row: row.part):
        print(f"\n\n{part:76}{'figure':>10} {'unit':16}{'budget':10}{'':8}anchor")
        for row in rows:
            print(f"{row.what:76}{row.figure:>10g} {row.unit:16}{row.budget:10}{row.verdict:8}{row.anchor}")
    for note in made.notes:
        print(f"\n{note}")
    said = {"at": datetime.now(UTC).isoformat(), "rows": [{**asdict(row), "verdict": row.verdict} for row in made.rows], **made.details}
    paths = ROOT / ".local" / "paths.json"
    if paths.exists():
        said["paths"] = json.loads(paths.read_text())
    (ROOT / ".local" / "bench.json").write_text(json.dumps({**said, "notes": made.notes}, indent=2) + "\n")
