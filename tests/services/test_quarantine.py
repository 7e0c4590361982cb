"""What was set aside goes on its way again as it was; what fails again waits again; nothing is stored twice."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.content import Text
from chalicelib.domain.errors import Conflict, NotFound, Rejected, WindowClosed
from chalicelib.domain.ids import AppId, ConversationId, new_id
from chalicelib.domain.inbound import Item, MessageReceived, Unrecognised
from chalicelib.domain.message import Claim, MessageRef
from chalicelib.domain.quarantine import Lane, QuarantineRecord
from chalicelib.scope import in_workspace
from chalicelib.services.inbox import Inbox
from chalicelib.services.intake import Intake
from chalicelib.services.quarantine import PAGE, QuarantineDesk, set_aside
from tests.fakes.affairs import MemoryQuarantine
from tests.fakes.queues import MemoryLanes
from tests.services.flows import DESK
from tests.services.house import APP, CLINIC, LIVIA, MARINA, NOON, NUMBER, RAFAEL, House, ScriptedChannel, Shelf
from tests.services.test_intake import SIGNED, OneApp

ELSEWHERE = "999"


class Resender:
    """Sends again, unless told why not."""

    def __init__(self) -> None:
        self.sent: list[MessageRef] = []
        self.refusal: Exception | None = None

    def resend(self, workspace: str, ref: MessageRef, **_: Any) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.sent.append(ref)


class Ward:
    """A house whose quarantine remembers, and the desk before it."""

    def __init__(self, *flows: Any) -> None:
        self.house, self.quarantine, self.lanes, self.resender = House(*flows), MemoryQuarantine(), MemoryLanes(), Resender()
        house = self.house
        self.inbox = Inbox(
            house.channel, house.numbers, house.conversations, self.quarantine, house.automation, house.statuses, house.journal
        )
        self.desk = QuarantineDesk(self.quarantine, self.lanes, house.channel, self.resender)

    def take(self, *items: Item) -> None:
        """The worker takes what is on its lane: each item says its own body."""
        taken, self.lanes.items = [*items, *self.lanes.items], []
        for item in taken:
            said = MessageReceived(message_id=f"wamid.{item.body}", sender=RAFAEL, content=Text(body=item.body), at=item.received_at)
            self.house.channel.facts = [said]
            self.inbox.take(item, self.house.now)

    def waiting(self) -> list[QuarantineRecord]:
        return list(self.desk.page(CLINIC, None, waiting=True)[0])

    def replay(self, record: QuarantineRecord) -> QuarantineRecord:
        return self.desk.replay(CLINIC, record.id, by=LIVIA, now=self.house.now)

    def replay_all(self, **which: Any) -> tuple[int, int, bool]:
        """All calls that it takes: replayed, refused, and whether they came to an end."""
        asked: dict[str, Any] = {"cause": None, "app_id": None, "cursor": None, **which}
        replayed = refused = 0
        for _ in range(50):
            done = self.desk.replay_all(CLINIC, **asked, by=LIVIA, now=self.house.now)
            assert done.replayed + done.refused <= PAGE
            replayed, refused, asked["cursor"] = replayed + done.replayed, refused + done.refused, done.cursor
            if done.cursor is None:
                return replayed, refused, True
        return replayed, refused, False


@pytest.fixture
def ward() -> Any:
    with in_workspace(CLINIC):
        yield Ward(DESK)


def item(body: str = "Oi", account: str = NUMBER, **fields: Any) -> Item:
    base: dict[str, Any] = {"workspace": CLINIC, "channel": "whatsapp", "app_id": APP, "lane": "inbound", "group": "g", "received_at": NOON}
    return Item(body=body, account=account, **(base | fields))


def registers(ward: Ward, account: str) -> None:
    known = ward.house.numbers.by_account
    object.__setattr__(ward.house.numbers, "by_account", lambda w, app, asked: known(w, app, NUMBER if asked == account else asked))


def test_what_came_for_a_number_nobody_had_registered_is_taken_in_once_somebody_has(ward: Ward) -> None:
    ward.take(item("Oi", ELSEWHERE), item("Tudo bem?", ELSEWHERE))
    assert [(each.cause, each.lane) for each in ward.waiting()] == [("unknown_number", "inbound")] * 2
    registers(ward, ELSEWHERE)
    assert ward.replay_all() == (2, 0, True)
    ward.take()
    assert ward.house.said("inbound") == ["Oi", "Tudo bem?"]
    assert ward.house.said("outbound")
    assert ward.waiting() == []


def test_the_very_same_item_goes_on_its_lane_numbered_so_that_no_queue_swallows_it(ward: Ward) -> None:
    first = item("Oi", ELSEWHERE, group="rafael", received_at=NOON - timedelta(minutes=1))
    ward.take(first)
    ward.replay(ward.waiting()[0])
    assert ward.lanes.items == [first.model_copy(update={"put": 1})]
    ward.take()
    ward.replay(ward.waiting()[0])
    assert ward.lanes.items == [first.model_copy(update={"put": 2})]


def test_what_fails_again_waits_again_under_the_same_record(ward: Ward) -> None:
    ward.take(item("Oi", ELSEWHERE))
    (record,) = ward.waiting()
    assert ward.replay(record).replayed_by == LIVIA.id
    assert ward.waiting() == []
    ward.take()
    (again,) = ward.waiting()
    assert (again.id, again.times, again.replayed_at) == (record.id, 2, None)


def test_what_fails_again_before_it_was_marked_still_waits(ward: Ward) -> None:
    ward.take(item("Oi", ELSEWHERE))
    put = ward.lanes.put

    def put_and_take(items: Any) -> None:
        put(items)
        ward.take()

    object.__setattr__(ward.lanes, "put", put_and_take)
    assert ward.replay(ward.waiting()[0]).replayed_at is None
    assert [each.times for each in ward.waiting()] == [2]


@pytest.mark.parametrize("dies", ["put", "replayed"])
def test_whoever_dies_in_the_middle_has_lost_nothing_and_doubled_nothing(ward: Ward, dies: str) -> None:
    ward.take(item("Oi", ELSEWHERE))
    registers(ward, ELSEWHERE)
    (record,) = ward.waiting()

    def die(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    port = ward.lanes if dies == "put" else ward.quarantine
    alive = getattr(port, dies)
    setattr(port, dies, die)
    with pytest.raises(KeyboardInterrupt):
        ward.replay(record)
    setattr(port, dies, alive)
    ward.take()
    ward.replay(ward.waiting()[0])
    ward.take()
    assert (ward.house.said("inbound"), ward.waiting()) == (["Oi"], [])


def test_two_who_replay_at_once_store_it_once(ward: Ward) -> None:
    ward.take(item("Oi", ELSEWHERE))
    registers(ward, ELSEWHERE)
    (record,) = ward.waiting()
    replayed = ward.quarantine.replayed

    def meanwhile(*given: Any, **named: Any) -> Any:
        ward.quarantine.replayed = replayed
        ward.desk.replay(CLINIC, record.id, by=MARINA, now=NOON)
        return replayed(*given, **named)

    ward.quarantine.replayed = meanwhile
    assert ward.replay(record).replayed_by == MARINA.id
    assert len(ward.lanes.items) == 2
    ward.take()
    assert ward.house.said("inbound") == ["Oi"]
    ward.replay(record)
    assert ward.lanes.items == []


def test_a_replay_of_many_keeps_their_order_and_comes_to_an_end_though_all_come_back(ward: Ward) -> None:
    for number in range(60):
        ward.house.pass_time(seconds=1)
        ward.take(item(f"{number}", ELSEWHERE))
    put = ward.lanes.put

    def put_and_take(items: Any) -> None:
        said.extend(each.body for each in items)
        put(items)
        ward.take()

    said: list[str] = []
    object.__setattr__(ward.lanes, "put", put_and_take)
    assert ward.replay_all() == (60, 0, True)
    assert said == [f"{number}" for number in range(60)]
    assert {each.times for each in ward.quarantine.records.values()} == {2}


def test_many_are_chosen_by_cause_and_by_app(ward: Ward) -> None:
    ward.take(item("a", ELSEWHERE), item("b", ELSEWHERE, app_id=AppId("app2")))
    ward.inbox.set_aside(item("c"), "failed", "It failed.", NOON)
    assert ward.replay_all(cause="failed") == (1, 0, True)
    assert ward.replay_all(app_id=AppId("app2")) == (1, 0, True)
    assert [each.body for each in ward.waiting()] == ["a"]


def test_what_this_version_does_not_act_on_is_replayed_only_when_asked_for(ward: Ward, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(30):
        ward.house.channel.facts = [Unrecognised(what="account_update", raw="{}")]
        ward.inbox.take(item(f"{number}"), NOON)
    ward.take(item("Oi", ELSEWHERE, received_at=NOON))
    assert len(ward.quarantine.records) == 31
    assert capsys.readouterr().out.count('"QuarantinedRecords": 1') == 1
    assert ward.replay_all() == (1, 0, True)
    assert ward.replay_all(cause="unhandled") == (30, 0, True)


def test_what_cannot_be_told_apart_is_unreadable_and_raises_the_alarm(ward: Ward, capsys: pytest.CaptureFixture[str]) -> None:
    ward.house.channel.facts = [Unrecognised(what="messages.without_id", raw="{}", broken=True)]
    ward.inbox.take(item("{"), NOON)
    assert [each.cause for each in ward.waiting()] == ["unreadable"]
    assert '"QuarantinedRecords": 1' in capsys.readouterr().out


def test_a_number_of_another_app_of_ours_is_told_apart(ward: Ward) -> None:
    ward.take(item("Oi", app_id=AppId("app2")), item("Olá", ELSEWHERE, app_id=AppId("app2")))
    assert {each.body: each.cause for each in ward.waiting()} == {"Oi": "foreign_app", "Olá": "unknown_number"}


def test_a_day_later_it_is_stored_and_left_to_people(ward: Ward) -> None:
    ward.take(item("Oi", ELSEWHERE))
    registers(ward, ELSEWHERE)
    ward.house.pass_time(hours=25)
    ward.replay_all()
    ward.take()
    assert (ward.house.said("inbound"), ward.house.said("outbound")) == (["Oi"], [])


def test_a_pointer_goes_again_as_the_pointer_it_was(ward: Ward) -> None:
    pointer = item("", pointer="raw/1", group="p")
    ward.inbox.set_aside(pointer, "failed", "It failed.", NOON)
    ward.replay(ward.waiting()[0])
    assert ward.lanes.items == [pointer.model_copy(update={"put": 1})]


def test_a_status_goes_again_on_its_own_lane(ward: Ward) -> None:
    status = item("{}", lane="status")
    ward.inbox.set_aside(status, "failed", "It failed.", NOON)
    assert ward.waiting()[0].lane == "status"
    ward.replay(ward.waiting()[0])
    assert [each.lane for each in ward.lanes.items] == ["status"]


def test_a_webhook_that_could_not_be_split_is_split_anew_as_it_came(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    vault: Any = Shelf()
    Intake(OneApp(), ward.house.numbers, ward.house.channel, vault, ward.lanes, ward.quarantine).receive(
        CLINIC, "whatsapp", APP, b"not json", SIGNED, NOON
    )
    (record,) = ward.waiting()
    assert (record.cause, record.lane, record.body) == ("unreadable", "webhook", "not json")
    with pytest.raises(Rejected, match="not JSON"):
        ward.replay(record)
    assert ward.replay_all() == (0, 1, True)
    assert ward.waiting() == [record]
    monkeypatch.setattr(ScriptedChannel, "split", lambda self, body, app, at: [item(body.decode(), app_id=app, received_at=at)] * 2)
    ward.replay(record)
    assert [(each.body, each.received_at, each.put, each.workspace) for each in ward.lanes.items] == [("not json", NOON, 1, CLINIC)] * 2


def a_claim() -> Claim:
    return Claim(workspace=CLINIC, ref=MessageRef(conversation_id=ConversationId(new_id(NOON)), seq=2))


def test_a_message_that_could_not_be_sent_is_sent_again_because_somebody_says_so(ward: Ward) -> None:
    claim = a_claim()
    set_aside(ward.quarantine, CLINIC, QuarantineRecord.of_claim(claim, "It failed.", NOON))
    assert ward.waiting()[0].lane == "outbound"
    ward.replay(ward.waiting()[0])
    assert (ward.resender.sent, ward.waiting()) == ([claim.ref], [])


@pytest.mark.parametrize(("refusal", "waits"), [
    (WindowClosed(), True), (Conflict("It moved."), True), (Rejected("Only one that failed…"), False), (NotFound("conversation"), False),
])  # fmt: skip
def test_a_message_that_went_meanwhile_waits_no_more_and_one_that_may_not_go_does(ward: Ward, refusal: Exception, waits: bool) -> None:
    ward.resender.refusal = refusal
    set_aside(ward.quarantine, CLINIC, QuarantineRecord.of_claim(a_claim(), "It failed.", NOON))
    assert ward.replay_all() == (0 if waits else 1, 1 if waits else 0, True)
    assert bool(ward.waiting()) == waits


@pytest.mark.parametrize("lane", ["inbound", "outbound", "webhook"])
def test_a_record_of_old_says_that_it_cannot_go(ward: Ward, lane: Lane) -> None:
    ward.quarantine.add(CLINIC, QuarantineRecord("q1", NOON, "?", "whatsapp", APP, "half of it", lane=lane))
    with pytest.raises(Rejected, match="earlier version"):
        ward.replay(ward.waiting()[0])
    assert len(ward.waiting()) == 1


def test_a_record_nobody_knows_is_not_found(ward: Ward) -> None:
    with pytest.raises(NotFound):
        ward.desk.get(CLINIC, "unknown")
