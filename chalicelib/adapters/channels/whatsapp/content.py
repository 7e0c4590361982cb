"""What a message says, from Meta's JSON: one reader a kind, the unknown kept as it came."""

from collections.abc import Callable
from typing import Any

from chalicelib.adapters.channels.whatsapp.forms import button, edit, interactive, order, request_welcome, revoke, system
from chalicelib.adapters.channels.whatsapp.reading import dict_of, list_of, number_of, raw_of, text_of
from chalicelib.domain.content import Card, Contacts, Content, Location, Media, Text, Unsupported
from chalicelib.domain.raw import KEPT

MAX_BODY = 65_536
MAX_CAPTION = 16_384
MAX_CARDS = 257
MAX_EACH = 50
"""Phones or e-mails of one contact card."""


def content_of(message: dict[str, Any]) -> Content:
    """``Unsupported`` with its JSON for a kind we do not know, or one whose own object is missing or odd."""
    kind = text_of(message, "type", 60) or next((kind for kind in READERS if kind in message), "unknown")
    reader = READERS.get(kind)
    content = reader(message) if reader else None
    if content is None or _too_large(content):
        name = text_of(dict_of(message, "unsupported"), "type", 60) if kind == "unsupported" else None
        return Unsupported(type=name or kind, raw=raw_of(message))
    return content


def _too_large(content: Content) -> bool:
    # Only lists and a form's free values can grow beyond what their own limits allow.
    return not isinstance(content, Text | Media | Location) and len(content.model_dump_json().encode()) > KEPT


def _text(message: dict[str, Any]) -> Text | None:
    body = text_of(dict_of(message, "text"), "body", MAX_BODY)
    return Text(body=body) if body else None


def _media(message: dict[str, Any]) -> Media | None:
    kind = text_of(message, "type", 60) or next(kind for kind in MEDIA if kind in message)
    file = dict_of(message, kind)
    media_id = text_of(file, "id")
    if not media_id:
        return None
    return Media(
        kind=MEDIA[kind],
        media_id=media_id,
        mime_type=text_of(file, "mime_type", 200),
        sha256=text_of(file, "sha256", 200),
        caption=text_of(file, "caption", MAX_CAPTION),
        file_name=text_of(file, "filename"),
        voice=kind == "voice" or file.get("voice") is True,
        animated=file.get("animated") is True,
    )


def _location(message: dict[str, Any]) -> Location | None:
    place = dict_of(message, "location")
    latitude, longitude = number_of(place, "latitude"), number_of(place, "longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Location(
        latitude=latitude, longitude=longitude, name=text_of(place, "name"), address=text_of(place, "address"), url=text_of(place, "url")
    )


def _contacts(message: dict[str, Any]) -> Contacts | None:
    cards = tuple(_card(card) for card in list_of(message, "contacts")[:MAX_CARDS] if isinstance(card, dict))
    return Contacts(cards=cards) if cards else None


def _card(card: dict[str, Any]) -> Card:
    name = dict_of(card, "name")
    parts = [text_of(name, part, 300) for part in ("first_name", "middle_name", "last_name")]
    phones = _several(card, "phones", "phone", "wa_id")
    shown = (
        text_of(name, "formatted_name", 300)
        or " ".join(part for part in parts if part)
        or _full_name(text_of(card, "vcard") or "")
        or text_of(dict_of(card, "org"), "company", 300)
        or next(iter(phones), "")
    )
    return Card(name=shown, phones=phones, emails=_several(card, "emails", "email"))


def _several(card: dict[str, Any], key: str, *names: str) -> tuple[str, ...]:
    each = (next((text for name in names if (text := text_of(one, name, 300))), None) for one in list_of(card, key)[:MAX_EACH])
    return tuple(text for text in each if text)


def _full_name(vcard: str) -> str:
    """A card asked for from somebody without a phone number comes as a vCard alone."""
    return next((line[3:].strip()[:300] for line in vcard.splitlines() if line.upper().startswith("FN:")), "")


MEDIA: dict[str, Any] = {
    "image": "image", "video": "video", "audio": "audio", "voice": "audio", "document": "document", "sticker": "sticker",
}  # fmt: skip
"""Meta's kinds of media, and ours. Old stacks say ``voice``."""

READERS: dict[str, Callable[[dict[str, Any]], Content | None]] = {
    "text": _text,
    **dict.fromkeys(MEDIA, _media),
    "location": _location,
    "contacts": _contacts,
    "button": button,
    "interactive": interactive,
    "order": order,
    "system": system,
    "request_welcome": request_welcome,
    "edit": edit,
    "revoke": revoke,
}
"""By ``type``; a message without one is what its first known key says."""
