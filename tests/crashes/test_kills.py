"""kill -9, and what is left."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.crashes.mortal import ALL_BUT_THE_EMULATOR, Mortal, until

pytestmark = pytest.mark.local

CUSTOMERS = 12
LINES = ("Oi", "primeira", "segunda", "terceira", "quarta")
UNSETTLED = {"queued", "deferred", "paused"}


def test_whoever_is_killed_while_messages_flow_nothing_is_lost_and_nothing_doubled(edition: Mortal) -> None:
    people = {f"Pessoa {n:02}": edition.new_customer(f"Pessoa {n:02}", f"+55 11 98{n:03}-0000") for n in range(CUSTOMERS)}
    flowing = threading.Barrier(CUSTOMERS + 1)

    def talk(customer: str) -> None:
        edition.say(customer, LINES[0])
        flowing.wait()
        for line in LINES[1:]:
            edition.say(customer, line)

    with ThreadPoolExecutor(CUSTOMERS) as crowd:
        talks = [crowd.submit(talk, customer) for customer in people.values()]
        flowing.wait()
        edition.kill(*ALL_BUT_THE_EMULATOR)
        edition.up()
        for one in talks:
            one.result()
    timelines = until(lambda: settled(edition, dict.fromkeys(people, len(LINES))), "everything to be taken in and sent", 420)

    assert set(timelines) == set(people)
    for name, entries in timelines.items():
        assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1)), name
        assert texts(entries, "inbound") == list(LINES), name
        sent = [message["text"] for message in edition.chat(people[name]) if message["from"] == "business"]
        assert len(sent) == len(set(opaque(edition, people[name]))), f"{name} was told something twice"
        assert len(sent) <= len(of(entries, "outbound")), name


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


def texts(entries: list[dict[str, Any]], direction: str) -> list[str]:
    return [entry["content"].get("body", "") for entry in of(entries, direction)]


def opaque(edition: Mortal, customer: str) -> list[str]:
    """Our own id of each message the customer got."""
    return [message["opaque"] for message in edition.chat(customer) if message["from"] == "business"]
