"""Opening a socket: a ticket got over REST, good once, for 30 seconds."""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from chalicelib.domain.errors import NotFound, NotSignedIn
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.sign_in import Caller
from chalicelib.domain.socket import Socket, Ticket
from chalicelib.scope import in_workspace, system_scope
from chalicelib.services.ports.live import Push, Sockets
from chalicelib.services.ports.signing_in import SignIns, Tickets
from chalicelib.services.ports.workspaces import Directory, Members
from chalicelib.telemetry import logger

TICKET_LIFETIME = timedelta(seconds=30)
SOCKET_LIFETIME = timedelta(hours=2)
"""API Gateway ends every socket after two hours."""
# The workspace is named in the clear, so that one look finds the ticket; the rest is 256 random bits.
_TICKET = re.compile(r"([A-Za-z0-9_-]{1,64})\.[A-Za-z0-9_-]{43}", re.ASCII)


@dataclass(frozen=True)
class SocketDesk:
    """Lets browsers in and sees them out."""

    tickets: Tickets
    members: Members
    sign_ins: SignIns
    sockets: Sockets
    directory: Directory
    push: Push

    def issue(self, caller: Caller, *, now: datetime) -> tuple[str, datetime]:
        """A ticket bound to the caller's member, workspace and sign-in, and when it ends.

        Raises ``NotSignedIn`` at once where the sign-in has ended: a caller may be believed for a minute longer, a socket may not.
        """
        workspace = caller.member.workspace
        text = f"{workspace}.{secrets.token_urlsafe(32)}"
        ticket = Ticket(_key(text), workspace, caller.member.id, caller.sign_in, now + TICKET_LIFETIME)
        self.tickets.add(replace(ticket, sign_in_ends_at=self._still_good(ticket, now)))
        return text, ticket.expires_at

    def open(self, text: str, *, socket_id: str, endpoint: str, now: datetime) -> Socket:
        """Registers a socket. Raises ``NotSignedIn`` for a ticket that is unknown, used or expired, and for a sign-in that ended since."""
        match = _TICKET.fullmatch(text)
        if match is None:
            raise NotSignedIn("The ticket is not good.")
        workspace = WorkspaceId(match[1])
        with in_workspace(workspace):
            ticket = self.tickets.take(workspace, _key(text), now=now)
            if ticket is None or ticket.expires_at <= now:
                raise NotSignedIn("The ticket is not good.")
            socket = Socket(
                id=socket_id,
                workspace=workspace,
                member_id=ticket.member_id,
                endpoint=endpoint,
                opened_at=now,
                expires_at=min(now + SOCKET_LIFETIME, ticket.sign_in_ends_at),
                sign_in=ticket.sign_in,
            )
            # Registered once, before it is judged: a sign-in that ends at this moment removes the socket, or is seen to have ended.
            self.sockets.add(socket)
            try:
                self._still_good(ticket, now)
            except NotSignedIn:
                self.sockets.remove(workspace, socket_id)
                raise
        return socket

    def pong(self, socket_id: str, endpoint: str, *, now: datetime) -> None:
        """Answers a browser's ping; costs no look-up."""
        answer = Socket(socket_id, WorkspaceId(""), MemberId(""), endpoint, opened_at=now, expires_at=now)
        if not self.push.post(answer, b'{"kind":"pong"}'):
            logger.info("socket gone", socket=socket_id)

    def close(self, socket_id: str) -> None:
        """Forgets a socket that has closed; one we never knew is forgotten already."""
        with system_scope("close_socket"):
            found = self.directory.workspace_of("socket", socket_id)
        if found is not None:
            with in_workspace(found[0]):
                self.sockets.remove(found[0], socket_id)

    def _still_good(self, ticket: Ticket, now: datetime) -> datetime:
        """When its sign-in ends. Raises ``NotSignedIn``."""
        try:
            member = self.members.get(ticket.workspace, ticket.member_id)
            family = self.sign_ins.get(ticket.workspace, ticket.sign_in)
        except NotFound as error:
            raise NotSignedIn("This sign-in has ended. Sign in again.") from error
        if not member.active or not family.live(now):
            raise NotSignedIn("This sign-in has ended. Sign in again.")
        return family.expires_at


def _key(text: str) -> str:
    return sha256(text.encode()).hexdigest()
