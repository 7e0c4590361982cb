"""Which message a tap, a quote or a reaction is about: by its place in the chat, for ids are new each time."""

from typing import Any

from infrastructure.local.simulator.chats import Message

NAMING = ("message_id", "reply_to")
"""What in a customer's message names another one."""

Counts = dict[str, int]


def counted(chat: list[Message]) -> Counts:
    """How many messages each side has said so far."""
    return {side: sum(message["from"] == side for message in chat) for side in ("business", "customer")}


def placed(said: dict[str, Any], chat: list[Message], before: Counts) -> dict[str, Any]:
    """What was said, with ids turned into places: the first message of a side since the beginning is 1, the last before it 0."""
    return {name: _place(value, chat, before) if name in NAMING and value is not None else value for name, value in said.items()}


def found(said: dict[str, Any], chat: list[Message], before: Counts) -> dict[str, Any] | None:
    """The same with places turned into ids; None while a message named is not there yet."""
    there = dict(said)
    for name in NAMING:
        place = said.get(name)
        if not isinstance(place, dict):
            continue
        side = [message for message in chat if message["from"] == place["from"]]
        index = before[place["from"]] + int(place["number"]) - 1
        if not 0 <= index < len(side):
            return None
        there[name] = side[index]["id"]
    return there


def _place(id: Any, chat: list[Message], before: Counts) -> Any:
    message = next((message for message in chat if message["id"] == id), None)
    if message is None:
        return id
    side = [other["id"] for other in chat if other["from"] == message["from"]]
    return {"from": message["from"], "number": side.index(id) + 1 - before[message["from"]]}
