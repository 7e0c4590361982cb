"""What could not be taken in, or could not be sent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from pydantic import TypeAdapter
from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.adapters import objects
from chalicelib.adapters.dynamodb import calls, cursors, keys
from chalicelib.adapters.dynamodb.calls import Item, Refused, Transaction
from chalicelib.adapters.dynamodb.tables import Row
from chalicelib.domain.errors import Conflict, NotFound
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.quarantine import Cause, Lane, QuarantineRecord
from chalicelib.domain.raw import KEPT

RACES = 5
"""Times a record is read anew because it moved meanwhile."""
_JSON = TypeAdapter(QuarantineRecord)


class QuarantineRow(Row):
    """A record by time, among those that wait or those replayed; or, under ``QUARANTINED``, where it is, and the thing itself."""

    class Meta:
        table_name = "quarantine"

    data = UnicodeAttribute(null=True)
    times = NumberAttribute(null=True)
    place = UnicodeAttribute(null=True)
    original = UnicodeAttribute(null=True)
    stored_at = UnicodeAttribute(null=True)
    """Where an original is kept that is too large for a row."""


@dataclass(frozen=True)
class DynamoQuarantine:
    """Keeps the ``Quarantine`` port."""

    def add(self, workspace: WorkspaceId, record: QuarantineRecord) -> None:
        """One call for a new one; before it, one to storage where it is large."""
        writes = Transaction()
        writes.put("there", _guard(workspace, record), QuarantineRow.pk.does_not_exist())
        writes.put("record", _row(workspace, record))
        try:
            writes.commit(tries=3)
        except Refused as refused:
            if "there" not in refused.names:
                raise
            self._add_again(workspace, record)

    def _add_again(self, workspace: WorkspaceId, record: QuarantineRecord) -> None:
        for _ in range(RACES):
            known, _ = self._find(workspace, record.id)
            try:
                return _move(
                    workspace,
                    known,
                    replace(known, times=known.times + 1, cause=record.cause, reason=record.reason, replayed_at=None, replayed_by=None),
                )
            except Refused:
                continue
        raise Conflict("The record keeps changing.")

    def get(self, workspace: WorkspaceId, record_id: str) -> QuarantineRecord:
        """Raises ``NotFound``."""
        record, guard = self._find(workspace, record_id)
        if "original" in guard:
            return record.whole(guard["original"]["S"])
        return record.whole(objects.get(guard["stored_at"]["S"])) if "stored_at" in guard else record

    def page(
        self, workspace: WorkspaceId, cursor: str | None, limit: int, *, waiting: bool = True, oldest_first: bool = False
    ) -> tuple[Sequence[QuarantineRecord], str | None]:
        """Raises ``Rejected`` for a bad cursor."""
        place = cursors.place(cursor) if cursor is not None else None
        beyond = (QuarantineRow.sk > place if oldest_first else QuarantineRow.sk < place) if place is not None else None
        records: dict[str, QuarantineRecord] = {}
        ends: list[str] = []
        for pk in (_waiting(workspace),) if waiting else (_waiting(workspace), _replayed(workspace)):
            items, cut = calls.query_page(QuarantineRow, pk, beyond, newest_first=not oldest_first, limit=limit + 1)
            records |= {item["sk"]["S"]: _read(item).shown for item in items}
            ends += [items[-1]["sk"]["S"]] if cut else []
        found = sorted(records, reverse=not oldest_first)
        # Beyond where one list was cut short, the other would jump its queue.
        page = [place for place in found if all(place <= end if oldest_first else place >= end for end in ends)][:limit]
        more = bool(page) and (bool(ends) or len(found) > limit)
        return [records[place] for place in page], cursors.encode(page[-1]) if more else None

    def replayed(self, workspace: WorkspaceId, record: QuarantineRecord, *, by: MemberId, now: datetime) -> QuarantineRecord:
        """Nothing changes where it was set aside again, or replayed by somebody else, since it was read."""
        after = replace(record.shown, replayed_at=now, replayed_by=by)
        try:
            _move(workspace, record, after)
        except Refused:
            return self._find(workspace, record.id)[0].shown
        return after

    def _find(self, workspace: WorkspaceId, record_id: str) -> tuple[QuarantineRecord, Item]:
        """The record without the thing itself, and the row that holds that. Raises ``NotFound``."""
        guard = calls.get(QuarantineRow, keys.of(workspace, "QUARANTINED", record_id), "guard")
        if guard is None:
            raise NotFound("record")
        place = guard["place"]["S"] if "place" in guard else _place_of_old(workspace, record_id)
        for _ in range(RACES):
            # On its way from one list to the other it may be seen in neither.
            for item in calls.batch_get((QuarantineRow, pk, place) for pk in (_waiting(workspace), _replayed(workspace))).values():
                return _read(item), guard
        raise NotFound("record")


def _guard(workspace: str, record: QuarantineRecord) -> QuarantineRow:
    row = QuarantineRow(pk=keys.of(workspace, "QUARANTINED", record.id), sk="guard", place=_place(record))
    if record.original is not None and len(record.original.encode()) > KEPT:
        row.stored_at = f"w/{workspace}/quarantine/{record.id}"
        objects.put(row.stored_at, record.original)
    else:
        row.original = record.original
    return row


def _move(workspace: str, known: QuarantineRecord, after: QuarantineRecord) -> None:
    """Raises ``Refused`` where the record is not as it was known."""
    unchanged = (QuarantineRow.times == known.times) | (QuarantineRow.times.does_not_exist() & QuarantineRow.pk.exists())
    before, row = _row(workspace, known), _row(workspace, after)
    writes = Transaction()
    if before.pk == row.pk:
        writes.put("record", row, unchanged)
    else:
        writes.delete("before", before, unchanged)
        writes.put("record", row)
    writes.commit(tries=3)


def _row(workspace: str, record: QuarantineRecord) -> QuarantineRow:
    pk = _waiting(workspace) if record.replayed_at is None else _replayed(workspace)
    return QuarantineRow(pk=pk, sk=_place(record), data=_JSON.dump_json(record.shown).decode(), times=record.times)


def _read(item: Item) -> QuarantineRecord:
    data = json.loads(item["data"]["S"])
    if data.get("cause") not in get_args(Cause):
        data["cause"] = "failed"  # Written by another version.
    if data.get("lane", "inbound") not in get_args(Lane):
        data["lane"], data["original"] = "inbound", None
    return _JSON.validate_python(data)


def _place(record: QuarantineRecord) -> str:
    return f"{keys.moment(record.at)}#{record.id}"


def _place_of_old(workspace: str, record_id: str) -> str:
    """Records of old are found by looking at all."""
    found = (item["sk"]["S"] for item in calls.query_all(QuarantineRow, _waiting(workspace)))
    return next((place for place in found if place.endswith(f"#{record_id}")), "none")


def _waiting(workspace: str) -> str:
    return keys.of(workspace, "QUARANTINE")


def _replayed(workspace: str) -> str:
    return keys.of(workspace, "REPLAYED")
