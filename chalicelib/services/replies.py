"""An agent answers."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.change import Change
from chalicelib.domain.content import Content
from chalicelib.domain.conversation import TAKEN_OVER, Conversation, Status, outbound
from chalicelib.domain.errors import Conflict, ConversationResolved, Duplicate, Rejected, WindowClosed
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import ConversationId, WorkspaceId
from chalicelib.domain.message import UNSENT, DeliveryStatus, Entry, Message, MessageRef, Quote
from chalicelib.domain.workspace import Member
from chalicelib.services.journal import MAX_RACES, Journal
from chalicelib.services.ports.channels import Channels
from chalicelib.services.ports.conversations import Conversations
from chalicelib.services.ports.delivery import Deliveries
from chalicelib.services.ports.workspaces import Connections
from chalicelib.services.waits import Waits


@dataclass(frozen=True)
class Replies:
    """Lets an agent answer a contact. Answering takes the word from the bot, and the conversation where it is nobody's: the timeline says
    so before the answer."""

    conversations: Conversations
    connections: Connections
    channels: Channels
    deliveries: Deliveries
    journal: Journal
    waits: Waits

    def send(
        self, workspace: WorkspaceId, conversation_id: ConversationId, client_id: str, content: Content,
        *, reply_to: int | None = None, by: Member, now: datetime,
    ) -> Message:  # fmt: skip
        """The message, queued; the same ``client_id`` again answers the same message.

        Raises ``NotFound``, ``ContentInvalid``, ``ConversationResolved``, ``WindowClosed``, or ``Conflict`` after five lost races.
        """
        for _ in range(MAX_RACES):
            conversation, session = self.conversations.open_with_session(workspace, conversation_id)
            try:
                return self._write(workspace, conversation, session, client_id, content, reply_to, by, now)
            except Duplicate:
                return self._sent_before(workspace, conversation_id, client_id)
            except (ConversationResolved, WindowClosed):
                # It may be a retry of one that went before that.
                if self.conversations.by_client_id(workspace, client_id) is None:
                    raise
                return self._sent_before(workspace, conversation_id, client_id)
            except Conflict:
                continue
        raise Conflict("The conversation keeps changing; try again.")

    def resend(self, workspace: WorkspaceId, ref: MessageRef, *, by: Member, now: datetime, chosen: bool = True) -> Message:
        """A new attempt of a message that failed or may not have arrived, under its own name; asked for twice, it is one.

        ``chosen``: somebody picked this very message. One of many waits (``Conflict``) where a person took the word from its bot since.
        Raises ``NotFound``, ``ConversationResolved``, ``WindowClosed``, or ``Rejected`` for any other message.
        """
        for _ in range(MAX_RACES):
            conversation, message = self.deliveries.load(workspace, ref)
            if message.resent_by is not None and message.status in UNSENT | {DeliveryStatus.SENDING}:
                self.waits.look_again(workspace, ref.conversation_id)
                return message
            if not message.resendable:
                raise Rejected("Only a message that failed, or whose arrival is unconfirmed, can be sent again.")
            conversation.may_reply(message.content, now)
            if not chosen and conversation.keeps_back(message):
                raise Conflict("A person has taken over since.")
            again = self.deliveries.resent(workspace, message, by=by.author, now=now)
            if again is not None:
                self.journal.queue(workspace, conversation, [again])
                self.waits.look_again(workspace, ref.conversation_id)
                return again
        raise Conflict("The message keeps changing; try again.")

    def _write(
        self, workspace: WorkspaceId, conversation: Conversation, session: Session | None, client_id: str, content: Content,
        reply_to: int | None, by: Member, now: datetime,
    ) -> Message:  # fmt: skip
        connection = self.connections.connection(workspace, conversation.connection_id)
        self.channels.named(connection.channel).check(content)
        conversation.may_reply(content, now)
        entries: list[Entry] = []
        cancelled: tuple[Message, ...] = ()
        if conversation.status is Status.BOT:
            conversation, event = conversation.taken_over(by.author, now, to_answer=True)
            entries.append(event)
            cancelled = tuple(m.cancelled(TAKEN_OVER, now) for m in self.conversations.unsent(workspace, conversation.id))
        elif conversation.assignee is None:
            conversation, event = conversation.assigned(by.author, by.author, now)
            entries.append(event)
        quote = self._quote(workspace, conversation, reply_to) if reply_to is not None else None
        message = outbound(conversation, client_id, content, by.author, now, client_id=client_id, reply_to=quote)
        conversation = conversation.replied(message, by.author, now)
        paused = session.paused() if session else None
        change = Change(
            conversation,
            entries=(*entries, message),
            session=paused if paused is not session else None,
            client_id=client_id,
            cancelled=cancelled,
        )
        self.journal.write(workspace, change, now)
        return message

    def _quote(self, workspace: WorkspaceId, conversation: Conversation, seq: int) -> Quote:
        quoted = self.conversations.entry(workspace, MessageRef(conversation_id=conversation.id, seq=seq))
        if not isinstance(quoted, Message) or quoted.provider_id is None:
            raise Rejected("Only a message that WhatsApp has can be quoted.")
        return Quote(provider_id=quoted.provider_id, message_id=quoted.id, seq=seq, author=quoted.author, preview=quoted.preview)

    def _sent_before(self, workspace: WorkspaceId, conversation_id: ConversationId, client_id: str) -> Message:
        ref = self.conversations.by_client_id(workspace, client_id)
        if ref is None or ref.conversation_id != conversation_id:
            raise Rejected("This client_id was used for another message.")
        entry = self.conversations.entry(workspace, ref)
        if not isinstance(entry, Message):
            raise Rejected("This client_id was used for another message.")
        # The first try may have died between its commit and the queue.
        conversation = self.conversations.get(workspace, conversation_id)
        self.journal.queue(workspace, conversation, [entry])
        return entry
