"""Sends one queued message and records how it went."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from chalicelib.domain.connection import Connection
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
from chalicelib.domain.message import REPEATED, UNCONFIRMED, Claim, DeliveryStatus, Failure, Message, MessageRef, Paced, Reference
from chalicelib.domain.pace import Turn, number_budget, pair_budget
from chalicelib.domain.quarantine import QuarantineRecord
from chalicelib.services.breaker import Breaker
from chalicelib.services.journal import group_of
from chalicelib.services.ports.channels import Channels
from chalicelib.services.ports.delivery import Deliveries, Later, Outbox, Rates
from chalicelib.services.ports.intake import Quarantine
from chalicelib.services.ports.workspaces import Connections, Vault
from chalicelib.services.quarantine import set_aside
from chalicelib.services.waits import Waits
from chalicelib.telemetry import logger, trace

LEASE = timedelta(minutes=5)
"""How long an unknown outcome waits for a status webhook before the reconciler decides (reliability.md §2.4)."""
MAX_ATTEMPTS = 6
MAX_WAIT = 900
"""Seconds: the longest an SQS message may be delayed, and the cap of every backoff."""


@dataclass(frozen=True)
class Delivery:
    """At most one accepted send per attempt (I10), in order for each contact: only a claimed message is sent, and a doubtful one never
    again, but where its policy says so, once. What must wait is acknowledged, and comes back through ``outbound-later`` or the sweep."""

    deliveries: Deliveries
    connections: Connections
    channels: Channels
    vault: Vault
    rates: Rates
    breaker: Breaker
    outbox: Outbox
    later: Later
    quarantine: Quarantine
    waits: Waits
    jitter: random.Random = field(default_factory=random.Random)

    def deliver(self, claim: Claim, now: datetime) -> None:
        """Does nothing when the message was taken up, cancelled or settled before."""
        try:
            conversation, message, previous = self.deliveries.in_turn(claim.workspace, claim.ref, claim.follows)
        except NotFound:
            logger.warning("claim without a message", conversation=claim.ref.conversation_id, seq=claim.ref.seq)
            return
        if message.status is not DeliveryStatus.QUEUED or message.attempt != claim.attempt:
            # Whoever had this claim before may have died before it looked.
            self._looked_after(claim.workspace, claim.ref, message.status)
            return
        if conversation.keeps_back(message):
            self._refuse(claim.workspace, message, TAKEN_OVER, now)
            return
        # All that may break without the channel comes before the claim: what is claimed and not sent would be doubtful.
        try:
            self._may_go(conversation, message, now)
            connection = self._connection(claim.workspace, conversation)
            if connection.state == "paused":
                self.breaker.park(claim.workspace, connection, message, group_of(conversation), now)
                return
            if again := message.held_up_by(previous, now):
                self._put_off(claim, conversation, message, again, _WAITS, now)
                return
            token = self.vault.open(claim.workspace, connection.id, connection.token)
            channel = self.channels.named(connection.channel)
        except (NotFound, Rejected) as error:
            self._refuse(claim.workspace, message, _failure(error), now)
            return
        turn, paced = self._turn(claim, connection, conversation, previous, now)
        if turn.at > now:
            self._put_off(claim.model_copy(update={"paced": paced}), conversation, message, turn.at, _PACED, now)
            return
        doubtful = previous.seq if previous and previous.status is DeliveryStatus.SENDING else None
        claimed = self.deliveries.claim(claim.workspace, message, now=now, ahead_of=doubtful)
        if claimed is None:
            return
        trace("sending", conversation=claimed.ref.conversation_id, seq=claimed.ref.seq, attempt=claimed.attempt)
        reference = str(Reference(workspace=claim.workspace, ref=claimed.ref, attempt=claimed.attempt))
        quoted = claimed.reply_to.provider_id if claimed.reply_to else None
        try:
            provider_id = channel.send(connection, token, conversation.address, claimed.content, reply_to=quoted, reference=reference)
        except ChannelError as error:
            self._record(claim, connection, conversation, claimed, error, now)
        else:
            sent = self.deliveries.accepted(claim.workspace, connection.id, claimed, provider_id, now=now)
            trace("accepted", provider_id, conversation=claimed.ref.conversation_id, seq=claimed.ref.seq, attempt=claimed.attempt)
            self._looked_after(claim.workspace, claim.ref, sent.status)

    def requeue(self, claim: Claim, now: datetime) -> None:
        """Brings back a message that waited its turn; nothing when it waits no more, or for a later turn."""
        try:
            conversation, message = self.deliveries.load(claim.workspace, claim.ref)
        except NotFound:
            return
        if message.attempt == claim.attempt:
            self._put_again(claim, conversation, now)

    def reconcile(self, claim: Claim, now: datetime) -> datetime | None:
        """Decides a message nobody heard of since its send: asked for by ``sweep_due`` when its moment has come.

        When to ask again, where its lease has not ended; None: there is nothing more to decide.
        """
        try:
            conversation, message = self.deliveries.load(claim.workspace, claim.ref)
        except NotFound:
            return None
        if message.due_at is None or message.due_at > now:
            return None
        if message.status is DeliveryStatus.SENDING:
            ends = (message.status_at or now) + LEASE
            if ends > now:
                return ends
            if message.policy == "at_most_once" or message.repeated or conversation.keeps_back(message):
                self.deliveries.settled(claim.workspace, message, DeliveryStatus.UNCONFIRMED, now=now, failure=UNCONFIRMED)
                return None
            self.deliveries.settled(
                claim.workspace, message, DeliveryStatus.DEFERRED, now=now, due_at=now, next_attempt=True, repeated=True, failure=REPEATED
            )
        self._put_again(claim, conversation, now)
        return None

    def set_aside(self, claim: Claim, reason: str, now: datetime) -> None:
        """A record that could not be handled: in quarantine, its message failed where people see it. What may have gone out is left to
        the reconciler. Raises where nobody could look whether the customer waits again: the record must come once more for that."""
        set_aside(self.quarantine, claim.workspace, QuarantineRecord.of_claim(claim, reason, now))
        try:
            _, message = self.deliveries.load(claim.workspace, claim.ref)
            status = message.status
            if status is DeliveryStatus.QUEUED and message.attempt == claim.attempt:
                status = self._ended(claim.workspace, message, _FAULT, now)
        except Exception as error:
            # The row itself may be what is wrong; the record holds up nobody's queue for it.
            logger.error("message not failed", conversation=claim.ref.conversation_id, seq=claim.ref.seq, error=type(error).__name__)
        else:
            self._looked_after(claim.workspace, claim.ref, status)

    def _put_again(self, claim: Claim, conversation: Conversation, now: datetime) -> None:
        again = self.deliveries.requeued(claim.workspace, claim.ref, now=now)
        if again is not None:
            self.outbox.put([(again.model_copy(update={"paced": claim.paced}), group_of(conversation))])

    def _connection(self, workspace: WorkspaceId, conversation: Conversation) -> Connection:
        """A paused one is looked at again: what we know may be a minute old. Raises ``NotFound``."""
        connection = self.connections.connection(workspace, conversation.connection_id)
        return self.connections.connection(workspace, connection.id, fresh=True) if connection.state == "paused" else connection

    def _may_go(self, conversation: Conversation, message: Message, at: datetime) -> None:
        if not isinstance(message.content, Template) and not conversation.window_open(at):
            raise WindowClosed

    def _turn(
        self, claim: Claim, connection: Connection, conversation: Conversation, previous: Message | None, now: datetime
    ) -> tuple[Turn, Paced]:
        """When the message may go, and which turns it then has: the contact's before the number's, so that no number's turn is wasted."""
        number = number_budget(connection)
        if claim.paced == "all" and not self.rates.held(claim.workspace, number, now=now):
            return Turn(now), "all"
        if not claim.paced:
            pair = pair_budget(connection, conversation.contact_id)
            turn = self.rates.turn(claim.workspace, pair, now=now, busy=_just_sent(previous, pair.interval, now))
            if turn.at > now:
                return turn, "pair" if turn.taken else ""
        turn = self.rates.turn(claim.workspace, number, now=now)
        return turn, "all" if turn.taken else "pair"

    def _refuse(self, workspace: WorkspaceId, message: Message, failure: Failure, now: datetime) -> None:
        self._looked_after(workspace, message.ref, self._ended(workspace, message, failure, now))

    def _ended(self, workspace: WorkspaceId, message: Message, failure: Failure, now: datetime) -> DeliveryStatus:
        logger.info("send refused", code=failure.code, cause=failure.cause, attempt=message.attempt)
        trace("send_refused", conversation=message.ref.conversation_id, seq=message.ref.seq, code=failure.code, cause=failure.cause)
        status, failure = message.ended_by(failure)
        self.deliveries.settled(workspace, message, status, now=now, failure=failure)
        return status

    def _looked_after(self, workspace: WorkspaceId, ref: MessageRef, status: DeliveryStatus | None) -> None:
        """One that failed was no answer: its customer may wait again."""
        if status is DeliveryStatus.FAILED:
            self.waits.look_again(workspace, ref.conversation_id)

    def _record(
        self, claim: Claim, connection: Connection, conversation: Conversation, message: Message, error: ChannelError, now: datetime
    ) -> None:
        logger.info("send failed", code=error.code, error=type(error).__name__, attempt=message.attempt)
        trace("send_failed", conversation=message.ref.conversation_id, seq=message.ref.seq, code=error.code)
        match error:
            case OutcomeUnknown():
                # Stays ``sending``: a status webhook tells, or the reconciler decides when the lease ends.
                return
            case ConnectionBroken() if message.attempt < MAX_ATTEMPTS:
                # What was refused for certain is written down first: whoever dies after that leaves no doubt.
                self._put_off(_again(claim, message), conversation, message, now, _failure(error), now)
                self.breaker.trip(claim.workspace, connection, error)
            case ChannelThrottled() | ChannelUnavailable() if message.attempt < MAX_ATTEMPTS:
                self._back_off(claim, connection, conversation, message, error, now)
            case _:
                self._refuse(claim.workspace, message, _failure(error), now)

    def _back_off(
        self, claim: Claim, connection: Connection, conversation: Conversation, message: Message, error: ChannelError, now: datetime
    ) -> None:
        pair = isinstance(error, ChannelThrottled) and error.pair
        wait = 4**message.attempt if pair else (1 + self.jitter.random()) * 2**message.attempt
        again = now + timedelta(seconds=min(wait, MAX_WAIT))
        # It waits for its turn: there is nothing for anyone to do.
        failure = _failure(error).model_copy(update={"action": None})
        self._put_off(_again(claim, message), conversation, message, again, failure, now)
        if isinstance(error, ChannelThrottled):
            budget = pair_budget(connection, conversation.contact_id) if pair else number_budget(connection)
            self.rates.hold(claim.workspace, budget, again)

    def _put_off(self, claim: Claim, conversation: Conversation, message: Message, at: datetime, failure: Failure, now: datetime) -> None:
        """Has a message come back then, as ``claim`` says."""
        seconds = min(max(ceil((at - now).total_seconds()), 1), MAX_WAIT)
        due_at = now + timedelta(seconds=seconds)
        try:
            self._may_go(conversation, message, due_at)
        except WindowClosed as error:
            self._refuse(claim.workspace, message, _failure(error), now)
            return
        next_attempt = claim.attempt > message.attempt
        self.deliveries.settled(
            claim.workspace, message, DeliveryStatus.DEFERRED, now=now, failure=failure, due_at=due_at, next_attempt=next_attempt
        )
        self.later.put(claim, group_of(conversation), seconds)
        trace("put_off", conversation=message.ref.conversation_id, seq=message.ref.seq, seconds=seconds, cause=failure.cause)


_WAITS = Failure(cause="waits", reason="It goes after the message before it.")
_PACED = Failure(cause="paced", reason="It waits for its turn: WhatsApp limits how fast messages may be sent.")
_FAULT = Failure(cause="fault", reason="PyTake could not send this message.", action="resend")


def _just_sent(previous: Message | None, interval: timedelta, now: datetime) -> bool:
    """Whether the contact's budget is likely in use. A later status says nothing of when the message was sent."""
    if previous is None or previous.status_at is None:
        return False
    sent = previous.status in (DeliveryStatus.SENDING, DeliveryStatus.ACCEPTED, DeliveryStatus.SENT)
    return sent and now - previous.status_at < interval


def _again(claim: Claim, message: Message) -> Claim:
    """The next attempt, which takes its turns anew."""
    return claim.model_copy(update={"attempt": message.attempt + 1, "paced": ""})


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
