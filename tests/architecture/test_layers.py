"""No test is left out by the way the layers share them."""

import re
from pathlib import Path

from tests.run import CRASHES, PRODUCT

ROOT = Path(__file__).resolve().parents[2]
MARKED = re.compile(r"pytest\.mark\.(browser|local)\b|add_marker\(\"(browser|local)\"\)|add_marker\(pytest\.mark\.(browser|local)\)")


def test_every_folder_with_tests_that_want_the_running_product_is_in_its_layer() -> None:
    marked = {path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__).resolve() and MARKED.search(path.read_text())}
    left_out = {str(path) for path in marked if not any(path.is_relative_to(ROOT / folder) for folder in CRASHES + PRODUCT)}
    assert marked
    assert left_out == set()
