"""What a contact said, as a node sees it."""

import pytest

from chalicelib.domain.content import Choice, Contacts, Location, Media, Notice, Reaction, Text, Unsupported
from chalicelib.domain.flow.answer import Answer


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (Text(body="Oi"), Answer(kind="text", text="Oi")),
        (Text(body="a\0b"), Answer(kind="text", text="ab")),
        (Text.model_construct(body="a\ud800b"), Answer(kind="text", text="a?b")),
        (Text(body="x" * 5000), Answer(kind="text", text="x" * 4096)),
        (Choice(id="n:yes", title="Sim"), Answer(kind="choice", text="Sim", choice="n:yes")),
        (Media(kind="image", caption="foto"), Answer(kind="image")),
        (Location(latitude=1, longitude=2), Answer(kind="location")),
        (Contacts(cards=()), Answer(kind="contacts")),
        (Unsupported(type="poll"), Answer(kind="unsupported")),
    ],
)
def test_content_becomes_an_answer(content, answer):
    assert Answer.of(content) == answer
    assert answer.speaks


@pytest.mark.parametrize("content", [Reaction(emoji="👍"), Notice(about="number_changed")])
def test_reactions_and_notices_do_not_speak(content):
    assert not Answer.of(content).speaks
