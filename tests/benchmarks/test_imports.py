"""What a cold start imports, as Lambda would find it: each function in a process of its own, beside a lean one of the same minute."""

import os
import subprocess
import sys
from pathlib import Path

from infrastructure.stage import ROOT
from tests.benchmarks.package import unpacked
from tests.conftest import ENVIRONMENT

LEAN = "import http.client, hmac, json, hashlib, urllib.parse, datetime, logging"
CLIENT = "import botocore.session; botocore.session.get_session().create_client({!r}, region_name='us-east-1')"
DOORS = {
    "api_handler (the webhook and all of REST)": "import app",
    "take_inbound, take_statuses, deliver_outbound, requeue_outbound": "import chalicelib.entrypoints.queues",
    "broadcast_changes": "import chalicelib.entrypoints.streams",
    "sweep_due": "import chalicelib.entrypoints.schedules",
    "wake_session": "import chalicelib.entrypoints.workflows",
    "websocket_connect, _message, _disconnect": "import chalicelib.entrypoints.live",
}
CLIENTS = {"making an SQS client": CLIENT.format("sqs"), "making a DynamoDB client": CLIENT.format("dynamodb")}
ANCHORS = {"api_handler (the webhook and all of REST)": "chalice.app alone 0.9, boto3 two clients 6.0, everything 16"}
PATH = "import sys; sys.path.insert(0, {!r}); "


def seconds(folder: Path, line: str) -> float:
    """One process's own time, from its start to its end. Isolated, without site-packages: only the folder and the standard library."""
    words = [sys.executable, "-I", "-S", "-B", "-c", PATH.format(str(folder)) + line]
    process = subprocess.Popen(words, cwd=ROOT, env={**ENVIRONMENT, "PATH": os.defpath})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, line
    return used.ru_utime + used.ru_stime


def test_what_a_cold_start_costs(report):
    plain, compiled = unpacked()
    lines = {"lean": LEAN, **DOORS, **CLIENTS}
    taken: dict[tuple[str, Path], list[float]] = {}
    # By turns, so that a busy minute meets them all.
    for folder, rounds in ((compiled, 5), (plain, 3)):
        for _ in range(rounds):
            for name, line in lines.items():
                taken.setdefault((name, folder), []).append(seconds(folder, line))
    # The least is what the machine's other work disturbed least.
    found = {key: min(times) for key, times in taken.items()}
    lean = found["lean", compiled]
    part = "import of a whole process, × lean; the budget is for .pyc shipped"
    report.add(part, "anchor of this run: a lean process", lean * 1000, "ms", "", "60 ms when the anchors were measured")
    for name in (*DOORS, *CLIENTS):
        budget = "<= 4" if name in DOORS else ""
        report.add(part, name, found[name, compiled] / lean, "× lean", budget, ANCHORS.get(name, ""))
        report.add(part, "  without .pyc", found[name, plain] / lean, "× lean", "", "×1.8-2.2 of the row above")
    report.details["imports"] = {
        name: {"ms": round(found[name, compiled] * 1000, 1), "ms_without_pyc": round(found[name, plain] * 1000, 1)} for name in lines
    }
