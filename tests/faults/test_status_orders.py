"""The same statuses in any order, as often as they come, by whatever id: one end, and never a step down (I13, I14)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from moto import mock_aws

from chalicelib.adapters.dynamodb.conversations import DynamoConversations
from chalicelib.adapters.dynamodb.deliveries import DynamoDeliveries
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import RANK, DeliveryStatus, Failure, Message, Reference
from chalicelib.scope import in_workspace
from chalicelib.services.statuses import Statuses
from chalicelib.services.waits import Waits
from tests.adapters.builders import LINE, NOON, begun, later
from tests.adapters.conftest import create_tables
from tests.fakes.conversations import MemoryConversations
from tests.fakes.deliveries import MemoryDeliveries
from tests.fakes.store import MemoryStore
from tests.faults.ladder import Ladder
from tests.faults.trials_on_tables import fresh
from tests.proof import SEED, figures, times

S = DeliveryStatus
NO = Failure(code=131026, reason="Not on WhatsApp.")


@dataclass(frozen=True)
class Told:
    """A status of one attempt; ``by`` our reference, or nothing but WhatsApp's id."""

    attempt: int
    status: DeliveryStatus
    by: Literal["reference", "id"] = "reference"


@dataclass(frozen=True)
class Recorded:
    """Our own note that an attempt was accepted, which the answer brought: it may come after every status."""

    attempt: int


Step = Told | Recorded
Orders = tuple[int, list[list[Step]]]
"""The number of attempts, and orders of the same steps."""


@st.composite
def orders(draw: st.DrawFn, ways: int = 3) -> Orders:
    attempts = draw(st.integers(1, 3))
    told = st.builds(
        Told,
        attempt=st.integers(1, attempts),
        status=st.sampled_from([S.SENT, S.DELIVERED, S.READ, S.PLAYED, S.FAILED]),
        by=st.sampled_from(["reference", "id"]),
    )
    steps: list[Step] = [*draw(st.lists(told, min_size=1, max_size=6))]
    steps += draw(st.lists(st.sampled_from(steps), max_size=3))
    steps += [Recorded(attempt) for attempt in range(1, attempts + 1) if draw(st.booleans())]
    steps = [step for step in steps if attempts == 1 or not _left_to_chance(step, steps)]
    return attempts, [list(draw(st.permutations(steps))) for _ in range(ways)]


def _left_to_chance(step: Step, steps: list[Step]) -> bool:
    """Told by an id that no record leads to: of several such attempts the one that moved the message is found."""
    by_id = isinstance(step, Told) and step.by == "id"
    return by_id and Recorded(step.attempt) not in steps and step.attempt in _with_reference(steps)


def _with_reference(steps: list[Step]) -> set[int]:
    return {step.attempt for step in steps if isinstance(step, Told) and step.by == "reference"}


def expected(attempts: int, steps: list[Step]) -> DeliveryStatus:
    """The highest of what concerns the message: any attempt that arrived, but only the last one's failure."""
    recorded = {step.attempt for step in steps if isinstance(step, Recorded)}
    known = recorded | _with_reference(steps)
    heard = [step for step in steps if isinstance(step, Told) and (step.by == "reference" or step.attempt in known)]
    reached = {step.status for step in heard if step.status is not S.FAILED or step.attempt == attempts}
    return max({S.SENDING, *reached, *([S.ACCEPTED] if attempts in recorded else [])}, key=lambda status: RANK[status])


def ended(deliveries: Any, conversations: Any, workspace: WorkspaceId, attempts: int, steps: list[Step]) -> Message:
    """The message after these steps, while its last attempt is on its way."""
    _, message = begun(conversations, workspace, answer="Olá!")
    assert message is not None
    sent = {}
    for number in range(1, attempts + 1):
        if number > 1:
            deliveries.settled(workspace, message, S.DEFERRED, now=NOON, due_at=NOON, next_attempt=True, repeated=True)
            deliveries.requeued(workspace, message.ref, now=NOON)
            message = deliveries.load(workspace, message.ref)[1]
        message = deliveries.claim(workspace, message, now=NOON)
        sent[number] = message
    service = Statuses(deliveries, Waits(conversations))
    for step in steps:
        wamid = f"wamid.out.{step.attempt}"
        if isinstance(step, Recorded):
            deliveries.accepted(workspace, LINE, sent[step.attempt], wamid, now=later(seconds=1))
            continue
        reference = str(Reference(workspace=workspace, ref=message.ref, attempt=step.attempt)) if step.by == "reference" else None
        failure = NO if step.status is S.FAILED else None
        told = StatusChanged(message_id=wamid, status=step.status, at=later(seconds=9), failure=failure, reference=reference)
        service.apply(workspace, LINE, told)
    after: Message = deliveries.load(workspace, message.ref)[1]
    return after


def state(message: Message) -> tuple[Any, ...]:
    return message.status, message.failure, message.attempt, message.due_at, message.repeated


def proved(
    part: str, examples: int, ends: Callable[[int, list[Step]], Message], orders_each: int = 3, phases: Sequence[Phase] = tuple(Phase)
) -> None:
    """So many multisets, each in several orders."""
    tried = failures = 0

    @seed(SEED)
    @settings(max_examples=examples, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck))
    @given(orders())
    def any_order(drawn: Orders) -> None:
        nonlocal tried, failures
        attempts, ways = drawn[0], drawn[1][:orders_each]
        tried += 1
        failures += 1
        found = [ends(attempts, steps) for steps in ways]
        assert len({state(message) for message in found}) == 1
        assert found[0].status is expected(attempts, ways[0])
        failures -= 1

    try:
        any_order()
    finally:
        figures("status permutations", part, examples=tried, failures=failures)


def on_twins(attempts: int, steps: list[Step]) -> Message:
    store = MemoryStore(clock=lambda: NOON)
    ladder = Ladder(store)
    after = ended(MemoryDeliveries(store), MemoryConversations(store), WorkspaceId("w1"), attempts, steps)
    assert ladder.went_down == []
    return after


def test_on_the_twins_every_order_of_the_same_statuses_ends_alike() -> None:
    proved("twins", times(400, 10_000), on_twins)


@pytest.fixture
def tables() -> Iterator[None]:
    with mock_aws():
        create_tables()
        yield


@pytest.mark.usefixtures("tables")
def test_on_the_tables_too() -> None:
    def on_tables(attempts: int, steps: list[Step]) -> Message:
        workspace = fresh()
        with in_workspace(workspace):
            return ended(DynamoDeliveries(), DynamoConversations(), workspace, attempts, steps)

    proved("tables", times(10, 100), on_tables, orders_each=2, phases=[Phase.generate])
