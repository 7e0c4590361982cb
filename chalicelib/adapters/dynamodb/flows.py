"""Flows: drafts, and published versions that never change."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Item, Refused, Transaction
from chalicelib.adapters.dynamodb.tables import Row
from chalicelib.adapters.warm import Warm
from chalicelib.domain.errors import Conflict, NotFound
from chalicelib.domain.flow.graph import Flow, FlowVersion
from chalicelib.domain.ids import FlowId, MemberId, WorkspaceId
from chalicelib.scope import must_be_in


class FlowRow(Row):
    """A draft, a version (both with ``data``), or a flow's line in the list: its latest published ``number``."""

    class Meta:
        table_name = "flows"

    data = UnicodeAttribute(null=True)
    number = NumberAttribute(null=True)


@dataclass(frozen=True)
class DynamoFlows:
    """Keeps the ``Flows`` port. What is live may be 15 s old; versions are kept as long as there is room."""

    _live: Warm[str, Sequence[FlowVersion]] = field(default_factory=lambda: Warm(15, 200))
    _versions: Warm[tuple[str, str, int], FlowVersion] = field(default_factory=lambda: Warm(float("inf"), 200))

    def draft(self, workspace: WorkspaceId, flow_id: FlowId) -> Flow:
        """Raises ``NotFound``."""
        if item := calls.get(FlowRow, _pk(workspace, flow_id), "draft"):
            return Flow.model_validate_json(item["data"]["S"])
        raise NotFound("flow")

    def save_draft(self, workspace: WorkspaceId, flow: Flow) -> None:
        """One call: the draft, and the flow's line in the list."""
        writes = Transaction()
        writes.put("draft", FlowRow(pk=_pk(workspace, flow.id), sk="draft", data=flow.model_dump_json()))
        # An update, since a put would forget the number.
        writes.update("listed", FlowRow(pk=_list(workspace), sk=flow.id), [FlowRow.number.set(FlowRow.number | 0)])
        writes.commit(tries=3)

    def publish(self, workspace: WorkspaceId, flow: Flow, *, by: MemberId, now: datetime) -> FlowVersion:
        """Two calls. Raises ``Conflict`` when someone published meanwhile."""
        listed = calls.get(FlowRow, _list(workspace), flow.id)
        latest = _number(listed)
        version = FlowVersion(flow=flow, number=latest + 1, published_at=now, published_by=by)
        writes = Transaction()
        row = FlowRow(pk=_pk(workspace, flow.id), sk=_version(version.number), data=version.model_dump_json())
        writes.put("version", row, FlowRow.pk.does_not_exist())
        same = FlowRow.number == latest if listed else FlowRow.pk.does_not_exist()
        writes.update("listed", FlowRow(pk=_list(workspace), sk=flow.id), [FlowRow.number.set(version.number)], same)
        try:
            writes.commit()
        except Refused as refused:
            raise Conflict("Someone published this flow meanwhile.") from refused
        self._live.forget(workspace)
        return version

    def version(self, workspace: WorkspaceId, flow_id: FlowId, number: int) -> FlowVersion:
        """Raises ``NotFound``."""
        must_be_in(workspace)
        return self._versions.get((workspace, flow_id, number), lambda: _read_version(workspace, flow_id, number))

    def live(self, workspace: WorkspaceId) -> Sequence[FlowVersion]:
        """None to two calls: the list, then the versions not kept yet."""
        must_be_in(workspace)
        return self._live.get(workspace, lambda: self._read_live(workspace))

    def all(self, workspace: WorkspaceId) -> Sequence[tuple[Flow, int | None]]:
        """Two calls a hundred flows."""
        numbers = {item["sk"]["S"]: _number(item) for item in calls.query_all(FlowRow, _list(workspace))}
        drafts = _read_many([(_pk(workspace, flow_id), "draft") for flow_id in numbers])
        flows = (Flow.model_validate_json(item["data"]["S"]) for item in drafts)
        return sorted(((flow, numbers[flow.id] or None) for flow in flows), key=lambda each: each[0].id)

    def _read_live(self, workspace: str) -> Sequence[FlowVersion]:
        lines = calls.query_all(FlowRow, _list(workspace))
        wanted = [(workspace, line["sk"]["S"], number) for line in lines if (number := _number(line))]
        missing = [each for each in wanted if self._versions.peek(each) is None]
        for item in _read_many([(_pk(workspace, flow_id), _version(number)) for _, flow_id, number in missing]):
            version = FlowVersion.model_validate_json(item["data"]["S"])
            self._versions.put((workspace, version.flow.id, version.number), version)
        return [live for each in wanted if (live := self._versions.peek(each))]


def _read_many(places: Sequence[tuple[str, str]]) -> list[Item]:
    found: list[Item] = []
    for first in range(0, len(places), 100):
        found.extend(calls.batch_get([(FlowRow, pk, sk) for pk, sk in places[first : first + 100]]).values())
    return found


def _read_version(workspace: str, flow_id: str, number: int) -> FlowVersion:
    if item := calls.get(FlowRow, _pk(workspace, flow_id), _version(number)):
        return FlowVersion.model_validate_json(item["data"]["S"])
    raise NotFound("flow version")


def _number(line: Item | None) -> int:
    return int(line["number"]["N"]) if line and "number" in line else 0


def _pk(workspace: str, flow_id: str) -> str:
    return keys.of(workspace, "FLOW", flow_id)


def _list(workspace: str) -> str:
    return keys.of(workspace, "FLOWS")


def _version(number: int) -> str:
    return f"v#{number:06}"
