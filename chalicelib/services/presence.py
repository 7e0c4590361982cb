"""Who is where: what one browser says of its member is passed on to the others of the workspace, and kept nowhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.domain.presence import Here
from chalicelib.domain.socket import Socket
from chalicelib.domain.workspace import Member
from chalicelib.scope import in_workspace, system_scope
from chalicelib.services.ports.live import Push, Sockets
from chalicelib.services.ports.workspaces import Directory, Members
from chalicelib.telemetry import logger

READS = "conversation.read"
WINDOW, MOST = timedelta(seconds=10), 10
"""A socket that says more than this costs a post to everybody each time: what is beyond waits for its next heartbeat."""
REMEMBERED = 1_000
"""Sockets whose haste a warm function remembers."""


@dataclass(frozen=True)
class Presence:
    """Costs three reads, of the socket's workspace, its sockets and its members, and a post for each other socket; two for who is alone."""

    directory: Directory
    members: Members
    sockets: Sockets
    push: Push
    _said: dict[str, tuple[datetime, int]] = field(default_factory=dict)

    def tell(self, socket_id: str, here: Here, frame: Callable[[Member, Here], bytes], *, now: datetime) -> None:
        """Tells those who may read conversations. Nothing where the socket is unknown or hurries, or its member may not read them."""
        if self._hurries(socket_id, now):
            return
        with system_scope("tell_presence"):
            found = self.directory.workspace_of("socket", socket_id)
        if found is None:
            return
        workspace = found[0]
        with in_workspace(workspace):
            sockets = self.sockets.of(workspace)
            own = next((each for each in sockets if each.id == socket_id), None)
            if own is None or len(sockets) == 1:
                return
            readers = {member.id: member for member in self.members.all(workspace) if member.may(READS)}
            if own.member_id not in readers:
                return
            told = frame(readers[own.member_id], here)
            for each in sockets:
                if each is not own and each.member_id in readers:
                    self._post(each, told)

    def _post(self, socket: Socket, frame: bytes) -> None:
        try:
            # One that has gone is forgotten by its own end, or by the next change: here nothing is written.
            self.push.post(socket, frame)
        except Exception as error:
            logger.info("presence not told", socket=socket.id, error=type(error).__name__)

    def _hurries(self, socket_id: str, now: datetime) -> bool:
        began, count = self._said.get(socket_id, (now, 0))
        if now - began >= WINDOW:
            began, count = now, 0
        if len(self._said) >= REMEMBERED:
            self._said.clear()
        self._said[socket_id] = (began, count + 1)
        return count >= MOST
