"""The workspace (tenant) and its members."""

from datetime import datetime

from pydantic import BaseModel, Field

from chalicelib.domain.access import Role, may
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.message import Author


class Workspace(BaseModel, frozen=True, defer_build=True):
    """``language`` is BCP 47 (pt-BR), ``time_zone`` an IANA name."""

    id: WorkspaceId
    name: str = Field(max_length=120)
    language: str = "pt-BR"
    time_zone: str = "America/Sao_Paulo"
    created_at: datetime


class Member(BaseModel, frozen=True, defer_build=True):
    """A person who signs in. ``revision`` is carried by access tokens (``rv``): raising it ends them all."""

    id: MemberId
    workspace: WorkspaceId
    name: str = Field(min_length=1, max_length=120)
    email: str = Field(max_length=254)
    role: Role
    active: bool = True
    revision: int = 1

    def may(self, permission: str) -> bool:
        return self.active and may(self.role, permission)

    @property
    def author(self) -> Author:
        return Author(kind="agent", id=self.id, name=self.name)
