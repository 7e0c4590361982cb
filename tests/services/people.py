"""Who these tests are about: members of made-up workspaces, their password, the keys that sign for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chalicelib.adapters.tokens import SignedTokens
from chalicelib.domain.access import Role
from chalicelib.domain.connection import Connection
from chalicelib.domain.errors import NotFound
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.socket import Socket
from chalicelib.domain.tokens import KeyRing
from chalicelib.domain.workspace import Member
from tests.fakes.people import RecordingPush

NOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
RING = KeyRing(
    kid="k1",
    private_key="""-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgaWZQvTyN6Ja94UTX
IfK7uwVUu0q2ztp8hTZxFULjxw6hRANCAASaCM6Fqavs8+dg1I2YV8hqotaUwR0q
SivEWMoYJpbpSESS7eJPHQKsCLVhCZtXukxrlDt8PFHEHYbOoj74m1/J
-----END PRIVATE KEY-----""",
    refresh_key=b"r" * 32,
)


class Ring:
    def ring(self) -> KeyRing:
        return RING


class PlainPasswords:
    """Hashes by writing backwards, and counts how often it was asked."""

    def __init__(self) -> None:
        self.looks = 0

    def hash(self, password: str) -> str:
        return password[::-1]

    def matches(self, password: str, known: str | None) -> bool:
        self.looks += 1
        return known is not None and password[::-1] == known


@dataclass
class StubbornPush(RecordingPush):
    """``deaf``: closing fails too."""

    def close(self, socket: Socket) -> None:
        if self.deaf:
            raise ConnectionError("gone")
        super().close(socket)


@dataclass
class AnsweringChannel:
    """What the provider says of a number, or the error it answers with."""

    details: Mapping[str, str] = field(default_factory=lambda: {"name": "Clínica Aurora", "quality": "GREEN"})
    failure: Exception | None = None
    tokens: list[str] = field(default_factory=list)

    def named(self, channel: str) -> Any:
        if channel != "whatsapp":
            raise NotFound("channel")
        return self

    def inspect(self, connection: Connection, token: str) -> Mapping[str, str]:
        self.tokens.append(token)
        if self.failure:
            raise self.failure
        return self.details


def member_of(workspace: str, name: str, role: Role = Role.AGENT) -> Member:
    return Member(
        id=MemberId(f"{workspace}-{name}"),
        workspace=WorkspaceId(workspace),
        name=name.title(),
        email=f"{name}@{workspace}.example",
        role=role,
    )


def tokens() -> SignedTokens:
    return SignedTokens(Ring())
