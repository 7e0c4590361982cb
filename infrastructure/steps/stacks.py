"""CloudFormation stacks: made, brought up to date, waited for."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infrastructure.stage import Stage

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"]


class StackFailed(Exception):
    """A stack did not come to rest where it should; the message says which resource and why."""


def deploy_stack(stage: Stage, name: str, template: Path, parameters: Mapping[str, str]) -> dict[str, str]:
    """Makes the stack as the template says, and returns its outputs. A stack that is so already is left alone."""
    cloudformation = stage.client("cloudformation")
    stack = f"pytake-{stage.name}-{name}"
    request = {
        "StackName": stack,
        "TemplateBody": template.read_text(encoding="utf-8"),
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        "Capabilities": CAPABILITIES,
    }
    try:
        if describe(cloudformation, stack) is None:
            cloudformation.create_stack(**request)
        else:
            cloudformation.update_stack(**request)
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise
    return _outputs(_settled(cloudformation, stack))


def outputs_of(stage: Stage, name: str) -> dict[str, str] | None:
    """The outputs of a stack that stands, or None."""
    found = describe(stage.client("cloudformation"), f"pytake-{stage.name}-{name}")
    return _outputs(found) if found and found["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE") else None


def describe(cloudformation: Any, stack: str) -> dict[str, Any] | None:
    """What CloudFormation knows of the stack, or None."""
    try:
        return cloudformation.describe_stacks(StackName=stack)["Stacks"][0]  # type: ignore[no-any-return]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise


def _settled(cloudformation: Any, stack: str) -> dict[str, Any]:
    pause = 0.1
    while True:
        found = describe(cloudformation, stack)
        status = found["StackStatus"] if found else "GONE"
        if found and status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            return found
        if not status.endswith("IN_PROGRESS"):
            raise StackFailed(f"The stack {stack} is {status}: {_why(cloudformation, stack)}")
        time.sleep(pause)
        pause = min(pause * 1.5, 5)


def _why(cloudformation: Any, stack: str) -> str:
    events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    reasons = [f"{e['LogicalResourceId']}: {e.get('ResourceStatusReason', '')}" for e in events if "FAILED" in e["ResourceStatus"]]
    return "; ".join(reasons) or "no reason given"


def _outputs(stack: Mapping[str, Any]) -> dict[str, str]:
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
