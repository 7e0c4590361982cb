"""Message."""

import pytest

from tests.domain.flow.builders import node, said, turn


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Olá!", ["Olá!"]),
        ("Olá, {{contact.first_name}}!", ["Olá, Ana!"]),
        ("{{day}} às {{now.hour}}h", ["segunda às 12h"]),
        ("Oi{{nobody}}", ["Oi"]),
        ("  com margens  ", ["com margens"]),
        ("{{nobody}}", []),
        ("broken {{1 +}} blank", ["broken  blank"]),
    ],
)
def test_it_says_its_text_and_goes_on(text, read):
    now = turn(variables={"day": "segunda"})
    assert node("message", text=text).enter(now) == "next"
    assert said(now) == read


def test_a_text_that_grows_is_cut_to_what_whatsapp_takes():
    now = turn(variables={"long": "x" * 4000})
    node("message", text="{{long}}{{long}}").enter(now)
    assert [len(text) for text in said(now)] == [4096]
