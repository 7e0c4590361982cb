"""`chalice deploy`, unmodified, from the laid-out project."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infrastructure.stage import ROOT, Stage
from infrastructure.steps.project import lay_out


class DeployFailed(Exception):
    """Chalice could not deploy; the message ends with what it said."""


@dataclass(frozen=True)
class Deployed:
    """What Chalice made."""

    rest_api: str
    websocket_api: str | None


def deploy_functions(stage: Stage, values: Mapping[str, str], source: Path = ROOT) -> Deployed:
    """Deploys every function. Twice on a stage whose functions must be told the id of an API that did not exist before."""
    known = deployed(stage)
    while True:
        told = known.websocket_api if known else None
        project = lay_out(stage, values, {**stage.websocket_settings(told), **stage.log_settings()}, source)
        _chalice_deploy(stage, project)
        known = deployed(stage)
        assert known is not None, "Chalice deployed nothing"
        if stage.websocket_settings(known.websocket_api) == stage.websocket_settings(told):
            return known


def deployed(stage: Stage) -> Deployed | None:
    """What Chalice remembers of its last deployment to this stage."""
    record = stage.workplace / ".chalice" / "deployed" / f"{stage.name}.json"
    if not record.exists():
        return None
    resources = {resource["name"]: resource for resource in json.loads(record.read_text(encoding="utf-8"))["resources"]}
    if "rest_api" not in resources:
        return None
    return Deployed(resources["rest_api"]["rest_api_id"], resources.get("websocket_api", {}).get("websocket_api_id"))


def stands(stage: Stage) -> bool:
    """Whether what Chalice remembers is really there: an emulator may have lost it."""
    known = deployed(stage)
    if known is None:
        return False
    apis = {api["id"] for api in stage.client("apigateway").get_rest_apis(limit=500)["items"]}
    functions = {function["FunctionName"] for function in stage.client("lambda").list_functions(MaxItems=50)["Functions"]}
    return known.rest_api in apis and f"pytake-{stage.name}" in functions


def _chalice_deploy(stage: Stage, project: Path) -> None:
    command = [str(Path(sys.executable).parent / "chalice"), "deploy", "--stage", stage.name, "--connection-timeout", "120"]
    done = subprocess.run(command, cwd=project, env=stage.environment(), capture_output=True, text=True, check=False)
    (project / "chalice.log").write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode != 0:
        raise DeployFailed(f"chalice deploy failed (all of it in {project / 'chalice.log'}):\n{(done.stdout + done.stderr)[-3000:]}")
