"""The templates, the settings and the policies say what the code needs, and no more."""

import json
import re
import time
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from cfnlint.decode.cfn_yaml import loads

import app
from chalicelib.adapters.dynamodb.guards import GuardRow
from chalicelib.adapters.dynamodb.tables import INDEXES, KEYS
from chalicelib.telemetry import NAMESPACE, Metric, count
from infrastructure.stage import ROOT, Stage

CONFIG = json.loads((ROOT / ".chalice" / "config.json").read_text())["stages"]["${Stage}"]
POLICIES = {path.stem: json.loads(path.read_text()) for path in (ROOT / ".chalice" / "policies").glob("*.json")}
FORTNIGHT = 14 * 24 * 3600
CONSUME = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"}
STAGE = Stage("local", "000000000000", "us-east-1", Path("anywhere"), "http://ui", "http://graph")


@cache
def template(name: str) -> Any:
    return loads((ROOT / "infrastructure" / f"{name}.yaml").read_text())


def resources(name: str, kind: str) -> dict[str, Any]:
    found = template(name)["Resources"].items()
    return {logical: resource["Properties"] for logical, resource in found if resource["Type"] == kind}


def deployed_functions() -> set[str]:
    chalice = app.app
    sockets = {"$connect": "websocket_connect", "$default": "websocket_message", "$disconnect": "websocket_disconnect"}
    return (
        {"api_handler"}
        | {sockets[route] for route in chalice.websocket_handlers}
        | {function.name for function in chalice.pure_lambda_functions}
        | {source.name for source in chalice.event_sources}
    )


def mappings() -> dict[str, dict[str, Any]]:
    """The mappings by function."""
    found = resources("wiring", "AWS::Lambda::EventSourceMapping").values()
    return {mapping["FunctionName"]["Fn::Sub"].removeprefix("pytake-${Stage}-"): mapping for mapping in found}


def alarms(namespace: str) -> list[dict[str, Any]]:
    return [alarm for alarm in resources("wiring", "AWS::CloudWatch::Alarm").values() if alarm["Namespace"] == namespace]


QUEUE_MAPPINGS = [name for name, mapping in mappings().items() if "Queue" in str(mapping["EventSourceArn"])]


def test_every_deployed_function_has_settings_and_a_policy_and_nothing_else_has() -> None:
    assert set(CONFIG["lambda_functions"]) == deployed_functions() == set(POLICIES)
    for name, settings in CONFIG["lambda_functions"].items():
        assert settings["iam_policy_file"] == f"policies/{name}.json"
        assert settings["lambda_timeout"] <= 60
    assert CONFIG["autogen_policy"] is False


def test_every_mapping_feeds_a_function_that_is_deployed() -> None:
    assert set(mappings()) <= deployed_functions()


@pytest.mark.parametrize("function", QUEUE_MAPPINGS)
def test_a_partial_answer_never_deletes_what_failed(function: str) -> None:
    assert mappings()[function]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("function", QUEUE_MAPPINGS)
def test_a_message_stays_hidden_while_its_function_may_still_run(function: str) -> None:
    queue = mappings()[function]["EventSourceArn"]["Ref"].removesuffix("Arn")
    time_out = CONFIG["lambda_functions"][function]["lambda_timeout"]
    assert resources("data", "AWS::SQS::Queue")[queue]["VisibilityTimeout"] >= 6 * time_out


@pytest.mark.parametrize("function", QUEUE_MAPPINGS)
def test_a_consumer_may_consume_its_own_queue_and_no_other(function: str) -> None:
    statements = [statement for statement in POLICIES[function]["Statement"] if CONSUME & set(statement["Action"])]
    consumed = {resource for statement in statements for resource in statement["Resource"]}
    assert consumed == {f"${{{mappings()[function]['EventSourceArn']['Ref']}}}"}


def test_every_queue_gives_up_into_dead_letters_that_raise_an_alarm() -> None:
    queues = resources("data", "AWS::SQS::Queue")
    alarmed = {alarm["Dimensions"][0]["Value"]["Ref"] for alarm in alarms("AWS/SQS")}
    given_up = {name for name in queues if name.endswith("DeadLetters")}
    assert {f"{name}Name" for name in given_up} == alarmed
    for name in set(queues) - given_up:
        assert queues[name]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0] == name.removesuffix("Queue") + "DeadLetters"
    assert {queue["MessageRetentionPeriod"] for queue in queues.values()} == {FORTNIGHT}


