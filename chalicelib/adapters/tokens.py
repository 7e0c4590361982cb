"""Access tokens (ES256 JWT), refresh tokens (a MAC over what they name), passwords (argon2id)."""

import base64
import hmac
import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Protocol

import jwt
from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from chalicelib.domain.errors import NotSignedIn, SignedOut
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.tokens import Access, KeyRing, Refresh

ALGORITHM = "ES256"
TYPE = "at+jwt"
ISSUER = "pytake"
AUDIENCE = "pytake-api"
REQUIRED = ["exp", "iat", "nbf", "iss", "aud", "sub", "wid", "sid", "rv"]
NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$wSM5kn7X4VcJyCJkmRC7gQ$h+oRKeOUfWoNUpnsmjeWzeLtn8MIMvEy2k3QyuXOY2M"
"""A hash whose password nobody knows: an unknown e-mail costs one look, like a known one."""
MAX_TOKEN = 2_000
"""Characters of a token that we look at."""
LONGEST = 15 * 60
"""Seconds between the two ends of an access token: one that says more was not issued by us, whatever signed it."""
# Without it, base64's readers skip characters that do not belong there: the same token would have many spellings.
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)


class Keys(Protocol):
    """Where the keys are kept."""

    def ring(self) -> KeyRing:
        """The keys in use."""
        ...


@dataclass(frozen=True)
class SignedTokens:
    """Keeps the ``Tokens`` port."""

    keys: Keys

    def access(self, access: Access, *, now: datetime, expires_at: datetime) -> str:
        """An access token, good from now until it expires."""
        ring = self.keys.ring()
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": access.member_id,
            "wid": access.workspace,
            "sid": access.sign_in,
            "rv": access.revision,
            "iat": int(now.timestamp()),
            "nbf": int(now.timestamp()),
            "exp": int(expires_at.timestamp()),
        }
        return jwt.encode(claims, _private(ring.private_key), algorithm=ALGORITHM, headers={"kid": ring.kid, "typ": TYPE})

    def read_access(self, token: str, *, now: datetime) -> Access:
        """Raises ``NotSignedIn`` for anything but a token of ours that is good now."""
        ring = self.keys.ring()
        try:
            if len(token) > MAX_TOKEN or not _COMPACT.fullmatch(token):
                raise jwt.InvalidTokenError
            header = jwt.get_unverified_header(token)
            if header.get("kid") != ring.kid or header.get("typ") != TYPE:
                raise jwt.InvalidTokenError
            claims = jwt.decode(
                token,
                _private(ring.private_key).public_key(),
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=AUDIENCE,
                # The clock is the caller's, so that a test can own it.
                options={"require": REQUIRED, "verify_exp": False, "verify_nbf": False, "verify_iat": False},
            )
            return _access(claims, now)
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise NotSignedIn("The access token is not good, or not any more.") from error

    def refresh(self, refresh: Refresh) -> str:
        """Always the same for the same three."""
        named = json.dumps([refresh.workspace, refresh.sign_in, refresh.number], separators=(",", ":")).encode()
        return self._signed(named)

    def read_refresh(self, token: str) -> Refresh:
        """Raises ``SignedOut`` unless we made it. Says nothing about whether it is still good."""
        try:
            if len(token) > MAX_TOKEN:
                raise ValueError
            named = _bytes(token.partition(".")[0])
            # The text is compared, not what it decodes to: another spelling would look like a stolen token and end the sign-in.
            if not hmac.compare_digest(token.encode(), self._signed(named).encode()):
                raise ValueError
            workspace, sign_in, number = json.loads(named)
        except ValueError as error:
            raise SignedOut from error
        return Refresh(WorkspaceId(workspace), sign_in, number)

    def _signed(self, named: bytes) -> str:
        return f"{_text(named)}.{_text(self._mac(named))}"

    def _mac(self, named: bytes) -> bytes:
        return hmac.digest(self.keys.ring().refresh_key, b"refresh:" + named, "sha256")


class ArgonPasswords:
    """Keeps the ``Passwords`` port: argon2id, t=2, m=19 MiB, p=1."""

    @cached_property
    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)

    def hash(self, password: str) -> str:
        """What is stored instead of the password."""
        return self._hasher.hash(password)

    def matches(self, password: str, known: str | None) -> bool:
        """Whether it is the one that was hashed. None (nobody there) takes as long as a wrong one."""
        try:
            right = self._hasher.verify(known or NOBODYS, password)
        except (VerificationError, InvalidHashError):
            return False
        return right and known is not None


def _access(claims: dict[str, object], now: datetime) -> Access:
    begins, ends, revision = claims["nbf"], claims["exp"], claims["rv"]
    # Not isinstance: True is an int too.
    if not type(begins) is type(ends) is type(revision) is int or not 0 < ends - begins <= LONGEST:
        raise jwt.InvalidTokenError
    # A second of grace: two machines' clocks differ, and claims carry whole seconds.
    if not begins - 1 <= now.timestamp() < ends:
        raise jwt.ExpiredSignatureError
    workspace, member, sign_in = (str(claims[name]) for name in ("wid", "sub", "sid"))
    return Access(WorkspaceId(workspace), MemberId(member), sign_in, revision)


@lru_cache(maxsize=4)
def _private(pem: str) -> EllipticCurvePrivateKey:
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise TypeError("The signing key is not an EC key")
    return key


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
