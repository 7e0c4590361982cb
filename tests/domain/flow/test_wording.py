"""Texts with blanks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.flow.expressions import Scope
from chalicelib.domain.flow.wording import wording
from tests.domain.flow.builders import ANA, NOON


def scope():
    return Scope({"n": 3, "half": 0.5, "ok": True, "braces": "{{n}}"}, ANA.names(NOON))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("", ""),
        ("plain", "plain"),
        ("{{n}}", "3"),
        ("{{ n }}{{half}}{{ok}}", "30.5true"),
        ("Olá {{contact.first_name}}!", "Olá Ana!"),
        ("{n} } {", "{n} } {"),
        ("{{nobody}}", ""),
        ("a{{n / 0}}b", "ab"),
        ("a{{1 +}}b", "ab"),
        ("a{{}}b", "ab"),
        ("open {{n", "open {{n"),
        ("{{braces}}", "{{n}}"),
        ('{{"a" + n}}', "a3"),
        ("}}{{n}}", "}}3"),
    ],
)
def test_it_is_told_with_its_blanks_filled(source, told):
    assert wording(source).fill(scope()) == told


@pytest.mark.parametrize(
    ("source", "value"), [("{{n}}", 3), ("{{ok}}", True), ("{{n}} ", "3 "), ("{{n}}{{n}}", "33"), ("x", "x"), ("{{n / 0}}", None)]
)
def test_a_lone_blank_keeps_its_kind(source, value):
    assert wording(source).value(scope()) == value


@pytest.mark.parametrize(("source", "problems"), [("a {{1 +}} b", 1), ("{{a}} {{", 1), ("{{}}", 1), ("{{1+}}{{2+}}", 2), ("{{a}}", 0)])
def test_what_cannot_be_read_is_told_to_the_author(source, problems):
    assert len(wording(source).problems) == problems


def test_a_text_without_blanks_is_plain():
    assert (wording("a").plain, wording("{{n}}").plain, wording("{{").plain) == (True, False, False)


def test_many_blanks_share_one_measure_of_work():
    busy = Scope({"big": "x" * 4096})
    assert len(wording("{{lower(big)}}" * 100).fill(busy)) < 25 * 4096


@given(st.text(alphabet='{}n+ a1"', max_size=60))
def test_telling_never_raises(source):
    assert isinstance(wording(source).fill(scope()), str)
