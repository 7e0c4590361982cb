"""How fast messages may go: turns handed out one after another, the same arithmetic for every budget (GCRA).

A budget's *head* is the moment at which all turns handed out so far are used up at an even pace. A message may go as long as the head
is less than the burst ahead of it; otherwise its turn lies in the future, and is its own: it waits once, and does not ask again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.connection import Connection
from chalicelib.domain.ids import ContactId

LEASE = 50
"""Turns a worker takes at once where a number may send more than ``LEASED_ABOVE`` a second."""
LEASED_ABOVE = 80
FURTHEST = timedelta(minutes=15)
"""How far ahead turns are handed out: as long as a queue may hold a message back (SQS)."""
PAIR_INTERVAL, PAIR_BURST = timedelta(seconds=6), 45
"""To one person: one message in 6 s, up to 45 at once, to be made up for afterwards (Cloud API, pair rate limit)."""


@dataclass(frozen=True)
class Budget:
    """``key`` names it within its workspace; ``at_once`` turns are taken in one call."""

    key: str
    interval: timedelta
    burst: int
    at_once: int = 1

    @property
    def lead(self) -> timedelta:
        """How far the head may be ahead of a message that goes at once."""
        return self.interval * (self.burst - 1)

    def turn(self, head: datetime | None, now: datetime) -> tuple["Turn", datetime]:
        """The next turn, and the head after it; the same head where turns are handed out as far ahead as may be."""
        busy = head if head is not None and head > now else now
        at = max(now, busy - self.lead)
        if at - now > FURTHEST:
            return Turn(at, taken=False), busy
        return Turn(at), busy + self.interval * self.at_once


@dataclass(frozen=True)
class Turn:
    """When a message may go. Not ``taken``: nobody knows yet; ask again then."""

    at: datetime
    taken: bool = True


def number_budget(connection: Connection) -> Budget:
    """What one number may send: its rate, a second's worth at once."""
    at_once = LEASE if connection.rate > LEASED_ABOVE else 1
    return Budget(f"number#{connection.id}", timedelta(seconds=1) / connection.rate, connection.rate, at_once)


def pair_budget(connection: Connection, contact_id: ContactId) -> Budget:
    """What one number may send to one person."""
    return Budget(f"pair#{connection.id}#{contact_id}", PAIR_INTERVAL, PAIR_BURST)
