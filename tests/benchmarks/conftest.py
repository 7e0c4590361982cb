"""Every benchmark is marked ``bench``; what they measure ends in one table and in test-results/bench.json."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Row:
    """A figure, with what it is to be judged by beside it (performance.md §1, §2)."""

    what: str
    figure: float
    unit: str
    budget: str = ""
    anchor: str = ""


@dataclass
class Report:
    rows: list[Row] = field(default_factory=list)
    details: dict[str, object] = field(default_factory=dict)

    def add(self, what: str, figure: float, unit: str, budget: str = "", anchor: str = "") -> None:
        self.rows.append(Row(what, round(figure, 4), unit, budget, anchor))


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
    print(f"\n\n{'what':70}{'figure':>10} {'unit':14}{'budget':16}anchor")
    for row in made.rows:
        print(f"{row.what:70}{row.figure:>10} {row.unit:14}{row.budget:16}{row.anchor}")
    results = ROOT / "test-results"
    results.mkdir(exist_ok=True)
    imports = results / "imports.json"
    said = {
        "rows": [asdict(row) for row in made.rows],
        **made.details,
        **({"imports": json.loads(imports.read_text())} if imports.exists() else {}),
    }
    (results / "bench.json").write_text(json.dumps(said, indent=2) + "\n")
