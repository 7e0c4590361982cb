"""Rows of the ``conversations`` table, and row <-> domain.

What never changes of an object is one JSON attribute; what single updates touch stands beside it.
"""

import json
from datetime import datetime
from typing import Any, get_args

from pydantic import ValidationError
from pynamodb.attributes import BooleanAttribute, MapAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.adapters.dynamodb import keys
from chalicelib.adapters.dynamodb.calls import Item
from chalicelib.adapters.dynamodb.keys import moment, read_moment
from chalicelib.adapters.dynamodb.tables import Row
from chalicelib.domain.address import Address
from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.flow.session import Session
from chalicelib.domain.message import RANK, Cause, DeliveryStatus, Entry, Event, Failure, Message, MessageReaction


class ConversationRow(Row):
    """A conversation, and its places in the lists."""

    class Meta:
        table_name = "conversations"

    data = UnicodeAttribute()
    version = NumberAttribute()
    by_status_pk = UnicodeAttribute()
    by_status_sk = UnicodeAttribute()
    by_assignee_pk = UnicodeAttribute(null=True)
    by_assignee_sk = UnicodeAttribute(null=True)
    by_activity_pk = UnicodeAttribute()
    by_activity_sk = UnicodeAttribute()
    by_change_pk = UnicodeAttribute()
    by_change_sk = UnicodeAttribute()


class SessionRow(Row):
    """The conversation's run through a flow."""

    class Meta:
        table_name = "conversations"

    data = UnicodeAttribute()
    version = NumberAttribute()
    state = UnicodeAttribute()


class EntryRow(Row):
    """A line of the timeline. What a delivery or a reaction changes is kept beside ``data``."""

    class Meta:
        table_name = "conversations"

    data = UnicodeAttribute()
    revision = NumberAttribute()
    by_change_pk = UnicodeAttribute()
    by_change_sk = UnicodeAttribute()
    status = UnicodeAttribute(null=True)
    rank = NumberAttribute(null=True)
    status_at = UnicodeAttribute(null=True)
    attempt = NumberAttribute(null=True)
    put = NumberAttribute(null=True)
    repeated = BooleanAttribute(null=True)
    ahead_of = NumberAttribute(null=True)
    resent_by = UnicodeAttribute(null=True)
    failed_attempt = NumberAttribute(null=True)
    provider_id = UnicodeAttribute(null=True)
    failure = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    reactions: MapAttribute[str, Any] = MapAttribute(null=True)  # type: ignore[no-untyped-call]
    times: MapAttribute[str, Any] = MapAttribute(null=True)  # type: ignore[no-untyped-call]


_BESIDE = {
    *("revision", "reactions", "status", "status_at", "attempt", "put", "repeated", "provider_id", "failure", "due_at"),
    *("ahead_of", "resent_by", "failed_attempt"),
}


def conversation_row(workspace: str, conversation: Conversation, changed_at: datetime) -> ConversationRow:
    """The row after a write: one version on. What else tells is not said again, so that it stays below a KB."""
    recency = moment(conversation.last_activity_at)
    known = {"version", "id", "last_activity_at"}
    if conversation.shown_address == conversation.address.shown:
        known.add("shown_address")
    listed: dict[str, Any] = {}
    if conversation.status is Status.OPEN:
        listed = {"by_assignee_pk": assignee_list(workspace, conversation.assignee or "none"), "by_assignee_sk": recency}
    return ConversationRow(
        pk=keys.conversation(workspace, conversation.id),
        sk="conversation",
        data=conversation.model_dump_json(exclude=known, exclude_defaults=True),
        version=conversation.version + 1,
        by_status_pk=status_list(workspace, conversation.status),
        by_status_sk=recency,
        by_activity_pk=activity_list(workspace),
        by_activity_sk=recency,
        by_change_pk=changes(workspace),
        by_change_sk=change_key(changed_at),
        **listed,
    )


def read_conversation(item: Item) -> Conversation:
    """The conversation of a row."""
    known = {
        "id": item["pk"]["S"].rpartition("#")[2],
        "last_activity_at": item["by_activity_sk"]["S"].partition("#")[0],
        "version": int(item["version"]["N"]),
    }
    said: dict[str, Any] = {**known, **json.loads(item["data"]["S"])}
    said.setdefault("shown_address", Address.model_validate(said["address"]).shown)
    return Conversation.model_validate(said)


def session_row(workspace: str, session: Session) -> SessionRow:
    """The row after a write: one version on."""
    return SessionRow(
        pk=keys.conversation(workspace, session.conversation_id),
        sk="session",
        data=session.model_dump_json(exclude={"version"}),
        version=session.version + 1,
        state=session.state,
    )


def read_session(item: Item) -> Session:
    """The session of a row."""
    return Session.model_validate({**json.loads(item["data"]["S"]), "version": int(item["version"]["N"])})


