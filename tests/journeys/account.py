"""An AWS account on moto with PyTake in it: the real templates, rendered and deployed by the real deployment's code."""

import json
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from moto import mock_aws

from chalicelib import bootstrap
from chalicelib.config import settings
from infrastructure.stage import ROOT, Stage
from infrastructure.steps.project import filled
from infrastructure.steps.stacks import deploy_stack
from infrastructure.steps.token_keys import ensure_token_keys

ACCOUNT, REGION, ORIGIN = "123456789012", "us-east-1", "http://127.0.0.1:8080"
ORIGIN_SECRET = "from-cloudfront"


def _known_to_moto() -> Path:
    """``data.yaml`` without the one attribute of a kind of thing that moto cannot make."""
    template = (ROOT / "infrastructure" / "data.yaml").read_text(encoding="utf-8").replace("!GetAtt TokenKeys.Id", "!Ref TokenKeys")
    path = Path(mkdtemp()) / "data.yaml"
    path.write_text(template, encoding="utf-8")
    return path


@contextmanager
def account(graph_url: str, more: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The outputs of ``data.yaml``, deployed; the settings of this process are then what Chalice would give the functions."""
    stage = Stage("test", ACCOUNT, REGION, Path("nowhere"), ORIGIN, graph_url)
    before = dict(os.environ)
    with mock_aws():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # moto says that it knows no bucket policies and no secrets in templates
            outputs = deploy_stack(stage, "data", _known_to_moto(), {"Stage": stage.name})
        outputs["TokenKeysArn"] = stage.client("secretsmanager").create_secret(Name=f"pytake/{stage.name}/token-keys")["ARN"]
        ensure_token_keys(stage, outputs["TokenKeysArn"])
        _wait_machine(stage)
        config = json.loads(filled(ROOT / ".chalice" / "config.json", {**stage.values(), **outputs}))
        os.environ.update(config["stages"][stage.name]["environment_variables"])
        os.environ.update(AWS_REGION=REGION, PYTAKE_ORIGIN_SECRET=ORIGIN_SECRET, **more)
        forget()
        try:
            yield outputs
        finally:
            os.environ.clear()
            os.environ.update(before)
            forget()


def forget() -> None:
    """What a warm function knows is gone, as after a cold start; its AWS clients stay."""
    settings.cache_clear()
    for made in vars(bootstrap).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()


def _wait_machine(stage: Stage) -> None:
    definition = (ROOT / "infrastructure" / "workflows" / "wait.asl.json").read_text()
    role = f"arn:aws:iam::{ACCOUNT}:role/wait"
    made: dict[str, Any] = stage.client("stepfunctions").create_state_machine(
        name=f"pytake-{stage.name}-wait", definition=definition, roleArn=role
    )
    assert made["stateMachineArn"] == stage.values()["WaitMachineArn"]
