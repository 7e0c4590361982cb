"""Wakes sessions whose deadline has passed: a delay that ends, a question nobody answered."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.change import Change
from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.errors import Conflict, NotFound
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import ConversationId, SessionId, WorkspaceId
from chalicelib.services.automation import Automation
from chalicelib.services.journal import MAX_RACES, Journal
from chalicelib.services.ports.conversations import Contacts, Conversations


@dataclass(frozen=True)
class Timers:
    """A wake-up acts only while its session still waits and the bot still holds the conversation; otherwise it is late, and harmless."""

    conversations: Conversations
    contacts: Contacts
    automation: Automation
    journal: Journal

    def wake(
        self, workspace: WorkspaceId, conversation_id: ConversationId, session_id: SessionId, arming: int | None, now: datetime
    ) -> datetime | None:
        """When the alarm should ring again, or None when its work is done.

        ``arming`` is the alarm's own number: an alarm that another has replaced is done. None is the sweep, which answers for any.
        """
        for _ in range(MAX_RACES):
            try:
                conversation, session = self.conversations.open_with_session(workspace, conversation_id)
            except NotFound:
                return None
            if session is None or session.id != session_id or conversation.status is not Status.BOT or session.rings_at is None:
                return None
            if arming is not None and session.arming != arming:
                return None
            try:
                if now < session.rings_at:
                    self._resleep(workspace, conversation, session, arming, now)
                    return session.rings_at
                contact = self.contacts.get(workspace, conversation.contact_id)
                step = self.automation.wake(workspace, conversation, contact, session, now)
                self.journal.write(workspace, Change(step.conversation, entries=step.entries, session=step.session or session.ended()), now)
            except Conflict:
                continue
            return None
        raise Conflict("Other changes of this conversation kept coming first.")

    def _resleep(self, workspace: WorkspaceId, conversation: Conversation, session: Session, arming: int | None, now: datetime) -> None:
        """Too early: the alarm that rang sleeps on; where the sweep finds that none would ring in time, a new one is armed."""
        if arming is None:
            if session.needs_alarm(now):
                self.journal.write(workspace, Change(conversation, session=session), now)
        elif session.armed_for != session.rings_at:
            self.journal.write(workspace, Change(conversation, session=session.resleeping(), rearmed=True), now)
