"""What a message costs at AWS, one webhook and one batch each: the dearest case, which a quiet number is."""

import pytest

from tests.benchmarks.cost import PRICES, Bill, Till
from tests.journeys import clinic as people
from tests.journeys.clinic import APPOINTMENTS
from tests.journeys.town import town as a_town


@pytest.fixture(scope="module")
def town():
    with a_town() as made:
        yield made


@pytest.fixture
def till(town):
    made = Till(town)
    yield made
    town.counter.before.clear()


def webhook(town, till, bill, clinic, value):
    """Meta posts one thing."""
    bill.units["api gateway rest request"] += 1
    with till.function(bill, "api_handler"):
        assert clinic.hears(value, work=False).status_code == 200


def worker(town, till, bill, lane, name, **more):
    """A queue's function takes a batch of one."""
    event = town.receive(lane, 1)
    till.polled(bill, lane)
    with till.function(bill, name, **more):
        assert town.lanes[lane].door(event, None) == {"batchItemFailures": []}
    town.settle(lane, event, set())


def push(town, till, bill):
    """The stream's function tells open browsers; nobody looks."""
    with till.function(bill, "broadcast_changes"):
        town.broadcast()


def told(report, what, bill, budget=""):
    report.add(what, bill.per_million, "$ a million", budget)
    report.details.setdefault("cost", {"prices": PRICES})[what] = bill.shown()


def test_an_inbound_message(town, till, report):
    plain, desk = people.clinic(town), people.clinic(town)
    desk.publishes(APPOINTMENTS)
    for clinic, what in ((plain, "an inbound message, no flow"), (desk, "an inbound message, a flow's step (its answer apart)")):
        rafael = clinic.customer("Rafael Nogueira")
        rafael.writes("Oi")
        town.hush()
        bill = Bill()
        webhook(town, till, bill, clinic, rafael.saying("marcar"))
        worker(town, till, bill, "Inbound", "take_inbound")
        push(town, till, bill)
        told(report, what, bill, "<= 8")


def test_an_outbound_message_with_three_statuses(town, till, report):
    clinic = people.clinic(town)
    rafael = clinic.customer("Rafael Nogueira")
    rafael.writes("Oi")
    clinic.agent.replies(rafael.conversation_id, "Bom dia")
    town.work()
    town.hush()
    bill = Bill()
    bill.units["api gateway rest request"] += 1
    with till.function(bill, "api_handler"):
        clinic.agent.replies(rafael.conversation_id, "Como posso ajudar?")
    worker(town, till, bill, "Outbound", "deliver_outbound", waits="graph.facebook.com")
    push(town, till, bill)
    for status in ("sent", "delivered", "read"):
        webhook(town, till, bill, clinic, clinic.status(rafael.screen[-1], status))
        worker(town, till, bill, "Statuses", "take_statuses")
        push(town, till, bill)
    told(report, "an outbound message with three statuses", bill, "<= 20")
