"""Rows that make sure of what must be unique, that find a message by an id of the provider, and that wait for something: a status
for its message, a message for its connection. Only parked statuses ever expire."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.adapters.dynamodb import keys
from chalicelib.adapters.dynamodb.calls import Item
from chalicelib.adapters.dynamodb.tables import Row
from chalicelib.domain.due import Waiting
from chalicelib.domain.ids import ConnectionId, ConversationId
from chalicelib.domain.message import Message, MessageRef

GUARD = "guard"
"""The sort key of every guard: one row a partition."""


class GuardRow(Row):
    """SEEN, CLIENT, SENT: the message they stand for. OPEN: the conversation."""

    class Meta:
        table_name = "guards"

    conversation_id = UnicodeAttribute(null=True)
    seq = NumberAttribute(null=True)
    attempt = NumberAttribute(null=True)


class ParkedRow(Row):
    """Statuses that came before their message's id was known; ``version`` counts them."""

    class Meta:
        table_name = "guards"

    statuses = UnicodeSetAttribute(null=True)
    version = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


class WaitingRow(Row):
    """A paused message in the list of its connection; the sort key keeps each conversation's in order."""

    class Meta:
        table_name = "guards"

    conversation_id = UnicodeAttribute()
    seq = NumberAttribute()
    group = UnicodeAttribute()


def waiting_row(workspace: str, connection: str, message: Message, group: str) -> WaitingRow:
    """A row of its own for each time a message is paused: to release one never takes a later one off the list."""
    sk = f"{message.conversation_id}#{message.seq:010}#{message.attempt}.{message.put}"
    row = WaitingRow(pk=keys.paused(workspace, connection), sk=sk)
    row.conversation_id, row.seq, row.group = message.conversation_id, message.seq, group
    return row


def read_waiting(connection: ConnectionId, item: Item) -> Waiting:
    """The place a row stands for."""
    ref = MessageRef(conversation_id=ConversationId(item["conversation_id"]["S"]), seq=int(item["seq"]["N"]))
    return Waiting(connection, ref, item["group"]["S"], item["sk"]["S"])


def guard(pk: str, ref: MessageRef | None = None, attempt: int | None = None) -> GuardRow:
    """A guard standing for a message, or for the mere fact."""
    return GuardRow(pk=pk, sk=GUARD, conversation_id=ref and ref.conversation_id, seq=ref and ref.seq, attempt=attempt)


def open_guard(workspace: str, connection: str, contact_id: str, conversation_id: str) -> GuardRow:
    """The guard of a contact's one unresolved conversation."""
    return GuardRow(pk=keys.opened(workspace, connection, contact_id), sk=GUARD, conversation_id=conversation_id)


def read_ref(item: Item | None) -> MessageRef | None:
    """The message a guard stands for; None when it stands for none, or does not exist."""
    if item is None or "seq" not in item:
        return None
    return MessageRef(conversation_id=ConversationId(item["conversation_id"]["S"]), seq=int(item["seq"]["N"]))
