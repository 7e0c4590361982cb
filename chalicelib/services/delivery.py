"""Sends one queued message and records how it went."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.domain.content import Template
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.errors import (
    ChannelError,
    ChannelThrottled,
    ChannelUnavailable,
    ConnectionBroken,
    MessageRejected,
    NotFound,
    OutcomeUnknown,
    WindowClosed,
)
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.message import Claim, DeliveryStatus, Failure, Message, Reference
from chalicelib.services.journal import group_of
from chalicelib.services.ports import Channels, Connections, Deliveries, Later, Outbox, Vault
from chalicelib.telemetry import logger

LEASE = timedelta(minutes=5)
"""How long an unknown outcome waits for a status webhook before the reconciler decides (reliability.md §2.4)."""
MAX_ATTEMPTS = 6
MAX_WAIT = 900
"""Seconds: the longest an SQS message may be delayed, and the cap of every backoff."""


@dataclass(frozen=True)
class Delivery:
    """At most one accepted send per attempt (I10): only a claimed message is sent, and a doubtful one never again by guess."""

    deliveries: Deliveries
    connections: Connections
    channels: Channels
    vault: Vault
    outbox: Outbox
    later: Later
    jitter: random.Random = field(default_factory=random.Random)

    def deliver(self, claim: Claim, now: datetime) -> None:
        """Does nothing when the message was taken up, cancelled or settled before."""
        try:
            conversation, message = self.deliveries.load(claim.workspace, claim.ref)
        except NotFound:
            logger.warning("claim without a message", conversation=claim.ref.conversation_id, seq=claim.ref.seq)
            return
        if message.status is not DeliveryStatus.QUEUED or message.attempt != claim.attempt:
            return
        claimed = self.deliveries.claim(claim.workspace, message, lease_until=now + LEASE, now=now)
        if claimed is None:
            return
        message = claimed
        try:
            provider_id = self._send(claim.workspace, conversation, message, now)
        except (ChannelError, WindowClosed, NotFound) as error:
            self._record(claim, conversation, message, error, now)
        else:
            self.deliveries.accepted(claim.workspace, conversation.connection_id, message, provider_id, now=now)

    def requeue(self, claim: Claim, now: datetime) -> None:
        """Brings back a message that waited its turn; nothing when it waits no more."""
        try:
            conversation, _ = self.deliveries.load(claim.workspace, claim.ref)
        except NotFound:
            return
        again = self.deliveries.requeued(claim.workspace, claim.ref, now=now)
        if again is not None:
            self.outbox.put([(again, group_of(conversation))])

    def reconcile(self, claim: Claim, now: datetime) -> None:
        """Decides a message nobody heard of since its send: asked for by ``sweep_due`` when its moment has come."""
        try:
            _conversation, message = self.deliveries.load(claim.workspace, claim.ref)
        except NotFound:
            return None
        if message.status is not DeliveryStatus.SENDING:
            return self.requeue(claim, now)
        if message.due_at is not None and message.due_at > now:
            return None
        if message.policy == "at_most_once" or message.attempt >= 2:
            self.deliveries.settled(claim.workspace, message, DeliveryStatus.UNCONFIRMED, now=now, failure=_UNCONFIRMED)
            return None
        self.deliveries.settled(
            claim.workspace, message, DeliveryStatus.DEFERRED, now=now, due_at=now, next_attempt=True, failure=_REPEATED
        )
        self.requeue(claim, now)
        return None

    def _send(self, workspace: WorkspaceId, conversation: Conversation, message: Message, now: datetime) -> str:
        if not isinstance(message.content, Template) and not conversation.window_open(now):
            raise WindowClosed
        connection = self.connections.connection(workspace, conversation.connection_id)
        token = self.vault.open(workspace, connection.id, connection.token)
        channel = self.channels.named(connection.channel)
        reference = str(Reference(workspace=workspace, ref=message.ref, attempt=message.attempt))
        quoted = message.reply_to.provider_id if message.reply_to else None
        return channel.send(connection, token, conversation.address, message.content, reply_to=quoted, reference=reference)

    def _record(self, claim: Claim, conversation: Conversation, message: Message, error: Exception, now: datetime) -> None:
        code = error.code if isinstance(error, ChannelError) else None
        logger.info("send failed", code=code, error=type(error).__name__, attempt=message.attempt)
        match error:
            case OutcomeUnknown():
                # Stays ``sending``: a status webhook tells, or the reconciler decides when the lease ends.
                return
            case ChannelThrottled() | ChannelUnavailable() if message.attempt < MAX_ATTEMPTS:
                self._defer(claim, conversation, message, error, now)
            case WindowClosed():
                failure = Failure(code=131047, reason=error.detail, action="send_template")
                self.deliveries.settled(claim.workspace, message, DeliveryStatus.FAILED, now=now, failure=failure)
            case ConnectionBroken() | MessageRejected() | ChannelError() | NotFound():
                failure = Failure(code=code, reason=error.detail, action=getattr(error, "action", None))
                self.deliveries.settled(claim.workspace, message, DeliveryStatus.FAILED, now=now, failure=failure)

    def _defer(self, claim: Claim, conversation: Conversation, message: Message, error: ChannelError, now: datetime) -> None:
        pair = isinstance(error, ChannelThrottled) and error.pair
        wait = 4**message.attempt if pair else 2**message.attempt + self.jitter.random() * 2**message.attempt
        seconds = min(int(wait) + 1, MAX_WAIT)
        due_at = now + timedelta(seconds=seconds)
        failure = Failure(code=error.code, reason=error.detail)
        self.deliveries.settled(
            claim.workspace, message, DeliveryStatus.DEFERRED, now=now, failure=failure, due_at=due_at, next_attempt=True
        )
        following = Claim(workspace=claim.workspace, ref=claim.ref, attempt=message.attempt + 1)
        self.later.put(following, group_of(conversation), seconds)


_UNCONFIRMED = Failure(reason="WhatsApp did not say whether it took this message.", action="resend")
_REPEATED = Failure(reason="WhatsApp did not say whether it took this message; it was sent once more and may appear twice.")
