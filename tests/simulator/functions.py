"""The product's step lines, written as its functions leave them in the local edition."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from infrastructure.local.simulator.steps import digest

CONVERSATION = "01KC0000000000000000000000"


class Functions:
    """Writes lines as the product's functions leave them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.requests = 0

    def print(self, name: str, at: float, *steps: tuple[str, dict[str, Any]]) -> None:
        """One call of a function: its own line, then what it printed, a millisecond apart."""
        self.requests += 1
        with (self.folder / f"pytake-local-{name}.log").open("a") as file:
            file.write(f"12:00:00.000000 done in 5 ms {self.requests}\n")
            for number, (step, facts) in enumerate(steps):
                moment = datetime.fromtimestamp(at, UTC) + timedelta(milliseconds=number)
                stamp = f"{moment:%Y-%m-%d %H:%M:%S},{moment.microsecond // 1000:03d}+0000"
                line = {"level": "DEBUG", "message": "step", "timestamp": stamp, "request_id": str(self.requests), "step": step}
                file.write(json.dumps({**line, **facts}) + "\n")


def takes(functions: Functions, entry: dict[str, Any], id: str, *, began: float, replies: int = 0, seq: int = 1) -> None:
    """The door and the queue take a message, and the bot answers."""
    door, named = {"about": digest(entry["payload"])}, {"about": digest(id)}
    functions.print("api", began, ("signature_verified", door), ("queued", {**door, "items": 1}))
    functions.print(
        "take_inbound",
        began + 0.02,
        ("looked_up", {**named, "known": True, "talking": True}),
        ("bot_moved", {**named, "left": "buttons", "node": "question", "state": "waiting", "flow": "f1"}),
        ("stored", {**named, "conversation": CONVERSATION, "seq": seq, "last": seq + replies}),
        ("reply_queued", {"conversation": CONVERSATION, "seq": seq + 1, "last": seq + replies}),
    )
