"""Where a list goes on: what browsers hold says a time and an id, and never a key."""

import base64
import binascii
import re

from chalicelib.adapters.dynamodb import keys
from chalicelib.adapters.dynamodb.calls import Item
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.errors import Rejected

_SHAPE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)#([\w.-]{1,64})")

_CHANGE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d(?:\d\.\d{6}Z)?)~([\w.-]{1,64})~(conversation|\d{10})")


def after(conversation: Conversation) -> str:
    """The cursor that goes on after a conversation."""
    return encode(f"{keys.moment(conversation.last_activity_at)}#{conversation.id}")


def start(workspace: str, index: str, pk: str, cursor: str) -> Item:
    """The key a cursor stands for, in this workspace and list. Raises ``Rejected``."""
    match = _SHAPE.fullmatch(decode(cursor))
    if match is None:
        raise Rejected("This cursor is not one of ours.")
    return {
        "pk": {"S": keys.conversation(workspace, match[2])},
        "sk": {"S": "conversation"},
        f"{index}_pk": {"S": pk},
        f"{index}_sk": {"S": match[1]},
    }


def after_change(item: Item) -> str:
    """Where a reading of changes goes on after a row."""
    key, sk = item["by_change_sk"]["S"].partition("#")[0], item["sk"]["S"]
    return f"{key}~{item['pk']['S'].rpartition('#')[2]}~{sk.removeprefix('T#')}"


def change(workspace: str, pk: str, rest: str) -> Item:
    """The row ``after_change`` stood for. Raises ``Rejected``."""
    match = _CHANGE.fullmatch(rest)
    if match is None:
        raise Rejected("This cursor is not one of ours.")
    key, conversation_id, which = match.groups()
    seq = 0 if which == "conversation" else int(which)
    # Until every row was written anew, some still have the very moment, the conversation and the place for a key.
    whole = f"{key}#{conversation_id}#{seq:010}" if key.endswith("Z") else key
    return {
        "pk": {"S": keys.conversation(workspace, conversation_id)},
        "sk": {"S": keys.timeline(seq) if seq else "conversation"},
        "by_change_pk": {"S": pk},
        "by_change_sk": {"S": whole},
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
