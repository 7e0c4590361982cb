"""Signing in, staying signed in, signing out."""

from datetime import UTC, datetime

from pydantic import Field

from chalicelib import bootstrap
from chalicelib.config import settings
from chalicelib.domain.errors import NotAllowed, SignedOut
from chalicelib.domain.sign_in import Opened
from chalicelib.entrypoints import reading
from chalicelib.entrypoints.answers import Answer
from chalicelib.entrypoints.resource import PUBLIC, Resource
from chalicelib.entrypoints.wire import Asked, MeOut, Shown, WorkspaceOut, me_out, workspace_out

routes = Resource(__name__)

COOKIE = "__Host-pytake"
FLAGS = "Path=/; Secure; HttpOnly; SameSite=Strict"


class SignInIn(Asked):
    """What people type."""

    email: str = Field(min_length=3, max_length=254)
    password: str = Field(min_length=1, max_length=128)


class SessionOut(Shown):
    """What a browser keeps in memory; the refresh token goes into a cookie no script can read."""

    access_token: str
    expires_at: datetime
    member: MeOut
    workspace: WorkspaceOut


@routes.post("/sign-in", allow=PUBLIC)
def sign_in(body: SignInIn) -> Answer[SessionOut]:
    """Opens a sign-in with an e-mail and a password."""
    _from_our_page()
    request, now = routes.current_request, datetime.now(UTC)
    device = str(request.headers.get("user-agent") or "")
    address = reading.client_address(request)
    return _opened(bootstrap.sign_in().sign_in(body.email, body.password, address=address, device=device, now=now))


@routes.post("/sign-in/refresh", allow=PUBLIC)
def refresh_sign_in() -> Answer[SessionOut]:
    """A new access token for the cookie, and a new cookie."""
    _from_our_page()
    token = reading.cookie(routes.current_request, COOKIE)
    if token is None:
        raise SignedOut
    return _opened(bootstrap.sign_in().refresh(token, now=datetime.now(UTC)))


@routes.post("/sign-out", allow=PUBLIC, status=204)
def sign_out() -> Answer[None]:
    """Ends the sign-in of the cookie, and its sockets. Without one there is nothing to end."""
    _from_our_page()
    token = reading.cookie(routes.current_request, COOKIE)
    if token is not None:
        bootstrap.sign_in().sign_out(token, now=datetime.now(UTC))
    return Answer(None, {"Set-Cookie": f"{COOKIE}=; Max-Age=0; {FLAGS}"})


def _from_our_page() -> None:
    origin = routes.current_request.headers.get("origin")
    if origin is not None and origin != settings().app_origin:
        raise NotAllowed("This request comes from another site.")


def _opened(opened: Opened) -> Answer[SessionOut]:
    session = SessionOut(
        access_token=opened.access_token,
        expires_at=opened.access_expires_at,
        member=me_out(opened.member),
        workspace=workspace_out(opened.workspace),
    )
    seconds = max(0, int((opened.refresh_expires_at - datetime.now(UTC)).total_seconds()))
    return Answer(session, {"Set-Cookie": f"{COOKIE}={opened.refresh_token}; Max-Age={seconds}; {FLAGS}"})
