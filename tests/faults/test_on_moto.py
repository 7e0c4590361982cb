"""A sample of the faults on the real adapters: what holds on the twins holds on moto."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.wire import FATES, Visit, Wire
from tests.journeys.clinic import APPOINTMENTS, Clinic, Customer, clinic
from tests.journeys.town import town as a_town
from tests.proof import SEED, chance, figures, times

RUNS = times(6, 200)
SETTLED = {"accepted", "sent", "delivered", "unconfirmed", "failed"}


@pytest.fixture(scope="module")
def desk() -> Iterator[Clinic]:
    with a_town() as town:
        desk = clinic(town)
        desk.publishes(APPOINTMENTS)
        yield desk


def test_whatever_befalls_an_aws_call_the_promises_hold(desk: Clinic) -> None:
    dice, unburnt = chance("kills on moto"), Wire()
    assert broken(desk, Visit(desk, unburnt).happens()) == []
    said, fired = [], 0
    for _ in range(RUNS):
        wire = Wire(dice.randint(1, len(unburnt.calls)), dice.choice(FATES))
        found = broken(desk, Visit(desk, wire).happens())
        fired += bool(wire.fired)
        said += [f"{wire.fired}: {each}" for each in found]
    figures("kills on moto", runs=RUNS, fired=fired, calls=len(unburnt.calls), violations=len(said))
    assert said == [], f"with PYTAKE_SEED={SEED}"
    assert fired > RUNS / 2


def broken(desk: Clinic, customer: Customer) -> list[str]:
    """The promises that were not kept for a customer, as agents and the phone see it."""
    thread = [entry for entry in desk.agent.thread(customer.conversation_id) if entry["entry"] == "message"]
    ours = [entry for entry in thread if entry["direction"] == "outbound"]
    mine = [entry for entry in desk.agent.get("/conversations?limit=100")["conversations"] if entry["contact_name"] == customer.name]
    said = [] if len(mine) == 1 else [f"I5: {len(mine)} conversations"]
    heard = Counter(_text(entry["content"]) for entry in thread if entry["direction"] == "inbound")
    if sorted(heard.values()) != [1, 1]:
        said.append(f"I2: {dict(heard)} of an Oi and a tap")
    taken = Counter(message["biz_opaque_callback_data"].split(".")[2] for message in customer.screen)
    for entry in ours:
        arrived = taken[str(entry["seq"])]
        twice = 2 if entry["repeated"] else 1
        if arrived > twice or (arrived == 0 and entry["status"] not in ("unconfirmed", "failed")):
            said.append(f"I10: {_text(entry['content'])!r} arrived {arrived} times and is {entry['status']}")
        if entry["status"] not in SETTLED:
            said.append(f"I9: {_text(entry['content'])!r} is {entry['status']}")
        elif arrived and entry["status"] != "delivered":
            said.append(f"I13: {_text(entry['content'])!r} is {entry['status']}, and was told to be delivered")
    if len(ours) < 3:
        said.append(f"I3: only {len(ours)} messages were written to the contact")
    waiting = {lane: depth for lane in ("Inbound", "Statuses", "Outbound") if (depth := desk.town.depth(lane))}
    return said + ([f"I7: {waiting} records wait"] if waiting else [])


def _text(content: dict[str, Any]) -> str:
    return str(content.get("body") or content.get("title") or content.get("id"))
