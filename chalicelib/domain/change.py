"""What is read before, and written after, something happened in a conversation."""

from dataclasses import dataclass

from chalicelib.domain.address import Address
from chalicelib.domain.contact import Contact
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.flow.session import Session
from chalicelib.domain.message import Entry, Message, MessageReaction, MessageRef


@dataclass(frozen=True)
class Known:
    """What is stored about a sender at the moment a message comes."""

    contact: Contact | None = None
    conversation: Conversation | None = None
    """The one that is not resolved, if any."""
    session: Session | None = None
    quoted: Message | None = None
    """The message the new one refers to, if we have it."""
    seen: bool = False
    """The message itself is stored already."""
    foreign: tuple[Address, ...] = ()
    """Those of the sender's addresses that lead to another contact already: never repointed, so not to be added to this one."""


@dataclass(frozen=True)
class Change:
    """One transaction: all of it, or nothing.

    ``conversation.version`` and ``session.version`` are those that were read (0: must not exist); the store adds one.
    A session of version 0 may take the place of one that is done.
    """

    conversation: Conversation
    entries: tuple[Entry, ...] = ()
    session: Session | None = None
    rearmed: bool = False
    """The session waits for an alarm that it did not wait for before, or at another time: it is to be looked after."""
    contact: Contact | None = None
    """Only when new or changed; its aliases are put if absent."""
    seen: str | None = None
    """The channel's id of the inbound message: refused as ``Duplicate`` when stored before under this connection."""
    client_id: str | None = None
    """The browser's id of a reply: refused as ``Duplicate`` when used before in this workspace."""
    cancelled: tuple[Message, ...] = ()
    """Unsent messages of the bot that are now failed; each only if it is still unsent."""
    reaction: "tuple[MessageRef, MessageReaction | None, str] | None" = None
    """A reaction to put on (None: take off) a stored message, and whose key it is."""
