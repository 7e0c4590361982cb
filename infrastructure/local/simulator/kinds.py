"""The kinds of message a customer may send, from the simulator's own words to Meta's."""

from dataclasses import dataclass
from typing import Any

from infrastructure.local.simulator.chats import Chats, Message
from infrastructure.local.simulator.media import Media
from infrastructure.local.simulator.people import Persona
from infrastructure.local.simulator.refusals import Refused

LONGEST_TEXT = 65_536
LONGEST_CAPTION = 1_024
MEDIA = ("image", "voice", "document", "sticker")
KINDS = ("text", "button_reply", "list_reply", "reaction", *MEDIA, "location", "contact", "order")
LARGEST_CART = 30


@dataclass(frozen=True)
class Said:
    """A message ready to travel: Meta's type and content, a text for the chat and a label for the log."""

    type: str
    wire: Any
    text: str
    label: str
    reply_to: str | None = None


def said(body: Any, persona: Persona, chats: Chats, media: Media) -> Said:
    """Reads one message of the simulator's API; raises ``Refused`` with what is wrong with it."""
    if not isinstance(body, dict):
        raise Refused("A message is a JSON object.")
    kind = body.get("kind")
    if kind == "text":
        words = Said("text", {"body": _text(body, "text", LONGEST_TEXT)}, body["text"], "text", _quoted(body, persona, chats))
    elif kind in ("button_reply", "list_reply"):
        words = _tap(kind, body, persona, chats)
    elif kind == "reaction":
        target = _message(body.get("message_id"), persona, chats)
        emoji = body.get("emoji")
        if not isinstance(emoji, str) or len(emoji) > 16:
            raise Refused("emoji must be one emoji, or an empty text to take the reaction back.")
        words = Said("reaction", {"message_id": target["id"], "emoji": emoji}, emoji, "reaction" if emoji else "reaction removed")
    elif kind in MEDIA:
        words = _media(kind, body, media, _quoted(body, persona, chats))
    elif kind == "location":
        words = _location(body, _quoted(body, persona, chats))
    elif kind == "contact":
        words = _contact(body, _quoted(body, persona, chats))
    elif kind == "order":
        words = _order(body, _quoted(body, persona, chats))
    else:
        raise Refused(f"kind must be one of {', '.join(KINDS)}.")
    return words


def _tap(kind: str, body: dict[str, Any], persona: Persona, chats: Chats) -> Said:
    message = _message(body.get("message_id"), persona, chats)
    interactive = message["content"] if message["kind"] == "interactive" else {}
    action = interactive.get("action", {})
    if kind == "button_reply":
        options = [button["reply"] for button in action.get("buttons", [])]
    else:
        options = [row for section in action.get("sections", []) for row in section.get("rows", [])]
    chosen = next((option for option in options if option["id"] == body.get("id")), None)
    if chosen is None:
        raise Refused(f"The message has no {'button' if kind == 'button_reply' else 'row'} with id {body.get('id')!r}.")
    reply = {name: chosen[name] for name in ("id", "title", "description") if chosen.get(name)}
    return Said("interactive", {"type": kind, kind: reply}, chosen["title"], f"interactive {kind}", message["id"])


def _media(kind: str, body: dict[str, Any], media: Media, reply_to: str | None) -> Said:
    type = "audio" if kind == "voice" else kind
    file = media.sample(kind) if body.get("media_id") is None else media.get(str(body["media_id"]))
    if file is None:
        raise Refused(f"There is no file {body['media_id']!r}.", status=404)
    if not file.mime_type.startswith(("image/", "audio/") if type != "document" else "") or (
        type in ("image", "audio") and not file.mime_type.startswith(type + "/")
    ):
        raise Refused(f"A file of type {file.mime_type} cannot be sent as {kind}.")
    wire: dict[str, Any] = {"mime_type": file.mime_type, "sha256": file.sha256_base64, "id": file.id, "url": media.url(file)}
    caption = _text(body, "caption", LONGEST_CAPTION) if body.get("caption") else ""
    if caption and type in ("image", "document"):
        wire["caption"] = caption
    if type == "document":
        wire["filename"] = file.filename
    if type == "sticker":
        wire["animated"] = False
    if kind == "voice":
        wire["voice"] = True
    return Said(type, wire, caption or file.filename, "voice" if kind == "voice" else type, reply_to)


def _location(body: dict[str, Any], reply_to: str | None) -> Said:
    place: dict[str, Any] = {}
    for name, limit in (("latitude", 90), ("longitude", 180)):
        value = body.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not -limit <= value <= limit:
            raise Refused(f"{name} must be a number from -{limit} to {limit}.")
        place[name] = value
    for name in ("name", "address"):
        if body.get(name):
            place[name] = _text(body, name, 1_000)
    return Said("location", place, place.get("name", ""), "location", reply_to)


def _contact(body: dict[str, Any], reply_to: str | None) -> Said:
    name, phone = _text(body, "name", 80), _text(body, "phone", 32)
    first, _, last = name.partition(" ")
    wire = [
        {
            "name": {"formatted_name": name, "first_name": first, **({"last_name": last} if last else {})},
            "phones": [{"phone": phone, "type": "CELL"}],
        }
    ]
    return Said("contacts", wire, name, "contacts", reply_to)


def _order(body: dict[str, Any], reply_to: str | None) -> Said:
    """A cart; a price is what one piece costs."""
    items = body.get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= LARGEST_CART:
        raise Refused(f"items must be a list of 1 to {LARGEST_CART} products.")
    wire = {
        "catalog_id": "300000000000001",
        "text": _text(body, "text", LONGEST_CAPTION) if body.get("text") else "",
        "product_items": list(map(_item, items)),
    }
    return Said("order", wire, str(wire["text"]), "order", reply_to)


def _item(item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise Refused("A product is a JSON object.")
    quantity, price = item.get("quantity"), item.get("price")
    if isinstance(quantity, bool) or not isinstance(quantity, int) or not 1 <= quantity <= 999:
        raise Refused("quantity must be a whole number from 1 to 999.")
    if isinstance(price, bool) or not isinstance(price, int | float) or not 0 <= price < 10**9:
        raise Refused("price must be a number that is not negative.")
    return {"product_retailer_id": _text(item, "product", 100), "quantity": quantity, "item_price": price, "currency": "BRL"}


def _text(body: dict[str, Any], name: str, longest: int) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Refused(f"{name} must be a text that is not empty.")
    if len(value) > longest:
        raise Refused(f"{name} has {len(value)} characters; WhatsApp takes {longest}.")
    return value


def _quoted(body: dict[str, Any], persona: Persona, chats: Chats) -> str | None:
    return None if body.get("reply_to") is None else str(_message(body["reply_to"], persona, chats)["id"])


def _message(id: Any, persona: Persona, chats: Chats) -> Message:
    message = chats.get(id) if isinstance(id, str) else None
    if message is None or message["persona"] != persona.id or message["hidden"]:
        raise Refused(f"{persona.name}'s chat has no message {id!r}.", status=404)
    return message
