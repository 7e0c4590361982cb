"""Roles, permissions, and which role may do what: one table."""

from enum import StrEnum
from typing import Literal, get_args

Permission = Literal[
    "conversation.read",
    "conversation.reply",
    "conversation.assign",
    "conversation.resolve",
    "conversation.takeover",
    "contact.read",
    "contact.edit",
    "contact.export",
    "contact.erase",
    "flow.read",
    "flow.edit",
    "flow.publish",
    "template.manage",
    "canned_reply.manage",
    "campaign.send",
    "report.read",
    "module.manage",
    "connection.manage",
    "member.manage",
    "workspace.manage",
    "audit.read",
]
PERMISSIONS: frozenset[str] = frozenset(get_args(Permission))


class Role(StrEnum):
    """The built-in roles."""

    OWNER = "owner"
    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    AGENT = "agent"
    VIEWER = "viewer"


_CONVERSATIONS = {"conversation.read", "conversation.reply", "conversation.assign", "conversation.resolve", "conversation.takeover"}

MAY: dict[Role, frozenset[str]] = {
    Role.OWNER: PERMISSIONS,
    # Deleting the workspace and changing owners are the owner's alone; both are checked where they happen.
    Role.ADMIN: PERMISSIONS,
    Role.SUPERVISOR: frozenset(
        _CONVERSATIONS | {"contact.read", "contact.edit", "contact.export", "flow.read", "flow.edit", "canned_reply.manage", "report.read"}
    ),
    Role.AGENT: frozenset(_CONVERSATIONS | {"contact.read", "contact.edit"}),
    Role.VIEWER: frozenset({"conversation.read", "contact.read", "flow.read", "report.read"}),
}


def may(role: Role, permission: str) -> bool:
    """Whether a role includes a permission. Default deny."""
    return permission in MAY[role]


def may_assign_others(role: Role) -> bool:
    """Agents take conversations themselves; giving them to others is for those above."""
    return role in (Role.OWNER, Role.ADMIN, Role.SUPERVISOR)
