"""The people of the workspace."""

from chalicelib import bootstrap
from chalicelib.domain.access import Role
from chalicelib.entrypoints.resource import Resource
from chalicelib.entrypoints.wire import Shown

routes = Resource(__name__)


class MemberOut(Shown):
    """A colleague."""

    id: str
    name: str
    role: Role


class MembersOut(Shown):
    """Everyone who can sign in, by name."""

    members: list[MemberOut]


@routes.get("/members", allow="conversation.read")
def list_members() -> MembersOut:
    """The members that conversations can be given to."""
    found = bootstrap.members().all(routes.workspace)
    return MembersOut(members=[MemberOut(id=member.id, name=member.name, role=member.role) for member in found])
