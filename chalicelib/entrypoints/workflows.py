"""The tasks that Step Functions calls."""

from datetime import UTC, datetime
from typing import Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.domain.ids import ConversationId, SessionId, WorkspaceId
from chalicelib.entrypoints.events import observed
from chalicelib.scope import in_workspace

blueprint = Blueprint(__name__)


@blueprint.lambda_function()
@observed
def wake_session(event: dict[str, Any], context: object) -> dict[str, Any]:
    """An alarm of the ``wait`` state machine rang: done, or sleep until a later deadline."""
    workspace = WorkspaceId(event["workspace"])
    conversation_id, session_id = ConversationId(event["conversation"]), SessionId(event["session"])
    with in_workspace(workspace):
        until = bootstrap.timers().wake(workspace, conversation_id, session_id, event["arming"], now=datetime.now(UTC))
    return {**event, "done": until is None, **({"until": until.isoformat(timespec="milliseconds").replace("+00:00", "Z")} if until else {})}