def test_everything_that_functions_count_raises_an_alarm(capsys: pytest.CaptureFixture[str]) -> None:
    assert sorted(alarm["MetricName"] for alarm in alarms(NAMESPACE)) == sorted(get_args(Metric))
    for alarm in alarms(NAMESPACE):
        count(alarm["MetricName"])
        line = json.loads(capsys.readouterr().out)
        (definition,) = line["_aws"]["CloudWatchMetrics"]
        assert [metric["Name"] for metric in definition["Metrics"]] == [alarm["MetricName"]]
        assert line[alarm["MetricName"]] == 1
        ((dimension,),) = definition["Dimensions"]
        assert (line[dimension], alarm["Dimensions"]) == ("test", [{"Name": dimension, "Value": {"Ref": "Stage"}}])
        assert (definition["Namespace"], alarm["Statistic"], alarm["Threshold"]) == (NAMESPACE, "Sum", 0)
        assert abs(line["_aws"]["Timestamp"] / 1000 - time.time()) < 60


def test_every_alarm_wakes_somebody_and_is_quiet_where_nothing_is_counted() -> None:
    for alarm in resources("wiring", "AWS::CloudWatch::Alarm").values():
        assert (alarm["AlarmActions"], alarm["TreatMissingData"]) == ([{"Ref": "Alarms"}], "notBreaching")
        assert alarm["ComparisonOperator"] == "GreaterThanThreshold"


def test_fifo_queues_are_fast_and_deduplicate_by_our_ids() -> None:
    queues = resources("data", "AWS::SQS::Queue").items()
    fifo = {name: queue for name, queue in queues if queue.get("FifoQueue") and "RedrivePolicy" in queue}
    assert set(fifo) == {"InboundQueue", "OutboundQueue"}
    for queue in fifo.values():
        assert (queue["ContentBasedDeduplication"], queue["DeduplicationScope"]) == (False, "messageGroup")
        assert queue["FifoThroughputLimit"] == "perMessageGroupId"


def test_changes_are_retried_in_halves_and_given_up_into_a_queue() -> None:
    mapping = mappings()["broadcast_changes"]
    assert mapping["BisectBatchOnFunctionError"] is True
    assert 0 < mapping["MaximumRetryAttempts"] <= 5
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"]["Ref"] == "ChangesDeadLettersArn"


def test_the_tables_are_those_the_adapters_know() -> None:
    found = resources("data", "AWS::DynamoDB::Table").values()
    tables = {table["TableName"]["Fn::Sub"].removeprefix("pytake-${Stage}-"): table for table in found}
    assert {name: tuple(key["AttributeName"] for key in table["KeySchema"]) for name, table in tables.items()} == KEYS
    indexes = {name: tuple(index["IndexName"] for index in table.get("GlobalSecondaryIndexes", ())) for name, table in tables.items()}
    assert {name: found for name, found in indexes.items() if found} == INDEXES
    assert {name for name, table in tables.items() if "StreamSpecification" in table} == {"conversations"}
    assert {name for name, table in tables.items() if "TimeToLiveSpecification" in table} == {"workspaces", "directory", "guards"}
    assert "expires_at" not in GuardRow.get_attributes(), "what makes a thing unique never expires"


def test_what_must_not_be_lost_outlives_its_stack() -> None:
    kept = ("AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::SecretsManager::Secret")
    for logical, resource in template("data")["Resources"].items():
        if resource["Type"] in kept:
            assert (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy")) == ("Retain", "Retain"), logical


@pytest.mark.parametrize("function", sorted(POLICIES))
def test_a_policy_names_its_actions_and_its_things(function: str) -> None:
    for statement in POLICIES[function]["Statement"]:
        assert statement["Effect"] == "Allow"
        for action in statement["Action"]:
            assert "*" not in action
            assert action not in ("dynamodb:Scan", "dynamodb:PartiQLSelect")
        for resource in statement["Resource"]:
            assert resource.startswith(("${", "arn:"))
            assert not re.fullmatch(r"arn:[^:]*:[^:]*:\*.*", resource)


def test_every_name_in_settings_and_policies_is_filled_in() -> None:
    named = set(re.findall(r"\$\{(\w+)\}", json.dumps([CONFIG, POLICIES])))
    assert named <= set(template("data")["Outputs"]) | set(STAGE.values())


def test_the_wait_machine_is_the_one_that_functions_are_told_of() -> None:
    machine = resources("wiring", "AWS::StepFunctions::StateMachine")["WaitMachine"]
    assert STAGE.values()["WaitMachineArn"].endswith(":" + machine["StateMachineName"]["Fn::Sub"].replace("${Stage}", STAGE.name))
    definition = (ROOT / "infrastructure" / "workflows" / "wait.asl.json").read_text()
    assert set(re.findall(r"\$\{(\w+)\}", definition)) == set(machine["DefinitionSubstitutions"])
    assert len(definition) < 4096, "a stack's parameter holds no more"


def test_functions_are_told_every_setting_that_has_no_default() -> None:
    from chalicelib.config import PREFIX, Settings

    told = {name.removeprefix(PREFIX).lower() for name in CONFIG["environment_variables"]}
    assert {name for name, field in Settings.model_fields.items() if field.is_required()} <= told <= set(Settings.model_fields)
