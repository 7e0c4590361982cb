"""A sign-in: one browser's family of refresh tokens, each good once (reliability.md §4)."""

import hashlib
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel

from chalicelib.domain.errors import Rejected
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.workspace import Member, Workspace

LIFETIME = timedelta(days=30)
"""From the password to the end, however often it is refreshed."""
GRACE = timedelta(seconds=10)
"""Two tabs may present the same token at once: the second gets the first one's successor, for this long."""

MIN_PASSWORD, MAX_PASSWORD = 12, 128
"""Long, and no other rule: rules of composition make passwords worse."""
MAX_DEVICE = 300
"""Characters that are kept of what a browser says of itself."""

Verdict = Literal["current", "previous", "reused", "ended"]


def email_key(email: str) -> str:
    """How an e-mail is known in the directory: the same person whatever the case, and no address in the clear."""
    return hashlib.sha256(email.strip().casefold().encode()).hexdigest()


def long_enough(password: str) -> str:
    """The password itself. Raises ``Rejected`` for one of the wrong length."""
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise Rejected(f"A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters.")
    return password


class SignIn(BaseModel, frozen=True, defer_build=True):
    """``number`` counts the refresh tokens; only a hash of the current one is kept. ``version`` 0: not stored yet.

    ``device`` is what the browser said of itself when it signed in; ``rotated_at`` is when it was last seen, give or take an access token.
    """

    id: str
    workspace: WorkspaceId
    member_id: MemberId
    number: int = 1
    token_hash: str
    rotated_at: datetime
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    device: str = ""
    version: int = 0

    def live(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at

    def judge(self, number: int, token_hash: str, now: datetime) -> Verdict:
        """What presenting a genuine token of this family means. ``reused`` is a theft: the family must end."""
        if not self.live(now):
            return "ended"
        if number == self.number and token_hash == self.token_hash:
            return "current"
        if number == self.number - 1 and now - self.rotated_at < GRACE:
            return "previous"
        return "reused"

    def rotated(self, token_hash: str, now: datetime) -> "SignIn":
        """The next token is the current one."""
        return self.model_copy(update={"number": self.number + 1, "token_hash": token_hash, "rotated_at": now})

    def revoked(self, now: datetime) -> "SignIn":
        """Ended for good; the same object when it was already."""
        return self if self.revoked_at else self.model_copy(update={"revoked_at": now})


class Caller(BaseModel, frozen=True, defer_build=True):
    """Who is asking: a member, by one of their sign-ins."""

    member: Member
    sign_in: str


class Opened(BaseModel, frozen=True, defer_build=True):
    """What a browser gets: an access token for its memory, a refresh token for its cookie."""

    member: Member
    workspace: Workspace
    access_token: str
    access_expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime
