"""List."""

import pytest
from pydantic import ValidationError

from chalicelib.domain.content import ListMenu, Row, Section
from chalicelib.domain.flow.node import WAIT
from tests.domain.flow.builders import node, tapped, turn, typed

ROWS = [{"id": "derm", "title": "Dermatologia", "description": "Pele"}, {"id": "card", "title": "Cardiologia", "words": ["coração"]}]


def menu(**fields):
    return node("list", text="Qual?", button="Ver", rows=ROWS, save_as="area", **fields)


def test_it_sends_a_list_and_waits():
    now = turn()
    assert menu().enter(now) == WAIT
    rows = (Row(id="n:derm", title="Dermatologia", description="Pele"), Row(id="n:card", title="Cardiologia"))
    assert now.sends == (ListMenu(body="Qual?", button="Ver", sections=(Section(rows=rows),)),)


@pytest.mark.parametrize("answer", [tapped("n:card", "Cardiologia"), typed("cardiologia"), typed("é do coracao"), typed("2")])
def test_a_row_tapped_or_typed_leaves_by_it(answer):
    now = turn()
    assert (menu().resume(now, answer), now.variables) == ("button:card", {"area": "Cardiologia"})


def test_anything_else_leaves_by_other_in_the_end():
    assert [menu(attempts=1).resume(turn(), typed("ortopedia")), menu().resume(turn(), typed("ortopedia"))] == ["other", WAIT]


@pytest.mark.parametrize("rows", [[], [{"id": f"r{n}", "title": f"Row {n}"} for n in range(11)], [{"id": "a", "title": "x" * 25}]])
def test_more_than_ten_rows_none_or_unfit_ones_are_refused(rows):
    with pytest.raises(ValidationError):
        node("list", text="?", button="Ver", rows=rows)


def test_repeated_rows_are_told():
    assert list(node("list", text="?", button="Ver", rows=[ROWS[0], ROWS[0]]).lint()) == [
        "the id 'derm' is used twice",
        "the title 'dermatologia' is used twice",
    ]
