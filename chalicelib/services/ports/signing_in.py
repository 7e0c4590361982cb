"""What signing in needs: families, tries, tokens, passwords."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.sign_in import SignIn
from chalicelib.domain.socket import Ticket
from chalicelib.domain.tokens import Access, KeyRing, Refresh


class SignIns(Protocol):
    """Families of refresh tokens, in their workspace."""

    def get(self, workspace: WorkspaceId, sign_in_id: str) -> SignIn:
        """A consistent read. Raises ``NotFound``, also once ``expires_at`` has passed."""
        ...

    def add(self, sign_in: SignIn, *, password_hash: str) -> None:
        """Raises ``PasswordChanged`` where this is no longer the hash of the member's password."""
        ...

    def of(self, workspace: WorkspaceId, member_id: MemberId, limit: int = 100) -> Sequence[SignIn]:
        """The member's newest that have not ended, as ``get`` reads them."""
        ...

    def unlisted(self, workspace: WorkspaceId, member_id: MemberId) -> Sequence[SignIn]:
        """Those of the member's that have not ended and that ``of`` does not know: opened before lists were kept, not refreshed since.

        Looks at all of the workspace's. None is left once ``LIFETIME`` has passed.
        """
        ...

    def save(self, sign_in: SignIn) -> None:
        """Raises ``Conflict`` when the version read has passed; the store adds one."""
        ...


class Attempts(Protocol):
    """Counted tries, each in a window that begins with the first. Global; reached only inside ``system_scope``."""

    def add(self, key: str, window: timedelta, *, now: datetime) -> tuple[int, datetime]:
        """One more try: how many in this window, and when it ends. A window that has ended counts for nothing."""
        ...

    def clear(self, key: str) -> None: ...


class Tickets(Protocol):
    def add(self, ticket: Ticket) -> None: ...

    def take(self, workspace: WorkspaceId, key: str, *, now: datetime) -> Ticket | None:
        """Takes it away: of many takers, one gets it. None when unknown, taken or expired (I8)."""
        ...


class TokenKeys(Protocol):
    def ring(self) -> KeyRing:
        """Kept in memory for at most 5 minutes."""
        ...


class Tokens(Protocol):
    """The two tokens of a browser."""

    def access(self, access: Access, *, now: datetime, expires_at: datetime) -> str: ...

    def read_access(self, token: str, *, now: datetime) -> Access:
        """Raises ``NotSignedIn`` for anything but a token of ours that is good now."""
        ...

    def refresh(self, refresh: Refresh) -> str:
        """Always the same for the same three, so that it need not be stored."""
        ...

    def read_refresh(self, token: str) -> Refresh:
        """Raises ``SignedOut`` unless we made it. Says nothing about whether it is still good."""
        ...


class Passwords(Protocol):
    def hash(self, password: str) -> str: ...

    def matches(self, password: str, known: str | None) -> bool:
        """Whether it is the one that was hashed. None (nobody there) takes as long as a wrong one."""
        ...
