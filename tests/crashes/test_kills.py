"""kill -9, and what is left."""

import threading
from typing import Any

import pytest

from tests.crashes.mortal import ALL_BUT_THE_EMULATOR, Mortal, until

pytestmark = pytest.mark.local

UNSETTLED = {"queued", "deferred", "paused"}


def test_whoever_kills_everything_finds_what_was_saved_and_goes_on(edition: Mortal) -> None:
    edition.say("ana", "Oi")
    before = until(lambda: answered(edition, "Ana Clara Souto", 1), "an answer", 60)
    until(lambda: b"Ana Clara Souto" in (edition.state / "aws" / "dynamodb.json").read_bytes(), "a snapshot", 20)
    until(lambda: settled(edition, {"Ana Clara Souto": 1}), "the ticks", 60)
    threading.Event().wait(5)  # two more snapshots

    edition.kill(*ALL_BUT_THE_EMULATOR, "emulator")
    edition.up()

    after = edition.timelines()["Ana Clara Souto"]
    assert [entry["id"] for entry in after if entry["entry"] == "message"][: len(before)] == [message["id"] for message in before]
    edition.say("ana", "Ainda estão aí?")
    until(lambda: answered(edition, "Ana Clara Souto", 2), "an answer after the kill", 60)


def settled(edition: Mortal, lines: dict[str, int]) -> dict[str, list[dict[str, Any]]] | None:
    """The timelines, once each customer's lines are in theirs, every webhook is taken and nothing waits to be sent."""
    if edition.undelivered():
        return None
    timelines = edition.timelines()
    there = all(len(of(timelines.get(name, []), "inbound")) >= count for name, count in lines.items())
    waiting = [message for entries in timelines.values() for message in of(entries, "outbound") if message["status"] in UNSETTLED]
    return timelines if there and not waiting else None


def answered(edition: Mortal, name: str, lines: int) -> list[dict[str, Any]] | None:
    """The messages of a timeline with so many of the customer's, once the business has said as much."""
    entries = edition.timelines().get(name, [])
    done = len(of(entries, "inbound")) >= lines and len(of(entries, "outbound")) >= lines
    return [entry for entry in entries if entry["entry"] == "message"] if done else None


def of(entries: list[dict[str, Any]], direction: str) -> list[dict[str, Any]]:
    return [entry for entry in entries if entry["entry"] == "message" and entry["direction"] == direction]
