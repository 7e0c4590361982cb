"""Signing in and out, and knowing who a request comes from."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from chalicelib.domain.errors import Conflict, NotFound, NotSignedIn, PasswordChanged, SignedOut, SignInFailed, TooManyAttempts
from chalicelib.domain.ids import MemberId, WorkspaceId, new_id
from chalicelib.domain.sign_in import LIFETIME, MAX_DEVICE, Caller, Opened, SignIn, email_key
from chalicelib.domain.socket import Socket
from chalicelib.domain.tokens import Access, Refresh
from chalicelib.domain.workspace import Member
from chalicelib.scope import in_workspace, system_scope
from chalicelib.services.ports.live import Push, Sockets
from chalicelib.services.ports.signing_in import Attempts, Passwords, SignIns, Tokens
from chalicelib.services.ports.workspaces import Directory, Members, Workspaces
from chalicelib.telemetry import logger

ACCESS_LIFETIME = timedelta(minutes=15)
TRUSTED_FOR = timedelta(seconds=60)
"""How long a member's role and sign-in are believed before they are read again (I17)."""
TRIES_PER_ACCOUNT, ACCOUNT_WINDOW = 5, timedelta(minutes=15)
TRIES_PER_ADDRESS, ADDRESS_WINDOW = 20, timedelta(minutes=1)
MAX_RACES = 3
MAX_KNOWN = 1_000
"""Callers remembered by one warm function."""

T = TypeVar("T")


