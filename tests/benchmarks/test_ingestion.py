"""Signed webhooks taken in by one core, in-process: our door beside pywa on FastAPI, the same bodies in the same minute, by turns."""

import json
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from app import app
from chalicelib import bootstrap
from chalicelib.domain.inbound import Item
from infrastructure.stage import ROOT
from tests.benchmarks import anchor
from tests.benchmarks.twins import SECRET, Twins, webhook
from tests.services.house import APP, CLINIC, NUMBER

MESSAGES, WARM, ROUNDS = 2_000, 50, 5
PART = "signed webhooks of one message, taken in-process by one core"
FLOW = json.loads((ROOT / "infrastructure" / "local" / "seed" / "flows" / "clinic-appointments.json").read_text())


def bodies(start: int) -> list[tuple[bytes, str]]:
    """Messages of as many people as there are messages."""
    made = [webhook("Oi", f"5511{start + number:09}") for number in range(MESSAGES + WARM)]
    return [(body, headers["x-hub-signature-256"]) for body, headers in made]


def rate(take, posts) -> float:
    """Messages a second of this process's own time."""
    for each in posts[:WARM]:
        take(*each)
    began = time.process_time()
    for each in posts[WARM:]:
        take(*each)
    return MESSAGES / (time.process_time() - began)


def door(twins: Twins, body: bytes, signature: str) -> None:
    """The service behind the door: whose, signed, split, queued."""
    twins.intake.receive(CLINIC, "whatsapp", APP, body, {"x-hub-signature-256": signature}, datetime.now(UTC))
    twins.lane.bodies.clear()


def through_chalice(twins: Twins, body: bytes, signature: str) -> None:
    """The whole Lambda: API Gateway's event to the answer for it."""
    event = {
        "httpMethod": "POST", "resource": "/webhooks/{channel}/{app_id}", "path": f"/webhooks/whatsapp/{APP}",
        "pathParameters": {"channel": "whatsapp", "app_id": APP}, "multiValueQueryStringParameters": None, "stageVariables": None,
        "headers": {"content-type": "application/json", "x-hub-signature-256": signature}, "isBase64Encoded": False, "body": body.decode(),
        "requestContext": {"httpMethod": "POST", "resourcePath": "/webhooks/{channel}/{app_id}", "identity": {"sourceIp": "127.0.0.1"}},
    }  # fmt: skip
    assert app(event, None)["statusCode"] == 200
    twins.lane.bodies.clear()


def whole_path(twins: Twins, body: bytes, signature: str) -> None:
    """To what is committed and queued: contact, conversation, the flow's first answers."""
    now = datetime.now(UTC)
    twins.intake.receive(CLINIC, "whatsapp", APP, body, {"x-hub-signature-256": signature}, now)
    for said in twins.lane.bodies:
        twins.inbox.take(Item.model_validate_json(said), now)
    twins.lane.bodies.clear()


def beside(python: Path, posts: list[tuple[bytes, str]]) -> float:
    """The peer's rate for them."""
    lines = "\n".join(json.dumps([body.decode(), signature]) for body, signature in posts)
    script = Path(anchor.__file__).parent / "pywa_door.py"
    done = subprocess.run([python, script, NUMBER, SECRET], input=lines, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["handled"] == MESSAGES
    return MESSAGES / said["seconds"]


def test_signed_webhooks(report, monkeypatch):
    try:
        python = anchor.python()
    except anchor.NoAnchor as sentence:
        python = None
        report.notes.append(str(sentence))
    ways = {
        "the door's service: verify, split, queue (twin)": (door, Twins()),
        "the whole Lambda of it: API Gateway's event to the answer": (through_chalice, Twins()),
        "to the committed conversation (twins), no flow": (whole_path, Twins()),
        "to the committed conversation (twins), a flow begins": (whole_path, Twins(FLOW)),
    }
    _, twins = ways["the whole Lambda of it: API Gateway's event to the answer"]
    monkeypatch.setattr(bootstrap, "intake", lambda: twins.intake)
    rates: dict[str, list[float]] = {}
    for turn in range(ROUNDS):
        posts = bodies(turn * 10_000)
        for what, (take, house) in ways.items():
            rates.setdefault(what, []).append(rate(lambda *each, take=take, house=house: take(house, *each), posts))
        if python:
            rates.setdefault("pywa", []).append(beside(python, posts))
    peer = median(rates.pop("pywa")) if python else None
    if peer:
        report.add(PART, "anchor of this run: pywa 4.5 on FastAPI 0.165, an ASGI call; stores nothing", peer, "messages/s")
    for what, found in rates.items():
        ours = median(found)
        report.add(PART, what, ours, "messages/s", "", f"{ours / peer:.2f} × pywa" if peer else "")
