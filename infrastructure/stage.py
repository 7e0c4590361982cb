"""Where a deployment goes, and what it is told."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

ROOT = Path(__file__).resolve().parent.parent
WEBSOCKET_ENDPOINT = "PYTAKE_WEBSOCKET_ENDPOINT"


@dataclass(frozen=True)
class Stage:
    """One place PyTake is deployed to. An AWS stage is one without an `endpoint`."""

    name: str
    account: str
    region: str
    workplace: Path
    """Where the Chalice project is laid out with its rendered settings."""
    app_origin: str
    graph_url: str
    endpoint: str | None = None
    credentials: tuple[tuple[str, str], ...] = ()

    def client(self, service: str) -> Any:
        """A boto3 client of this stage."""
        keys = dict(self.credentials)
        return boto3.Session(
            aws_access_key_id=keys.get("AWS_ACCESS_KEY_ID"),
            aws_secret_access_key=keys.get("AWS_SECRET_ACCESS_KEY"),
            region_name=self.region,
        ).client(service, endpoint_url=self.endpoint)

    def environment(self) -> dict[str, str]:
        """What a tool that deploys to this stage finds in its environment."""
        kept = {name: value for name, value in os.environ.items() if not (self.endpoint and name.startswith("AWS_"))}
        endpoint = {"AWS_ENDPOINT_URL": self.endpoint} if self.endpoint else {}
        return {**kept, **dict(self.credentials), "AWS_DEFAULT_REGION": self.region, "AWS_REGION": self.region, **endpoint}

    def values(self) -> dict[str, str]:
        """What the templates of settings and policies may name, beside the outputs of `data.yaml`."""
        return {
            "Stage": self.name,
            "Region": self.region,
            "Account": self.account,
            "Partition": "aws",
            "AppOrigin": self.app_origin,
            "GraphUrl": self.graph_url,
            "WaitMachineArn": f"arn:aws:states:{self.region}:{self.account}:stateMachine:pytake-{self.name}-wait",
        }

    def log_settings(self) -> dict[str, str]:
        """The local edition traces every message, for the simulator to tell what became of it; CloudWatch would charge for the lines."""
        return {} if self.endpoint is None else {"POWERTOOLS_LOG_LEVEL": "DEBUG"}

    def websocket_settings(self, api_id: str | None) -> dict[str, str]:
        """Where functions post to sockets, when that is not where `$connect` says."""
        if self.endpoint is None or api_id is None:
            return {}
        return {WEBSOCKET_ENDPOINT: f"{self.endpoint}/_aws/execute-api/{api_id}/api"}
