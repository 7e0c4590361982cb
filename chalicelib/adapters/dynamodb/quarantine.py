"""What could not be taken in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter
from pynamodb.attributes import UnicodeAttribute

from chalicelib.adapters.dynamodb import calls, cursors, keys
from chalicelib.adapters.dynamodb.calls import Refused, Transaction
from chalicelib.adapters.dynamodb.tables import Row
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.quarantine import QuarantineRecord
from chalicelib.domain.raw import kept

_JSON = TypeAdapter(QuarantineRecord)


class QuarantineRow(Row):
    """A record by time; or, under ``QUARANTINED``, the mere fact that an id is there."""

    class Meta:
        table_name = "quarantine"

    data = UnicodeAttribute(null=True)


@dataclass(frozen=True)
class DynamoQuarantine:
    """Keeps the ``Quarantine`` port."""

    def add(self, workspace: WorkspaceId, record: QuarantineRecord) -> None:
        """One call. The same id again changes nothing."""
        writes = Transaction()
        shortened = replace(record, body=kept(record.body))
        row = QuarantineRow(pk=_pk(workspace), sk=f"{keys.moment(record.at)}#{record.id}", data=_JSON.dump_json(shortened).decode())
        writes.put("there", QuarantineRow(pk=keys.of(workspace, "QUARANTINED", record.id), sk="guard"), QuarantineRow.pk.does_not_exist())
        writes.put("record", row)
        try:
            writes.commit(tries=3)
        except Refused as refused:
            if "there" not in refused.names:
                raise

    def page(self, workspace: WorkspaceId, cursor: str | None, limit: int) -> tuple[Sequence[QuarantineRecord], str | None]:
        """Newest first. Raises ``Rejected`` for a bad cursor."""
        before = QuarantineRow.sk < cursors.decode(cursor) if cursor is not None else None
        items, cut = calls.query_page(QuarantineRow, _pk(workspace), before, newest_first=True, limit=limit + 1)
        page = items[:limit]
        more = cut or len(items) > limit
        return [_JSON.validate_json(item["data"]["S"]) for item in page], cursors.encode(page[-1]["sk"]["S"]) if more and page else None


def _pk(workspace: str) -> str:
    return keys.of(workspace, "QUARANTINE")
