"""All of the network's mischief at once, and processes killed at random: nothing lost, doubled unsaid, or told to somebody else."""

import json
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from typing import Any

import pytest
import requests

from tests.crashes.mortal import Mortal, until
from tests.proof import FULL, chance, figures, times

pytestmark = pytest.mark.local

CUSTOMERS, LINES, SECONDS = times(10, 50), times(4, 20), times(12, 600)
PAUSES = (1, 3) if SECONDS < 60 else (6, 18)
"""Seconds between two kills."""
MISCHIEF = {"duplicate_webhooks": True, "shuffle_statuses": True, "delay_statuses_seconds": 3, "fail_webhook_once": True}
REFUSALS = (130429, 131056, 131000, 2, 190, 131026) if FULL else (130429, 131056)
"""What a send is answered now and then. All in `make faults`; here those that need no five minutes to be settled."""
QUIET = 2_400
"""Seconds for everything to be settled: a doubtful send takes five minutes, and may be the last of a chain."""
SETTLED = {"accepted", "sent", "delivered", "read", "played", "failed", "unconfirmed"}


def test_whatever_the_network_and_the_killer_do_every_message_is_there_once(edition: Mortal) -> None:
    dice = chance("mischief")
    people = {f"Pessoa {n:02}": edition.new_customer(f"Pessoa {n:02}", f"+55 11 98{n:03}-0000") for n in range(CUSTOMERS)}
    edition.mischief(MISCHIEF)
    over = threading.Event()
    killer = threading.Thread(target=kills, args=(edition, over, killed := Counter[str](), chance("kills")))
    nurse = threading.Thread(target=mends, args=(edition, over, chance("refusals")))
    pace = SECONDS / LINES

    def talk(name: str, dice: Random) -> None:
        for number in range(LINES):
            edition.say(people[name], f"{name}: linha {number}")
            over.wait(pace * dice.uniform(0.5, 1.2))

    killer.start()
    nurse.start()
    with ThreadPoolExecutor(CUSTOMERS) as crowd:
        for one in [crowd.submit(talk, name, Random(dice.random())) for name in people]:
            one.result()
    over.set()
    killer.join()
    nurse.join()
    edition.up()
    edition.mischief({**MISCHIEF, "fail_next_send": None})
    timelines = until(lambda: quiet(edition), "everything to be taken in and sent", QUIET)

    wanted = {name: [f"{name}: linha {number}" for number in range(LINES)] for name in people}
    found = {name: [entry["content"].get("body") for entry in said(entries, "inbound")] for name, entries in timelines.items()}
    lost = sum(len(set(lines) - set(found.get(name, []))) for name, lines in wanted.items())
    doubled = sum(len(lines) - len(set(lines)) for lines in found.values())
    foreign = sum(len(set(lines) - set(wanted.get(name, []))) for name, lines in found.items())
    unsaid, flagged = accepted_twice(edition, timelines)
    foreign += told_to_others(edition, people, timelines)
    figures(
        "mischief", customers=CUSTOMERS, messages=CUSTOMERS * LINES, seconds=SECONDS, kills=sum(killed.values()),
        lost=lost, doubled=doubled + unsaid, flagged=flagged, misattributed=foreign, left_in_queues=edition.queued(),
    )  # fmt: skip
    print(json.dumps({"killed": killed, "flagged": flagged, "lost": lost, "doubled": doubled + unsaid, "misattributed": foreign}))
    assert found == wanted
    assert (unsaid, foreign, edition.queued()) == (0, 0, 0)
    assert killed


def kills(edition: Mortal, over: threading.Event, killed: Counter[str], dice: Random) -> None:
    """Workers mostly, now and then a server or the one that brings them back. The emulator is AWS here: it does not die."""
    while not over.wait(dice.uniform(*PAUSES)):
        victim = dice.choice(("workers", "workers", "workers", "workers", "pages", "simulator", "supervisor"))
        with suppress(OSError, AssertionError):
            edition.kill(*(() if victim == "workers" else (victim,)))
            killed[victim] += 1
            if victim == "supervisor":
                edition.up()


def mends(edition: Mortal, over: threading.Event, dice: Random) -> None:
    """Has WhatsApp refuse a send now and then, and lets a connection that stopped for it run again."""
    while not over.wait(dice.uniform(*PAUSES)):
        with suppress(requests.RequestException):
            edition.mischief({"fail_next_send": dice.choice(REFUSALS)})
            edition.resume()


def quiet(edition: Mortal) -> dict[str, list[dict[str, Any]]] | None:
    """The timelines, once every webhook is taken, every message settled, and every queue empty."""
    edition.resume()
    if edition.undelivered() or edition.queued():
        time.sleep(2)
        return None
    timelines = edition.timelines()
    open_ = [entry for entries in timelines.values() for entry in said(entries, "outbound") if entry["status"] not in SETTLED]
    if open_:
        time.sleep(5)
        return None
    return timelines


def said(entries: list[dict[str, Any]], direction: str) -> list[dict[str, Any]]:
    return [entry for entry in entries if entry["entry"] == "message" and entry["direction"] == direction]


def accepted_twice(edition: Mortal, timelines: dict[str, list[dict[str, Any]]]) -> tuple[int, int]:
    """How many messages WhatsApp took more than once: without a word of it, and with one."""
    times_ = Counter(tuple(each["opaque"].split(".")[1:3]) for each in edition.accepted() for _ in range(each["count"]))
    marks = {(e["conversation_id"], str(e["seq"])): e["repeated"] for entries in timelines.values() for e in said(entries, "outbound")}
    twice = [place for place, count in times_.items() if count > 1]
    flagged = sum(1 for place in twice if marks.get(place) and times_[place] == 2)  # type: ignore[call-overload]
    return len(twice) - flagged, flagged


def told_to_others(edition: Mortal, people: dict[str, str], timelines: dict[str, list[dict[str, Any]]]) -> int:
    """How many messages reached somebody whose conversation they are not of."""
    conversations = {name: {entry["conversation_id"] for entry in entries} for name, entries in timelines.items()}
    got = {name: [m["opaque"].split(".")[1] for m in edition.chat(id) if m["from"] == "business"] for name, id in people.items()}
    return sum(1 for name, told in got.items() for conversation in told if conversation not in conversations[name])
