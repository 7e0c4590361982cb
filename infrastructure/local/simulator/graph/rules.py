"""What the Graph API insists on before it accepts a message. Limits: Meta's message reference, November 2026."""

from typing import Any
from urllib.parse import urlsplit

from infrastructure.local.simulator.graph.errors import GraphError, bad_param, missing, required, wrong
from infrastructure.local.simulator.graph.interactive import check_interactive

TYPES = ("audio", "contacts", "document", "image", "interactive", "location", "reaction", "sticker", "template", "text", "video")
MEDIA_TYPES = ("audio", "document", "image", "sticker", "video")
_MEDIA_KEYS = {
    "audio": {"id", "link", "voice"},
    "document": {"id", "link", "caption", "filename"},
    "image": {"id", "link", "caption"},
    "sticker": {"id", "link"},
    "video": {"id", "link", "caption"},
}


def check(body: dict[str, Any]) -> None:
    """Raises ``GraphError`` for the first thing Meta would refuse."""
    if body.get("messaging_product") != "whatsapp":
        raise (
            required("messaging_product")
            if "messaging_product" not in body
            else bad_param("Param messaging_product must be one of {whatsapp}")
        )
    if body.get("recipient_type", "individual") != "individual":
        raise bad_param("Param recipient_type must be one of {individual}; the simulator plays no groups")
    if not body.get("to") and not body.get("recipient"):
        raise required("to")
    for address in ("to", "recipient"):
        if not isinstance(body.get(address, ""), str):
            raise bad_param(f"Param {address} must be a string.")
    opaque = body.get("biz_opaque_callback_data", "")
    if not isinstance(opaque, str) or len(opaque) > 512:
        raise bad_param("Param biz_opaque_callback_data must be a string of at most 512 characters long.")
    kind = body.get("type", "text")
    if kind not in TYPES:
        raise bad_param("Param type must be one of {" + ", ".join(name.upper() for name in TYPES) + "} - got " + repr(kind))
    if kind not in body:
        raise required(kind)
    if "context" in body and not (isinstance(body["context"], dict) and isinstance(body["context"].get("message_id"), str)):
        raise required("context['message_id']")
    _CHECKS[kind](body[kind])
    if kind == "reaction" and "context" in body:
        raise wrong("A reaction cannot have a context.")


def _text(content: Any) -> None:
    _object("text", content, {"body", "preview_url"})
    body = content.get("body")
    if body is None or body == "":
        raise required("text['body']")
    if not isinstance(body, str):
        raise bad_param("Param text['body'] must be a string.")
    if len(body) > 4_096:
        raise bad_param("Param text['body'] must be at most 4096 characters long.")
    if not isinstance(content.get("preview_url", False), bool):
        raise bad_param("Param text['preview_url'] must be a boolean.")


def _media(kind: str) -> Any:
    def check_media(content: Any) -> None:
        _object(kind, content, _MEDIA_KEYS[kind])
        id, link = content.get("id"), content.get("link")
        if (id is None) == (link is None):
            raise (
                missing(f"The {kind} object needs either id or link.")
                if id is None
                else wrong(f"The {kind} object cannot have both id and link.")
            )
        if id is not None and not (isinstance(id, str) and id.isdigit()):
            raise bad_param(f"Param {kind}['id'] must be a valid WhatsApp business account media attachment ID.")
        if link is not None and not (isinstance(link, str) and urlsplit(link).scheme in ("http", "https") and urlsplit(link).netloc):
            raise bad_param(f"Param {kind}['link'] is not a valid URI.")
        caption = content.get("caption", "")
        if not isinstance(caption, str) or len(caption) > 1_024:
            raise bad_param(f"Param {kind}['caption'] must be at most 1024 characters long.")
        if not isinstance(content.get("filename", ""), str) or len(content.get("filename", "")) > 240:
            raise bad_param(f"Param {kind}['filename'] must be at most 240 characters long.")

    return check_media


def _location(content: Any) -> None:
    _object("location", content, {"latitude", "longitude", "name", "address"})
    for name, limit in (("latitude", 90), ("longitude", 180)):
        try:
            value = float(content[name])
        except KeyError:
            raise required(f"location['{name}']") from None
        except (TypeError, ValueError, OverflowError):
            raise bad_param(f"Param location['{name}'] must be a number.") from None
        if not -limit <= value <= limit:
            raise wrong(f"location['{name}'] must be between -{limit} and {limit}.")


def _contacts(content: Any) -> None:
    if not isinstance(content, list) or not content:
        raise bad_param("Param contacts must be an array with at least one item.")
    if len(content) > 257:
        raise wrong("contacts has more than 257 items.")
    for contact in content:
        name = contact.get("name") if isinstance(contact, dict) else None
        if not isinstance(name, dict) or not name.get("formatted_name"):
            raise missing("contacts: name.formatted_name is required.")
        if not any(value for part, value in name.items() if part != "formatted_name"):
            raise missing("contacts: name needs at least one part besides formatted_name.")


def _reaction(content: Any) -> None:
    _object("reaction", content, {"message_id", "emoji"})
    if not isinstance(content.get("message_id"), str) or not content["message_id"]:
        raise required("reaction['message_id']")
    if not isinstance(content.get("emoji"), str):
        raise required("reaction['emoji']")
    if len(content["emoji"]) > 16 or (content["emoji"].isascii() and content["emoji"]):
        raise wrong("reaction['emoji'] must be a single emoji.")


def _template(content: Any) -> None:
    _object("template", content, {"name", "language", "components", "namespace"})
    if not isinstance(content.get("name"), str) or not content["name"]:
        raise required("template['name']")
    language = content.get("language")
    if not isinstance(language, dict) or not language.get("code"):
        raise required("template['language']['code']")
    if not isinstance(content.get("components", []), list):
        raise bad_param("Param template['components'] must be an array.")
    for component in content.get("components", []):
        if not isinstance(component, dict) or str(component.get("type")).lower() not in (
            "header",
            "body",
            "footer",
            "button",
            "carousel",
            "limited_time_offer",
        ):
            raise wrong("template['components'] has an item without a known type.")
        for parameter in component.get("parameters") or []:
            text = parameter.get("text") if isinstance(parameter, dict) else None
            if isinstance(text, str) and ("\n" in text or "\t" in text or "     " in text):
                raise GraphError(132012, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")


def _object(kind: str, content: Any, keys: set[str]) -> None:
    if not isinstance(content, dict):
        raise bad_param(f"Param {kind} must be a JSON object.")
    for key in content:
        if key not in keys:
            raise bad_param(f'Unexpected key "{key}" on param "{kind}".')


_CHECKS = {
    "text": _text,
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "template": _template,
    "interactive": check_interactive,
    **{kind: _media(kind) for kind in MEDIA_TYPES},
}
