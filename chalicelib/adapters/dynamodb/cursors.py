"""Where a list goes on: what browsers hold says a time and an id, and never a key."""

import base64
import binascii
import re

from chalicelib.adapters.dynamodb import keys
from chalicelib.adapters.dynamodb.calls import Item
from chalicelib.adapters.dynamodb.rows import list_key
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.errors import Rejected

_SHAPE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)#([\w.-]{1,64})")


def after(conversation: Conversation) -> str:
    """The cursor that goes on after a conversation."""
    return encode(list_key(conversation))


def start(workspace: str, index: str, pk: str, cursor: str) -> Item:
    """The key a cursor stands for, in this workspace and list. Raises ``Rejected``."""
    match = _SHAPE.fullmatch(decode(cursor))
    if match is None:
        raise Rejected("This cursor is not one of ours.")
    return {
        "pk": {"S": keys.conversation(workspace, match[2])},
        "sk": {"S": "conversation"},
        f"{index}_pk": {"S": pk},
        f"{index}_sk": {"S": match[0]},
    }


def place(cursor: str) -> str:
    """The time and id in it, for a list that is sorted by them. Raises ``Rejected``."""
    found = decode(cursor)
    if _SHAPE.fullmatch(found) is None:
        raise Rejected("This cursor is not one of ours.")
    return found


def encode(text: str) -> str:
    """Fit for a URL."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str) -> str:
    """Raises ``Rejected`` for what ``encode`` never wrote."""
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError) as error:
        raise Rejected("This cursor is not one of ours.") from error
