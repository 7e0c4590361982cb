"""Brings the local edition up: `python -m infrastructure.local.up [--detach]`."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

from infrastructure.deploy import deploy
from infrastructure.local import pages
from infrastructure.local.cast import emulator, page_server, simulator
from infrastructure.local.edition import Edition
from infrastructure.local.prerequisites import missing
from infrastructure.local.processes import NeverAnswered, Process, answers, command_line
from infrastructure.local.seed import SeedFailed, seed
from infrastructure.local.supervisor import Watch, watch
from infrastructure.local.warming import warm
from infrastructure.stage import ROOT
from infrastructure.steps.functions import DeployFailed
from infrastructure.steps.stacks import StackFailed

MEMBERS = ("livia@clinica.example (owner)", "marina@clinica.example (agent)", "caio@clinica.example (agent)")
PASSWORD = "pytake-demo-2026"
KNOWN_BY = "infrastructure.local.up"


def main() -> int:
    """Returns when everything was stopped again; with `--detach`, when everything is healthy."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--detach", action="store_true", help="return when healthy, and leave it running")
    detach = arguments.parse_args().detach
    if sentences := missing():
        print("\n".join(sentences), file=sys.stderr)
        return 1
    edition = Edition.from_environment()
    if another_runs(edition):
        if answers(f"{edition.ui_url}/api/health"):
            print(f"PyTake is already up at {edition.ui_url}/ (make down stops it).")
            return 0
        print("PyTake is just coming up or going down in another terminal; try again in a moment.", file=sys.stderr)
        return 1
    return follow(edition) if detach else stay(edition)


def running(edition: Edition) -> int | None:
    """The id of this edition's supervisor, if it runs."""
    with suppress(FileNotFoundError, ValueError):
        pid = int((edition.run / "supervisor.pid").read_text())
        if KNOWN_BY in command_line(pid):
            return pid
    return None


def another_runs(edition: Edition, patience: float = 2) -> bool:
    """Whether there is a supervisor that will not be gone in a moment."""
    deadline = time.monotonic() + patience
    while running(edition) is not None:
        if time.monotonic() > deadline or answers(f"{edition.ui_url}/api/health"):
            return True
        time.sleep(0.1)
    return False


def stay(edition: Edition) -> int:
    """Brings it up, watches over it, and takes it down on SIGINT or SIGTERM."""
    stop = Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: stop.set())
    edition.run.mkdir(parents=True, exist_ok=True)
    (edition.run / "supervisor.pid").write_text(str(os.getpid()))
    ready = edition.run / "ready"
    ready.unlink(missing_ok=True)
    started: list[Process] = []
    try:
        watches = bring_up(edition, started, _teller())
        ready.touch()
        say_where(edition)
        watch(watches, stop, lambda line: print(line, flush=True))
    except (NeverAnswered, DeployFailed, StackFailed, SeedFailed, pages.BuildFailed, PortsTaken) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    finally:
        for process in reversed(started):
            print(f"  stopping {process.name}", flush=True)
            process.stop()
        ready.unlink(missing_ok=True)
        (edition.run / "supervisor.pid").unlink(missing_ok=True)
    return 0


class PortsTaken(Exception):
    """Somebody else listens where we would; the message has a sentence for each port."""


def bring_up(edition: Edition, started: list[Process], say: Callable[[str], None]) -> list[Watch]:
    """Every step, in order. What it starts is in `started` at once, so that a failure half-way leaves nothing behind."""
    aws = emulator(edition)
    adopted = aws.adopt()
    for leftover in (page_server(edition, "", ""), simulator(edition)):
        if leftover.adopt():
            leftover.stop()
    if sentences := edition.taken_ports(except_for="PYTAKE_AWS_PORT" if adopted else None):
        raise PortsTaken("\n".join(sentences))
    with ThreadPoolExecutor(1) as aside:
        built = aside.submit(pages.build, say)
        started.append(aws)
        if adopted:
            say("AWS emulator: still running, taken over")
        else:
            say(f"AWS emulator on {edition.aws_url}")
            aws.start()
        aws.wait_until_well()
        say("Deploying")
        deployed = deploy(edition.stage(), say)
        say("Demo workspace")
        seed(edition)
        built.result()
    meta = simulator(edition)
    ui = page_server(edition, deployed.rest_api, deployed.websocket_api or "")
    for process, where in ((meta, f"WhatsApp simulator on {edition.simulator_url}/"), (ui, f"Pages on {edition.ui_url}/")):
        say(where)
        started.append(process)
        process.start()
    for process in (meta, ui):
        process.wait_until_well()
    warm(edition)
    say("Healthy")
    return [Watch(aws, after_restart=lambda: _deploy_again(edition), restart_when_silent=False), Watch(meta), Watch(ui)]


def follow(edition: Edition) -> int:
    """Leaves the supervisor in the background, and shows what it says until it is healthy or has failed."""
    edition.logs.mkdir(parents=True, exist_ok=True)
    told = edition.logs / "up.log"
    (edition.run / "ready").unlink(missing_ok=True)  # a killed supervisor leaves its own behind
    with told.open("wb") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", KNOWN_BY], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    with told.open(encoding="utf-8") as lines:
        while child.poll() is None and not (edition.run / "ready").exists():
            print(lines.read(), end="", flush=True)
            time.sleep(0.1)
        time.sleep(0.2)
        print(lines.read(), end="", flush=True)
    return child.poll() or 0


def say_where(edition: Edition) -> None:
    """Prints the addresses and who may sign in."""
    print(
        f"\n  PyTake      {edition.ui_url}/\n"
        f"  Phone       {edition.simulator_url}/   (write Oi as a customer: the bot answers, and the inbox shows it under Bot)\n"
        f"  Sign in as  {', '.join(MEMBERS)}\n  Password    {PASSWORD}\n  Logs        {edition.logs}\n",
        flush=True,
    )


def _deploy_again(edition: Edition) -> None:
    deploy(edition.stage(), lambda _: None)
    seed(edition)


def _teller() -> Callable[[str], None]:
    began = time.monotonic()
    return lambda line: print(f"{time.monotonic() - began:6.1f} s  {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