@dataclass(frozen=True)
class Authentication:
    """Opens, renews and ends sign-ins (reliability.md §4)."""

    directory: Directory
    members: Members
    workspaces: Workspaces
    sign_ins: SignIns
    attempts: Attempts
    tokens: Tokens
    passwords: Passwords
    sockets: Sockets
    push: Push
    known: dict[tuple[str, str, str], tuple[datetime, Member, SignIn]] = field(default_factory=dict)

    def sign_in(self, email: str, password: str, *, address: str, device: str = "", now: datetime) -> Opened:
        """Raises ``SignInFailed`` (never saying why) or ``TooManyAttempts``; both as slow for an unknown e-mail as for a known one.

        ``Conflict`` where the member signs in so often at this moment that the database refuses.
        """
        self.count_try(email, address, now=now)
        with system_scope("sign_in"):
            found = self.directory.workspace_of("email", email_key(email))
        member, known = self._member_with(found, password)
        self.forgive(email)
        with in_workspace(member.workspace):
            return self._open(member, known, device, now)

    def refresh(self, token: str, *, now: datetime) -> Opened:
        """A new pair for a refresh token. Raises ``SignedOut``; a token used before ends its whole family (theft)."""
        said = self.tokens.read_refresh(token)
        with in_workspace(said.workspace):
            for _ in range(MAX_RACES):
                family = self._family(said)
                verdict = family.judge(said.number, _digest(token), now)
                if verdict == "reused":
                    logger.warning("refresh token reused", sign_in=family.id, member=family.member_id)
                    self.end(family, now=now)
                if verdict in ("reused", "ended"):
                    raise SignedOut
                member = self._active(family)
                if verdict == "current":
                    successor = family.rotated(_digest(self._token(family, family.number + 1)), now)
                    try:
                        self.sign_ins.save(successor)
                    except Conflict:
                        continue
                    family = successor
                return self._pair(member, family, now)
        raise SignedOut

    def sign_out(self, token: str, *, now: datetime) -> None:
        """Ends the family of a refresh token and closes its sockets. An unknown one is signed out already."""
        try:
            said = self.tokens.read_refresh(token)
            with in_workspace(said.workspace):
                self.end(self._family(said), now=now)
        except SignedOut:
            return

    def count_try(self, email: str, address: str, *, now: datetime) -> None:
        """One more password tried. Before it is looked at: a hundred tries at once are a hundred tries. Raises ``TooManyAttempts``."""
        with system_scope("count_try"):
            self._count(f"address:{_digest(address)}", TRIES_PER_ADDRESS, ADDRESS_WINDOW, now)
            self._count(_account(email), TRIES_PER_ACCOUNT, ACCOUNT_WINDOW, now)

    def forgive(self, email: str) -> None:
        """The right password was among the tries."""
        with system_scope("forgive"):
            self.attempts.clear(_account(email))

    def end(self, family: SignIn, *, now: datetime) -> None:
        """Ends a family and closes its sockets; one that has ended stays so. Raises ``Conflict`` where it keeps changing."""
        self.revoke(family, now=now)
        self.close_sockets(family.workspace, lambda socket: socket.sign_in == family.id)

    def revoke(self, family: SignIn, *, now: datetime) -> None:
        """Ends a family, and leaves its sockets to whoever asked. Raises ``Conflict`` where it keeps changing."""
        self._save_revoked(family, now)
        self.known.clear()

    def close_sockets(self, workspace: WorkspaceId, which: Callable[[Socket], bool]) -> None:
        """Closes the open browsers of a workspace that ``which`` picks."""
        for socket in self.sockets.of(workspace):
            if which(socket):
                self._close(socket)

    def forget(self) -> None:
        """Members are read anew: one of them has changed."""
        self.known.clear()

    def caller(self, access_token: str, *, now: datetime) -> Caller:
        """Who sent an access token. Raises ``NotSignedIn``: also for a member who was changed or left, and a sign-in that ended."""
        access = self.tokens.read_access(access_token, now=now)
        key = (access.workspace, access.member_id, access.sign_in)
        fresh = self.known.get(key)
        # A token newer than what we remember of its member: the memory is what is stale.
        if fresh is None or now - fresh[0] >= TRUSTED_FOR or fresh[1].revision < access.revision:
            with in_workspace(access.workspace):
                fresh = (now, *self._both(access))
            if len(self.known) >= MAX_KNOWN:
                self.known.clear()
            self.known[key] = fresh
        _, member, family = fresh
        if not member.active or member.revision != access.revision or family.member_id != member.id or not family.live(now):
            raise NotSignedIn("This sign-in has ended. Sign in again.")
        return Caller(member=member, sign_in=family.id)

    def _count(self, key: str, limit: int, window: timedelta, now: datetime) -> None:
        tries, ends_at = self.attempts.add(key, window, now=now)
        if tries > limit:
            wait = max(1, int((ends_at - now).total_seconds()) + 1)
            raise TooManyAttempts("Too many tries to sign in. Wait a little and try again.", wait)

    def _member_with(self, found: tuple[WorkspaceId, str] | None, password: str) -> tuple[Member, str]:
        if found is None:
            self.passwords.matches(password, None)
            raise SignInFailed
        workspace, member_id = found
        with in_workspace(workspace):
            known = _or_none(lambda: self.members.password_hash(workspace, MemberId(member_id)))
            right = self.passwords.matches(password, known)
            member = _or_none(lambda: self.members.get(workspace, MemberId(member_id)))
        if not right or known is None or member is None or not member.active:
            raise SignInFailed
        return member, known

    def _open(self, member: Member, password_hash: str, device: str, now: datetime) -> Opened:
        family_id = new_id(now)
        token = self.tokens.refresh(Refresh(member.workspace, family_id, 1))
        family = SignIn(
            id=family_id,
            workspace=member.workspace,
            member_id=member.id,
            token_hash=_digest(token),
            rotated_at=now,
            created_at=now,
            expires_at=now + LIFETIME,
            device=_shown(device),
        )
        try:
            self.sign_ins.add(family, password_hash=password_hash)
        except PasswordChanged:
            # Since it was looked at: it is a wrong one by now.
            raise SignInFailed from None
        return self._pair(member, family, now)

    def _pair(self, member: Member, family: SignIn, now: datetime) -> Opened:
        expires_at = min(now + ACCESS_LIFETIME, family.expires_at)
        access = Access(member.workspace, member.id, family.id, member.revision)
        return Opened(
            member=member,
            workspace=self.workspaces.get(member.workspace),
            access_token=self.tokens.access(access, now=now, expires_at=expires_at),
            access_expires_at=expires_at,
            refresh_token=self._token(family, family.number),
            refresh_expires_at=family.expires_at,
        )

    def _token(self, family: SignIn, number: int) -> str:
        return self.tokens.refresh(Refresh(family.workspace, family.id, number))

    def _family(self, said: Refresh) -> SignIn:
        family = _or_none(lambda: self.sign_ins.get(said.workspace, said.sign_in))
        if family is None:
            raise SignedOut
        return family

    def _active(self, family: SignIn) -> Member:
        member = _or_none(lambda: self.members.get(family.workspace, family.member_id))
        if member is None or not member.active:
            raise SignedOut
        return member

    def _both(self, access: Access) -> tuple[Member, SignIn]:
        try:
            return self.members.get(access.workspace, access.member_id), self.sign_ins.get(access.workspace, access.sign_in)
        except NotFound:
            raise NotSignedIn("This sign-in has ended. Sign in again.") from None

    def _save_revoked(self, family: SignIn, now: datetime) -> None:
        if family.revoked_at is not None:
            return
        for _ in range(MAX_RACES):
            try:
                # Also one that has been ended since it was read: the release before left those in their member's list.
                self.sign_ins.save(family.revoked(now))
            except Conflict:
                family = self.sign_ins.get(family.workspace, family.id)
            else:
                return
        raise Conflict("The sign-in keeps changing; try again.")

    def _close(self, socket: Socket) -> None:
        try:
            self.push.close(socket)
        except Exception as error:
            # The sign-in has ended all the same; this browser's next request or ticket is refused.
            logger.warning("socket not closed", socket=socket.id, error=type(error).__name__)
        self.sockets.remove(socket.workspace, socket.id)


def _or_none(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except NotFound:
        return None


def _account(email: str) -> str:
    return f"account:{email_key(email)}"


def _shown(device: str) -> str:
    return "".join(letter for letter in device if letter.isprintable())[:MAX_DEVICE].strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
