"""How many AWS calls everything around the main job costs: what agents do and read, what goes wrong, what runs by the clock."""

import pytest

from tests.journeys.account import ORIGIN
from tests.journeys.clinic import PASSWORD
from tests.journeys.paths import door, within

pytestmark = pytest.mark.usefixtures("paths")


@pytest.fixture
def rafael(desk):
    """A customer in the middle of a flow; every function is warm."""
    somebody = desk.customer("Rafael Nogueira")
    somebody.writes("Oi")
    desk.hears(desk.status(somebody.screen[-1], "read"))
    assert somebody.conversation_id
    return somebody


def test_what_an_agent_does(desk, rafael, town):
    at = f"/conversations/{rafael.conversation_id}"
    doing = {
        "take over from the bot": (3, "take-over", None),
        "give back to the bot": (2, "give-back", None),
        "assign to oneself": (3, "assign", {"assignee": desk.agent.id}),
        "mark as read what is read": (1, "read", None),
        "resolve": (3, "resolve", None),
        "reopen": (2, "reopen", None),
    }
    for what, (budget, action, body) in doing.items():
        with town.counting() as calls:
            desk.agent.does(f"{at}/{action}", body)
        within(budget, calls, what)


def test_what_an_agent_reads(desk, rafael, town):
    cursor = desk.agent.get("/changes")["cursor"]
    rafael.taps("Marcar consulta")
    reading = {
        "a conversation with its contact": (2, f"/conversations/{rafael.conversation_id}"),
        "changes since a cursor": (1, f"/changes?cursor={cursor}"),
        "members": (1, "/members"),
        "oneself": (0, "/me"),
        "one's own sign-ins": (1, "/me/sign-ins"),
        "canned replies": (1, "/canned-replies"),
    }
    for what, (budget, path) in reading.items():
        desk.agent.get(path)
        with town.counting() as calls:
            desk.agent.get(path)
        within(budget, calls, what)


def test_signing_in(desk, town):
    agent = desk.agent
    through = {"Origin": ORIGIN}
    with town.counting() as calls:
        opened = town.ask("POST", "/sign-in", {"email": agent.email, "password": PASSWORD}, through)
    assert opened.status_code == 200
    # Two counters of tries, each a call more at its first; whose e-mail it is; the member and the hash; the family; a clean slate.
    within(9, calls, "sign in")
    cookie = {**through, "Cookie": opened.headers["Set-Cookie"].partition(";")[0]}
    with town.counting() as calls:
        assert town.ask("POST", "/sign-in/refresh", None, cookie).status_code == 200
    within(3, calls, "refresh a sign-in")


def test_a_socket(desk, town):
    desk.agent.get("/me")
    with town.counting() as calls:
        ticket = desk.agent.does("/socket-tickets")["ticket"]
    # The member and the sign-in anew: a socket lives for hours, and 60 s of memory are too old for it.
    within(3, calls, "a socket's ticket")
    with town.counting() as calls:
        assert town.socket("$connect", "socket-of-this-test", ticket=ticket, origin=ORIGIN) == 200
    within(4, calls, "a socket opens")
    here = '{"kind":"here","conversation_id":"c1","typing":false}'
    with town.counting() as calls:
        town.socket("$default", "socket-of-this-test", body=here)
    # Whose socket it is; the others.
    within(2, calls, "a member's whereabouts, nobody else there")
    for _ in range(2):
        desk.owner.opens_socket()
    with town.counting() as calls:
        town.socket("$default", "socket-of-this-test", body=here)
    # Those, the members, one post each.
    within(3 + 2, calls, "a member's whereabouts, told to two sockets")
    with town.counting() as calls:
        town.socket("$disconnect", "socket-of-this-test")
    within(2, calls, "a socket closes")


def test_a_webhook_through_s3(desk, rafael, town):
    desk.hears(*(rafael.saying(f"{n}") for n in range(11)), work=False)
    within(1 + 2, door(town, "Inbound"), "pointer to 11 items (S3, then two batches)")


def test_what_cannot_be_taken_in(desk, town):
    stray = desk.value(statuses=[])
    stray["metadata"]["phone_number_id"] = "999"
    stray |= {"messages": [{"from": "5511", "id": "wamid.stray", "timestamp": desk.moment, "type": "text", "text": {"body": "Oi"}}]}
    desk.hears(stray, work=False)
    # The number under this app, the number at all, the record.
    within(3, door(town, "Inbound"), "message for a number that is not ours (quarantined)")


def test_the_minutes_sweep(desk, rafael, town):
    town.sweep()
    with town.counting() as calls:
        town.sweep()
    within(16, calls, "sweep with nothing due (16 partitions)")
    rafael.taps("Marcar consulta")
    rafael.writes("cardiologia", work=False)
    town.work("Inbound")
    town.lose("Outbound")
    town.clock.forward(minutes=2, seconds=1)
    with town.counting() as calls:
        town.sweep()
    # What it is, one step on, its queue, its row in due.
    within(16 + 5, calls, "sweep with one lost send")


def test_an_alarm(desk, rafael, town):
    alarm = town.alarms()[-1]
    with town.counting() as calls:
        town.ring(alarm)
    within(1, calls, "alarm before its time")
    town.clock.forward(days=2)
    with town.counting() as calls:
        town.ring(alarm)
    within(5, calls, "alarm at its time")
