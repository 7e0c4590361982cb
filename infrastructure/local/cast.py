"""Who plays in a local edition: the processes, as each is started."""

import os

from infrastructure.local.edition import Edition
from infrastructure.local.emulator.settings import environment
from infrastructure.local.environments import emulator_python, simulator_python
from infrastructure.local.processes import Process
from infrastructure.stage import ROOT

FRONTEND = ROOT / "frontend"


def emulator(edition: Edition) -> Process:
    """AWS."""
    return Process(
        name="emulator",
        command=[str(emulator_python()), "-m", "infrastructure.local.emulator"],
        environment=environment(edition.state, edition.aws_port),
        health=f"{edition.aws_url}/_ministack/health",
        logs=edition.logs,
        run=edition.run,
        known_by="infrastructure.local.emulator",
    )


def simulator(edition: Edition) -> Process:
    """Meta, and the customers."""
    return Process(
        name="simulator",
        command=[str(simulator_python()), "-m", "infrastructure.local.simulator"],
        environment={**os.environ, **edition.variables()},
        health=f"{edition.simulator_url}/sim/state",
        logs=edition.logs,
        run=edition.run,
        known_by="infrastructure.local.simulator",
    )


def page_server(edition: Edition, rest_api: str, websocket_api: str) -> Process:
    """What CloudFront is in production: the pages, the API and the socket on one origin."""
    ids = {"PYTAKE_REST_API_ID": rest_api, "PYTAKE_WEBSOCKET_API_ID": websocket_api}
    return Process(
        name="pages",
        command=["node", "node_modules/vite/bin/vite.js", "preview", "--config", "vite.preview.config.ts"],
        environment={**os.environ, **edition.variables(), **ids},
        health=f"{edition.ui_url}/api/health",
        logs=edition.logs,
        run=edition.run,
        known_by="vite.preview.config.ts",
        cwd=FRONTEND,
    )
