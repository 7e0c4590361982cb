"""What was set aside, seen and put back on its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.errors import ConversationResolved, NotFound, PyTakeError, Rejected, WindowClosed
from chalicelib.domain.ids import AppId, WorkspaceId
from chalicelib.domain.message import MessageRef
from chalicelib.domain.quarantine import Cause, QuarantineRecord
from chalicelib.domain.workspace import Member
from chalicelib.services.ports.channels import Channels
from chalicelib.services.ports.intake import Lanes, Quarantine
from chalicelib.telemetry import count, logger

PAGE = 25
"""Records of a page, and the most that one call replays."""
LOOKS = 10
"""Pages that one call looks through for a record to replay."""


def set_aside(quarantine: Quarantine, workspace: WorkspaceId, record: QuarantineRecord) -> None:
    """Keeps a record where people see it, and raises the alarm: not for what this version merely does not act on."""
    quarantine.add(workspace, record)
    logger.warning("set aside", record=record.id, lane=record.lane, cause=record.cause, reason=record.reason, app_id=record.app_id)
    if record.cause != "unhandled":
        count("QuarantinedRecords")


class Resending(Protocol):
    """What sends a failed message again because somebody says so."""

    def resend(self, workspace: WorkspaceId, ref: MessageRef, *, by: Member, now: datetime, chosen: bool) -> object:
        """Raises ``NotFound``, ``Rejected`` or ``Conflict`` for a message that may not be sent again, or not now."""
        ...


@dataclass(frozen=True)
class Replayed:
    """How far a replay of many came. ``cursor`` is None when no more wait."""

    replayed: int
    refused: int
    cursor: str | None


@dataclass(frozen=True)
class QuarantineDesk:
    """Puts back what was set aside, as it was, and marks it only then: a death between means a second replay, which stores nothing twice.

    What fails again is set aside again, under the same record.
    """

    quarantine: Quarantine
    lanes: Lanes
    channels: Channels
    replies: Resending

    def page(self, workspace: WorkspaceId, cursor: str | None, *, waiting: bool) -> tuple[Sequence[QuarantineRecord], str | None]:
        """Newest first. Raises ``Rejected`` for a bad cursor."""
        return self.quarantine.page(workspace, cursor, PAGE, waiting=waiting)

    def get(self, workspace: WorkspaceId, record_id: str) -> QuarantineRecord:
        """The whole of it. Raises ``NotFound``."""
        return self.quarantine.get(workspace, record_id)

    def replay(self, workspace: WorkspaceId, record_id: str, *, by: Member, now: datetime, chosen: bool = True) -> QuarantineRecord:
        """The record as it stands then; one that was replayed is left alone. Raises ``NotFound``, or ``Rejected`` for what cannot go.

        ``chosen``: somebody looked at this one, rather than at many.
        """
        record = self.quarantine.get(workspace, record_id)
        if record.replayed_at is not None:
            return record.shown
        self._put_back(workspace, record, by, now, chosen)
        logger.info("replayed", record=record.id, lane=record.lane, times=record.times, member=by.id)
        return self.quarantine.replayed(workspace, record, by=by.id, now=now)

    def replay_all(
        self, workspace: WorkspaceId, *, cause: Cause | None, app_id: AppId | None, cursor: str | None, by: Member, now: datetime
    ) -> Replayed:
        """A page of those that wait, oldest first, which keeps each person's order; ``cursor`` goes on where the last call ended.

        What this version does not act on only where that is the cause asked for: it would only come back. A bot's message stays where a
        person has the word since.
        """
        replayed = refused = 0
        for _ in range(LOOKS):
            records, cursor = self.quarantine.page(workspace, cursor, PAGE, oldest_first=True)
            for record in records:
                wanted = record.cause == cause if cause else record.cause != "unhandled"
                if not wanted or (app_id is not None and record.app_id != app_id):
                    continue
                try:
                    self.replay(workspace, record.id, by=by, now=now, chosen=False)
                    replayed += 1
                except PyTakeError as error:
                    logger.info("replay refused", record=record.id, error=type(error).__name__)
                    refused += 1
            if cursor is None or replayed or refused:
                break
        return Replayed(replayed, refused, cursor)

    def _put_back(self, workspace: WorkspaceId, record: QuarantineRecord, by: Member, now: datetime, chosen: bool) -> None:
        if record.lane == "outbound":
            self._send_again(workspace, record.claim.ref, by, now, chosen)
            return
        if record.lane == "webhook" and record.channel is not None and record.app_id is not None:
            items = self.channels.named(record.channel).split(record.webhook, record.app_id, record.at)
        else:
            items = [record.item]
        if items:
            # Numbered, or within five minutes the queue would swallow what it has had.
            self.lanes.put([item.model_copy(update={"workspace": workspace, "put": record.times}) for item in items])

    def _send_again(self, workspace: WorkspaceId, ref: MessageRef, by: Member, now: datetime, chosen: bool) -> None:
        try:
            self.replies.resend(workspace, ref, by=by, now=now, chosen=chosen)
        except (WindowClosed, ConversationResolved):
            raise
        except (NotFound, Rejected):
            # It arrived, or was sent again meanwhile, or is gone: nothing is left to put back.
            logger.info("nothing to send again", conversation=ref.conversation_id, seq=ref.seq)
