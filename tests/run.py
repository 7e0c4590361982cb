"""Runs every layer of proof in order and says how long each took: `python -m tests.run [check|python|web|product|bench|faults|screens]`."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from infrastructure.local import pages
from infrastructure.local.chromium import NoBrowser, chromium
from infrastructure.stage import ROOT

BIN = Path(sys.executable).parent
FRONTEND = ROOT / "frontend"
IN_TWO = ("-n", "2", "--dist", "loadfile")
TYPED = ("-p", "chalicelib", "-m", "app")
INFRASTRUCTURE = [path for folder in ("", "steps", "local") for path in sorted((ROOT / "infrastructure" / folder).glob("*.py"))]
OWN_EDITION = {
    "PYTAKE_STATE_DIR": str(ROOT / ".local" / "test"),
    "PYTAKE_UI_PORT": "18080",
    "PYTAKE_SIMULATOR_PORT": "18090",
    "PYTAKE_AWS_PORT": "14566",
    "PYTAKE_LOCAL_URL": "http://127.0.0.1:18080",
    "PYTAKE_LOCAL_SIMULATOR_URL": "http://127.0.0.1:18090",
    "PYTAKE_LOCAL_AWS_URL": "http://127.0.0.1:14566",
}

CRASHES = ("tests/crashes",)
PRODUCT = ("tests/local", "tests/browser", "tests/simulator")
"""Where the tests marked `browser` or `local` are; a test of the house holds these lists to them."""
FAULTS = ("tests/faults", "tests/security", "tests/domain/flow/test_expression_escapes.py", "tests/adapters/dynamodb/test_tripwire.py")
"""The proofs that are run in full for the table of reliability."""
FAULTS_ON_THE_PRODUCT = ("tests/browser/test_xss.py", "tests/crashes/test_mischief.py")
COUNTED = ("tests/journeys/test_calls.py", "tests/journeys/test_calls_around.py")
"""Where calls are counted and held to their budgets; the bench prints them beside what it measures."""


@dataclass(frozen=True)
class Command:
    """One tool, run to its end."""

    name: str
    words: Sequence[str]
    cwd: Path = ROOT
    more: Mapping[str, str] = field(default_factory=dict)

    def run(self, *, shown: bool = True) -> "Result":
        """Runs it; what it says is shown as it comes, or kept for when it fails."""
        began = time.monotonic()
        # A log is read as plain text: some tools colour it all the same.
        plain = {} if sys.stdout.isatty() else {"NO_COLOR": "1"}
        environment = {**os.environ, **plain, **self.more}
        done = subprocess.run(self.words, cwd=self.cwd, env=environment, capture_output=not shown, text=True, check=False)
        return Result(self.name, done.returncode == 0, time.monotonic() - began, "" if shown else (done.stdout or "") + (done.stderr or ""))


@dataclass(frozen=True)
class Result:
    """How a layer went."""

    name: str
    passed: bool
    seconds: float
    said: str = ""


def check() -> Result:
    """Style, types, contracts and templates, two tools at a time."""
    began = time.monotonic()
    pages.install(print)
    tools = [
        Command("eslint", ["npm", "run", "--silent", "lint"], FRONTEND),
        Command("mypy", [BIN / "mypy", *TYPED]),
        Command("tsc", ["npm", "run", "--silent", "typecheck"], FRONTEND),
        Command(
            "mypy infrastructure",
            [BIN / "mypy", "--strict", "--config-file=", "--ignore-missing-imports", "--follow-imports=silent", *INFRASTRUCTURE],
        ),
        Command("import contracts", [BIN / "lint-imports"]),
        Command("cfn-lint", [BIN / "cfn-lint", "infrastructure/data.yaml", "infrastructure/wiring.yaml"]),
        Command("ruff", [BIN / "ruff", "check"]),
        Command("ruff format", [BIN / "ruff", "format", "--check", "--quiet"]),
    ]
    with ThreadPoolExecutor(2) as pair:
        results = list(pair.map(lambda tool: tool.run(shown=False), tools))
    for result in results:
        print(f"  {'ok    ' if result.passed else 'FAILED'}  {result.name:22} {result.seconds:5.1f} s", flush=True)
        if not result.passed:
            print(result.said, flush=True)
    return Result("check", all(result.passed for result in results), time.monotonic() - began)


def python() -> Result:
    """Every Python test that needs no running edition; `coverage report` tells the lines of chalicelib that none reached."""
    words = [sys.executable, "-m", "pytest", *IN_TWO, "-m", "not browser and not local", "--ignore=tests/benchmarks"]
    return Command("python", [*words, "--cov", "--cov-report="]).run()


def crashes() -> Result:
    """Editions of their own, killed while messages flow."""
    return Command("crashes", _proofs(CRASHES)).run(shown=False)


def web() -> Result:
    """Every test of the frontend."""
    return Command("web", ["npm", "run", "--silent", "test", "--", "--reporter=dot"], FRONTEND).run()


def product() -> Result:
    """The tests in a browser and against the running product, on an edition of their own that leaves a developer's alone."""
    return _on_own_edition("product", _proofs(PRODUCT))


