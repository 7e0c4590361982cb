"""Our content as the JSON that ``POST /messages`` takes."""

import re
from typing import Any

from chalicelib.domain.address import Address
from chalicelib.domain.content import Buttons, Card, Contacts, Content, ListMenu, Location, Media, Row, Template, Text
from chalicelib.domain.errors import MessageRejected

MAX_REFERENCE = 512
"""Characters of ``biz_opaque_callback_data``."""
_LINK = re.compile(r"https?://\S", re.IGNORECASE)


def message_to(to: Address, content: Content, *, reply_to: str | None, reference: str) -> dict[str, Any]:
    """Raises ``MessageRejected`` for what cannot be said on WhatsApp."""
    if not 0 < len(reference) <= MAX_REFERENCE:
        raise MessageRejected(f"A message's reference has 1 to {MAX_REFERENCE} characters.")
    message = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **_recipient(to),
        **_said(content),
        "biz_opaque_callback_data": reference,
    }
    return {**message, "context": {"message_id": reply_to}} if reply_to else message


def _recipient(to: Address) -> dict[str, str]:
    # A number without + is read as one of the business's own country; a user id in ``to`` is answered 200 and vanishes.
    return {"to": f"+{to.value.lstrip('+')}"} if to.kind == "phone" else {"recipient": to.value}


def _said(content: Content) -> dict[str, Any]:
    match content:
        case Text(body=body):
            text: dict[str, Any] = {"body": body}
            return {"type": "text", "text": {**text, "preview_url": True} if _LINK.search(body) else text}
        case Media():
            return {"type": content.kind, content.kind: _file(content)}
        case Location():
            place = {"latitude": content.latitude, "longitude": content.longitude, "name": content.name, "address": content.address}
            return {"type": "location", "location": _present(place)}
        case Contacts(cards=cards):
            return {"type": "contacts", "contacts": [_card(card) for card in cards]}
        case Buttons():
            replies = [{"type": "reply", "reply": {"id": button.id, "title": button.title}} for button in content.buttons]
            return _interactive("button", content, {"buttons": replies})
        case ListMenu():
            sections = [_present({"title": section.title, "rows": [_row(row) for row in section.rows]}) for section in content.sections]
            return _interactive("list", content, {"button": content.button, "sections": sections})
        case Template(name=name, language=language):
            return {"type": "template", "template": {"name": name, "language": {"code": language}}}
        case _:
            raise MessageRejected(f"WhatsApp has no message of the kind {content.kind} for businesses to send.")


def _interactive(kind: str, content: Buttons | ListMenu, action: dict[str, Any]) -> dict[str, Any]:
    interactive: dict[str, Any] = {"type": kind, "body": {"text": content.body}, "action": action}
    if content.header:
        interactive["header"] = {"type": "text", "text": content.header}
    if content.footer:
        interactive["footer"] = {"text": content.footer}
    return {"type": "interactive", "interactive": interactive}


def _file(media: Media) -> dict[str, Any]:
    voice = True if media.kind == "audio" and media.voice else None
    name = media.file_name if media.kind == "document" else None
    return _present({"id": media.media_id, "caption": media.caption, "filename": name, "voice": voice})


def _row(row: Row) -> dict[str, Any]:
    return _present({"id": row.id, "title": row.title, "description": row.description})


def _card(card: Card) -> dict[str, Any]:
    # Meta wants one more part of the name beside the formatted one.
    return {
        "name": {"formatted_name": card.name, "first_name": card.name},
        "phones": [{"phone": phone} for phone in card.phones],
        "emails": [{"email": email} for email in card.emails],
    }


def _present(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None and value != ""}
