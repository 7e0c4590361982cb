"""One line that says what a message is: for the phone's list, quotes and the log."""

from typing import Any


def preview(body: dict[str, Any]) -> str:
    """The text of a message the business sent, or the nearest thing to one."""
    kind = body["type"]
    content = body[kind]
    if kind == "text":
        return str(content["body"])
    if kind == "interactive":
        return str(content["body"]["text"])
    if kind == "reaction":
        return str(content["emoji"])
    if kind == "template":
        return str(content["name"])
    if kind == "location":
        return str(content.get("name") or content.get("address") or "")
    if kind == "contacts":
        return str(content[0]["name"]["formatted_name"])
    return str(content.get("caption") or content.get("filename") or "")


def label(body: dict[str, Any]) -> str:
    """Its kind as the log names it."""
    return f"interactive {body['interactive']['type']}" if body["type"] == "interactive" else str(body["type"])
