"""Writes a change, then tells the queues and the alarm clock what was written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.change import Change
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.message import Claim, DeliveryStatus, Message
from chalicelib.services.ports.conversations import Conversations
from chalicelib.services.ports.delivery import Alarms, Outbox
from chalicelib.telemetry import trace

SOON = timedelta(minutes=2)
"""Longer than a change takes, and than the minute between two sweeps."""
MAX_RACES = 5
"""Times a change is tried against other writers before whoever asked is told."""


def group_of(conversation: Conversation) -> str:
    """The outbound queue's group: one person over one connection, so that their messages keep their order."""
    return f"{conversation.connection_id}.{conversation.contact_id}"


@dataclass(frozen=True)
class Journal:
    """The only way a change of a conversation is written that says or sets anything.

    The commit is the truth. If the process dies after it, ``sweep_due`` queues the messages and rings the alarm.
    """

    conversations: Conversations
    outbox: Outbox
    alarms: Alarms

    def write(self, workspace: WorkspaceId, change: Change, now: datetime) -> None:
        """One transaction, at most one queue call a ten messages, an alarm where a new one is due. Raises as ``commit`` does."""
        session = change.session
        arms = session is not None and session.needs_alarm(now)
        if session is not None and arms:
            session = session.armed()
            change = replace(change, session=session, rearmed=True)
        elif session is not None and session.armed_for is not None and session.armed_for <= now + SOON:
            # The alarm, and the sweep after it, may be looking at the row before ours: then nobody looks after this one.
            change = replace(change, rearmed=True)
        self.conversations.commit(workspace, change)
        if change.seen is not None:
            first = change.entries[0].seq if change.entries else None
            trace("stored", change.seen, conversation=change.conversation.id, seq=first, last=change.conversation.seq)
        self.queue(workspace, change.conversation, (entry for entry in change.entries if isinstance(entry, Message)))
        if session is not None and arms:
            self.alarms.arm(workspace, session)

    def queue(self, workspace: WorkspaceId, conversation: Conversation, messages: Iterable[Message]) -> None:
        """Puts the queued ones on the outbound queue; the queue swallows a claim it has had within 5 minutes."""
        group = group_of(conversation)
        claims = [
            (Claim(workspace=workspace, ref=message.ref, attempt=message.attempt, put=message.put, follows=message.follows), group)
            for message in messages
            if message.status is DeliveryStatus.QUEUED
        ]
        if claims:
            self.outbox.put(claims)
            trace("reply_queued", conversation=conversation.id, seq=claims[0][0].ref.seq, last=claims[-1][0].ref.seq)
