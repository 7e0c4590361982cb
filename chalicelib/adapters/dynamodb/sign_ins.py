"""Sign-ins: families of refresh tokens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Refused
from chalicelib.adapters.dynamodb.conversations import now_utc
from chalicelib.adapters.dynamodb.documents import WorkspaceRow, document, ended, read_document, unchanged
from chalicelib.domain.errors import Conflict, NotFound
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.sign_in import SignIn


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

    def add(self, sign_in: SignIn) -> None:
        """The first row of a family."""
        self.save(sign_in)

    def save(self, sign_in: SignIn) -> None:
        """Raises ``Conflict`` when the version read has passed."""
        row = document(_pk(sign_in.workspace), sign_in.id, sign_in, version=sign_in.version, expires_at=sign_in.expires_at)
        try:
            calls.put(row, unchanged(sign_in.version))
        except Refused as refused:
            raise Conflict("The sign-in changed meanwhile.") from refused


def _pk(workspace: str) -> str:
    return keys.of(workspace, "SIGNINS")
