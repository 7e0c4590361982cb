"""Where the member who is asking is signed in."""

from datetime import UTC, datetime

from chalicelib import bootstrap
from chalicelib.entrypoints.resource import SIGNED_IN, Resource
from chalicelib.entrypoints.wire import Shown

routes = Resource(__name__)


class SignInOut(Shown):
    """One browser. ``device`` is what it said of itself, maybe nothing; ``last_used_at`` is up to a quarter of an hour old."""

    id: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    device: str
    current: bool


class SignInsOut(Shown):
    """This one first, then those used last; at most a hundred."""

    sign_ins: list[SignInOut]


@routes.get("/me/sign-ins", allow=SIGNED_IN)
def list_sign_ins() -> SignInsOut:
    """The live sign-ins of the member who is asking."""
    found = bootstrap.own_page().all(routes.caller, now=datetime.now(UTC))
    return SignInsOut(
        sign_ins=[
            SignInOut(
                id=family.id,
                created_at=family.created_at,
                last_used_at=family.rotated_at,
                expires_at=family.expires_at,
                device=family.device,
                current=family.id == routes.caller.sign_in,
            )
            for family in found
        ]
    )


@routes.delete("/me/sign-ins/{sign_in_id}", allow=SIGNED_IN)
def end_sign_in(sign_in_id: str) -> None:
    """Ends one of one's own sign-ins and closes its sockets."""
    bootstrap.own_page().end(routes.caller, sign_in_id, now=datetime.now(UTC))


@routes.post("/me/sign-ins/end-others", allow=SIGNED_IN, status=204)
def end_other_sign_ins() -> None:
    """Ends all of one's own sign-ins but this one."""
    bootstrap.own_page().end_others(routes.caller, now=datetime.now(UTC))
