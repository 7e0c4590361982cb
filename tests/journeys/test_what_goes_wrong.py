"""Late, lost, too many, poisoned: nothing of it is lost, nothing happens twice."""

import json

import pytest

from chalicelib.adapters.channels import FolderChannels
from tests.journeys.clinic import APPOINTMENTS


def test_a_question_nobody_answers_times_out_when_its_alarm_rings(desk, town):
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi")
    alarm = town.alarms()[-1]
    assert alarm["conversation"] == rafael.conversation_id
    early = town.ring(alarm)
    assert (early["done"], len(rafael.screen)) == (False, 1)
    town.clock.forward(minutes=10, seconds=15)
    assert town.ring(alarm)["done"] is True
    town.work()
    assert "ainda está por aí?" in rafael.reads
    assert town.ring(alarm)["done"] is True
    town.work()
    assert len(rafael.screen) == 2


def test_a_customer_who_answers_in_time_is_asked_the_next_thing_and_the_old_alarm_sleeps_on(desk, town):
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi")
    before = town.alarms()
    town.clock.forward(minutes=6)
    rafael.taps("Marcar consulta")
    assert town.alarms() == before
    town.clock.forward(minutes=5)
    again = town.ring(before[-1])
    assert (again["done"], again["until"] > before[-1]["until"], len(rafael.screen)) == (False, True, 2)


def test_an_alarm_that_was_lost_is_made_good_by_the_sweep(desk, town):
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi")
    town.clock.forward(minutes=11)
    town.sweep()
    town.work()
    assert "ainda está por aí?" in rafael.reads
    town.sweep()
    town.work()
    assert len(rafael.screen) == 2


def test_an_alarm_does_nothing_once_a_person_holds_the_conversation(desk, town):
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi")
    desk.agent.does(f"/conversations/{rafael.conversation_id}/take-over")
    alarm = town.alarms()[-1]
    town.clock.forward(minutes=11)
    assert town.ring(alarm)["done"] is True
    town.sweep()
    town.work()
    assert len(rafael.screen) == 1


def test_a_message_lost_before_its_queue_is_found_by_the_sweep_and_sent_once(desk, town):
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi", work=False)
    town.work("Inbound")
    assert town.lose("Outbound") == 1
    town.sweep()
    town.work()
    assert rafael.screen == []
    town.clock.forward(minutes=2, seconds=1)
    for _ in range(2):
        town.sweep()
        town.work()
    assert len(rafael.screen) == 1
    assert rafael.last["status"] == "accepted"


def test_a_duplicate_webhook_heals_a_send_that_never_reached_its_queue(desk, town):
    rafael = desk.customer("Rafael Nogueira")
    oi = rafael.saying("Oi")
    desk.hears(oi, work=False)
    event = town.receive("Inbound")
    town.lanes["Inbound"].door(event, None)
    town.settle("Inbound", event, set())
    record = town.receive("Outbound")["Records"][0]
    town.clock.forward(minutes=6)
    desk.hears(oi)
    # Swallowed within five minutes by the queue's own deduplication, or sent: never twice.
    town.lanes["Outbound"].door({"Records": [record]}, None)
    assert len(rafael.screen) == 1


class Poisoned(FolderChannels):
    """Breaks on one message, whatever is tried."""

    def named(self, channel):
        real = super().named(channel)

        class Spoken:
            def __getattr__(self, name):
                return getattr(real, name)

            def parse(self, item):
                if "poison" in item.body:
                    raise RuntimeError("a bug of ours")
                return real.parse(item)

        return Spoken()


@pytest.fixture
def poisoned(town, monkeypatch):
    from chalicelib import bootstrap

    town.cold()
    monkeypatch.setattr(bootstrap, "_channels", Poisoned)
    yield
    monkeypatch.undo()
    town.cold()


def test_a_poison_record_is_quarantined_on_its_fifth_receive_and_its_neighbours_go_on(clinic, town, poisoned):
    rafael, ana = clinic.customer("Rafael Nogueira"), clinic.customer("Ana Clara Souto")
    news = [rafael.saying("antes"), rafael.saying("poison"), rafael.saying("depois"), ana.saying("Oi")]
    assert clinic.hears(*news, work=False).status_code == 200
    for receive in range(1, 6):
        assert clinic.quarantined() == [], receive
        town.step("Inbound")
    town.work()
    (record,) = clinic.quarantined()
    assert record["reason"].startswith("RuntimeError: it failed five times")
    assert "poison" in record["body"]
    said = [entry["content"]["body"] for entry in rafael.thread if entry["entry"] == "message"]
    assert (said, ana.conversation["unread"]) == (["antes", "depois"], 1)
    assert town.depth("Inbound") == 0


def test_a_running_conversation_finishes_on_the_version_it_began_with(desk, town):
    rafael = desk.customer("Rafael Nogueira")
    rafael.writes("Oi")
    changed = json.loads(json.dumps(APPOINTMENTS).replace("qual especialidade", "qual das especialidades"))
    desk.publishes(changed)
    town.cold()
    rafael.taps("Marcar consulta")
    assert "Para qual especialidade" in rafael.reads
    ana = desk.customer("Ana Clara Souto")
    ana.writes("Oi")
    ana.taps("Marcar consulta")
    assert "qual das especialidades" in ana.reads
