"""Policies are enforced on the laptop as on AWS: a function that may not, cannot."""

from collections.abc import Callable
from typing import Any

SINGLE = {
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
}


def ask_for_the_single_action_of_a_batch() -> None:
    """Checks a batch of messages against the action that policies know; IAM has none for batches, and would refuse one that names it."""
    from ministack.core import iam_actions

    named: Callable[..., str | None] = iam_actions.extract_iam_action
    asked = named("sqs", "POST", "/", {"x-amz-target": "AmazonSQS.SendMessageBatch"}, b"{}", {})
    assert asked == "sqs:SendMessageBatch", f"a batch is asked for as {asked} now"

    def extract_iam_action(*request: Any, **more: Any) -> str | None:
        action = named(*request, **more)
        return SINGLE.get(action or "", action)

    iam_actions.extract_iam_action = extract_iam_action


def take_this_machine_for_a_safe_way() -> None:
    """Calls here are plain HTTP and never leave it; unfixed, a bucket that asks for encrypted transport refuses them all."""
    from ministack import app

    pin: Callable[[str, bool], None] = app.pin_request_origin

    def pin_request_origin(source_ip: str, _: bool) -> None:
        pin(source_ip, True)

    app.pin_request_origin = pin_request_origin
