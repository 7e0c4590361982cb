"""Turns: never faster than the budget, none lost, none given twice; the same in memory and in DynamoDB."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters.dynamodb import tables
from chalicelib.domain.connection import Connection, Sealed
from chalicelib.domain.ids import AppId, ConnectionId, ContactId
from chalicelib.domain.pace import FURTHEST, Budget, number_budget, pair_budget
from tests.adapters.builders import NOON
from tests.adapters.calls import counted

SECOND = timedelta(seconds=1)


@pytest.fixture(params=["memory", "dynamodb"])
def rates(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        from tests.fakes.deliveries import MemoryRates

        return MemoryRates()
    request.getfixturevalue("aws")
    from chalicelib.adapters.dynamodb.rates import DynamoRates

    return DynamoRates()


def number(rate: int) -> Connection:
    sealed = Sealed(ciphertext="c2VhbGVk", last4="1234")
    return Connection(
        id=ConnectionId("n1"), app_id=AppId("a"), name="C", account="1", group_account="2", shown="+55", token=sealed, created_at=NOON,
        rate=rate,
    )  # fmt: skip


def test_a_burst_goes_at_once_and_the_rest_at_an_even_pace(rates: Any, workspace: Any) -> None:
    budget = Budget("k", SECOND, burst=3)
    turns = [rates.turn(workspace, budget, now=NOON).at for _ in range(6)]
    assert turns == [NOON, NOON, NOON, NOON + SECOND, NOON + 2 * SECOND, NOON + 3 * SECOND]


def test_what_was_not_used_is_there_again_after_a_while(rates: Any, workspace: Any) -> None:
    budget = Budget("k", SECOND, burst=2)
    for _ in range(2):
        rates.turn(workspace, budget, now=NOON)
    later = NOON + 10 * SECOND
    assert [rates.turn(workspace, budget, now=later).at for _ in range(3)] == [later, later, later + SECOND]


def test_nobody_is_given_a_turn_further_off_than_a_queue_can_wait(rates: Any, workspace: Any) -> None:
    budget = Budget("k", timedelta(minutes=6), burst=1)
    turns = [rates.turn(workspace, budget, now=NOON) for _ in range(5)]
    assert [turn.taken for turn in turns] == [True, True, True, False, False]
    assert all(turn.at - NOON > FURTHEST for turn in turns[3:])


def test_a_held_budget_gives_no_turn_before_and_no_burst_after(rates: Any, workspace: Any) -> None:
    budget = Budget("k", SECOND, burst=3)
    rates.hold(workspace, budget, NOON + 5 * SECOND)
    rates.hold(workspace, budget, NOON + 2 * SECOND)
    assert [rates.turn(workspace, budget, now=NOON).at for _ in range(2)] == [NOON + 5 * SECOND, NOON + 6 * SECOND]


def test_turns_handed_out_before_a_hold_are_void_until_it_ends(rates: Any, workspace: Any) -> None:
    budget = Budget("k", SECOND, burst=1)
    assert not rates.held(workspace, budget, now=NOON)
    for _ in range(100):
        rates.turn(workspace, budget, now=NOON)
    rates.hold(workspace, budget, NOON + 5 * SECOND)
    assert [rates.held(workspace, budget, now=NOON + seconds * SECOND) for seconds in (0, 4, 5)] == [True, True, False]


def test_budgets_of_other_people_and_workspaces_are_others(rates: Any, workspace: Any) -> None:
    connection = number(80)
    pairs = [pair_budget(connection, ContactId(name)) for name in ("rafael", "ana")]
    for _ in range(45):
        assert rates.turn(workspace, pairs[0], now=NOON).at == NOON
    assert rates.turn(workspace, pairs[0], now=NOON, busy=True).at == NOON + timedelta(seconds=6)
    assert rates.turn(workspace, pairs[1], now=NOON).at == NOON


@pytest.mark.parametrize("rate", [20, 80, 1_000])
def test_a_number_never_sends_more_in_a_second_than_twice_its_rate_and_its_rate_in_the_long_run(
    rates: Any, workspace: Any, rate: int
) -> None:
    budget = number_budget(number(rate))
    turns = sorted(rates.turn(workspace, budget, now=NOON).at for _ in range(rate * 4))
    assert sum(turn < NOON + SECOND for turn in turns) <= 2 * rate
    assert turns[-1] >= NOON + 2.9 * SECOND


def test_a_turn_costs_one_call_and_leased_ones_a_fiftieth(aws: None, workspace: Any) -> None:
    from chalicelib.adapters.dynamodb.rates import DynamoRates

    rates = DynamoRates()
    with counted(tables.connection().client) as calls:
        for _ in range(5):
            rates.turn(workspace, number_budget(number(80)), now=NOON)
    # The first finds the budget at rest; from then on it is known to be busy.
    assert len(calls) == 5
    with counted(tables.connection().client) as calls:
        for _ in range(100):
            rates.turn(workspace, Budget("leased", SECOND / 1_000, 1_000, at_once=50), now=NOON)
    assert len(calls) == 2
