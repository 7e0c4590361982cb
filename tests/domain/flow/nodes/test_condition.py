"""Condition."""

import pytest

from tests.domain.flow.builders import node, turn

CASES = [{"id": "child", "when": "age < 18"}, {"id": "rio", "when": 'city == "rio" or city contains "janeiro"'}]


@pytest.mark.parametrize(
    ("variables", "exit"),
    [
        ({"age": 12, "city": "Rio"}, "case:child"),
        ({"age": 40, "city": "RIO"}, "case:rio"),
        ({"age": 40, "city": "Rio de Janeiro"}, "case:rio"),
        ({"age": 40, "city": "Recife"}, "else"),
        ({"age": "17", "city": ""}, "case:child"),
        ({"age": "many", "city": "Rio"}, "case:rio"),
        ({}, "else"),
    ],
)
def test_the_first_case_that_holds_is_taken(variables, exit):
    assert node("condition", cases=CASES).enter(turn(variables=variables)) == exit


def test_a_case_that_cannot_be_read_does_not_hold():
    assert node("condition", cases=[{"id": "a", "when": "1 +"}]).enter(turn()) == "else"


def test_exits_are_named_after_the_cases():
    assert node("condition", cases=CASES).exits == ("case:child", "case:rio", "else")


def test_a_repeated_case_is_told():
    assert list(node("condition", cases=[CASES[0], CASES[0]]).lint()) == ["the case 'child' exists twice"]
