"""List: WhatsApp's list message, up to ten rows, each a way out."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.domain.content import MAX_LIST_BODY, MAX_ROWS, ListMenu, Row, Section
from chalicelib.domain.flow.options import Menu, Option
from chalicelib.domain.flow.turn import Turn


class ListRow(Option, frozen=True):
    """A row, with a line of explanation."""

    description: Annotated[str, StringConstraints(max_length=72)] | None = None


class List(Menu, frozen=True):
    """Tapped, or typed: a title, its number, one of its words."""

    kind: Literal["list"] = "list"
    button: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
    header: Annotated[str, StringConstraints(max_length=60)] | None = None
    footer: Annotated[str, StringConstraints(max_length=60)] | None = None
    rows: Annotated[tuple[ListRow, ...], Field(min_length=1, max_length=MAX_ROWS)]

    @property
    def options(self) -> Sequence[Option]:
        return self.rows

    def ask(self, turn: Turn, text: str) -> None:
        rows = tuple(Row(id=self.sent_id(row), title=row.title, description=row.description) for row in self.rows)
        turn.say(
            ListMenu(
                body=turn.fill(text, MAX_LIST_BODY).strip() or "…",
                button=self.button,
                header=self.header,
                footer=self.footer,
                sections=(Section(rows=rows),),
            )
        )
