"""One person, however many addresses."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.address import Address
from chalicelib.domain.contact import Contact
from chalicelib.domain.ids import ContactId

PHONE = Address(channel="whatsapp", kind="phone", value="5511988423107")
USER_ID = Address(channel="whatsapp", kind="user_id", value="BR.1349")


def contact(*addresses: Address, name: str = "Rafael", username: str | None = None) -> Contact:
    return Contact(id=ContactId("c1"), name=name, username=username, addresses=addresses, created_at=datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        (contact(PHONE, USER_ID), ("+55 11 98842-3107",)),
        (contact(USER_ID, username="rafa"), ("@rafa",)),
        (contact(PHONE, username="rafa"), ("@rafa", "+55 11 98842-3107")),
        (contact(USER_ID), ("BR.1349",)),
    ],
)
def test_an_opaque_id_is_shown_only_where_there_is_nothing_people_can_read(person: Contact, shown: tuple[str, ...]) -> None:
    assert person.shown == shown


def test_a_message_from_a_new_address_adds_it() -> None:
    assert contact(PHONE).seen_as((PHONE, USER_ID), "Rafael", "rafa").addresses == (PHONE, USER_ID)


def test_nothing_new_is_the_same_contact() -> None:
    person = contact(PHONE, username="rafa")
    assert person.seen_as((PHONE,), "Someone else", "rafa") is person


def test_a_number_standing_in_for_a_name_gives_way_to_the_profiles_name() -> None:
    assert contact(PHONE, name=PHONE.shown).seen_as((PHONE,), "Rafael", None).name == "Rafael"
