"""What WhatsApp takes of each kind of content (Cloud API, Messages); a sentence for each limit."""

from collections.abc import Iterable

from chalicelib.domain.characters import characters
from chalicelib.domain.content import (
    MAX_BUTTONS,
    MAX_BUTTONS_BODY,
    MAX_CAPTION,
    MAX_LIST_BODY,
    MAX_ROWS,
    MAX_TEXT,
    Buttons,
    Contacts,
    Content,
    ListMenu,
    Location,
    Media,
    Template,
    Text,
)
from chalicelib.domain.errors import ContentInvalid

MAX_CARDS = 257
MAX_SHORT = 60
"""A header or a footer."""
MAX_TITLE = 20
"""A reply button, or the button that opens a list."""
MAX_ROW = 24
"""A row's or a section's title."""
MAX_DESCRIPTION = 72
MAX_NAME = 512
"""A template's name."""


def check(content: Content) -> None:
    """Raises ``ContentInvalid`` for the first limit that the content breaks."""
    match content:
        case Text(body=body):
            _filled("text", body)
            _at_most("text", body, MAX_TEXT)
        case Media():
            _media(content)
        case Location(latitude=latitude, longitude=longitude):
            if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
                raise ContentInvalid("A location's latitude is between -90 and 90, its longitude between -180 and 180.")
        case Contacts(cards=cards):
            _count("contact cards", len(cards), MAX_CARDS)
            for card in cards:
                _filled("contact card's name", card.name)
        case Buttons():
            _buttons(content)
        case ListMenu():
            _list(content)
        case Template(name=name, language=language):
            _filled("template's name", name)
            _filled("template's language", language)
            _at_most("template's name", name, MAX_NAME)
        case _:
            raise ContentInvalid(f"WhatsApp has no message of the kind {content.kind} for businesses to send.")


def _media(media: Media) -> None:
    if not media.media_id:
        raise ContentInvalid(f"The WhatsApp {media.kind} has no file.")
    if media.caption and media.kind in ("audio", "sticker"):
        raise ContentInvalid(f"A WhatsApp {media.kind} message carries no caption.")
    _at_most("caption", media.caption, MAX_CAPTION)


def _buttons(buttons: Buttons) -> None:
    _filled("text above buttons", buttons.body)
    _at_most("text above buttons", buttons.body, MAX_BUTTONS_BODY)
    _at_most("header", buttons.header, MAX_SHORT)
    _at_most("footer", buttons.footer, MAX_SHORT)
    _count("buttons", len(buttons.buttons), MAX_BUTTONS)
    for button in buttons.buttons:
        _filled("button's title", button.title)
        _at_most("button's title", button.title, MAX_TITLE)
        _at_most("button's id", button.id, 256)
    _unique("button", "titles", (button.title for button in buttons.buttons))
    _unique("button", "ids", (button.id for button in buttons.buttons))


def _list(menu: ListMenu) -> None:
    _filled("text above a list", menu.body)
    _at_most("text above a list", menu.body, MAX_LIST_BODY)
    _at_most("header", menu.header, MAX_SHORT)
    _at_most("footer", menu.footer, MAX_SHORT)
    _filled("list's button", menu.button)
    _at_most("list's button", menu.button, MAX_TITLE)
    rows = [row for section in menu.sections for row in section.rows]
    _count("rows in all", len(rows), MAX_ROWS)
    for section in menu.sections:
        _at_most("section's title", section.title, MAX_ROW)
        if len(menu.sections) > 1:
            _filled("section's title (where a list has more than one section)", section.title or "")
    for row in rows:
        _filled("row's title", row.title)
        _at_most("row's title", row.title, MAX_ROW)
        _at_most("row's description", row.description, MAX_DESCRIPTION)
        _at_most("row's id", row.id, 200)
    _unique("row", "ids", (row.id for row in rows))


def _at_most(what: str, text: str | None, limit: int) -> None:
    if text is not None and characters(text) > limit:
        raise ContentInvalid(f"A WhatsApp {what} may have at most {limit:,} characters; this one has {characters(text):,}.")


def _filled(what: str, text: str) -> None:
    if not text.strip():
        raise ContentInvalid(f"A WhatsApp {what} may not be empty.")


def _count(what: str, count: int, limit: int) -> None:
    if not 1 <= count <= limit:
        raise ContentInvalid(f"A WhatsApp message takes 1 to {limit} {what}; this one has {count}.")


def _unique(what: str, of: str, each: Iterable[str]) -> None:
    said = list(each)
    if len(set(said)) < len(said):
        raise ContentInvalid(f"The {what} {of} of a WhatsApp message must differ from each other.")
