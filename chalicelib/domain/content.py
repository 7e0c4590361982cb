"""What a message says: a union of kinds, each with WhatsApp's limits (Cloud API reference, Messages)."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BUTTONS_BODY = 1024
MAX_BUTTONS = 3
MAX_LIST_BODY = 4096
MAX_ROWS = 10

Id = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class Part(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A piece of content: unchanging, and strict about its fields."""


class Text(Part, frozen=True):
    """Plain words, with WhatsApp's marks (``*bold*``…) as they were typed."""

    kind: Literal["text"] = "text"
    body: str = Field(max_length=65_536)


class Media(Part, frozen=True):
    """A file. ``media_id`` is the channel's own id, valid for 7 days after it came."""

    kind: Literal["image", "video", "audio", "document", "sticker"]
    media_id: str | None = None
    mime_type: str | None = None
    sha256: str | None = None
    caption: str | None = None
    file_name: str | None = None
    voice: bool = False
    animated: bool = False


class Location(Part, frozen=True):
    """A place, in degrees."""

    kind: Literal["location"] = "location"
    latitude: float
    longitude: float
    name: str | None = None
    address: str | None = None
    url: str | None = None


class Card(Part, frozen=True):
    """One shared contact card."""

    name: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


class Contacts(Part, frozen=True):
    """Shared contact cards."""

    kind: Literal["contacts"] = "contacts"
    cards: tuple[Card, ...]


class Button(Part, frozen=True):
    """A reply button; its id comes back as a ``Choice``."""

    id: Id
    title: Annotated[str, StringConstraints(min_length=1, max_length=20)]


class Buttons(Part, frozen=True):
    """A question with up to three reply buttons."""

    kind: Literal["buttons"] = "buttons"
    body: Annotated[str, StringConstraints(min_length=1, max_length=MAX_BUTTONS_BODY)]
    header: Annotated[str, StringConstraints(max_length=60)] | None = None
    footer: Annotated[str, StringConstraints(max_length=60)] | None = None
    buttons: Annotated[tuple[Button, ...], Field(min_length=1, max_length=MAX_BUTTONS)]


class Row(Part, frozen=True):
    """A row of a list; its id comes back as a ``Choice``."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    title: Annotated[str, StringConstraints(min_length=1, max_length=24)]
    description: Annotated[str, StringConstraints(max_length=72)] | None = None


class Section(Part, frozen=True):
    """Rows under a title; WhatsApp wants one where there are several."""

    title: Annotated[str, StringConstraints(max_length=24)] | None = None
    rows: Annotated[tuple[Row, ...], Field(min_length=1, max_length=MAX_ROWS)]


class ListMenu(Part, frozen=True):
    """WhatsApp's list message: one button that opens at most 10 rows in all."""

    kind: Literal["list"] = "list"
    body: Annotated[str, StringConstraints(min_length=1, max_length=MAX_LIST_BODY)]
    button: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    header: Annotated[str, StringConstraints(max_length=60)] | None = None
    footer: Annotated[str, StringConstraints(max_length=60)] | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=10)]


class Choice(Part, frozen=True):
    """A customer's tap on a button, a list row or a template's quick reply. ``id`` is the one we sent."""

    kind: Literal["choice"] = "choice"
    id: str
    title: str
    description: str | None = None


class Reaction(Part, frozen=True):
    """A reaction whose message we do not have; others live on the message they react to. No emoji: taken back."""

    kind: Literal["reaction"] = "reaction"
    emoji: str | None = None


class Template(Part, frozen=True):
    """An approved template, by name and language; ``text`` is how it reads."""

    kind: Literal["template"] = "template"
    name: str
    language: str
    text: str | None = None


class OrderItem(Part, frozen=True):
    """One line of a cart."""

    product_id: str
    quantity: int
    price: str | None = None
    currency: str | None = None


class Order(Part, frozen=True):
    """A cart. Prices are the phone's word, never trusted."""

    kind: Literal["order"] = "order"
    catalog_id: str | None = None
    text: str | None = None
    items: tuple[OrderItem, ...] = ()


class FormReply(Part, frozen=True):
    """A WhatsApp Flow's or another form's answer; ``values`` as far as they parse."""

    kind: Literal["form_reply"] = "form_reply"
    name: str | None = None
    body: str | None = None
    values: dict[str, Any] = {}


WELCOME = "welcome"
"""What a notice is about where a customer opened the chat for the first time, and has said nothing yet."""


class Notice(Part, frozen=True):
    """WhatsApp speaks about the customer: a changed number, a changed identity, a first opened chat."""

    kind: Literal["notice"] = "notice"
    about: str
    text: str | None = None


class Unsupported(Part, frozen=True):
    """A kind we do not know, or WhatsApp would not hand over. ``raw`` keeps the JSON as it came."""

    kind: Literal["unsupported"] = "unsupported"
    type: str
    raw: str | None = None


Content = Annotated[
    Text | Media | Location | Contacts | Buttons | ListMenu | Choice | Reaction | Template | Order | FormReply | Notice | Unsupported,
    Field(discriminator="kind"),
]


def preview(content: Content) -> str:
    """At most 160 characters for a list row; empty where the kind alone says it."""
    match content:
        case Text(body=text) | Buttons(body=text) | ListMenu(body=text):
            pass
        case Choice(title=text):
            pass
        case Media(caption=caption, file_name=file_name):
            text = caption or file_name or ""
        case Location(name=name, address=address):
            text = name or address or ""
        case Contacts(cards=cards):
            text = ", ".join(card.name for card in cards)
        case Reaction(emoji=emoji):
            text = emoji or ""
        case Template(text=said, name=name):
            text = said or name
        case Notice(text=said):
            text = said or ""
        case _:
            text = ""
    return " ".join(text.split())[:160]
