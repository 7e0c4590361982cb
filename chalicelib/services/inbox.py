"""Takes in what a channel reports: messages and reactions on their lane, statuses on theirs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.change import Change, Known
from chalicelib.domain.connection import Connection
from chalicelib.domain.contact import Contact
from chalicelib.domain.content import Reaction
from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.errors import Conflict, Duplicate
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import ContactId, ConversationId, MessageId, WorkspaceId, new_id
from chalicelib.domain.inbound import Item, MessageReceived, ReactionReceived, StatusChanged, Unrecognised
from chalicelib.domain.message import Author, Message, MessageReaction, MessageRef, Quote
from chalicelib.domain.quarantine import Cause, QuarantineRecord
from chalicelib.services.automation import Automation, Step
from chalicelib.services.journal import MAX_RACES, Journal
from chalicelib.services.ports.channels import Channels
from chalicelib.services.ports.conversations import Conversations
from chalicelib.services.ports.intake import Quarantine
from chalicelib.services.ports.workspaces import Connections
from chalicelib.services.quarantine import set_aside
from chalicelib.services.statuses import Statuses
from chalicelib.telemetry import logger, trace

STALE_AFTER = timedelta(hours=24)
"""A message that Meta held back for longer is stored, and answered by people only."""


@dataclass(frozen=True)
class Inbox:
    """Stores each thing a channel says exactly once, and lets the bot answer in the same transaction."""

    channels: Channels
    connections: Connections
    conversations: Conversations
    quarantine: Quarantine
    automation: Automation
    statuses: Statuses
    journal: Journal

    def take(self, item: Item, now: datetime) -> None:
        """Takes one webhook item. Raises ``Conflict`` when it lost every race: the queue brings it again."""
        facts = self.channels.named(item.channel).parse(item)
        connection = self.connections.by_account(item.workspace, item.app_id, item.account) if item.account else None
        for fact in facts:
            match fact:
                case Unrecognised():
                    self.set_aside(item, "unreadable" if fact.broken else "unhandled", f"Kept for later: {fact.what}", now)
                case _ if connection is None:
                    self._set_stranger_aside(item, now)
                case StatusChanged():
                    self.statuses.apply(item.workspace, connection.id, fact)
                case MessageReceived() | ReactionReceived():
                    self._take_words(item.workspace, connection, fact, now)

    def _take_words(self, workspace: WorkspaceId, connection: Connection, fact: MessageReceived | ReactionReceived, now: datetime) -> None:
        quoted = fact.reply_to if isinstance(fact, MessageReceived) else fact.to
        for _ in range(MAX_RACES):
            known = self.conversations.known(workspace, connection.id, fact.sender.addresses, fact.message_id, quoted)
            if known.seen:
                return self._seen_before(workspace, known, fact)
            trace("looked_up", fact.message_id, known=known.contact is not None, talking=known.conversation is not None)
            change = self._change(workspace, connection, known, fact, now)
            try:
                return self.journal.write(workspace, change, now)
            except Duplicate:
                return self._seen_before(workspace, known, fact)
            except Conflict:
                logger.info("race lost", door="inbox")
        raise Conflict("Other messages of this contact kept coming first.")

    def _seen_before(self, workspace: WorkspaceId, known: Known, fact: MessageReceived | ReactionReceived) -> None:
        """A duplicate may be the sign of a death between commit and queue: what is still queued is queued again."""
        trace("seen_before", fact.message_id)
        if known.conversation is not None:
            unsent = self.conversations.unsent(workspace, known.conversation.id)
            self.journal.queue(workspace, known.conversation, unsent)

    def _change(
        self, workspace: WorkspaceId, connection: Connection, known: Known, fact: MessageReceived | ReactionReceived, now: datetime
    ) -> Change:
        contact = _contact(known, fact, now)
        conversation = (
            known.conversation or self._reacted_to(workspace, contact, known, fact) or _conversation(connection, contact, fact, now)
        )
        conversation = conversation.model_copy(
            update={"contact_name": contact.name, "address": fact.sender.addresses[0], "shown_address": contact.shown[0]}
        )
        changed_contact = contact if contact != known.contact else None
        if isinstance(fact, ReactionReceived) and known.quoted is not None and known.quoted.conversation_id == conversation.id:
            reaction = _reaction(known.quoted, contact, fact)
            return Change(conversation.reacted(fact.at, now), contact=changed_contact, seen=fact.message_id, reaction=reaction)
        message = _message(conversation, contact, fact, known.quoted)
        speaks = isinstance(fact, MessageReceived) and fact.opens_window
        conversation = conversation.received(message, now, opens_window=speaks or isinstance(fact, ReactionReceived))
        step = Step(conversation)
        if speaks and conversation.status is Status.BOT and now - fact.at < STALE_AFTER:
            step = self.automation.answer(
                workspace, conversation, contact, known.session, message.content, first_contact=known.contact is None, now=now
            )
            _tell_move(fact, known.session, step)
        return Change(
            step.conversation, entries=(message, *step.entries), session=step.session, contact=changed_contact, seen=fact.message_id
        )

    def _reacted_to(
        self, workspace: WorkspaceId, contact: Contact, known: Known, fact: MessageReceived | ReactionReceived
    ) -> Conversation | None:
        """A reaction to an old message belongs to its conversation, however long resolved: it starts no new one."""
        if known.quoted is None or isinstance(fact, MessageReceived):
            return None
        found = self.conversations.get(workspace, known.quoted.conversation_id)
        # What another person was told is theirs: it never gets this one's name and address.
        return found if found.contact_id == contact.id else None

    def set_aside(self, item: Item, cause: Cause, reason: str, now: datetime) -> None:
        """Quarantines an item that cannot be taken, so that people see it and its neighbours go on."""
        set_aside(self.quarantine, item.workspace, QuarantineRecord.of_item(item, cause, reason, now))

    def _set_stranger_aside(self, item: Item, now: datetime) -> None:
        """A number of another app of this workspace is told apart; one of another workspace is as unknown as any."""
        ours = any(connection.account == item.account for connection in self.connections.connections(item.workspace))
        self.set_aside(item, "foreign_app" if ours else "unknown_number", "The number is not registered under this app.", now)


def _tell_move(fact: MessageReceived | ReactionReceived, before: Session | None, step: Step) -> None:
    """Where the bot was, and where it stands now."""
    left = before.node_kind if before is not None and before.live else None
    after = step.session
    trace(
        "bot_moved",
        fact.message_id,
        flow=after.flow_id if after else None,
        left=left,
        node=after.node_kind if after else None,
        state=after.state if after else None,
        status=step.conversation.status,
    )


def _contact(known: Known, fact: MessageReceived | ReactionReceived, now: datetime) -> Contact:
    sender = fact.sender
    if known.contact is not None:
        own = tuple(address for address in sender.addresses if address not in known.foreign)
        return known.contact.seen_as(own, sender.name, sender.username)
    name = sender.name or (f"@{sender.username}" if sender.username else sender.addresses[0].shown)
    return Contact(id=ContactId(new_id(now)), name=name[:300], username=sender.username, addresses=sender.addresses, created_at=now)


def _conversation(connection: Connection, contact: Contact, fact: MessageReceived | ReactionReceived, now: datetime) -> Conversation:
    return Conversation(
        id=ConversationId(new_id(now)),
        connection_id=connection.id,
        contact_id=contact.id,
        contact_name=contact.name,
        address=fact.sender.addresses[0],
        shown_address=contact.shown[0],
        last_activity_at=now,
        created_at=now,
    )


def _message(conversation: Conversation, contact: Contact, fact: MessageReceived | ReactionReceived, quoted: Message | None) -> Message:
    if isinstance(fact, MessageReceived):
        content, reply_to, failure = fact.content, fact.reply_to, fact.failure
    else:
        content, reply_to, failure = Reaction(emoji=fact.emoji), fact.to, None
    return Message(
        conversation_id=conversation.id,
        seq=conversation.seq + 1,
        id=MessageId(new_id(fact.at)),
        direction="inbound",
        author=Author(kind="contact", id=contact.id, name=contact.name),
        content=content,
        reply_to=_quote(reply_to, quoted, conversation) if reply_to else None,
        at=fact.at,
        provider_id=fact.message_id,
        failure=failure,
    )


def _quote(provider_id: str, quoted: Message | None, conversation: Conversation) -> Quote:
    # A message of an earlier conversation is quoted by its words alone: it has no place in this one.
    if quoted is None:
        return Quote(provider_id=provider_id)
    seq = quoted.seq if quoted.conversation_id == conversation.id else None
    return Quote(provider_id=provider_id, message_id=quoted.id, seq=seq, author=quoted.author, preview=quoted.preview)


def _reaction(target: Message, contact: Contact, fact: ReactionReceived) -> tuple[MessageRef, MessageReaction | None, str]:
    author = Author(kind="contact", id=contact.id, name=contact.name)
    return target.ref, MessageReaction(author=author, emoji=fact.emoji) if fact.emoji else None, contact.id
