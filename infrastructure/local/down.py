"""Takes the local edition down: `python -m infrastructure.local.down [--reset]`."""

import argparse
import os
import shutil
import signal
import sys
import time

from infrastructure.local.cast import emulator, page_server, simulator
from infrastructure.local.edition import Edition
from infrastructure.local.up import running

KEPT_STATE = ("aws", "s3", "simulator", "project", "unpacked", "tmp", "logs", "run")


def main() -> int:
    """Returns when nothing of the edition runs any more; with `--reset`, when nothing of it is left."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--reset", action="store_true", help="forget everything: conversations, members, settings")
    reset = arguments.parse_args().reset
    edition = Edition.from_environment()
    take_down(edition)
    if reset:
        for name in KEPT_STATE:
            shutil.rmtree(edition.state / name, ignore_errors=True)
        print("The local edition is empty again.")
    return 0


def take_down(edition: Edition, patience: float = 45) -> None:
    """Asks the supervisor to stop everything; stops itself what a killed supervisor left behind."""
    pid = running(edition)
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + patience
        while running(edition) == pid and time.monotonic() < deadline:
            time.sleep(0.1)
    for leftover in (page_server(edition, "", ""), simulator(edition), emulator(edition)):
        if leftover.adopt():
            leftover.stop()
    print("PyTake is down.")


if __name__ == "__main__":
    sys.exit(main())
