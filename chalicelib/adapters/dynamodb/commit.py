"""One change of a conversation as one transaction."""

from datetime import datetime

from chalicelib.adapters.dynamodb import contacts, keys
from chalicelib.adapters.dynamodb.calls import Refused, Transaction
from chalicelib.adapters.dynamodb.dues import message_due, session_due
from chalicelib.adapters.dynamodb.guards import GuardRow, guard, open_guard
from chalicelib.adapters.dynamodb.rows import (
    ConversationRow,
    EntryRow,
    SessionRow,
    conversation_row,
    entry_at,
    entry_row,
    moved,
    reaction_by,
    session_row,
    touched,
)
from chalicelib.domain.change import Change
from chalicelib.domain.conversation import Status
from chalicelib.domain.errors import AnotherConversationOpen, Duplicate
from chalicelib.domain.flow.session import Session, State
from chalicelib.domain.message import UNSENT, DeliveryStatus, Event, Message, MessageReaction, MessageRef


def commit(workspace: str, change: Change, changed_at: datetime) -> None:
    """Writes it all or raises: ``Duplicate`` for its message, ``Conflict`` for anything else."""
    writes = Transaction()
    _write_conversation(writes, workspace, change, changed_at)
    _write_guards(writes, workspace, change)
    if change.session is not None:
        _write_session(writes, workspace, change.session, rearmed=change.rearmed)
    if change.contact is not None:
        contacts.write_contact(writes, workspace, change.contact, change.conversation if _opens(change) else None)
    elif _opens(change):
        contacts.write_hint(writes, workspace, change.conversation)
    for message in change.cancelled:
        _write_cancelled(writes, workspace, message, changed_at)
    if change.reaction is not None:
        _write_reaction(writes, workspace, *change.reaction, changed_at)
    try:
        writes.commit()
    except Refused as refused:
        if refused.names & {"seen", "client"}:
            raise Duplicate("This message is stored already.") from refused
        if "open" in refused.names:
            raise AnotherConversationOpen from refused
        raise


def _write_conversation(writes: Transaction, workspace: str, change: Change, changed_at: datetime) -> None:
    read = change.conversation.version
    writes.put(
        "conversation",
        conversation_row(workspace, change.conversation, changed_at),
        ConversationRow.version == read if read else ConversationRow.pk.does_not_exist(),
    )
    for entry in change.entries:
        writes.put("entry", entry_row(workspace, entry, changed_at), EntryRow.pk.does_not_exist())
        if isinstance(entry, Message) and entry.due_at is not None:
            writes.put("due", message_due(workspace, entry.conversation_id, entry.seq, entry.due_at))


def _write_guards(writes: Transaction, workspace: str, change: Change) -> None:
    conversation = change.conversation
    messages = [entry for entry in change.entries if isinstance(entry, Message)]
    absent = GuardRow.pk.does_not_exist()
    if change.seen is not None:
        ref = next((message.ref for message in messages if message.direction == "inbound"), None)
        writes.put("seen", guard(keys.seen(workspace, conversation.connection_id, change.seen), ref), absent)
    if change.client_id is not None:
        ref = next((message.ref for message in messages if message.client_id == change.client_id), None)
        writes.put("client", guard(keys.of(workspace, "CLIENT", change.client_id), ref), absent)
    own = absent | (GuardRow.conversation_id == conversation.id)
    opened = open_guard(workspace, conversation.connection_id, conversation.contact_id, conversation.id)
    if _opens(change):
        writes.put("open", opened, own)
    elif _resolves(change):
        writes.delete("open", opened, own)


def _write_session(writes: Transaction, workspace: str, session: Session, *, rearmed: bool) -> None:
    fresh = SessionRow.pk.does_not_exist() | (SessionRow.state == State.DONE)
    writes.put("session", session_row(workspace, session), SessionRow.version == session.version if session.version else fresh)
    # The row rings with the alarm: a later deadline moves neither.
    at = session.armed_for or session.rings_at
    if at is not None and not session.live:
        writes.delete("due", session_due(workspace, session, at))
    elif at is not None and rearmed:
        writes.put("due", session_due(workspace, session, at))


def _write_cancelled(writes: Transaction, workspace: str, message: Message, changed_at: datetime) -> None:
    writes.update(
        "cancelled",
        entry_at(workspace, message.conversation_id, message.seq),
        [
            *moved(message.status or DeliveryStatus.FAILED, message.status_at or changed_at, message.failure, None),
            *touched(workspace, changed_at),
        ],
        EntryRow.status.is_in(*sorted(UNSENT)),
    )


def _write_reaction(
    writes: Transaction, workspace: str, ref: MessageRef, reaction: MessageReaction | None, key: str, changed_at: datetime
) -> None:
    path = reaction_by(key)
    writes.update(
        "reaction",
        entry_at(workspace, ref.conversation_id, ref.seq),
        [path.set(reaction.model_dump_json()) if reaction else path.remove(), *touched(workspace, changed_at)],
        EntryRow.reactions.exists(),
    )


def _opens(change: Change) -> bool:
    """A conversation that begins, or begins again, is the contact's one and only."""
    begins = change.conversation.version == 0 or any(isinstance(e, Event) and e.kind == "reopened" for e in change.entries)
    return begins and change.conversation.status is not Status.RESOLVED


def _resolves(change: Change) -> bool:
    # Only as it happens: a later write to it must not free another conversation's place.
    return change.conversation.status is Status.RESOLVED and any(isinstance(e, Event) and e.kind == "resolved" for e in change.entries)
