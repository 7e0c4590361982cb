"""Saved scenarios: one JSON file each, in the folder the settings give."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from infrastructure.local.simulator.clock import LONGEST_JUMP
from infrastructure.local.simulator.reading import json_value
from infrastructure.local.simulator.refusals import Refused

FORMAT = "pytake-scenario/1"
LONGEST_NAME = 80
_DOES: dict[str, type] = {"say": dict, "look": str, "clock": int, "mischief": dict}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Scenario = dict[str, Any]


class Shelf:
    """Files by slug. Nothing outside the folder is read, written or removed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[dict[str, Any]]:
        """What the page lists, by name; a file that is no scenario is left out."""
        found = []
        for file in sorted(self.folder.glob("*.json")):
            try:
                scenario = self.get(file.stem)
            except Refused:
                continue
            people = [person["name"] for person in scenario["people"]]
            facts = {"name": scenario["name"], "recorded_at": scenario["recorded_at"], "steps": len(scenario["steps"]), "people": people}
            found.append({"id": file.stem, **facts})
        return sorted(found, key=lambda one: (str(one["name"]).casefold(), one["id"]))

    def get(self, id: str) -> Scenario:
        """One scenario. Raises ``Refused``: 404 for a file that is not there, 422 for one that is no scenario."""
        file = self._file(id)
        if not file.is_file():
            raise Refused("There is no such scenario.", status=404)
        try:
            scenario = json_value(file.read_bytes())
        except ValueError:
            raise Refused("The file is not valid JSON.") from None
        return checked(scenario)

    def save(self, scenario: Scenario) -> str:
        """Writes a file, under a name of its own, and returns its id."""
        id = base = slug(scenario["name"])
        number = 1
        while self._file(id).exists():
            number += 1
            id = f"{base}-{number}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file(id).write_text(json.dumps(scenario, ensure_ascii=False, indent=2) + "\n", "utf-8")
        return id

    def drop(self, id: str) -> None:
        """Removes a file. Raises ``Refused`` (404)."""
        self.get(id)
        self._file(id).unlink()

    def _file(self, id: str) -> Path:
        if not _SLUG.fullmatch(id) or len(id) > LONGEST_NAME + 8:
            raise Refused("There is no such scenario.", status=404)
        return self.folder / f"{id}.json"


def slug(name: str) -> str:
    """A file's name: the letters and digits of a scenario's."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].strip("-") or "scenario"


def checked(scenario: Any) -> Scenario:
    """A scenario that can be played. Raises ``Refused`` with the first thing that is wrong."""
    if not isinstance(scenario, dict) or scenario.get("format") != FORMAT:
        raise Refused(f"A scenario's format is {FORMAT}.")
    name, people, steps = scenario.get("name"), scenario.get("people"), scenario.get("steps")
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_NAME or not isinstance(scenario.get("recorded_at"), str):
        raise Refused(f"A scenario has a name of 1 to {LONGEST_NAME} characters, and when it was recorded.")
    if not isinstance(people, list) or not all(_is_person(one) for one in people):
        raise Refused("A scenario's people each have an id and a name.")
    if not isinstance(steps, list) or not all(_is_step(step) for step in steps):
        raise Refused("A scenario's steps are say, look, clock and mischief, each with its seconds after the beginning.")
    return scenario


def _is_person(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("id"), str) and isinstance(one.get("name"), str)


def _is_step(step: Any) -> bool:
    if not isinstance(step, dict) or not _is_number(step.get("at"), float) or len(does := _DOES.keys() & step.keys()) != 1:
        return False
    then, do = step.get("then", []), next(iter(does))
    known = _is_number(step[do], int) if do == "clock" else isinstance(step[do], _DOES[do])
    return known and isinstance(then, list) and all(isinstance(each, dict) for each in then)


def _is_number(value: Any, kind: type[int | float]) -> bool:
    return isinstance(value, int | kind) and not isinstance(value, bool) and abs(value) <= LONGEST_JUMP
