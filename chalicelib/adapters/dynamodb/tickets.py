"""Tickets: each opens one socket, once."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.documents import WorkspaceRow, seconds
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.socket import Ticket

_JSON = TypeAdapter(Ticket)


@dataclass(frozen=True)
class DynamoTickets:
    """Keeps the ``Tickets`` port."""

    def add(self, ticket: Ticket) -> None:
        """One call."""
        data = _JSON.dump_json(ticket).decode()
        calls.put(WorkspaceRow(pk=_pk(ticket.workspace), sk=ticket.key, data=data, expires_at=seconds(ticket.expires_at)))

    def take(self, workspace: WorkspaceId, key: str, *, now: datetime) -> Ticket | None:
        """One call: whoever deletes the row has the ticket."""
        item = calls.delete(WorkspaceRow(pk=_pk(workspace), sk=key))
        ticket = _JSON.validate_json(item["data"]["S"]) if item else None
        return ticket if ticket and ticket.expires_at > now else None


def _pk(workspace: str) -> str:
    return keys.of(workspace, "TICKETS")
