"""Where a person is reached, and how WhatsApp may spell it."""

import pytest

from chalicelib.domain.address import Address


def phone(value: str) -> Address:
    return Address(channel="whatsapp", kind="phone", value=value)


@pytest.mark.parametrize(
    ("number", "twins"),
    [
        ("5511988423107", {"551188423107"}),
        ("551188423107", {"5511988423107"}),
        ("551133334444", set()),
        ("5215512345678", {"525512345678"}),
        ("541112345678", {"5491112345678"}),
        ("16505551234", set()),
        ("123", set()),
    ],
)
def test_a_phone_is_known_by_its_other_spellings(number: str, twins: set[str]) -> None:
    assert {twin.value for twin in phone(number).twins} == twins


def test_a_user_id_has_no_other_spelling() -> None:
    assert Address(channel="whatsapp", kind="user_id", value="5511988423107").twins == ()


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("5511988423107", "+55 11 98842-3107"),
        ("553192338790", "+55 31 9233-8790"),
        ("16505551234", "+1 650 555-1234"),
        ("447911123456", "+447911123456"),
    ],
)
def test_a_phone_is_shown_as_people_write_it(number: str, shown: str) -> None:
    assert phone(number).shown == shown


def test_two_kinds_of_address_with_the_same_text_have_different_keys() -> None:
    assert phone("5511988423107").key != Address(channel="whatsapp", kind="user_id", value="5511988423107").key
