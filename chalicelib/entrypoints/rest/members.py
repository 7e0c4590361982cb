"""The people of the workspace."""

from pydantic import BaseModel

from chalicelib import bootstrap
from chalicelib.domain.access import Role
from chalicelib.entrypoints.resource import Resource

routes = Resource(__name__)


class MemberOut(BaseModel):
    """A colleague."""

    id: str
    name: str
    role: Role


class MembersOut(BaseModel):
    """Everyone who can sign in, by name."""

    members: list[MemberOut]


@routes.get("/members", allow="conversation.read")
def list_members() -> MembersOut:
    """The members that conversations can be given to."""
    found = bootstrap.members().all(routes.workspace)
    return MembersOut(members=[MemberOut(id=member.id, name=member.name, role=member.role) for member in found])
