"""Members. Their password hashes are rows of their own, so that listing people never reads one."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Refused, Transaction
from chalicelib.adapters.dynamodb.directory import claim
from chalicelib.adapters.dynamodb.documents import WorkspaceRow, document, read_document
from chalicelib.domain.errors import AlreadyExists, NotFound
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.sign_in import email_key
from chalicelib.domain.workspace import Member


@dataclass(frozen=True)
class DynamoMembers:
    """Keeps the ``Members`` port."""

    def get(self, workspace: WorkspaceId, member_id: MemberId) -> Member:
        """Raises ``NotFound``."""
        if item := calls.get(WorkspaceRow, _members(workspace), member_id):
            return read_document(Member, item)
        raise NotFound("member")

    def all(self, workspace: WorkspaceId) -> Sequence[Member]:
        """One call while they fit in 1 MB (about 3,000)."""
        return [read_document(Member, item) for item in calls.query_all(WorkspaceRow, _members(workspace))]

    def add(self, member: Member, password_hash: str) -> None:
        """Raises ``AlreadyExists`` for an e-mail or an id that is taken."""
        writes = Transaction()
        absent = WorkspaceRow.pk.does_not_exist()
        writes.put("member", document(_members(member.workspace), member.id, member), absent)
        writes.put("password", WorkspaceRow(pk=_passwords(member.workspace), sk=member.id, data=password_hash), absent)
        claim(writes, "email", email_key(member.email), member.workspace, member.id)
        try:
            writes.commit()
        except Refused as refused:
            if refused.contended:
                raise
            raise AlreadyExists("Somebody signs in with this e-mail already.") from refused

    def password_hash(self, workspace: WorkspaceId, member_id: MemberId) -> str:
        """Raises ``NotFound``."""
        if item := calls.get(WorkspaceRow, _passwords(workspace), member_id):
            return str(item["data"]["S"])
        raise NotFound("member")


def _members(workspace: str) -> str:
    return keys.of(workspace, "MEMBERS")


def _passwords(workspace: str) -> str:
    return keys.of(workspace, "PASSWORDS")
