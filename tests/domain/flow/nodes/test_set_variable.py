"""Set variable."""

import pytest

from tests.domain.flow.builders import node, turn


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("fixo", {"n": 2, "x": "fixo"}),
        ("{{n + 1}}", {"n": 2, "x": 3}),
        ("{{n + 1}}a", {"n": 2, "x": "3a"}),
        ("{{n > 1}}", {"n": 2, "x": True}),
        ("{{contact.first_name}}", {"n": 2, "x": "Ana"}),
        ("{{nobody}}", {"n": 2}),
        ("", {"n": 2}),
        ("{{1 / 0}}", {"n": 2}),
    ],
)
def test_it_remembers_what_the_text_comes_to(value, after):
    now = turn(variables={"n": 2, "x": "before"})
    assert node("set_variable", name="x", value=value).enter(now) == "next"
    assert now.variables == after


def test_a_counter_counts():
    now, count = turn(), node("set_variable", name="tries", value="{{default(tries, 0) + 1}}")
    for _ in range(3):
        count.enter(now)
    assert now.variables == {"tries": 3}
