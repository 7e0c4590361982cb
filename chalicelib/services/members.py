"""The people of a workspace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.access import Role
from chalicelib.domain.ids import MemberId, WorkspaceId, new_id
from chalicelib.domain.sign_in import long_enough
from chalicelib.domain.workspace import Member
from chalicelib.services.ports.signing_in import Passwords
from chalicelib.services.ports.workspaces import Members


@dataclass(frozen=True)
class MemberDesk:
    """Lists members, and lets a new one in."""

    members: Members
    passwords: Passwords

    def all(self, workspace: WorkspaceId) -> Sequence[Member]:
        """Those who can sign in, by name."""
        return sorted((member for member in self.members.all(workspace) if member.active), key=lambda member: member.name.casefold())

    def add(
        self, workspace: WorkspaceId, *, name: str, email: str, role: Role, password: str, now: datetime, member_id: MemberId | None = None
    ) -> Member:
        """Raises ``Rejected`` for a password of the wrong length, ``AlreadyExists`` for an e-mail that is taken."""
        long_enough(password)
        member = Member(
            id=member_id or MemberId(new_id(now)), workspace=workspace, name=name.strip(), email=email.strip().casefold(), role=role
        )
        self.members.add(member, self.passwords.hash(password))
        return member
