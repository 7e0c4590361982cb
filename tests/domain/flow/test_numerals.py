"""Numbers as customers type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.flow.emails import email_in
from chalicelib.domain.flow.numerals import number_in, shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), (" 12 ", 12), ("-3", -3), ("12,5", 12.5), ("12.5", 12.5), ("1.234,56", 1234.56), ("1,234.56", 1234.56), ("1.500", 1500),
        ("1.234.567", 1234567), ("R$ 12,90", 12.9), ("R$1.200", 1200), ("$ 5", 5), ("€ 5,50", 5.5), ("50%", 50), ("2,0", 2), ("007", 7),
        ("0", 0),
        ("", None), ("a", None), ("1 2", None), ("1e5", None), ("0x10", None), ("nan", None), ("inf", None), ("1,2,3", None),
        ("--1", None), ("٣", None),
        ("1" * 16, None), ("9" * 60, None), ("12,", None), (".5", None), ("1.23.456", None),
    ],
)  # fmt: skip
def test_a_number_is_read(text, number):
    assert number_in(text) == number
    assert type(number_in(text)) is type(number)


@pytest.mark.parametrize(
    ("number", "text"), [(3, "3"), (3.0, "3"), (0.1, "0.1"), (1e-11, "0"), (1e15, "1000000000000000"), (-2.50, "-2.5")]
)
def test_a_number_is_shown_plainly(number, text):
    assert shown(number) == text


@given(st.integers(-(10**14), 10**14))
def test_what_is_shown_is_read_again(number):
    assert number_in(shown(number)) == number


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("ana@exemplo.com", "ana@exemplo.com"),
        ("Meu e-mail é Ana.Souto+x@Sub.Exemplo.com.br.", "ana.souto+x@sub.exemplo.com.br"),
        ("<ana@exemplo.com>, obrigada", "ana@exemplo.com"),
        ("ana@exemplo.com ANA@exemplo.com", "ana@exemplo.com"),
        ("ana@exemplo.com ou bia@exemplo.com", None),
        ("ana@exemplo", None),
        ("@exemplo.com", None),
        ("ana@-exemplo.com", None),
        ("ana@exemplo..com", None),
        ("aná@exemplo.com", None),
        ("a" * 65 + "@exemplo.com", None),
        ("a@" + "b." * 200 + "com", None),
        ("", None),
    ],
)
def test_the_one_address_in_a_sentence_is_found(text, email):
    assert email_in(text) == email
