"""Each fix of the emulator, shown by what a user of AWS would notice."""

import json
import signal
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from infrastructure.local.emulator.rewriting import replaced
from infrastructure.local.emulator.unpacking import layer_folders
from tests.infrastructure.emulator_process import Emulator, eventually, zipped

PROXY = """
import json
def handler(event, context):
    return {'statusCode': 200, 'body': json.dumps(event['path'])}
"""
SLOW_LANE = """
import botocore.session, time
sqs = botocore.session.get_session().create_client('sqs')
def handler(event, context):
    body = event['Records'][0]['body']
    time.sleep(0.5 if body.startswith('slow') else 0)
    sqs.send_message(QueueUrl='{url}', MessageBody=body)
"""
TO_NAMED_QUEUE = """
import botocore.session
sqs = botocore.session.get_session().create_client('sqs')
def handler(event, context):
    sent = sqs.send_message_batch(QueueUrl=event, Entries=[{'Id': '1', 'MessageBody': 'a'}])
    return [one['Id'] for one in sent['Successful']]
"""
TO_NAMED_BUCKET = """
import botocore.session
s3 = botocore.session.get_session().create_client('s3')
def handler(event, context):
    s3.put_object(Bucket=event, Key='kept', Body=b'all of it')
    return 'kept'
"""
TO_QUEUE = """
import botocore.session
sqs = botocore.session.get_session().create_client('sqs')
def handler(event, context):
    for record in event['Records']:
        sqs.send_message(QueueUrl='{url}', MessageBody=record['dynamodb']['Keys']['pk']['S'])
"""


def swagger(arn: str, *paths: str) -> str:
    uri = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{arn}/invocations"
    operation = {"responses": {"200": {}}, "x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST", "uri": uri}}
    return json.dumps({"swagger": "2.0", "info": {"title": "any", "version": "1"}, "paths": {path: {"get": operation} for path in paths}})


