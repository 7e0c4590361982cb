"""Budgets as rows: one number each, moved on by one conditional update a turn."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pynamodb.attributes import NumberAttribute

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Refused
from chalicelib.adapters.dynamodb.tables import Row
from chalicelib.domain.errors import Conflict
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.pace import FURTHEST, Budget, Turn

RACES = 6
KEPT = timedelta(days=1)
"""A budget nobody drew on for so long is full again, so that its row may go."""


class RateRow(Row):
    """``head`` and ``held_until`` in microseconds since 1970."""

    class Meta:
        table_name = "workspaces"

    head = NumberAttribute(null=True)
    held_until = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


@dataclass
class _Lease:
    """Turns taken at once and not used up yet."""

    next_at: datetime
    left: int


@dataclass(frozen=True)
class DynamoRates:
    """Keeps the ``Rates`` port. Remembers where the heads of busy budgets were, to guess right the first time."""

    _heads: dict[str, int] = field(default_factory=dict)
    _leases: dict[str, _Lease] = field(default_factory=dict)

    def turn(self, workspace: WorkspaceId, budget: Budget, *, now: datetime, busy: bool = False) -> Turn:
        """One call, or none where turns are leased; one more where it was guessed wrong. Raises ``Conflict`` only in a crowd."""
        key = f"{workspace}#{budget.key}"
        if (lease := self._leases.get(key)) and lease.left and now - lease.next_at < timedelta(seconds=1):
            return _use(lease, budget)
        busy = busy or self._heads.get(key, 0) > _micros(now)
        for _ in range(RACES):
            try:
                head = self._moved(workspace, budget, now, busy)
            except Refused as refused:
                known = refused.rows.get("row")
                found = int(known["head"]["N"]) if known else 0
                turn, _ = budget.turn(_moment(found), now)
                if not turn.taken:
                    return turn
                busy = found > _micros(now)
                continue
            self._remember(key, head)
            turn, _ = budget.turn(_moment(head) - budget.interval * budget.at_once, now)
            if budget.at_once == 1:
                return turn
            self._leases[key] = _Lease(turn.at, budget.at_once)
            return _use(self._leases[key], budget)
        raise Conflict("Too many senders at once; try again.")

    def hold(self, workspace: WorkspaceId, budget: Budget, until: datetime) -> None:
        """Two calls: turns that are handed out are void until then, and none is handed out before."""
        self._leases.pop(f"{workspace}#{budget.key}", None)
        ends = RateRow.expires_at.set(int((until + KEPT).timestamp()))
        for attribute, value in ((RateRow.held_until, _micros(until)), (RateRow.head, _micros(until + budget.lead))):
            try:
                calls.update(_row(workspace, budget), [attribute.set(value), ends], attribute.does_not_exist() | (attribute < value))
            except Refused as refused:
                # Held for longer already.
                if refused.contended:
                    raise

    def held(self, workspace: WorkspaceId, budget: Budget, *, now: datetime) -> bool:
        """One call."""
        row = _row(workspace, budget)
        found = calls.get(RateRow, str(row.pk), str(row.sk))
        return found is not None and int(found.get("held_until", {"N": "0"})["N"]) > _micros(now)

    def _moved(self, workspace: WorkspaceId, budget: Budget, now: datetime, busy: bool) -> int:
        step, at = round(budget.interval * budget.at_once / timedelta(microseconds=1)), _micros(now)
        if busy:
            moved = RateRow.head.set(RateRow.head + step)
            condition = (RateRow.head > at) & (RateRow.head <= _micros(now + budget.lead + FURTHEST))
        else:
            moved = RateRow.head.set(at + step)
            condition = RateRow.head.does_not_exist() | (RateRow.head <= at)
        ends = RateRow.expires_at.set(int((now + KEPT).timestamp()))
        return int(calls.update(_row(workspace, budget), [moved, ends], condition, returning="UPDATED_NEW")["head"]["N"])

    def _remember(self, key: str, head: int) -> None:
        if len(self._heads) > 1_000:
            self._heads.clear()
        self._heads[key] = head


def _use(lease: _Lease, budget: Budget) -> Turn:
    turn = Turn(lease.next_at)
    lease.next_at += budget.interval
    lease.left -= 1
    return turn


def _row(workspace: WorkspaceId, budget: Budget) -> RateRow:
    return RateRow(pk=keys.of(workspace, "RATE", budget.key), sk="rate")


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def _moment(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
