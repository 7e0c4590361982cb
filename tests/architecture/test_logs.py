"""What is written down of an error: its kind and where it broke, never what it says."""

from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parents[2] / "chalicelib").rglob("*.py"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_nobody_logs_the_words_of_an_error_for_they_quote_what_customers_wrote(source: Path) -> None:
    text = source.read_text()
    assert "logger.exception" not in text
    assert "exc_info" not in text
