"""Trials of the real adapters on tables of moto, with the tripwire on."""

from datetime import datetime
from itertools import count

from chalicelib.adapters.dynamodb.conversations import DynamoConversations
from chalicelib.adapters.dynamodb.directory import DynamoDirectory
from chalicelib.adapters.dynamodb.sign_ins import DynamoSignIns
from chalicelib.adapters.dynamodb.sockets import DynamoSockets
from chalicelib.domain.errors import NotFound
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.sign_in import SignIn
from chalicelib.domain.socket import Socket
from chalicelib.scope import ScopeError, in_workspace, system_scope
from tests.adapters.builders import LINE, NOON, RAFAEL, begun, later
from tests.faults.trials import Trials

ENDS = later(minutes=10)
_numbers = count(1)


def two_workspaces() -> Trials:
    """The same person writes to two workspaces, with the same ids: neither knows of the other."""
    one, other = fresh(), fresh()
    try:
        with in_workspace(one):
            begun(DynamoConversations(), one)
        with in_workspace(other):
            known = DynamoConversations().known(other, LINE, [RAFAEL], "wamid.1", None)
    except ScopeError as error:
        yield [f"I20: the tripwire: {error}"]
    else:
        yield ["I20: what one workspace stored, another reads"] if known.seen or known.contact or known.conversation else []


def around_their_end() -> Trials:
    """The tables remove what has expired up to days late: until then it lies there, and must count for nothing."""
    workspace = fresh()
    with in_workspace(workspace):
        who = {"workspace": workspace, "member_id": MemberId("m1"), "expires_at": ENDS}
        DynamoSignIns().save(SignIn(id="f1", token_hash="h", rotated_at=NOON, created_at=NOON, **who))
        DynamoSockets().add(Socket(id=f"{workspace}-s", endpoint="e", opened_at=NOON, **who))
    yield [f"{what} is not honoured before its end" for what in {"sign-in", "socket"} - _honoured(workspace, NOON)]
    yield [f"I8: the {what} is honoured after its end" for what in sorted(_honoured(workspace, ENDS))]


def fresh() -> WorkspaceId:
    return WorkspaceId(f"trial{next(_numbers)}")


def _honoured(workspace: WorkspaceId, now: datetime) -> set[str]:
    honoured = set()
    with in_workspace(workspace):
        try:
            DynamoSignIns(clock=lambda: now).get(workspace, "f1")
            honoured.add("sign-in")
        except NotFound:
            pass
    with system_scope("test"):
        if DynamoDirectory(clock=lambda: now).workspace_of("socket", f"{workspace}-s"):
            honoured.add("socket")
    return honoured
