"""Rows that make sure of what must be unique, and that find a message by an id of the provider. They never expire."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.adapters.dynamodb import keys
from chalicelib.adapters.dynamodb.calls import Item
from chalicelib.adapters.dynamodb.tables import Row
from chalicelib.domain.ids import ConversationId
from chalicelib.domain.message import MessageRef

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
