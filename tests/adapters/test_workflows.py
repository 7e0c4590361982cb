"""Alarms: one for each arming, named within AWS' limits."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.adapters import workflows
from chalicelib.config import settings
from chalicelib.domain.ids import WorkspaceId
from tests.adapters.builders import conversation, later, session

W = WorkspaceId("w1")
ARMED = session(conversation(), deadline_at=later(hours=1)).armed()
DEFINITION = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "TimestampPath": "$.until", "End": True}}}


@pytest.fixture
def machine() -> Iterator[Any]:
    with mock_aws():
        client = boto3.client("stepfunctions", region_name="us-east-1")
        client.create_state_machine(name="pytake-test-wait", definition=json.dumps(DEFINITION), roleArn="arn:aws:iam::123456789012:role/x")
        yield client


def executions(client: Any) -> list[str]:
    return sorted(each["name"] for each in client.list_executions(stateMachineArn=settings().wait_machine_arn)["executions"])


def test_an_alarm_knows_whom_to_wake_and_when(machine: Any) -> None:
    workflows.WaitAlarms().arm(W, ARMED)
    (name,) = executions(machine)
    execution = machine.describe_execution(executionArn=f"{settings().wait_machine_arn.replace('stateMachine', 'execution')}:{name}")
    assert name == "s1-1"
    assert json.loads(execution["input"]) == {
        "workspace": "w1", "conversation": "c1", "session": "s1", "arming": 1, "until": "2026-10-30T13:00:10.000Z",
    }  # fmt: skip


def test_the_same_arming_twice_is_one_alarm_and_the_next_another(machine: Any) -> None:
    for _ in range(2):
        workflows.WaitAlarms().arm(W, ARMED)
    workflows.WaitAlarms().arm(W, ARMED.armed())
    assert executions(machine) == ["s1-1", "s1-2"]


def test_an_alarm_that_died_is_set_anew(machine: Any) -> None:
    workflows.WaitAlarms().arm(W, ARMED)
    arn = f"{settings().wait_machine_arn.replace('stateMachine', 'execution')}:s1-1"
    machine.stop_execution(executionArn=arn)
    workflows.WaitAlarms().arm(W, ARMED)
    assert executions(machine) == ["s1-1", "s1-1-1"]


def test_a_session_that_waits_for_nothing_gets_no_alarm(machine: Any) -> None:
    workflows.WaitAlarms().arm(W, session(conversation()))
    assert executions(machine) == []


@pytest.mark.parametrize("id", ["s" * 79, "s#1"])
def test_a_name_that_aws_refuses_is_refused_here(machine: Any, id: str) -> None:
    with pytest.raises(ValueError, match="cannot name"):
        workflows.WaitAlarms().arm(W, ARMED.model_copy(update={"id": id}))
