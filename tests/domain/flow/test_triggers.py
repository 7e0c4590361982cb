"""Which flow a message starts."""

import pytest

from chalicelib.domain.flow.triggers import matching
from tests.domain.flow.builders import named

EXACT = named("exact", {"kind": "keyword", "words": ["oi", "olá"]})
STARTS = named("starts", {"kind": "keyword", "match": "starts", "words": ["bom dia", "oi"]})
CONTAINS = named("contains", {"kind": "keyword", "match": "contains", "words": ["preço", "tabela de preço"]})
OTHER = named("other", {"kind": "keyword", "match": "contains", "words": ["tabela"]})
FIRST = named("first", {"kind": "first_contact"})
REST = named("rest", {"kind": "catch_all"})
ALL = [REST, FIRST, OTHER, CONTAINS, STARTS, EXACT]


@pytest.mark.parametrize(
    ("text", "first", "started"),
    [
        ("oi", False, "exact"),
        ("OLA!!", False, "exact"),
        ("oi, tudo bem?", False, "starts"),
        ("Bom dia", False, "starts"),
        ("bom diamante", False, "rest"),
        ("qual o PRECO?", False, "contains"),
        ("tem tabela de preço?", False, "contains"),
        ("tem tabela?", True, "other"),
        ("bom dia, tem tabela?", False, "starts"),
        ("apreços", False, "rest"),
        ("xyz", True, "first"),
        ("xyz", False, "rest"),
        (None, True, "first"),
        (None, False, "rest"),
        ("", False, "rest"),
        ("👋", False, "rest"),
    ],
)
def test_the_most_particular_trigger_wins(text, first, started):
    found = matching(ALL, text, first)
    assert found is not None
    assert found.flow.id == started


def test_nothing_fits_nothing():
    assert matching([EXACT, FIRST], "tchau", False) is None
    assert matching([], "oi", True) is None
    assert matching([named("none")], "oi", True) is None


def test_of_equals_the_first_wins():
    twin = named("twin", {"kind": "keyword", "words": ["oi"]})
    assert matching([EXACT, twin], "oi", False) is EXACT
    assert matching([twin, EXACT], "oi", False) is twin


def test_a_sign_may_be_a_keyword():
    wave = named("wave", {"kind": "keyword", "words": ["👋"]})
    assert matching([wave], " 👋 ", False) is wave
