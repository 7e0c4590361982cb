"""Everything a new message needs to be known, in two chained batched reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Item, Key
from chalicelib.adapters.dynamodb.contacts import ALIAS, CONTACT, AliasRow, ContactRow, alias_pk, contact_pk, read_contact, read_hint
from chalicelib.adapters.dynamodb.guards import GUARD, GuardRow, read_ref
from chalicelib.adapters.dynamodb.rows import ConversationRow, EntryRow, SessionRow, read_conversation, read_message, read_session
from chalicelib.domain.address import Address
from chalicelib.domain.change import Known
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.flow.session import Session
from chalicelib.domain.message import MessageRef

Found = dict[tuple[str, str], Item]


@dataclass(frozen=True)
class _Sender:
    """What the aliases of a sender's addresses say."""

    contact_id: str | None
    hint: str
    foreign: tuple[Address, ...]


def known(workspace: str, connection: str, addresses: Sequence[Address], message_id: str, quoted: str | None) -> Known:
    """First who it is, then what they are in the midst of; a third read only where the hint at it is out of date."""
    seen = keys.seen(workspace, connection, message_id)
    guards = [seen]
    if quoted is not None:
        guards += [keys.seen(workspace, connection, quoted), keys.sent(workspace, connection, quoted)]
    spellings = {spelling for address in addresses for spelling in (address, *address.twins)}
    first = calls.batch_get(
        [(AliasRow, alias_pk(workspace, spelling), ALIAS) for spelling in spellings] + [(GuardRow, pk, GUARD) for pk in guards]
    )
    sender = _sender(workspace, connection, addresses, first)
    ref = next((ref for pk in guards[1:] if (ref := read_ref(first.get((pk, GUARD))))), None)
    second = _second(workspace, connection, sender, ref)
    contact = second.get((contact_pk(workspace, sender.contact_id), CONTACT)) if sender.contact_id else None
    conversation, session = _current(workspace, connection, sender, second)
    return Known(
        contact=read_contact(contact) if contact else None,
        conversation=conversation,
        session=session,
        quoted=read_message(second.get(_place(workspace, ref))) if ref else None,
        seen=(seen, GUARD) in first,
        foreign=sender.foreign,
    )


def _sender(workspace: str, connection: str, addresses: Sequence[Address], found: Found) -> _Sender:
    aliases = [
        alias
        for address in addresses
        for spelling in (address, *address.twins)
        if (alias := found.get((alias_pk(workspace, spelling), ALIAS)))
    ]
    owner = next((alias["contact_id"]["S"] for alias in aliases), None)
    # Ids grow with time: of several hints the greatest is the latest.
    hint = max((read_hint(alias, connection) for alias in aliases if alias["contact_id"]["S"] == owner), default="")
    foreign = tuple(
        address
        for address in addresses
        if (alias := found.get((alias_pk(workspace, address), ALIAS))) and alias["contact_id"]["S"] != owner
    )
    return _Sender(owner, hint, foreign)


def _second(workspace: str, connection: str, sender: _Sender, ref: MessageRef | None) -> Found:
    wanted: list[Key] = []
    if sender.contact_id:
        wanted += [
            (ContactRow, contact_pk(workspace, sender.contact_id), CONTACT),
            (GuardRow, keys.opened(workspace, connection, sender.contact_id), GUARD),
        ]
        wanted += _conversation_keys(workspace, sender.hint) if sender.hint else []
    if ref:
        wanted.append((EntryRow, *_place(workspace, ref)))
    return calls.batch_get(wanted)


def _current(workspace: str, connection: str, sender: _Sender, found: Found) -> tuple[Conversation | None, Session | None]:
    opened = found.get((keys.opened(workspace, connection, sender.contact_id), GUARD)) if sender.contact_id else None
    if opened is None:
        return None, None
    open_id = opened["conversation_id"]["S"]
    if open_id != sender.hint:
        found = calls.batch_get(_conversation_keys(workspace, open_id))
    pk = keys.conversation(workspace, open_id)
    conversation, session = found.get((pk, "conversation")), found.get((pk, "session"))
    return read_conversation(conversation) if conversation else None, read_session(session) if session else None


def _conversation_keys(workspace: str, conversation_id: str) -> list[Key]:
    pk = keys.conversation(workspace, conversation_id)
    return [(ConversationRow, pk, "conversation"), (SessionRow, pk, "session")]


def _place(workspace: str, ref: MessageRef) -> tuple[str, str]:
    return keys.conversation(workspace, ref.conversation_id), keys.timeline(ref.seq)