def screens() -> Result:
    """Pictures of every screen, beside the design where that is at hand, in test-results/screens."""
    return _on_own_edition("screens", [sys.executable, "-m", "tests.browser.pictures"])


def faults() -> Result:
    """Every proof in full, and the table of what they found; the seed is PYTAKE_SEED."""
    began = time.monotonic()
    more = {"PYTAKE_PROOFS": "full", "PYTAKE_FIGURES": str(ROOT / ".local" / "faults")}
    shutil.rmtree(more["PYTAKE_FIGURES"], ignore_errors=True)
    told = Command("faults", [sys.executable, "-m", "pytest", *IN_TWO, "-m", "not browser and not local", *FAULTS], more=more).run()
    seen = _on_own_edition("faults", _proofs(FAULTS_ON_THE_PRODUCT), more)
    table = Command("table", [sys.executable, "-m", "tests.faults.table"], more=more).run()
    return Result("faults", told.passed and seen.passed and table.passed, time.monotonic() - began)


def _proofs(where: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", "-m", "browser or local", *where]


def _on_own_edition(name: str, words: Sequence[str], also: Mapping[str, str] | None = None) -> Result:
    began = time.monotonic()
    try:
        more = {**OWN_EDITION, "PYTAKE_CHROMIUM": chromium(), **(also or {})}
    except NoBrowser as sentence:
        print(sentence)
        return Result(name, False, 0.0)
    down = Command("down", [sys.executable, "-m", "infrastructure.local.down"], more=more)
    down.run(shown=False)
    shutil.rmtree(OWN_EDITION["PYTAKE_STATE_DIR"], ignore_errors=True)
    try:
        up = Command("up", [sys.executable, "-m", "infrastructure.local.up", "--detach"], more=more).run()
        passed = up.passed and Command(name, words, more=more).run().passed
    finally:
        down.run(shown=False)
    return Result(name, passed, time.monotonic() - began)


def bench() -> Result:
    """What is promised about speed, measured and printed."""
    return Command("bench", [sys.executable, "-m", "pytest", "-s", *COUNTED, "tests/benchmarks"]).run()


def everything() -> Iterator[Result]:
    """The layers of `make test`. Who is killed mostly waits for leases to end, and leaves the machine to the Python tests meanwhile."""
    yield _announced(check)
    with ThreadPoolExecutor(1) as aside:
        killed = aside.submit(crashes)
        yield _announced(python)
        print(f"\n== crashes: {crashes.__doc__}\n{killed.result().said}", flush=True)
        yield killed.result()
    yield _announced(web)
    yield _announced(product)


def _announced(layer: Callable[[], Result]) -> Result:
    print(f"\n== {layer.__name__}: {layer.__doc__}", flush=True)
    return layer()


def main(wanted: Sequence[str]) -> int:
    """Runs the layers asked for, or all; goes on after a failure, and fails at the end."""
    layers: dict[str, Callable[[], Result]] = {"check": check, "bench": bench, "faults": faults, "screens": screens}
    layers |= {"python": python, "web": web, "product": product}
    results = [_announced(layers[name]) for name in wanted] if wanted else list(everything())
    print(f"\n{'layer':12}{'':8}{'time':>9}")
    for result in results:
        print(f"{result.name:12}{'passed' if result.passed else 'FAILED':8}{result.seconds:7.1f} s")
    return 0 if all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
