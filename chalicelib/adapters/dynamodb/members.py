"""Members. Their password hashes are rows of their own, so that listing people never reads one."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Refused, Transaction
from chalicelib.adapters.dynamodb.directory import claim
from chalicelib.adapters.dynamodb.documents import WorkspaceRow, document, read_document
from chalicelib.domain.errors import AlreadyExists, Conflict, NotFound, PasswordChanged
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
        writes.put("password", WorkspaceRow(pk=passwords(member.workspace), sk=member.id, data=password_hash), absent)
        claim(writes, "email", email_key(member.email), member.workspace, member.id)
        try:
            writes.commit()
        except Refused as refused:
            if refused.contended:
                raise
            raise AlreadyExists("Somebody signs in with this e-mail already.") from refused

    def rename(self, workspace: WorkspaceId, member_id: MemberId, name: str) -> Member:
        """Two calls. Raises ``NotFound``, ``Conflict``."""
        item = calls.get(WorkspaceRow, _members(workspace), member_id)
        if item is None:
            raise NotFound("member")
        renamed = read_document(Member, item).model_copy(update={"name": name})
        # Rows of members have no version: the whole of what was read stands in for it.
        same = WorkspaceRow.data == item["data"]["S"]
        try:
            calls.put(document(_members(workspace), member_id, renamed), same)
        except Refused as refused:
            raise Conflict("Somebody changed this member meanwhile.") from refused
        return renamed

    def password_hash(self, workspace: WorkspaceId, member_id: MemberId) -> str:
        """Raises ``NotFound``."""
        if item := calls.get(WorkspaceRow, passwords(workspace), member_id):
            return str(item["data"]["S"])
        raise NotFound("member")

    def change_password(self, workspace: WorkspaceId, member_id: MemberId, *, was: str, now: str) -> None:
        """Raises ``PasswordChanged``; ``Conflict`` where somebody signs in at the very moment."""
        writes = Transaction()
        writes.put("password", WorkspaceRow(pk=passwords(workspace), sk=member_id, data=now), WorkspaceRow.data == was)
        try:
            # Whoever signs in looks at this row in a transaction of theirs.
            writes.commit(tries=5)
        except Refused as refused:
            if refused.contended:
                raise Conflict("Somebody signs in just now; try again.") from refused
            raise PasswordChanged from refused


def _members(workspace: str) -> str:
    return keys.of(workspace, "MEMBERS")


def passwords(workspace: str) -> str:
    """Where the hashes are."""
    return keys.of(workspace, "PASSWORDS")
