"""Writes down what is done as customers, and what travelled because of it."""

import re
import time
from collections.abc import Callable
from typing import Any

from infrastructure.local.simulator.chats import Chats
from infrastructure.local.simulator.clock import iso
from infrastructure.local.simulator.journal import Entry
from infrastructure.local.simulator.people import People, Persona
from infrastructure.local.simulator.reading import json_value
from infrastructure.local.simulator.refusals import Refused
from infrastructure.local.simulator.scenarios.places import Counts, counted, placed
from infrastructure.local.simulator.scenarios.shelf import FORMAT, LONGEST_NAME, Scenario

MOST_STEPS = 500
_SIGNED = re.compile(r"\bhash=[0-9a-f]+")
"""What opens the address of a file."""
_TRAVELLED = {"messages", "read", "typing_indicator"}
"""Kinds of the log that belong to a scenario: statuses, media and look-ups follow from them."""


class Recorder:
    """One recording at a time, which stops itself when it is full. What travels is written under the step it followed."""

    def __init__(self, people: People, chats: Chats, tell: Callable[[], None]) -> None:
        self._people, self._chats, self._tell = people, chats, tell
        self._began: float | None = None
        self._stopped = False
        self._before: dict[str, Counts] = {}
        self._steps: list[dict[str, Any]] = []
        self._seen: dict[str, Persona] = {}

    @property
    def state(self) -> dict[str, Any] | None:
        """What the page shows of a recording; None when there is none."""
        return None if self._began is None else {"since": iso(self._began), "steps": len(self._steps), "stopped": self._stopped}

    def start(self) -> None:
        """Begins. Raises ``Refused`` (409) when a recording is under way."""
        if self._began is not None:
            raise Refused("A recording is under way.", status=409)
        self._began = time.time()
        self._before = {persona.id: counted(self._chats.of(persona)) for persona in self._people.all()}
        self._tell()

    def drop(self) -> None:
        """Forgets what was recorded."""
        self._began, self._stopped = None, False
        self._before, self._steps, self._seen = {}, [], {}

    def said(self, persona: Persona, message: dict[str, Any]) -> None:
        """A customer's message, as it was asked for. A file from disk becomes the sample of its kind."""
        said = {name: value for name, value in message.items() if name != "media_id"}
        self._seen[persona.id] = persona
        before = self._before.setdefault(persona.id, {"business": 0, "customer": 0})
        self._add({"say": {"as": persona.id, **placed(said, self._chats.of(persona), before)}})

    def looked(self, persona: Persona) -> None:
        """A customer saw what was new."""
        self._seen[persona.id] = persona
        self._add({"look": persona.id})

    def jumped(self, seconds: int) -> None:
        """The clock was moved."""
        self._add({"clock": seconds})

    def switched(self, change: dict[str, Any]) -> None:
        """The network was told to misbehave, or not to any more."""
        self._add({"mischief": change})

    def hear(self, entry: Entry) -> None:
        """An entry of the log."""
        if self._stopped or not self._steps or entry["kind"] not in _TRAVELLED or entry["replay"]:
            return
        body = {"body": _json(entry["payload"]), **({"answer": _json(entry["answer"])} if entry["direction"] == "outbound" else {})}
        heard = {"at": self._at(), "direction": entry["direction"], "kind": entry["kind"], "status": entry["status"], **body}
        self._steps[-1]["then"].append(heard)

    def stop(self) -> None:
        """Nothing more is written down; what was waits to be kept. Raises ``Refused`` (409) for a recording that is not there."""
        if self._began is None:
            raise Refused("Nothing is being recorded.", status=409)
        self._stopped = True
        self._tell()

    def keep(self, name: Any) -> Scenario:
        """Ends, and returns what was recorded. Raises ``Refused`` for a recording that is not there or has nothing in it, or a bad name."""
        if self._began is None:
            raise Refused("Nothing is being recorded.", status=409)
        if not isinstance(name, str) or not 1 <= len(name.strip()) <= LONGEST_NAME:
            raise Refused(f"A scenario needs a name of 1 to {LONGEST_NAME} characters.")
        if not self._steps:
            raise Refused("Nothing was done since the recording began.")
        people = [
            {"id": one.id, "name": one.name, "wa_id": one.wa_id, "user_id": one.user_id, "username": one.username}
            for one in self._seen.values()
        ]
        scenario = {"format": FORMAT, "name": name.strip(), "recorded_at": iso(self._began), "people": people, "steps": self._steps}
        self.drop()
        self._tell()
        return scenario

    def _add(self, step: dict[str, Any]) -> None:
        if self._began is None or self._stopped:
            return
        self._steps.append({"at": self._at(), **step, "then": []})
        self._stopped = len(self._steps) == MOST_STEPS
        self._tell()

    def _at(self) -> float:
        return round(time.time() - (self._began or time.time()), 3)


def _json(text: str) -> Any:
    try:
        return json_value(_SIGNED.sub("hash=…", text))
    except ValueError:
        return text
