"""How many AWS calls each path costs (performance.md §2): the budget a row, and what was counted beside it."""

from datetime import timedelta

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.dynamodb import rows
from chalicelib.domain.content import Text
from chalicelib.domain.conversation import outbound
from chalicelib.domain.ids import new_id
from chalicelib.domain.message import Author
from chalicelib.scope import in_workspace
from tests.journeys.paths import door, within

pytestmark = pytest.mark.usefixtures("paths")


@pytest.fixture
def rafael(desk):
    """A customer whom the clinic knows, in the middle of a flow; every function is warm."""
    somebody = desk.customer("Rafael Nogueira")
    somebody.writes("Oi")
    desk.hears(desk.status(somebody.screen[-1], "sent"))
    assert somebody.conversation_id
    return somebody


def test_the_webhook(desk, rafael, town):
    said = [rafael.saying(f"{n}") for n in range(10)]
    sent = [desk.status(rafael.screen[-1], "delivered") for _ in range(10)]
    for items, lanes in (([said[0]], 1), (said, 1), (sent, 1), ([*said, *sent], 2)):
        with town.counting() as calls:
            assert desk.hears(*items, work=False).status_code == 200
        within(lanes, calls, f"webhook, warm, {len(items)} items on {'one lane' if lanes == 1 else 'both lanes'}")
    with town.counting() as calls:
        desk.hears(*said, rafael.saying("eleventh"), work=False)
    within(2, calls, "webhook, warm, 11 items of one lane (S3 and a pointer)")
    town.cold()
    with town.counting() as calls:
        desk.hears(said[0], work=False)
    # The app's owner, the app, its secret: what 60 s of warmth save.
    within(1 + 3, calls, "webhook, cold")


def test_an_inbound_message_without_a_flow(clinic, town):
    rafael = clinic.customer("Rafael Nogueira")
    rafael.writes("Oi")
    rafael.writes("Tudo bem?", work=False)
    within(3, door(town, "Inbound"), "inbound message, no flow", writes=15)
    clinic.customer("Ana").writes("Oi", work=False)
    within(3, door(town, "Inbound"), "inbound message, no flow, a new contact", writes=20)


def test_an_inbound_message_with_a_step_of_a_flow(desk, rafael, town):
    rafael.clinic.hears(rafael.saying("marcar"), work=False)
    within(4, door(town, "Inbound"), "inbound message, a flow's step", writes=23)
    desk.customer("Ana").writes("Oi", work=False)
    within(4, door(town, "Inbound"), "inbound message, a flow begins with a new contact (and its alarm)", writes=28)


def test_the_alarm_of_a_new_session_is_the_one_call_beyond(desk, rafael, town):
    desk.agent.does(f"/conversations/{rafael.conversation_id}/resolve")
    rafael.writes("Oi", work=False)
    within(4 + 1, door(town, "Inbound"), "inbound message, a flow begins with a known contact (and its alarm)", writes=27)


def test_a_duplicate(desk, rafael, town):
    oi = rafael.saying("marcar")
    desk.hears(oi)
    desk.hears(oi, work=False)
    within(4, door(town, "Inbound"), "inbound duplicate (re-queues what is unsent)")


def test_an_agents_reply(desk, rafael, town):
    with town.counting() as calls:
        assert desk.agent.replies(rafael.conversation_id, "Bom dia").status_code == 202
    within(4, calls, "agent's reply, taking over from the bot", writes=25)
    with town.counting() as calls:
        desk.agent.replies(rafael.conversation_id, "Como posso ajudar?")
    within(4, calls, "agent's reply", writes=17)
    town.cold()
    with town.counting() as calls:
        desk.agent.replies(rafael.conversation_id, "Alô?")
    # The keys, the member, the sign-in, the connection.
    within(4 + 4, calls, "agent's reply, cold")


def test_a_send(desk, rafael, town):
    desk.agent.replies(rafael.conversation_id, "Bom dia")
    within(5, door(town, "Outbound"), "send, warm", writes=15)
    desk.agent.replies(rafael.conversation_id, "Bom dia")
    town.cold()
    # The connection and its token.
    within(5 + 2, door(town, "Outbound"), "send, cold")


def test_a_status(desk, rafael, town):
    for status in ("delivered", "read", "sent"):
        desk.hears(desk.status(rafael.screen[-1], status), work=False)
        within(1, door(town, "Statuses"), f"status {status}, with our reference", writes=3)


