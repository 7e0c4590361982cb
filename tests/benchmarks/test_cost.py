"""What a message costs at AWS: alone, which is the dearest case and a quiet number's, and ten people's taken together."""

import pytest

from tests.benchmarks.cost import PRICES, TABLE, Bill, Till
from tests.journeys import clinic as people
from tests.journeys.clinic import APPOINTMENTS
from tests.journeys.town import town as a_town

TOGETHER = 10
"""People whose messages come in the same second: one batch of the queue, one of the stream."""


@pytest.fixture(scope="module")
def town():
    with a_town() as made:
        yield made


@pytest.fixture
def till(town):
    yield Till(town)
    town.hush()
    town.clock.reset()


def webhook(till, bill, clinic, value):
    """Meta posts one thing."""
    bill.webhooks += 1
    bill.units["api gateway rest request"] += 1
    with till.function(bill, "api_handler"):
        assert clinic.hears(value, work=False).status_code == 200


def worker(town, till, bill, lane, name, most=1, **more):
    """A queue's function takes what is there, or one."""
    event = town.receive(lane, most)
    assert len(event["Records"]) == most
    till.polled(bill, lane)
    with till.function(bill, name, **more):
        assert town.lanes[lane].door(event, None) == {"batchItemFailures": []}
    town.settle(lane, event, set())


def push(town, till, bill):
    """The stream's function tells open browsers; nobody looks."""
    with till.function(bill, "broadcast_changes"):
        town.broadcast()


def told(report, what, bill, budget=""):
    report.add("cost", what, bill.per_million, "$ a million", budget)
    writes, reads = (round(bill.units[f"dynamodb {kind} unit"] / bill.times, 1) for kind in ("write", "read"))
    report.add("cost", f"  of it DynamoDB, {writes} write and {reads} read units", 0.625 * writes + 0.125 * reads, "$ a million")
    spared = PRICES["api gateway rest request"] * bill.webhooks / bill.times
    report.add("cost", "  of it API Gateway before webhooks, which a function URL would spare", spared, "$ a million")
    report.details.setdefault("cost", {"prices": TABLE})[what] = bill.shown()


def knows(clinic, many):
    """Customers in the middle of a conversation."""
    found = [clinic.customer(f"Rafael Nogueira {number}") for number in range(many)]
    for each in found:
        each.writes("Oi")
    clinic.town.hush()
    clinic.town.clock.forward(minutes=3)
    return found


@pytest.mark.parametrize("many", [1, TOGETHER])
@pytest.mark.parametrize("flow", [False, True])
def test_an_inbound_message(town, till, report, many, flow):
    clinic = people.clinic(town)
    if flow:
        clinic.publishes(APPOINTMENTS)
    bill = Bill(many)
    for customer in knows(clinic, many):
        webhook(till, bill, clinic, customer.saying("marcar"))
    worker(town, till, bill, "Inbound", "take_inbound", many)
    push(town, till, bill)
    what = "an inbound message, a flow's step (its answer apart)" if flow else "an inbound message, no flow"
    told(report, what if many == 1 else f"{what}; {many} together", bill, "<= 8")


@pytest.mark.parametrize("many", [1, TOGETHER])
def test_an_outbound_message_with_three_statuses(town, till, report, many):
    clinic = people.clinic(town)
    customers = knows(clinic, many)
    for each in customers:
        clinic.agent.replies(each.conversation_id, "Bom dia")
    town.work()
    town.hush()
    town.clock.forward(minutes=3)
    bill = Bill(many)
    for each in customers:
        bill.units["api gateway rest request"] += 1
        with till.function(bill, "api_handler"):
            clinic.agent.replies(each.conversation_id, "Como posso ajudar?")
    for _ in customers:
        worker(town, till, bill, "Outbound", "deliver_outbound", waits="graph.facebook.com")
    push(town, till, bill)
    for status, seconds in (("sent", 1), ("delivered", 1), ("read", 40)):
        town.clock.forward(seconds=seconds)
        for each in customers:
            webhook(till, bill, clinic, clinic.status(each.screen[-1], status))
        worker(town, till, bill, "Statuses", "take_statuses", many)
        push(town, till, bill)
    what = "an outbound message with three statuses"
    told(report, what if many == 1 else f"{what}; {many} together", bill, "<= 20")
