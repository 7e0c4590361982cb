"""The simulator knows of PyTake what Meta would: it has packages of its own, and nothing of ours."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_simulator_imports_nothing_of_the_product() -> None:
    files = sorted((ROOT / "infrastructure" / "local" / "simulator").rglob("*.py"))
    assert files
    assert [path.name for path in files if re.search(r"^\s*(from|import) chalicelib", path.read_text(), re.MULTILINE)] == []