def entry_row(workspace: str, entry: Entry, changed_at: datetime) -> EntryRow:
    """The row of a new entry."""
    row = entry_at(workspace, entry.conversation_id, entry.seq)
    row.data = entry.model_dump_json(exclude=_BESIDE, exclude_none=True)
    row.revision = entry.revision
    row.by_change_pk = changes(workspace)
    row.by_change_sk = change_key(changed_at)
    if isinstance(entry, Message):
        row.provider_id = entry.provider_id
        row.reactions = {}
    if isinstance(entry, Message) and entry.status is not None:
        row.status, row.rank = entry.status, RANK[entry.status]
        row.status_at = moment(entry.status_at) if entry.status_at else None
        row.attempt, row.put = entry.attempt, entry.put
        row.failure = entry.failure.model_dump_json() if entry.failure else None
        row.due_at = moment(entry.due_at) if entry.due_at else None
        row.times = {}
    return row


def entry_at(workspace: str, conversation_id: str, seq: int) -> EntryRow:
    """A row to update: its key, and nothing else."""
    return EntryRow(pk=keys.conversation(workspace, conversation_id), sk=keys.timeline(seq))


def read_entry(item: Item) -> Entry | None:
    """The entry of a row; None for an event of a kind that only newer code knows (I19)."""
    fields: dict[str, Any] = json.loads(item["data"]["S"])
    fields["revision"] = int(item["revision"]["N"])
    if fields["entry"] == "event":
        try:
            return Event.model_validate(fields)
        except ValidationError:
            return None
    for name in ("status", "status_at", "provider_id", "due_at"):
        if name in item:
            fields[name] = item[name].get("S")
    for name in ("attempt", "put", "ahead_of", "failed_attempt"):
        if name in item:
            fields[name] = int(item[name]["N"])
    fields["repeated"] = item.get("repeated", {}).get("BOOL", False)
    for name in ("failure", "resent_by"):
        if name in item:
            fields[name] = json.loads(item[name]["S"])
    if fields.get("failure", {}).get("cause") not in get_args(Cause):
        # One that only newer code knows; its sentence says the rest.
        fields.get("failure", {}).pop("cause", None)
    reactions = item.get("reactions", {}).get("M", {})
    fields["reactions"] = [MessageReaction.model_validate_json(reactions[key]["S"]) for key in sorted(reactions)]
    try:
        return Message.model_validate(fields)
    except ValidationError:
        # Content of a kind, or with a field, that only newer code knows.
        content = fields["content"]
        fields["content"] = {"kind": "unsupported", "type": str(content.get("kind")), "raw": json.dumps(content)}
        return Message.model_validate(fields)


def read_message(item: Item | None) -> Message | None:
    """The message of a row; None for anything else."""
    entry = read_entry(item) if item else None
    return entry if isinstance(entry, Message) else None


def touched(workspace: str, changed_at: datetime) -> list[Action]:
    """What every update of an entry adds: the next revision, and its place among the changes."""
    return [
        EntryRow.revision.set(EntryRow.revision + 1),
        EntryRow.by_change_pk.set(changes(workspace)),
        EntryRow.by_change_sk.set(change_key(changed_at)),
    ]


def moved(status: DeliveryStatus, at: datetime, failure: Failure | None, due_at: datetime | None) -> list[Action]:
    """A step on the delivery ladder."""
    return [
        EntryRow.status.set(status),
        EntryRow.rank.set(RANK[status]),
        EntryRow.status_at.set(moment(at)),
        EntryRow.failure.set(failure.model_dump_json()) if failure else EntryRow.failure.remove(),
        EntryRow.due_at.set(moment(due_at)) if due_at else EntryRow.due_at.remove(),
    ]


def reaction_by(key: str) -> Path:
    """Where one person's reaction is kept."""
    return Path(["reactions", key])


def time_of(status: DeliveryStatus) -> Path:
    """Where the provider's time of a status is kept."""
    return Path(["times", str(status)])


def status_list(workspace: str, status: str) -> str:
    """The list of a status."""
    return keys.of(workspace, "S", status)


def assignee_list(workspace: str, assignee: str) -> str:
    """The list of a member's open ones, or of nobody's (``none``)."""
    return keys.of(workspace, "A", assignee)


def activity_list(workspace: str) -> str:
    """The list of all."""
    return keys.of(workspace, "ALL")


def changes(workspace: str) -> str:
    """The list of what changed, conversations and entries alike."""
    return keys.of(workspace, "CHANGES")


def change_key(at: datetime) -> str:
    """A row's place among the changes: its ten seconds, so that a message that goes out in one breath moves in the index once."""
    return moment(at)[:18]


def read_change_key(key: str) -> datetime:
    """The beginning of those ten seconds; the very moment, where an earlier version wrote it."""
    at = key.partition("#")[0]
    return read_moment(at if at.endswith("Z") else f"{at}0Z")
