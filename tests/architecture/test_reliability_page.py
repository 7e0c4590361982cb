"""docs/reliability.md says what its data says, and everything that it names exists."""

import pytest

from infrastructure.stage import ROOT
from tests.faults.kept import PROMISES, Kept
from tests.faults.table import PAGE, ROWS, page, undated


@pytest.mark.parametrize("kept", PROMISES, ids=lambda kept: kept.name)
def test_what_keeps_and_proves_a_promise_exists(kept: Kept) -> None:
    named = [path for _, path in kept.by] + list(kept.proofs)
    assert [path for path in named if not (ROOT / path).is_file()] == []
    assert kept.by
    assert kept.proofs
    assert set(kept.figures) <= {row.proof for row in ROWS}


def test_every_promise_has_its_place() -> None:
    assert [kept.name for kept in PROMISES][:20] == [f"I{number}" for number in range(1, 21)]


def test_the_page_is_up_to_date_but_for_its_figures() -> None:
    assert undated(PAGE.read_text(encoding="utf-8")) == undated(page({})), "make faults, or python -m tests.faults.table, writes it anew"
