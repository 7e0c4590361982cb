"""A webhook is durable before it is answered, or it is refused and leaves nothing."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib.domain.content import Text
from chalicelib.domain.errors import Forged, NotFound
from chalicelib.domain.ids import AppId
from chalicelib.domain.inbound import Item, MessageReceived
from chalicelib.services.intake import Intake
from chalicelib.services.spreading import Spreading
from tests.fakes.queues import MemoryLanes
from tests.fakes.store import MemoryStore
from tests.services.house import APP, CLINIC, NOON, RAFAEL, House, OneConnection, ScriptedChannel, Shelf

SIGNED = {"signature": "token"}


@dataclass
class OneApp:
    known: dict[str, str] = field(default_factory=lambda: {APP: CLINIC})

    def workspace_of(self, kind: str, key: str) -> Any:
        return (self.known[key], key) if key in self.known else None


class Door:
    def __init__(self) -> None:
        self.lanes, self.shelf = MemoryLanes(), Shelf()
        shelf: Any = self.shelf
        self.intake = Intake(OneApp(), OneConnection(MemoryStore()), ScriptedChannel(), shelf, self.lanes, shelf)

    def receive(self, body: bytes, headers: dict[str, str] = SIGNED, channel: str = "whatsapp") -> None:
        self.intake.receive(CLINIC, channel, APP, body, headers, NOON)


def test_a_signed_webhook_goes_on_its_lane_under_its_workspace() -> None:
    door = Door()
    door.receive(b"{}")
    assert [item.workspace for item in door.lanes.items] == [CLINIC]


@pytest.mark.parametrize("headers", [{}, {"signature": "forged"}])
def test_a_forged_webhook_is_refused_and_leaves_nothing(headers: dict[str, str]) -> None:
    door = Door()
    with pytest.raises(Forged):
        door.receive(b"{}", headers)
    assert (door.lanes.items, door.shelf.records) == ([], {})


def test_what_is_signed_and_unreadable_is_set_aside_once() -> None:
    door = Door()
    for _ in range(2):
        door.receive(b"not json")
    assert [record.body for record in door.shelf.records.values()] == ["not json"]
    assert door.lanes.items == []


def test_the_owner_of_an_app_is_found_and_a_foreign_one_is_not() -> None:
    door = Door()
    assert door.intake.owner(APP) == CLINIC
    with pytest.raises(NotFound):
        door.intake.owner(AppId("other"))
    with pytest.raises(NotFound):
        door.receive(b"{}", channel="instagram")


def test_the_handshake_echoes_the_challenge_for_the_right_token_only() -> None:
    door = Door()
    query = {"hub.challenge": "42", "hub.verify_token": "token"}
    assert door.intake.handshake(CLINIC, "whatsapp", APP, query) == "42"
    with pytest.raises(Forged):
        door.intake.handshake(CLINIC, "whatsapp", APP, {**query, "hub.verify_token": "guess"})


def test_a_large_webhook_is_spread_over_its_lanes_and_what_no_queue_carries_is_taken_at_once() -> None:
    house, lanes = House(), MemoryLanes()
    item = Item(
        workspace=CLINIC, channel="whatsapp", app_id=APP, lane="inbound", group="g", account="100000000000001", body="{}", received_at=NOON
    )
    lanes.pointers["raw/1"] = [item] * 25 + [item.model_copy(update={"body": "x" * 200_001})]
    house.channel.facts = [MessageReceived(message_id="wamid.big", sender=RAFAEL, content=Text(body="enorme"), at=NOON)]
    Spreading(lanes, house.inbox).spread("raw/1", NOON)
    assert len(lanes.items) == 25
    assert house.said("inbound") == ["enorme"]
