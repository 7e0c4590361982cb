"""What every route needs to be tried: an example of its body, the ids of its path, and which of its fields name things."""

from typing import Any
from urllib.parse import urlencode

from chalicelib.entrypoints.openapi import operations
from chalicelib.entrypoints.resource import PUBLIC, Operation
from tests.security.neighbours import Neighbour

OPERATIONS = sorted(operations(), key=lambda operation: operation.name)
GUARDED = [operation for operation in OPERATIONS if operation.allow != PUBLIC]
OPEN = [operation for operation in OPERATIONS if operation.allow == PUBLIC]
WITH_BODY = [operation for operation in OPERATIONS if operation.body]

THINGS = {"conversation_id": "open", "app_id": "app", "connection_id": "connection", "flow_id": "flow", "channel": "channel",
          "record_id": "record", "seq": "seq", "canned_reply_id": "canned_reply",
          "sign_in_id": "sign_in"}  # fmt: skip
"""Each argument of a path, and what it names."""
STATES = {"take_over_conversation": "bot", "give_back_conversation": "taken", "reopen_conversation": "resolved",
          "resend_message": "failed"}  # fmt: skip
"""Routes that want their conversation in another state than open."""
NAMES = {"assignee": "member", "app_id": "app", "client_id": "client", "cursor": "cursor"}
"""Fields of bodies and queries that name something of a workspace."""
WORDS = frozenset(
    {"email", "password", "name", "channel", "secret", "verify_token", "new_secret", "clear_old_secret", "account", "group_account",
     "shown", "token", "state", "triggers", "nodes", "edges", "content", "reply_to", "status", "limit", "before",
     "rate", "cause", "show", "shortcut", "title", "text", "current_password",
     "new_password", "only_if_unassigned"}
)  # fmt: skip
"""Fields that say something and name nothing: ``reply_to`` and ``before`` count within one conversation."""

UNKNOWN = "01KA" + "Z" * 22
"""An id of ours that nothing has."""


def by_name(operation: Operation) -> str:
    """How a test of a route is called."""
    return operation.name


def named(operation: Operation, argument: str, of: Neighbour, who: str = "owner") -> str:
    """The id that stands for an argument. A route with an argument nobody knows has no row yet: say in ``THINGS`` what it names."""
    thing = THINGS[argument]
    if thing == "sign_in":
        return of.sign_ins[who if who in of.sign_ins else "owner"]
    if thing == "channel":
        return "whatsapp"
    return of.things[STATES.get(operation.name, thing) if thing == "open" else thing]


def path(operation: Operation, of: Neighbour, who: str = "owner", **other: str) -> str:
    """Where a route is, for a workspace's own things or others; what is a member's own is ``who``'s."""
    return operation.path.format(**{name: named(operation, name, of, who) for name in operation.arguments} | other)


def asked(**query: str) -> str:
    """A query, where there is one."""
    return f"?{urlencode(query)}" if query else ""


def body(operation: Operation, of: Neighbour, who: str = "owner") -> Any:
    """A body that this route takes from this member; None where it takes none. A route with a body and no example has no row yet."""
    if operation.body is None:
        return None
    return {
        "sign_in": {"email": of.members[who].email if who in of.members else "nobody@x.example", "password": of.password},
        "assign_conversation": {"assignee": of.members[who].id if who in of.members else None},
        "send_reply": {"client_id": "01KA" + "0" * 22, "content": {"kind": "text", "body": "Olá"}},
        "create_app": {"name": "New", "secret": "a-new-secret", "verify_token": "a-new-verify-token"},
        "change_app": {"name": "New", "new_secret": "a-new-secret", "verify_token": "a-new-verify-token", "clear_old_secret": True},
        "create_connection": {
            "app_id": of.things["app"], "name": "New", "account": "9", "group_account": "9", "shown": "+9", "token": "a-new-token",
        },
        "change_connection": {"name": "New", "shown": "+9", "token": "a-new-token", "state": "paused", "rate": 5},
        "replay_quarantine": {"cause": "unknown_number", "app_id": of.things["app"]},
        "put_flow": of.flow,
        "change_me": {"name": "New"},
        "change_password": {"current_password": of.password, "new_password": "a-new-password"},
        "create_canned_reply": {"shortcut": "new", "title": "New", "text": "Olá, {{contact.first_name}}"},
        "change_canned_reply": {"shortcut": "new", "title": "New", "text": "Olá, {{contact.first_name}}"},
    }[operation.name]  # fmt: skip