def test_what_a_failure_costs(desk, rafael, town):
    desk.agent.replies(rafael.conversation_id, "Bom dia")
    town.work()
    desk.hears(desk.status(rafael.screen[-1], "failed"), work=False)
    # Whether the customer waits again: the conversation and its newest entries, what they tell, and whether that held.
    within(1 + 5, door(town, "Statuses"), "status failed, of the only answer")
    desk.agent.replies(rafael.conversation_id, "Bom dia")
    town.graph.refuse(131026)
    within(5 + 5, door(town, "Outbound"), "send, refused")


def test_a_status_without_our_reference(desk, rafael, town):
    desk.hears(desk.status(rafael.screen[-1], "delivered", reference=False), work=False)
    within(2, door(town, "Statuses"), "status found by WhatsApp's id", writes=3)
    desk.hears(desk.status({"wamid": "wamid.unknown", "to": rafael.wa_id}, "sent", reference=False), work=False)
    within(2, door(town, "Statuses"), "status of a message nobody knows yet (parked)", writes=4)


def test_a_send_whose_statuses_came_first(desk, rafael, town):
    desk.agent.replies(rafael.conversation_id, "Já volto")
    coming = {"wamid": f"wamid.out{int(rafael.screen[-1]['wamid'].removeprefix('wamid.out')) + 1}", "to": rafael.wa_id}
    desk.hears(desk.status(coming, "delivered", reference=False), work=False)
    town.work("Statuses")
    within(5 + 1, door(town, "Outbound"), "send whose statuses came first")


@pytest.fixture
def crowd(clinic, town):
    """Fills the inbox and one thread, past the doors: that is not what is counted."""

    def fill(customers, messages):
        rafael = clinic.customer("Rafael Nogueira")
        rafael.writes("Oi")
        with in_workspace(clinic.workspace):
            talk = bootstrap._conversations().get(clinic.workspace, rafael.conversation_id)
        now = town.clock.now()
        said = (
            outbound(talk.model_copy(update={"seq": talk.seq + one}), f"m{one}", Text(body="Olá"), Author(kind="bot"), now)
            for one in range(messages)
        )
        others = (talk.model_copy(update={"id": new_id(now + timedelta(milliseconds=one))}) for one in range(1, customers))
        town.put("conversations", [rows.entry_row(clinic.workspace, message, now) for message in said])
        town.put("conversations", [rows.conversation_row(clinic.workspace, other, now) for other in others])
        return rafael

    return fill


@pytest.mark.parametrize("many", [10, 500])
def test_pages_cost_the_same_however_much_there_is(clinic, crowd, town, many):
    rafael = crowd(many, many)
    pages = {
        "inbox page of 25": "/conversations?limit=25",
        "inbox page of 25, open": "/conversations?status=open&limit=25",
        "inbox page of 25, unassigned": "/conversations?assignee=none&limit=25",
        "thread page of 50": f"/conversations/{rafael.conversation_id}/messages?limit=50",
    }
    clinic.agent.get("/members")
    for name, path in pages.items():
        with town.counting() as calls:
            page = clinic.agent.get(path)
        found = page.get("conversations") or page["entries"]
        assert len(found) >= min(many, 25) if "inbox" in name else len(found) == min(many + 2, 50), name
        within(1, calls, f"{name}, {many} rows")
    with town.counting() as calls:
        counts = clinic.agent.get("/conversations/counts")
    assert counts == {"mine": 0, "unassigned": many, "bot": 0, "all": many, "most": 1_000}
    # One a view; each reads no more than a thousand rows below a KB.
    within(4, calls, f"counts of the inbox's views, {many} rows")
    assert calls.units.read <= 4 * 125
    town.cold()
    with town.counting() as calls:
        clinic.agent.get(pages["inbox page of 25"])
    # The keys, the member, the sign-in.
    within(1 + 3, calls, f"inbox page of 25, {many} rows, cold")


def test_a_page_of_conversations_that_we_answered_costs_one_call_more(desk, rafael, town):
    desk.agent.get("/conversations?limit=25")
    with town.counting() as calls:
        (row,) = desk.agent.get("/conversations?limit=25")["conversations"]
    assert row["snippet"]["status"] == "sent"
    # The statuses of their last words.
    within(1 + 1, calls, "inbox page of 25, last words ours")
    assert calls.units.read <= 1


def test_a_push(desk, rafael, town):
    for _ in range(2):
        desk.agent.opens_socket()
    rafael.writes("marcar")
    with town.counting() as calls:
        town.broadcast()
    # One look-up, one post a socket.
    within(1 + 2, calls, "push of a batch to two sockets")
