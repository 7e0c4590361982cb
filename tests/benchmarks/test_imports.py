"""What a cold start imports, beside a lean process measured in the same minute."""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.conftest import ENVIRONMENT

ROOT = Path(__file__).parents[2]
ROUNDS = 5
PROCESSES = {
    "bare": "pass",
    "lean": "import http.client, hmac, json, hashlib, urllib.parse, datetime, logging",
    "api_handler": "import app",
    **{
        f"{door} door": f"import chalicelib.entrypoints.{door}"
        for door in ("live", "queues", "schedules", "streams", "webhooks", "workflows")
    },
    "sqs client": "import botocore.session; botocore.session.get_session().create_client('sqs', region_name='us-east-1')",
    "dynamodb client": "import botocore.session; botocore.session.get_session().create_client('dynamodb', region_name='us-east-1')",
}


def test_what_a_cold_start_costs():
    """Whole processes, the median of five, by turns so that a busy minute meets them all."""
    taken: dict[str, list[float]] = {name: [] for name in PROCESSES}
    for _ in range(ROUNDS):
        for name, line in PROCESSES.items():
            began = perf_counter()
            subprocess.run([sys.executable, "-c", line], cwd=ROOT, env={**ENVIRONMENT, "PATH": os.defpath}, check=True)
            taken[name].append(perf_counter() - began)
    lean = median(taken["lean"])
    figures = {name: {"ms": round(median(times) * 1000, 1), "times_lean": round(median(times) / lean, 2)} for name, times in taken.items()}
    print(f"\n{'process':<20}{'ms':>8}{'× lean':>9}")
    for name, figure in figures.items():
        print(f"{name:<20}{figure['ms']:>8}{figure['times_lean']:>9}")
    results = ROOT / "test-results"
    results.mkdir(exist_ok=True)
    (results / "imports.json").write_text(json.dumps(figures, indent=2) + "\n")
