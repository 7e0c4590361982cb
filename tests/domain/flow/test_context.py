"""What a flow may read of the world."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.flow.context import CONTEXT_NAMES, Context
from tests.domain.flow.builders import ANA, NOON


@pytest.mark.parametrize(
    ("name", "first"), [("Ana Clara", "Ana"), ("  Zé ", "Zé"), ("+55 11 98842-3107", ""), ("@otavio", ""), ("", ""), ("🌸 Bia", "")]
)
def test_a_first_name_is_one_or_nothing(name, first):
    assert Context(contact_name=name).contact_first_name == first


def test_the_moment_is_told_in_the_workspaces_zone():
    late = datetime(2026, 5, 20, 1, 30, tzinfo=UTC)
    names = Context(time_zone="America/Sao_Paulo").names(late)
    assert [names[f"now.{part}"] for part in ("date", "time", "weekday", "day", "hour")] == ["2026-05-19", "22:30", 2, 19, 22]


@pytest.mark.parametrize("zone", ["Nowhere/Land", "", "../../etc/passwd", "\0"])
def test_an_unknown_zone_is_utc(zone):
    assert Context(time_zone=zone).names(NOON)["now.hour"] == 15


def test_only_texts_and_numbers_are_told():
    assert all(isinstance(value, (str, int)) for value in ANA.names(NOON).values())
    assert set(ANA.names(NOON)) == CONTEXT_NAMES
