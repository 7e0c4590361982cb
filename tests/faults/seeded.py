"""Dice in the place of everything that is random: the same seed gives the same ids, and so the same run."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from chalicelib.domain import ids
from tests.faults.swapping import swapped
from tests.proof import chance


@dataclass(frozen=True)
class Dice:
    """What ``new_id`` asks of ``secrets``."""

    chance: random.Random

    def randbits(self, bits: int) -> int:
        return self.chance.getrandbits(bits)


@contextmanager
def seeded(proof: str) -> Iterator[random.Random]:
    """Ids of the proof's own dice; its other dice are given to the block."""
    dice = chance(proof)
    with swapped(ids, "secrets", Dice(random.Random(dice.random()))):
        yield dice
