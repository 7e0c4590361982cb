"""The demo workspace of the local edition, made by the product's own services: `python -m infrastructure.local.seed`."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infrastructure.local.edition import Edition
from infrastructure.stage import ROOT

DATA = Path(__file__).parent / "seed"


class SeedFailed(Exception):
    """The demo workspace could not be made; the message ends with why."""


def seed(edition: Edition) -> None:
    """Makes what is missing, in a process that has the functions' own settings. What is there is never overwritten."""
    stage = edition.stage()
    config = json.loads((stage.workplace / ".chalice" / "config.json").read_text(encoding="utf-8"))
    variables = config["stages"][stage.name]["environment_variables"]
    command = [sys.executable, "-m", "infrastructure.local.seed"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**stage.environment(), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SeedFailed(f"The demo workspace could not be made:\n{done.stdout[-3000:]}")


def make(data: dict[str, Any], flows: list[dict[str, Any]], now: datetime) -> None:
    """The workspace, its members, its app and number, its flows and canned replies, as far as they are missing."""
    from chalicelib import bootstrap
    from chalicelib.domain.access import Role
    from chalicelib.domain.ids import AppId, ConnectionId, MemberId, WorkspaceId
    from chalicelib.scope import in_workspace

    about, app, number = data["workspace"], data["app"], data["connection"]
    workspace = WorkspaceId(about["id"])
    with in_workspace(workspace):
        _unless_there(
            lambda: bootstrap.workspaces().get(workspace),
            lambda: bootstrap.workspaces().create(
                name=about["name"], language=about["language"], time_zone=about["time_zone"], now=now, workspace_id=workspace
            ),
        )
        members = bootstrap.members()
        there = {member.email for member in members.all(workspace)}
        for one in data["members"]:
            if one["email"] not in there:
                role, password = Role(one["role"]), data["password"]
                members.add(
                    workspace, name=one["name"], email=one["email"], role=role, password=password, now=now, member_id=MemberId(one["id"])
                )
        connections = bootstrap.connections()
        _unless_there(
            lambda: connections.app(workspace, AppId(app["id"])),
            lambda: connections.add_app(
                workspace,
                name=app["name"],
                channel=app["channel"],
                secret=app["secret"],
                verify_token=app["verify_token"],
                now=now,
                app_id=AppId(app["id"]),
            ),
        )
        _unless_there(
            lambda: connections.get(workspace, ConnectionId(number["id"])),
            lambda: connections.add(
                workspace,
                app_id=AppId(app["id"]),
                name=number["name"],
                account=number["account"],
                group_account=number["group_account"],
                shown=number["shown"],
                token=number["token"],
                now=now,
                connection_id=ConnectionId(number["id"]),
            ),
        )
        owner = MemberId(data["members"][0]["id"])
        _flows(workspace, flows, by=owner, now=now)
        canned = bootstrap.canned_replies()
        if not canned.all(workspace):
            for one in data["canned_replies"]:
                canned.add(workspace, **one, by=owner, now=now)


def _flows(workspace: Any, shapes: list[dict[str, Any]], *, by: Any, now: datetime) -> None:
    from chalicelib import bootstrap
    from chalicelib.domain.ids import FlowId

    authoring = bootstrap.flows()
    published = {flow.id: version for flow, version in authoring.all(workspace)}
    for shape in shapes:
        flow = FlowId(shape["id"])
        if flow not in published:
            authoring.put(workspace, flow, {key: value for key, value in shape.items() if key != "id"})
        if published.get(flow) is None:
            authoring.publish(workspace, flow, by=by, now=now)


def _unless_there(look: Callable[[], object], add: Callable[[], object]) -> None:
    from chalicelib.domain.errors import NotFound

    with suppress(NotFound):
        look()
        return
    add()


def main() -> None:
    """Seeds the stage whose settings are in the environment; the local one only, for its password is in the repository."""
    if os.environ.get("PYTAKE_STAGE") != "local":
        raise SystemExit("The demo workspace exists only in the local stage.")
    flows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((DATA / "flows").glob("*.json"))]
    make(json.loads((DATA / "workspace.json").read_text(encoding="utf-8")), flows, datetime.now(UTC))


if __name__ == "__main__":
    main()
