"""What a browser's two tokens say, and what they are signed with."""

from dataclasses import dataclass

from chalicelib.domain.ids import MemberId, WorkspaceId


@dataclass(frozen=True)
class KeyRing:
    """What tokens are signed with: an ES256 key (PEM, PKCS 8) and the key of refresh tokens."""

    kid: str
    private_key: str
    refresh_key: bytes


@dataclass(frozen=True)
class Access:
    """What an access token says: who, where, by which sign-in, at which revision of the member."""

    workspace: WorkspaceId
    member_id: MemberId
    sign_in: str
    revision: int


@dataclass(frozen=True)
class Refresh:
    """What a refresh token says, once it is known to be genuine."""

    workspace: WorkspaceId
    sign_in: str
    number: int
