"""Plays a scenario again, at the pace it was recorded or as fast as PyTake answers."""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from infrastructure.local.simulator.refusals import Refused
from infrastructure.local.simulator.scenarios.places import Counts, counted, found
from infrastructure.local.simulator.scenarios.shelf import Scenario

if TYPE_CHECKING:
    from infrastructure.local.simulator.people import Persona
    from infrastructure.local.simulator.world import World

PATIENCE = 15.0
"""Seconds a step waits for the message it is about, and a fast playing for the answers that were recorded."""


class Player:
    """One playing at a time. A step that cannot be played ends it, and says why."""

    def __init__(self, world: "World", tell: Callable[[], None], patience: float = PATIENCE) -> None:
        self._world, self._tell, self.patience = world, tell, patience
        self._task: asyncio.Task[None] | None = None
        self.state: dict[str, Any] | None = None
        """Name, step, number of steps, and the sentence it ended with, when it broke off."""

    def play(self, scenario: Scenario, *, fast: bool) -> None:
        """Begins. Raises ``Refused``: 409 while another is played, 422 when a customer cannot be brought in."""
        if self._task is not None and not self._task.done():
            raise Refused("A scenario is being played.", status=409)
        people = {person["id"]: self._cast(person) for person in scenario["people"]}
        self.state = {"name": scenario["name"], "step": 0, "of": len(scenario["steps"]), "ended": False, "broke": None}
        self._task = asyncio.create_task(self._run(scenario["steps"], people, fast))
        self._tell()

    async def stop(self) -> None:
        """Breaks off; nothing when nothing is played."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._task = self.state = None
        self._tell()

    def _cast(self, person: dict[str, Any]) -> "Persona":
        for key in filter(None, (person.get("wa_id"), person.get("user_id"))):
            try:
                return self._world.people.get(str(key))
            except Refused:
                continue
        phone = {"phone": f"+{person['wa_id']}"} if person.get("wa_id") else {"username": person.get("username")}
        return self._world.people.add({"name": person["name"], "bsuid": person.get("user_id"), **phone})

    async def _run(self, steps: list[dict[str, Any]], people: dict[str, "Persona"], fast: bool) -> None:
        assert self.state is not None
        before = {id: counted(self._world.chats.of(persona)) for id, persona in people.items()}
        began = time.monotonic()
        try:
            for number, step in enumerate(steps, 1):
                if not fast:
                    await asyncio.sleep(max(0.0, began + step["at"] - time.monotonic()))
                calls = self._calls()
                await self._one(step, people, before)
                self.state = {**self.state, "step": number}
                self._tell()
                if fast:
                    await self._answered(calls + _answers(step))
            self.state = {**self.state, "ended": True}
        except Refused as refused:
            self.state = {**self.state, "ended": True, "broke": refused.sentence}
        except (LookupError, TypeError, ValueError):
            # A file written by hand: what names a message has a form of its own.
            self.state = {**self.state, "ended": True, "broke": f"Step {self.state['step'] + 1} cannot be read."}
        self._tell()
        self._world.feed.tell("played", name=self.state["name"], broke=self.state["broke"])

    async def _one(self, step: dict[str, Any], people: dict[str, "Persona"], before: dict[str, Counts]) -> None:
        world = self._world
        if "say" in step:
            persona = _who(people, step["say"].get("as"))
            said = {name: value for name, value in step["say"].items() if name != "as"}
            world.says(persona, world.numbers.first, await self._named(said, persona, before[step["say"]["as"]]))
        elif "look" in step:
            world.looks(_who(people, step["look"]))
        elif "clock" in step:
            world.advance(step["clock"])
        else:
            world.change_mischief(step["mischief"])

    async def _named(self, said: dict[str, Any], persona: "Persona", before: Counts) -> dict[str, Any]:
        """Waits for the message this one is about."""
        ends = time.monotonic() + self.patience
        while (there := found(said, self._world.chats.of(persona), before)) is None:
            if time.monotonic() > ends:
                raise Refused(f"PyTake did not send the message that {persona.name} answers to.")
            await asyncio.sleep(0.05)
        return there

    async def _answered(self, calls: int) -> None:
        """Waits until PyTake has sent as much as it did when this was recorded, or for as long as patience lasts."""
        ends = time.monotonic() + self.patience
        while self._calls() < calls and time.monotonic() < ends:
            await asyncio.sleep(0.05)

    def _calls(self) -> int:
        return self._world.sent


def _answers(step: dict[str, Any]) -> int:
    return sum(
        each.get("direction") == "outbound" and each.get("kind") == "messages" and each.get("status") == 200
        for each in step.get("then", [])
    )


def _who(people: dict[str, "Persona"], id: Any) -> "Persona":
    if id not in people:
        raise Refused(f"The scenario has no one called {id!r}.")
    return people[id]
