"""What the Graph API insists on for buttons, lists and links under a message."""

from typing import Any
from urllib.parse import urlsplit

from infrastructure.local.simulator.graph.errors import GraphError, missing, wrong

_HEADERS = ("text", "image", "video", "document")


def check_interactive(content: Any) -> None:
    """Raises ``GraphError`` for the first thing Meta would refuse."""
    if not isinstance(content, dict):
        raise wrong("interactive must be a JSON object.")
    kind = content.get("type")
    if kind is None:
        raise missing("interactive['type'] is required.")
    if not isinstance(kind, str) or kind not in _ACTIONS:
        raise GraphError(131051, f"The simulator does not play interactive messages of type {kind!r}; it knows {', '.join(_ACTIONS)}.")
    body = content.get("body")
    if not isinstance(body, dict) or not body.get("text"):
        raise missing("interactive['body']['text'] is required.")
    _text(body["text"], "Body text", 4_096 if kind == "list" else 1_024)
    if "footer" in content:
        footer = content["footer"]
        _text(footer.get("text") if isinstance(footer, dict) else None, "Footer text", 60)
    if "header" in content:
        _header(content["header"], kind)
    action = content.get("action")
    if not isinstance(action, dict):
        raise missing("interactive['action'] is required.")
    _ACTIONS[kind](action)


def _header(header: Any, kind: str) -> None:
    if not isinstance(header, dict) or header.get("type") not in _HEADERS:
        raise wrong(f"Header type must be one of {', '.join(_HEADERS)}.")
    if kind in ("list", "location_request_message") and header["type"] != "text":
        raise wrong(f"A {kind} message can only have a text header.")
    if header["type"] == "text":
        _text(header.get("text"), "Header text", 60)
        return
    file = header.get(header["type"])
    if not isinstance(file, dict) or not (file.get("id") or file.get("link")):
        raise missing(f"The header's {header['type']} needs id or link.")


def _buttons(action: dict[str, Any]) -> None:
    buttons = action.get("buttons")
    if not isinstance(buttons, list) or not buttons:
        raise missing("interactive['action']['buttons'] is required.")
    if len(buttons) > 3:
        raise wrong("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
    replies = [
        button["reply"]
        for button in buttons
        if isinstance(button, dict) and button.get("type") == "reply" and isinstance(button.get("reply"), dict)
    ]
    if len(replies) != len(buttons):
        raise wrong("Every button must be of type reply and have a reply object.")
    for reply in replies:
        _text(reply.get("id"), "Button ID", 256)
        _text(reply.get("title"), "Button title", 20)
    _unique([reply["id"] for reply in replies], "Duplicated button IDs")
    _unique([reply["title"] for reply in replies], "Duplicated button titles")


def _list(action: dict[str, Any]) -> None:
    _text(action.get("button"), "Button label", 20)
    sections = action.get("sections")
    if not isinstance(sections, list) or not sections:
        raise missing("interactive['action']['sections'] is required.")
    if len(sections) > 10:
        raise wrong("Total section count exceed max allowed count: 10")
    ids: list[str] = []
    for section in sections:
        rows = section.get("rows") if isinstance(section, dict) else None
        if not isinstance(rows, list) or not rows:
            raise missing("Every section needs rows.")
        if len(sections) > 1 and not section.get("title"):
            raise missing("Every section needs a title when there is more than one.")
        if section.get("title"):
            _text(section["title"], "Section title", 24)
        for row in rows:
            if not isinstance(row, dict):
                raise wrong("A row must be a JSON object.")
            _text(row.get("id"), "Row ID", 200)
            _text(row.get("title"), "Row title", 24)
            if row.get("description") is not None:
                _text(row["description"], "Row description", 72)
            ids.append(row["id"])
    if len(ids) > 10:
        raise wrong("Total row count exceed max allowed count: 10")
    _unique(ids, "Duplicated row IDs")


def _cta_url(action: dict[str, Any]) -> None:
    parameters = action.get("parameters")
    if action.get("name") != "cta_url" or not isinstance(parameters, dict):
        raise missing("interactive['action'] needs name cta_url and parameters.")
    _text(parameters.get("display_text"), "Display text", 20)
    url = parameters.get("url")
    if not isinstance(url, str) or urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise wrong("The URL of a cta_url button must begin with http:// or https://.")


def _location_request(action: dict[str, Any]) -> None:
    if action.get("name") != "send_location":
        raise wrong("interactive['action']['name'] must be send_location.")


def _text(value: Any, what: str, longest: int) -> None:
    if value is None:
        raise missing(f"{what} is required.")
    if not isinstance(value, str) or not 1 <= len(value) <= longest:
        raise wrong(f"{what} length invalid. Min length: 1, Max length: {longest}")


def _unique(values: list[str], sentence: str) -> None:
    if len(set(values)) != len(values):
        raise wrong(sentence)


_ACTIONS = {"button": _buttons, "list": _list, "cta_url": _cta_url, "location_request_message": _location_request}
