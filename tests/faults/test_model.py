"""Whatever customers, agents, WhatsApp and the machines do, in any order: the promises hold after every step, and in the end."""

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.model import Clinic
from tests.proof import SEED, figures, times

# Some runs end before their last step: 2,400 of them are 100,000 steps.
SIZE = settings(
    max_examples=times(60, 2_400), stateful_step_count=times(40, 50), deadline=None, database=None, suppress_health_check=list(HealthCheck)
)  # fmt: skip


def test_whatever_happens_in_any_order_the_promises_hold() -> None:
    Clinic.steps, failures = 0, 1
    try:
        run_state_machine_as_test(seed(SEED)(Clinic), settings=SIZE)
        failures = 0
    finally:
        figures("stateful model", runs=SIZE.max_examples, steps=Clinic.steps, failures=failures)
