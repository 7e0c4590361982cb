"""Sends one queued message and records how it went."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.domain.content import Template
from chalicelib.domain.conversation import TAKEN_OVER, Conversation
from chalicelib.domain.errors import (
    ChannelError,
    ChannelThrottled,
    ChannelUnavailable,
    ConnectionBroken,
    NotFound,
    OutcomeUnknown,
    PyTakeError,
    Rejected,
    WindowClosed,
)
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.message import REPEATED, Claim, DeliveryStatus, Failure, Message, Reference
from chalicelib.services.journal import group_of
from chalicelib.services.ports.channels import Channels
from chalicelib.services.ports.delivery import Deliveries, Later, Outbox
from chalicelib.services.ports.workspaces import Connections, Vault
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
        if conversation.keeps_back(message):
            self._refused(claim.workspace, message, TAKEN_OVER, now)
            return
        # All that may break without the channel comes before the claim: what is claimed and not sent would be doubtful.
        try:
            send = self._prepared(claim.workspace, conversation, message, now)
        except (NotFound, Rejected) as error:
            self._refused(claim.workspace, message, _failure(error), now)
            return
        claimed = self.deliveries.claim(claim.workspace, message, lease_until=now + LEASE, now=now)
        if claimed is None:
            return
        try:
            provider_id = send()
        except ChannelError as error:
            self._record(claim, conversation, claimed, error, now)
        else:
            self.deliveries.accepted(claim.workspace, conversation.connection_id, claimed, provider_id, now=now)

    def requeue(self, claim: Claim, now: datetime) -> None:
        """Brings back a message that waited its turn; nothing when it waits no more, or for a later turn."""
        try:
            conversation, message = self.deliveries.load(claim.workspace, claim.ref)
        except NotFound:
            return
        if message.attempt == claim.attempt:
            self._put_again(claim, conversation, now)

    def reconcile(self, claim: Claim, now: datetime) -> None:
        """Decides a message nobody heard of since its send: asked for by ``sweep_due`` when its moment has come."""
        try:
            conversation, message = self.deliveries.load(claim.workspace, claim.ref)
        except NotFound:
            return
        if message.due_at is None or message.due_at > now:
            return
        if message.status is DeliveryStatus.SENDING:
            if message.policy == "at_most_once" or message.repeated or conversation.keeps_back(message):
                self.deliveries.settled(claim.workspace, message, DeliveryStatus.UNCONFIRMED, now=now, failure=_UNCONFIRMED)
                return
            self.deliveries.settled(
                claim.workspace, message, DeliveryStatus.DEFERRED, now=now, due_at=now, next_attempt=True, repeated=True, failure=REPEATED
            )
        self._put_again(claim, conversation, now)

    def _put_again(self, claim: Claim, conversation: Conversation, now: datetime) -> None:
        again = self.deliveries.requeued(claim.workspace, claim.ref, now=now)
        if again is not None:
            self.outbox.put([(again, group_of(conversation))])

    def _prepared(self, workspace: WorkspaceId, conversation: Conversation, message: Message, now: datetime) -> Callable[[], str]:
        """The send, with all it takes at hand. Raises ``NotFound`` or ``Rejected`` where it may not or cannot go, now or later."""
        if not isinstance(message.content, Template) and not conversation.window_open(now):
            raise WindowClosed
        connection = self.connections.connection(workspace, conversation.connection_id)
        token = self.vault.open(workspace, connection.id, connection.token)
        channel = self.channels.named(connection.channel)
        reference = str(Reference(workspace=workspace, ref=message.ref, attempt=message.attempt))
        quoted = message.reply_to.provider_id if message.reply_to else None
        return lambda: channel.send(connection, token, conversation.address, message.content, reply_to=quoted, reference=reference)

    def _refused(self, workspace: WorkspaceId, message: Message, failure: Failure, now: datetime) -> None:
        logger.info("send refused", code=failure.code, cause=failure.cause, attempt=message.attempt)
        claimed = self.deliveries.claim(workspace, message, lease_until=now + LEASE, now=now)
        if claimed is not None:
            self.deliveries.settled(workspace, claimed, DeliveryStatus.FAILED, now=now, failure=failure)

    def _record(self, claim: Claim, conversation: Conversation, message: Message, error: ChannelError, now: datetime) -> None:
        logger.info("send failed", code=error.code, error=type(error).__name__, attempt=message.attempt)
        match error:
            case OutcomeUnknown():
                # Stays ``sending``: a status webhook tells, or the reconciler decides when the lease ends.
                return
            case ChannelThrottled() | ChannelUnavailable() if message.attempt < MAX_ATTEMPTS:
                self._defer(claim, conversation, message, error, now)
            case _:
                self.deliveries.settled(claim.workspace, message, DeliveryStatus.FAILED, now=now, failure=_failure(error))

    def _defer(self, claim: Claim, conversation: Conversation, message: Message, error: ChannelError, now: datetime) -> None:
        pair = isinstance(error, ChannelThrottled) and error.pair
        wait = 4**message.attempt if pair else 2**message.attempt + self.jitter.random() * 2**message.attempt
        seconds = min(int(wait) + 1, MAX_WAIT)
        due_at = now + timedelta(seconds=seconds)
        # It waits for its turn: there is nothing for anyone to do.
        failure = _failure(error).model_copy(update={"action": None})
        self.deliveries.settled(
            claim.workspace, message, DeliveryStatus.DEFERRED, now=now, failure=failure, due_at=due_at, next_attempt=True
        )
        following = Claim(workspace=claim.workspace, ref=claim.ref, attempt=message.attempt + 1)
        self.later.put(following, group_of(conversation), seconds)


_UNCONFIRMED = Failure(cause="unconfirmed", reason="WhatsApp did not say whether it took this message.", action="resend")


def _failure(error: PyTakeError) -> Failure:
    """What people read of an error: by its code, or by our cause where it has none."""
    match error:
        case WindowClosed():
            return Failure(code=131047, reason=error.detail, action="send_template")
        case ChannelUnavailable(code=None):
            return Failure(cause="unreachable", reason=error.detail)
        case ConnectionBroken(code=None) | NotFound() | Rejected():
            return Failure(cause="connection", reason=error.detail)
        case ChannelError():
            return Failure(code=error.code, reason=error.detail, action=error.action)
    return Failure(reason=error.detail)
