"""Sign-ins: families of refresh tokens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Refused, Transaction
from chalicelib.adapters.dynamodb.documents import WorkspaceRow, document, ended, read_document, unchanged
from chalicelib.adapters.dynamodb.members import passwords
from chalicelib.adapters.dynamodb.tables import now_utc
from chalicelib.domain.errors import Conflict, NotFound, PasswordChanged
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.sign_in import SignIn

CHANGED = "The sign-in changed meanwhile."


@dataclass(frozen=True)
class DynamoSignIns:
    """Keeps the ``SignIns`` port."""

    clock: Callable[[], datetime] = now_utc

    def get(self, workspace: WorkspaceId, sign_in_id: str) -> SignIn:
        """A consistent read. Raises ``NotFound``, also once ``expires_at`` has passed."""
        item = calls.get(WorkspaceRow, _pk(workspace), sign_in_id)
        if item is None or ended(item, self.clock()):
            raise NotFound("sign-in")
        return read_document(SignIn, item)

    def add(self, sign_in: SignIn, *, password_hash: str) -> None:
        """The first rows of a family. Raises ``PasswordChanged``; ``Conflict`` where others wrote at every moment."""
        writes = _written(sign_in)
        password = WorkspaceRow(pk=passwords(sign_in.workspace), sk=sign_in.member_id)
        writes.check("password", password, WorkspaceRow.data == password_hash)
        try:
            writes.commit(tries=5)
        except Refused as refused:
            if "password" in refused.names:
                raise PasswordChanged from refused
            raise Conflict(CHANGED) from refused

    def of(self, workspace: WorkspaceId, member_id: MemberId, limit: int = 100) -> Sequence[SignIn]:
        """One call, consistent: an id begins with its time."""
        now = self.clock()
        found = calls.query(WorkspaceRow, _listed(workspace, member_id), newest_first=True, limit=limit)
        return [read_document(SignIn, item) for item in found if not ended(item, now)]

    def unlisted(self, workspace: WorkspaceId, member_id: MemberId) -> Sequence[SignIn]:
        """Two calls while the workspace's families fit in 1 MB (about 1,500)."""
        now = self.clock()
        listed = {item["sk"]["S"] for item in calls.query_all(WorkspaceRow, _listed(workspace, member_id))}
        found = [item for item in calls.query_all(WorkspaceRow, _pk(workspace)) if item["sk"]["S"] not in listed and not ended(item, now)]
        families = (read_document(SignIn, item) for item in found)
        return [family for family in families if family.member_id == member_id and family.revoked_at is None]

    def save(self, sign_in: SignIn) -> None:
        """Raises ``Conflict`` when the version read has passed."""
        try:
            _written(sign_in).commit(tries=3)
        except Refused as refused:
            raise Conflict(CHANGED) from refused


def _written(sign_in: SignIn) -> Transaction:
    """The family by its id, for its tokens, and once more under its member, for their list; a row from before is listed from here on."""
    writes = Transaction()
    for name, pk in (("family", _pk(sign_in.workspace)), ("listed", _listed(sign_in.workspace, sign_in.member_id))):
        row = document(pk, sign_in.id, sign_in, version=sign_in.version, expires_at=sign_in.expires_at)
        if name == "family":
            writes.put(name, row, unchanged(sign_in.version))
        elif sign_in.revoked_at is None:
            writes.put(name, row)
        else:
            writes.delete(name, row)
    return writes


def _pk(workspace: str) -> str:
    return keys.of(workspace, "SIGNINS")


def _listed(workspace: str, member_id: str) -> str:
    return keys.of(workspace, "SIGNINS", member_id)
