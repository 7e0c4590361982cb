"""Buttons: up to three of WhatsApp's reply buttons, each a way out."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.domain.content import MAX_BUTTONS, MAX_BUTTONS_BODY, Button
from chalicelib.domain.content import Buttons as Content
from chalicelib.domain.flow.options import Menu, Option
from chalicelib.domain.flow.turn import Turn

MAX_BUTTON_TITLE = 20


class Buttons(Menu, frozen=True):
    """Tapped, or typed: a title, its number, one of its words."""

    kind: Literal["buttons"] = "buttons"
    header: Annotated[str, StringConstraints(max_length=60)] | None = None
    footer: Annotated[str, StringConstraints(max_length=60)] | None = None
    buttons: Annotated[tuple[Option, ...], Field(min_length=1, max_length=MAX_BUTTONS)]

    @property
    def options(self) -> Sequence[Option]:
        return self.buttons

    def ask(self, turn: Turn, text: str) -> None:
        turn.say(
            Content(
                body=turn.fill(text, MAX_BUTTONS_BODY).strip() or "…",
                header=self.header,
                footer=self.footer,
                buttons=tuple(Button(id=self.sent_id(option), title=option.title) for option in self.buttons),
            )
        )

    def lint(self) -> Iterable[str]:
        yield from super().lint()
        for option in self.buttons:
            if len(option.title) > MAX_BUTTON_TITLE:
                yield f"the title {option.title!r} is longer than WhatsApp's {MAX_BUTTON_TITLE} characters"
        if any(len(text) > MAX_BUTTONS_BODY for text in self.wordings()):
            yield f"the text beside buttons is longer than WhatsApp's {MAX_BUTTONS_BODY} characters"
