"""The member who is asking."""

from datetime import UTC, datetime

from pydantic import Field

from chalicelib import bootstrap
from chalicelib.domain.sign_in import MAX_PASSWORD
from chalicelib.entrypoints import reading
from chalicelib.entrypoints.resource import SIGNED_IN, Resource
from chalicelib.entrypoints.wire import Asked, MeOut, Shown, WorkspaceOut, me_out, workspace_out

routes = Resource(__name__)


class WhoamiOut(Shown):
    """Who, and where."""

    member: MeOut
    workspace: WorkspaceOut


class MePatch(Asked):
    """What members change of themselves."""

    name: str = Field(min_length=1, max_length=120)


class PasswordIn(Asked):
    """A new password, and the proof that it is theirs to change."""

    current_password: str = Field(min_length=1, max_length=MAX_PASSWORD)
    new_password: str = Field(min_length=1, max_length=MAX_PASSWORD)


@routes.get("/me", allow=SIGNED_IN)
def get_me() -> WhoamiOut:
    """The member who is asking, with what they may do, and their workspace."""
    return WhoamiOut(member=me_out(routes.member), workspace=workspace_out(bootstrap.workspaces().get(routes.workspace)))


@routes.patch("/me", allow=SIGNED_IN)
def change_me(body: MePatch) -> MeOut:
    """Changes the name others see. What was said under the old one keeps it."""
    return me_out(bootstrap.own_page().rename(routes.caller, body.name))


@routes.post("/me/password", allow=SIGNED_IN, status=204)
def change_password(body: PasswordIn) -> None:
    """Sets a new password and ends all sign-ins but this one."""
    address = reading.client_address(routes.current_request)
    bootstrap.own_page().change_password(routes.caller, body.current_password, body.new_password, address=address, now=datetime.now(UTC))
