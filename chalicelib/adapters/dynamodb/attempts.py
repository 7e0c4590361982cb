"""Tries that are counted, so that passwords cannot be guessed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Refused
from chalicelib.adapters.dynamodb.documents import seconds
from chalicelib.adapters.dynamodb.tables import SharedModel
from chalicelib.domain.errors import Conflict

ROUNDS = 5


class AttemptsRow(SharedModel):
    """How many tries in the window that ends at ``ends_at``."""

    class Meta:
        table_name = "directory"

    pk = UnicodeAttribute(hash_key=True)
    tries = NumberAttribute(null=True)
    ends_at = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)


@dataclass(frozen=True)
class DynamoAttempts:
    """Keeps the ``Attempts`` port."""

    def add(self, key: str, window: timedelta, *, now: datetime) -> tuple[int, datetime]:
        """One call; two for the first of a window. Only inside ``system_scope``."""
        row, moment = AttemptsRow(pk=_pk(key)), keys.moment(now)
        running = AttemptsRow.ends_at > moment
        over = AttemptsRow.pk.does_not_exist() | (AttemptsRow.ends_at <= moment)
        ends_at = now + window
        begin = [AttemptsRow.tries.set(1), AttemptsRow.ends_at.set(keys.moment(ends_at)), AttemptsRow.expires_at.set(seconds(ends_at))]
        for _ in range(ROUNDS):
            for actions, condition in (([AttemptsRow.tries.add(1)], running), (begin, over)):
                try:
                    item = calls.update(row, actions, condition, returning="ALL_NEW")
                except Refused:
                    continue
                return int(item["tries"]["N"]), keys.read_moment(item["ends_at"]["S"])
        raise Conflict("Too many tries at the same moment; try again.")

    def clear(self, key: str) -> None:
        """A window that ended well counts for nothing."""
        calls.delete(AttemptsRow(pk=_pk(key)))


def _pk(key: str) -> str:
    return f"attempts#{keys.digest(key)}"