def get(emulator: Emulator, api: str, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(f"{emulator.url}/_aws/execute-api/{api}/api{path}") as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def test_an_imported_api_answers_and_one_put_over_it_replaces_its_routes(emulator: Emulator) -> None:
    gateway = emulator.client("apigateway")
    arn = emulator.function("imported", PROXY)
    api = gateway.import_rest_api(body=swagger(arn, "/old", "/kept"), parameters={"endpointConfigurationTypes": "REGIONAL"})["id"]
    gateway.create_deployment(restApiId=api, stageName="api")
    assert get(emulator, api, "/old")[0] == 200
    gateway.put_rest_api(restApiId=api, mode="overwrite", body=swagger(arn, "/kept"))
    gateway.create_deployment(restApiId=api, stageName="api")
    assert [get(emulator, api, path)[0] for path in ("/old", "/kept")] == [403, 200]


def test_an_unset_compression_size_leaves_the_api_readable(emulator: Emulator) -> None:
    gateway = emulator.client("apigateway")
    api = gateway.create_rest_api(name="plain")["id"]
    gateway.update_rest_api(restApiId=api, patchOperations=[{"op": "replace", "path": "/minimumCompressionSize", "value": ""}])
    assert "minimumCompressionSize" not in gateway.get_rest_api(restApiId=api)


def test_a_new_function_is_active_at_once(emulator: Emulator) -> None:
    emulator.function("new", "def handler(event, context): return 1\n")
    eventually(lambda: emulator.client("lambda").get_function_configuration(FunctionName="new")["State"] == "Active", within=0.4)


def test_a_failed_handler_says_what_it_raised_and_its_worker_lives_on(emulator: Emulator) -> None:
    emulator.function(
        "fails", "import os\ndef handler(event, context):\n    if event: raise LookupError('no such thing')\n    return os.getpid()\n"
    )
    before = emulator.call("fails")
    assert emulator.call("fails", {"fail": True})["errorType"] == "LookupError"
    assert emulator.call("fails") == before


def test_an_answer_that_cannot_be_sent_is_an_error_and_not_the_end_of_the_worker(emulator: Emulator) -> None:
    emulator.function("unsendable", "def handler(event, context): return {1, 2} if event else 'fine'\n")
    assert emulator.call("unsendable", {"a": 1})["errorType"] == "TypeError"
    assert emulator.call("unsendable") == "fine"


def test_a_silent_function_answers_without_a_pause(emulator: Emulator) -> None:
    emulator.function("silent", "def handler(event, context): return 1\n")
    durations = []
    for _ in range(20):
        began = time.monotonic()
        emulator.call("silent")
        durations.append(time.monotonic() - began)
    assert min(durations) < 0.045


def test_what_a_function_prints_is_in_its_file(emulator: Emulator) -> None:
    emulator.function(
        "prints", "import sys\ndef handler(event, context):\n    print('first'); sys.stdout.write('second, without an end')\n"
    )
    emulator.call("prints")
    written = (emulator.state / "logs" / "functions" / "prints.log").read_text()
    assert "first\nsecond, without an end\n" in written


def test_what_was_written_survives_a_kill(mortal_emulator: Emulator) -> None:
    table(mortal_emulator, "kept")
    mortal_emulator.client("dynamodb").put_item(TableName="kept", Item={"pk": {"S": "a"}})
    eventually(lambda: '"a"' in (mortal_emulator.state / "aws" / "dynamodb.json").read_text())
    mortal_emulator.stop(signal.SIGKILL)
    mortal_emulator.start()
    assert "Item" in mortal_emulator.client("dynamodb").get_item(TableName="kept", Key={"pk": {"S": "a"}})


def test_a_stream_goes_on_after_a_restart(mortal_emulator: Emulator) -> None:
    stream = table(mortal_emulator, "streamed")
    sqs, dynamodb = mortal_emulator.client("sqs"), mortal_emulator.client("dynamodb")
    seen = sqs.create_queue(QueueName="seen")["QueueUrl"]
    arn = mortal_emulator.function("follows", TO_QUEUE.format(url=seen))
    mortal_emulator.client("lambda").create_event_source_mapping(EventSourceArn=stream, FunctionName=arn, StartingPosition="LATEST")

    def arrives(key: str) -> None:
        dynamodb.put_item(TableName="streamed", Item={"pk": {"S": key}})
        eventually(
            lambda: key in [m["Body"] for m in sqs.receive_message(QueueUrl=seen, MaxNumberOfMessages=10).get("Messages", [])], within=10
        )

    for key in ("one", "two", "three"):
        arrives(key)
    mortal_emulator.stop()
    mortal_emulator.start()
    arrives("the first after the restart")


def test_a_hundred_calls_at_once_share_a_few_workers(emulator: Emulator) -> None:
    emulator.function("busy", "import os, time\ndef handler(event, context):\n    time.sleep(0.02); return os.getpid()\n", Timeout=20)
    with ThreadPoolExecutor(50) as crowd:
        workers = list(crowd.map(lambda _: emulator.call("busy"), range(100)))
    assert len(workers) == 100
    assert len(set(workers)) <= 4


def test_a_layer_is_unpacked_once_for_all_functions(emulator: Emulator) -> None:
    code = "import shared\ndef handler(event, context): return shared.__file__\n"
    for name in ("left", "right"):
        emulator.function(name, code, layers={"shared": "same = True\n"})
    assert emulator.call("left") == emulator.call("right")
    assert Path(emulator.call("left")).is_relative_to(emulator.state / "unpacked")


def test_a_layer_built_for_another_machine_is_left_aside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EMULATOR_UNPACKED_DIR", str(tmp_path))
    layer = zipped({"python/any.py": ""})
    assert [Path(folder).parent for folder in layer_folders(layer)] == [tmp_path]
    monkeypatch.setenv("EMULATOR_HAS_THE_PACKAGES", "1")
    assert layer_folders(layer) == []


def test_a_slow_stream_function_does_not_hold_up_a_queue(emulator: Emulator) -> None:
    client, sqs = emulator.client("lambda"), emulator.client("sqs")
    stream = table(emulator, "slow")
    slow = emulator.function("slow", "import time\ndef handler(event, context): time.sleep(4)\n", Timeout=10)
    client.create_event_source_mapping(EventSourceArn=stream, FunctionName=slow, StartingPosition="LATEST")
    queue = sqs.create_queue(QueueName="quick")["QueueUrl"]
    quick = emulator.function("quick", "def handler(event, context): pass\n")
    mapping = client.create_event_source_mapping(EventSourceArn="arn:aws:sqs:us-east-1:000000000000:quick", FunctionName=quick)["UUID"]
    emulator.client("dynamodb").put_item(TableName="slow", Item={"pk": {"S": "a"}})
    time.sleep(0.3)
    sqs.send_message(QueueUrl=queue, MessageBody="hurry")
    eventually(lambda: "OK" in client.get_event_source_mapping(UUID=mapping).get("LastProcessingResult", ""), within=3)


def test_fifo_groups_run_side_by_side_and_each_in_order(emulator: Emulator) -> None:
    client, sqs = emulator.client("lambda"), emulator.client("sqs")
    done = sqs.create_queue(QueueName="done")["QueueUrl"]
    arn = emulator.function("ordered", SLOW_LANE.format(url=done), Timeout=10)
    queue = sqs.create_queue(QueueName="lanes.fifo", Attributes={"FifoQueue": "true", "VisibilityTimeout": "60"})["QueueUrl"]
    for place, body in enumerate(("slow-1", "slow-2", "fast-1", "fast-2")):
        sqs.send_message(QueueUrl=queue, MessageBody=body, MessageGroupId=body[:4], MessageDeduplicationId=str(place))
    client.create_event_source_mapping(EventSourceArn="arn:aws:sqs:us-east-1:000000000000:lanes.fifo", FunctionName=arn, BatchSize=1)
    order: list[str] = []

    def all_done() -> bool:
        for message in sqs.receive_message(QueueUrl=done, MaxNumberOfMessages=10).get("Messages", []):
            order.append(message["Body"])
        return len(order) == 4

    eventually(all_done)
    assert order.index("fast-2") < order.index("slow-2")
    assert order.index("fast-1") < order.index("fast-2")
    assert order.index("slow-1") < order.index("slow-2")


def test_a_function_does_what_its_policy_allows_and_no_more(emulator: Emulator) -> None:
    sqs = emulator.client("sqs")
    allowed, forbidden = (sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("allowed", "forbidden"))
    emulator.function("sends", TO_NAMED_QUEUE, may={"sqs:SendMessage": "arn:aws:sqs:us-east-1:000000000000:allowed"})
    assert emulator.call("sends", allowed) == ["1"]
    assert emulator.call("sends", forbidden)["errorType"] in ("AccessDenied", "AccessDeniedException", "ClientError")


def test_a_bucket_that_asks_for_encrypted_transport_takes_this_machine_for_it(emulator: Emulator) -> None:
    s3 = emulator.client("s3")
    s3.create_bucket(Bucket="safe")
    refusal = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::safe", "arn:aws:s3:::safe/*"]}
    statement = {**refusal, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    s3.put_bucket_policy(Bucket="safe", Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    emulator.function("keeps", TO_NAMED_BUCKET, may={"s3:PutObject": "arn:aws:s3:::safe/*"})
    assert emulator.call("keeps", "safe") == "kept"


def test_a_layer_wins_over_what_the_emulator_has_installed(emulator: Emulator) -> None:
    layer = {"lib/python3.11/site-packages/yaml": "ours = True\n"}
    emulator.function("layered", "import yaml\ndef handler(event, context): return hasattr(yaml, 'ours')\n", layers=layer)
    assert emulator.call("layered") is True


def test_a_secret_is_opened_only_in_its_own_context(emulator: Emulator) -> None:
    kms = emulator.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    closed = kms.encrypt(KeyId=key, Plaintext=b"token", EncryptionContext={"workspace": "w1"})["CiphertextBlob"]
    assert kms.decrypt(CiphertextBlob=closed, EncryptionContext={"workspace": "w1"})["Plaintext"] == b"token"
    with pytest.raises(ClientError):
        kms.decrypt(CiphertextBlob=closed, EncryptionContext={"workspace": "w2"})


def test_a_fix_whose_target_is_gone_says_so() -> None:
    with pytest.raises(AssertionError, match="Worker has changed: expected one 'old line', found 0"):
        replaced("new line", "old line", "ours", where="Worker")


def table(emulator: Emulator, name: str) -> str:
    made = emulator.client("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )
    return str(made["TableDescription"]["LatestStreamArn"])
