"""The environment of every test: a stage of its own, credentials that open nothing."""

import io
import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "PYTAKE_STAGE": "test",
    "PYTAKE_REGION": "us-east-1",
    "PYTAKE_TABLE_PREFIX": "pytake-test",
    "PYTAKE_INBOUND_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/123456789012/pytake-test-inbound.fifo",
    "PYTAKE_STATUSES_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/123456789012/pytake-test-statuses",
    "PYTAKE_OUTBOUND_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/123456789012/pytake-test-outbound.fifo",
    "PYTAKE_OUTBOUND_LATER_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/123456789012/pytake-test-outbound-later",
    "PYTAKE_MEDIA_BUCKET": "pytake-test-media",
    "PYTAKE_KMS_KEY_ID": "alias/pytake-test",
    "PYTAKE_KEYS_SECRET_ID": "pytake-test-keys",
    "PYTAKE_WAIT_MACHINE_ARN": "arn:aws:states:us-east-1:123456789012:stateMachine:pytake-test-wait",
    "PYTAKE_APP_ORIGIN": "http://127.0.0.1:8080",
    "PYTAKE_GRAPH_URL": "http://127.0.0.1:9/graph",
    "POWERTOOLS_SERVICE_NAME": "pytake",
}

# Before any module of ours is imported: settings are read once.
for name in [name for name in os.environ if name.startswith("PYTAKE_") or name in ("AWS_ENDPOINT_URL", "AWS_PROFILE")]:
    if not name.startswith("PYTAKE_LOCAL_") and name not in ("PYTAKE_CHROMIUM", "PYTAKE_PROOFS", "PYTAKE_SEED", "PYTAKE_FIGURES"):
        del os.environ[name]
os.environ.update(ENVIRONMENT)


@pytest.fixture
def logged() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The log lines so far."""
    from chalicelib.telemetry import logger

    stream, handler = io.StringIO(), logger.registered_handler
    before = handler.setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    handler.setStream(before)
