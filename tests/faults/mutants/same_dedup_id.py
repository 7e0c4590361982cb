"""A retry is put on the queue under the id it had before, which the queue swallows for five minutes."""

from contextlib import AbstractContextManager

from chalicelib.adapters import queues
from chalicelib.domain.message import Claim
from tests.faults.mutants import Mutant
from tests.faults.swapping import swapped
from tests.faults.trials import a_reply, told


def _claim_id(claim: Claim) -> str:
    return f"{claim.workspace}.{claim.ref.conversation_id}.{claim.ref.seq}"


def change() -> AbstractContextManager[object]:
    return swapped(queues, "_claim_id", _claim_id)


MUTANT = Mutant("same dedup id", "I9", change, lambda: told(a_reply, ["throttled"] * 4, statuses=2))
