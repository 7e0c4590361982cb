"""POST /{phone_number_id}/messages: sends, marks as read, shows typing."""

import time
from typing import Any

from infrastructure.local.simulator.graph.errors import CATALOGUE, GraphError, bad_param, required, wrong
from infrastructure.local.simulator.graph.previews import label, preview
from infrastructure.local.simulator.graph.rules import MEDIA_TYPES, check
from infrastructure.local.simulator.numbers import Number
from infrastructure.local.simulator.people import Persona
from infrastructure.local.simulator.world import World

TYPING_LASTS = 25
_MIME_TYPES = {
    "audio": ("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"),
    "image": ("image/jpeg", "image/png"),
    "sticker": ("image/webp",),
    "video": ("video/mp4", "video/3gp", "video/3gpp"),
}
_LARGEST = {"audio": 16 * 2**20, "image": 5 * 2**20, "sticker": 500 * 2**10, "video": 16 * 2**20, "document": 100 * 2**20}

Answer = tuple[dict[str, Any], dict[str, Any]]


def take(world: World, number: Number, body: Any) -> Answer:
    """Meta's answer, and what the log says of the call; raises ``GraphError``."""
    if not isinstance(body, dict):
        raise bad_param("The body must be a JSON object.")
    if "status" in body:
        return _read(world, body)
    body = {"type": "text", **body}
    check(body)
    return _send(world, number, body)


def _send(world: World, number: Number, body: dict[str, Any]) -> Answer:
    persona, recipient, vanishes = _recipient(world, number, body)
    later = _media_failure(world, body)
    world.rates.spend(number.phone_number_id, persona.id if persona else recipient)
    trick = world.switches.now.fails(persona.id if persona else None)
    if trick is not None:
        world.change_mischief({"fail_next_send": None})
        if not CATALOGUE[trick].later:
            raise GraphError(trick)
        later = trick
    elif persona is None and not vanishes:
        later = 131026
    if persona is not None:
        world.stop_typing(persona)
    id = world.outbox.accept(number, persona, recipient, body, preview(body), later, vanishes=vanishes)
    contact: dict[str, Any] = {"input": body.get("to") or body["recipient"]}
    if body.get("to"):
        contact["wa_id"] = persona.wa_id if persona else recipient
    else:
        contact["user_id"] = recipient
    # Meta adds message_status to templates only: they alone can be held back.
    accepted = {"id": id, "message_status": "accepted"} if body["type"] == "template" else {"id": id}
    about = {
        "kind": "messages",
        "summary": f"{label(body)}, {persona.name if persona else recipient}",
        "person": persona.id if persona else None,
    }
    if vanishes:
        about["note"] = "A business-scoped id in `to` is accepted and goes nowhere; it belongs in `recipient`"
    return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [accepted]}, about


def _recipient(world: World, number: Number, body: dict[str, Any]) -> tuple[Persona | None, str, bool]:
    to = body.get("to")
    if not to:
        return world.people.reached_by_user_id(body["recipient"]), body["recipient"], False
    if any(character.isalpha() for character in to):
        return None, to, True
    digits, persona = world.people.reached_by_phone(to)
    if not 7 <= len(digits) <= 15:
        raise wrong("The recipient's phone number is not valid.")
    if digits == number.digits:
        raise GraphError(131021)
    return persona, digits, False


def _media_failure(world: World, body: dict[str, Any]) -> int | None:
    """131053 when the file is of a kind or size WhatsApp does not take; Meta notices only after it accepted the message."""
    kind = body["type"]
    if kind not in MEDIA_TYPES or "id" not in body[kind]:
        return None
    file = world.media.get(body[kind]["id"])
    if file is None:
        raise bad_param(f"Param {kind}['id'] is not a valid WhatsApp business account media attachment ID.")
    mime_type = file.mime_type.split(";")[0].strip()
    return 131053 if mime_type not in _MIME_TYPES.get(kind, (mime_type,)) or file.size > _LARGEST[kind] else None


def _read(world: World, body: dict[str, Any]) -> Answer:
    if body.get("messaging_product") != "whatsapp":
        raise required("messaging_product")
    if body["status"] != "read":
        raise bad_param("Param status must be one of {read}")
    id = body.get("message_id")
    if not isinstance(id, str) or not id:
        raise required("message_id")
    if not world.chats.read_by_business(id):
        raise wrong(f"Message ID {id} is not one of a message the business received.")
    persona = world.people.get(world.chats.get(id)["persona"])  # type: ignore[index]
    typing = body.get("typing_indicator")
    if typing is not None:
        if not isinstance(typing, dict) or typing.get("type") != "text":
            raise wrong("typing_indicator['type'] must be text.")
        world.start_typing(persona, time.time() + TYPING_LASTS)
    kind = "read" if typing is None else "typing_indicator"
    return {"success": True}, {"kind": kind, "summary": persona.name, "person": persona.id}
