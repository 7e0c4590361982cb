"""What a browser may say of where its member is."""

import json
from typing import Any

import pytest

from chalicelib.domain.presence import Here, read_here


def said(**fields: Any) -> str:
    return json.dumps({"kind": "here", "conversation_id": "01KA7", "typing": False, **fields})


@pytest.mark.parametrize(("conversation", "typing"), [("01KA7", True), ("01KA7", False), (None, False), ("a" * 64, False)])
def test_one_is_in_a_conversation_or_nowhere(conversation: str | None, typing: bool) -> None:
    assert read_here(said(conversation_id=conversation, typing=typing)) == Here(kind="here", conversation_id=conversation, typing=typing)


@pytest.mark.parametrize(
    "frame",
    [
        "", "here", "[]", "null", "[" * 1_000, "{", "\ud800", said(kind="there"), said(typing="true"), said(typing=1), said(typing=None),
        said(conversation_id=7), said(conversation_id=""), said(conversation_id="a" * 65), said(conversation_id="a b"),
        said(conversation_id="W#w2#C#1"), said(conversation_id="é"),
        said(conversation_id=["01KA7"]), said(conversation_id=None, typing=True), said(member_id="mem_livia"), said(name="Livia"),
        said(workspace="w2"), '{"kind":"here","conversation_id":"01KA7"}', '{"kind":"here","conversation_id":"\ud800","typing":false}',
        said(conversation_id="\\ud800"), said(conversation_id="a\n"),
    ],
)  # fmt: skip
def test_anything_else_is_nothing(frame: str) -> None:
    assert read_here(frame) is None
