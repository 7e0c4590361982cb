"""How an accepted send is recorded, whatever came before the news of it.

The alias of the provider's id is written in the same transaction that makes sure no status is parked under it,
and parking makes sure that no alias exists: no order loses a status.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Item, Refused, Transaction
from chalicelib.adapters.dynamodb.documents import ended
from chalicelib.adapters.dynamodb.dues import move_due
from chalicelib.adapters.dynamodb.guards import GUARD, GuardRow, ParkedRow, guard
from chalicelib.adapters.dynamodb.rows import EntryRow, entry_at, moved, read_message, touched
from chalicelib.adapters.dynamodb.tables import Row
from chalicelib.domain.errors import Conflict
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import RANK, DeliveryStatus, Message

ROUNDS = 5


@dataclass(frozen=True)
class _Seen:
    """What an earlier round found in its way: the message as it stands, the statuses that were parked."""

    message: Message | None = None
    parked: tuple[StatusChanged, ...] = ()
    parked_version: int = 0


def accepted(
    workspace: str, connection: str, message: Message, provider_id: str, now: datetime, changed_at: datetime, stored: Message | None = None
) -> Message:
    """The message as it stands then. ``stored``: as it stands, where it is known to have left ``sending``.

    Raises ``Conflict`` only when others keep changing the same message.
    """
    seen = _Seen(stored)
    for _ in range(ROUNDS):
        before = seen.message or message.model_copy(update={"status": DeliveryStatus.SENDING})
        after = _climb(before, message.attempt, provider_id, now, seen.parked)
        writes = _writes(workspace, connection, message, provider_id, before, after, changed_at, seen)
        try:
            writes.commit(tries=4)
        except Refused as refused:
            if "alias" in refused.names:
                raise Conflict("This id of the provider belongs to another message.") from refused
            seen = _after(seen, refused, _places(workspace, connection, message, provider_id), changed_at)
        else:
            return after
    raise Conflict("The message keeps changing; try again.")


def _writes(
    workspace: str, connection: str, message: Message, provider_id: str, before: Message, after: Message, changed_at: datetime, seen: _Seen
) -> Transaction:
    """``before`` and ``after``: the message as it was seen, and as it is to be."""
    writes = Transaction()
    alias = guard(keys.sent(workspace, connection, provider_id), message.ref, message.attempt)
    own = (GuardRow.conversation_id == message.conversation_id) & (GuardRow.seq == message.seq)
    writes.put("alias", alias, GuardRow.pk.does_not_exist() | own)
    if seen.message is None:
        condition = (EntryRow.status == DeliveryStatus.SENDING) & (EntryRow.attempt == message.attempt)
    else:
        condition = EntryRow.revision == seen.message.revision
    actions = [
        *moved(after.status or DeliveryStatus.ACCEPTED, after.status_at or changed_at, after.failure, after.due_at),
        *touched(workspace, changed_at),
    ]
    if after.provider_id is not None:
        actions.append(EntryRow.provider_id.set(after.provider_id))
    places = _places(workspace, connection, message, provider_id)
    writes.update("message", places["message"], actions, condition, tell=True)
    move_due(writes, workspace, message.conversation_id, message.seq, before.due_at, after.due_at)
    if seen.parked_version:
        writes.delete("parked", places["parked"], ParkedRow.version == seen.parked_version, tell=True)
    else:
        writes.check("parked", places["parked"], ParkedRow.pk.does_not_exist())
    return writes


def _places(workspace: str, connection: str, message: Message, provider_id: str) -> dict[str, Row]:
    return {
        "message": entry_at(workspace, message.conversation_id, message.seq),
        "parked": ParkedRow(pk=keys.parked(workspace, connection, provider_id), sk=GUARD),
    }


def _climb(message: Message, attempt: int, provider_id: str, now: datetime, parked: tuple[StatusChanged, ...]) -> Message:
    current = message.attempt == attempt
    if current:
        message = message.climbed_to(DeliveryStatus.ACCEPTED, now)
    if current or message.provider_id is None:
        message = message.model_copy(update={"provider_id": provider_id})
    for changed in sorted(parked, key=lambda each: RANK[each.status]):
        if message.concerned_by(changed.status, attempt):
            message = message.climbed_to(changed.status, changed.at, changed.failure)
    return message


def _after(seen: _Seen, refused: Refused, places: dict[str, Row], changed_at: datetime) -> _Seen:
    """What the refusal tells; the row itself is asked where it does not."""
    if "message" in refused.names:
        seen = replace(seen, message=read_message(_row(refused, "message", places)))
    if "parked" in refused.names:
        parked = _row(refused, "parked", places)
        # What has expired is only still there (I8).
        statuses = parked["statuses"]["SS"] if parked and not ended(parked, changed_at) else ()
        version = int(parked["version"]["N"]) if parked else 0
        seen = replace(seen, parked=tuple(StatusChanged.model_validate_json(each) for each in statuses), parked_version=version)
    return seen


def _row(refused: Refused, name: str, places: dict[str, Row]) -> Item | None:
    row = places[name]
    return refused.rows.get(name) or calls.get(type(row), row.pk, row.sk)
