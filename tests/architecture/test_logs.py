"""What is written down: of an error its kind and where it broke, never what it says; of a message nothing but where people develop."""

from dataclasses import replace
from pathlib import Path

import pytest

from infrastructure.stage import ROOT, Stage

SOURCES = sorted((Path(__file__).parents[2] / "chalicelib").rglob("*.py"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_nobody_logs_the_words_of_an_error_for_they_quote_what_customers_wrote(source: Path) -> None:
    text = source.read_text()
    assert "logger.exception" not in text
    assert "exc_info" not in text


def test_only_the_local_edition_traces_messages() -> None:
    aws = Stage("prod", "000000000000", "us-east-1", Path("anywhere"), "https://ui", "https://graph")
    assert aws.log_settings() == {}
    assert replace(aws, endpoint="http://127.0.0.1:1").log_settings() == {"POWERTOOLS_LOG_LEVEL": "DEBUG"}
    assert "LOG_LEVEL" not in (ROOT / ".chalice" / "config.json").read_text()
