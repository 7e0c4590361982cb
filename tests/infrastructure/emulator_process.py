"""A real emulator on a free port, started and stopped as a test needs it."""

import io
import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from infrastructure.local.emulator.settings import CREDENTIALS, REGION, environment
from infrastructure.local.environments import emulator_python
from infrastructure.stage import ROOT

TRUST = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}'


class Emulator:
    """One life after another of an emulator with the same state."""

    def __init__(self, state: Path) -> None:
        self.state = state
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it answers."""
        settings = environment(self.state, self.port) | {"EMULATOR_SNAPSHOT_SECONDS": "0.5"}
        command = [str(emulator_python()), "-m", "infrastructure.local.emulator"]
        with (self.state / "emulator.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=log)
        eventually(lambda: urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=1).status == 200)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """Ends this life."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(20)

    def client(self, service: str) -> Any:
        """A boto3 client of it."""
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            config=Config(retries={"total_max_attempts": 1}),
        )

    def function(
        self, name: str, code: str, *, layers: Mapping[str, str] | None = None, may: Mapping[str, str] | None = None, **settings: Any
    ) -> str:
        """Creates a function `index.handler` from source; layers are given as module name and source, rights as action and resource."""
        client = self.client("lambda")
        versions = [
            client.publish_layer_version(LayerName=f"{name}-layer", Content={"ZipFile": zipped({f"python/{module}.py": source})})[
                "LayerVersionArn"
            ]
            for module, source in (layers or {}).items()
        ]
        made = client.create_function(
            FunctionName=name,
            Runtime="python3.11",
            Handler="index.handler",
            Role=self._role(name, may or {"sqs:*": "*"}),
            Code={"ZipFile": zipped({"index.py": code})},
            Layers=versions,
            **settings,
        )
        return str(made["FunctionArn"])

    def _role(self, name: str, may: Mapping[str, str]) -> str:
        iam = self.client("iam")
        statements = [{"Effect": "Allow", "Action": action, "Resource": resource} for action, resource in may.items()]
        role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)["Role"]
        iam.put_role_policy(
            RoleName=name, PolicyName="rights", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": statements})
        )
        return str(role["Arn"])

    def call(self, name: str, event: object = None) -> Any:
        """What the function answers."""
        return json.loads(self.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))["Payload"].read())


def zipped(files: Mapping[str, str]) -> bytes:
    """A zip of the files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def eventually(true: Any, within: float = 20.0) -> None:
    """Waits until it holds; an exception counts as "not yet"."""
    deadline = time.monotonic() + within
    while True:
        try:
            if true():
                return
        except Exception:
            if time.monotonic() > deadline:
                raise
        assert time.monotonic() < deadline, f"not within {within} s"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether a process of this id exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
