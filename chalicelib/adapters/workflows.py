"""Alarms: executions of the ``wait`` state machine, each asleep until a session's moment."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import botocore.config
import botocore.session
from botocore.exceptions import ClientError

from chalicelib.config import settings
from chalicelib.domain.flow.session import Session
from chalicelib.domain.ids import WorkspaceId

CLIENT = botocore.config.Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"})
MAX_NAME = 80
"""Characters of an execution's name (AWS); no ``#``."""
AGAIN = 3
"""Times an alarm is set anew where one of its name had been and is no more."""


@cache
def _client() -> Any:
    return botocore.session.get_session().create_client("stepfunctions", settings().region, config=CLIENT)


@dataclass(frozen=True)
class WaitAlarms:
    """Keeps the ``Alarms`` port."""

    def arm(self, workspace: WorkspaceId, session: Session) -> None:
        """One call. The same (session, arming) twice is one alarm, as long as the first still sleeps."""
        if session.armed_for is None:
            return
        name = f"{session.id}-{session.arming}"
        for again in range(AGAIN):
            if _start(name if again == 0 else f"{name}-{again}", workspace, session):
                return
        raise RuntimeError("An alarm of this name ended several times")


def _start(name: str, workspace: WorkspaceId, session: Session) -> bool:
    """Whether such an alarm sleeps now."""
    if len(name) > MAX_NAME or "#" in name:
        raise ValueError(f"{name!r} cannot name an execution")
    # The machine reads whole seconds or milliseconds, and waking late is better than early.
    until = session.armed_for.isoformat(timespec="milliseconds").replace("+00:00", "Z") if session.armed_for else ""
    said = {
        "workspace": workspace,
        "conversation": session.conversation_id,
        "session": session.id,
        "arming": session.arming,
        "until": until,
    }
    machine = settings().wait_machine_arn
    try:
        _client().start_execution(stateMachineArn=machine, name=name, input=json.dumps(said))
    except ClientError as error:
        if error.response["Error"]["Code"] != "ExecutionAlreadyExists":
            raise
        execution = f"{machine.replace(':stateMachine:', ':execution:')}:{name}"
        return bool(_client().describe_execution(executionArn=execution)["status"] == "RUNNING")
    return True
