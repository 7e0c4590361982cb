"""The member who is asking."""

from chalicelib import bootstrap
from chalicelib.entrypoints.resource import SIGNED_IN, Resource
from chalicelib.entrypoints.wire import MeOut, Shown, WorkspaceOut, me_out, workspace_out

routes = Resource(__name__)


class WhoamiOut(Shown):
    """Who, and where."""

    member: MeOut
    workspace: WorkspaceOut


@routes.get("/me", allow=SIGNED_IN)
def get_me() -> WhoamiOut:
    """The member who is asking, with what they may do, and their workspace."""
    return WhoamiOut(member=me_out(routes.member), workspace=workspace_out(bootstrap.workspaces().get(routes.workspace)))
