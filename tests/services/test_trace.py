"""What became of a message, step by step, for whoever looks at DEBUG: never what was said, nor by whom."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.telemetry import digest, logger
from tests.services.flows import DESK
from tests.services.house import House

Logged = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def at_debug(logged: Logged) -> Iterator[None]:
    before = logger.log_level
    logger.setLevel("DEBUG")
    yield
    logger.setLevel(before)


def steps(logged: Logged) -> list[dict[str, Any]]:
    return [line for line in logged() if "step" in line]


def test_every_step_of_a_message_is_told(logged: Logged) -> None:
    house = House(DESK)
    house.hears("Oi", message_id="wamid.1")
    house.deliver()
    told = steps(logged)
    assert [line["step"] for line in told] == ["looked_up", "bot_moved", "stored", "reply_queued", "sending", "accepted"]
    assert {line["about"] for line in told[:2]} == {digest("wamid.1")}
    assert told[1]["node"] == "question"


def test_a_duplicate_says_that_it_is_one(logged: Logged) -> None:
    house = House(DESK)
    for _ in range(2):
        house.hears("Oi", message_id="wamid.1")
    assert [line["step"] for line in steps(logged)][-2:] == ["seen_before", "reply_queued"]


def test_no_step_holds_a_word_an_address_or_an_id_that_hides_one(logged: Logged) -> None:
    house = House(DESK)
    house.hears("Oi, aqui fala o Rafael", message_id="wamid.HBgMNTUxMTk4ODQyMzEwNxUCABIYFjNFQjA")
    house.deliver()
    told = json.dumps(logged(), ensure_ascii=False)
    assert not [word for word in ("aqui fala", "Rafael", "5511988423107", "wamid", "Qual é") if word in told]


def test_above_debug_nothing_is_written(logged: Logged) -> None:
    logger.setLevel("INFO")
    House(DESK).hears("Oi")
    assert steps(logged) == []
