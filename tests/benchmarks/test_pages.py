"""What an inbox page of 25 and a thread page of 50 cost at 10² … 10⁶ rows, through the real door, adapter and client.

Up to 10⁴ the rows lie in moto. It walks through its whole table for every page, so beyond that an index that makes its rows as they are
read answers this one Query in its place; where both can be asked, both are, and must have read the same.
"""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from botocore.client import BaseClient
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item

from chalicelib import bootstrap
from chalicelib.adapters.dynamodb import cursors, rows
from chalicelib.domain.content import Text
from chalicelib.domain.conversation import outbound
from chalicelib.domain.message import Author
from chalicelib.scope import in_workspace
from tests.benchmarks.long_index import LongIndex
from tests.journeys import clinic as people
from tests.journeys.account import ACCOUNT, REGION
from tests.journeys.town import town as a_town

IN_MOTO, BEYOND = (100, 1_000, 10_000), (100_000, 1_000_000)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


class Crowd:
    """A workspace with as many conversations as one likes, and one conversation with as many messages."""

    def __init__(self, town) -> None:
        self.town, self.clinic, self.filled = town, people.clinic(town), 0
        first = self.clinic.customer("Rafael Nogueira")
        first.writes("Oi")
        # The dearest case: every row's last words are ours, and have a status to be read.
        self.clinic.agent.replies(first.conversation_id, "Bom dia")
        with in_workspace(self.clinic.workspace):
            self.talk = bootstrap._conversations().get(self.clinic.workspace, first.conversation_id)
        self._table = dynamodb_backends[ACCOUNT][REGION].get_table(f"{town.outputs['TablePrefix']}-conversations")
        self._table.items.clear()

    def talk_at(self, number):
        return self.talk.model_copy(update={"id": f"C{number:09}", "last_activity_at": BEGAN + timedelta(seconds=number)})

    def talk_row(self, number):
        """The n-th conversation, oldest first."""
        return rows.conversation_row(self.clinic.workspace, self.talk_at(number), BEGAN + timedelta(seconds=number)).serialize()

    def entry_row(self, number):
        """The n-th message of the long conversation."""
        at = BEGAN + timedelta(seconds=number)
        long = self.talk.model_copy(update={"id": "LONG", "seq": number})
        said = outbound(long, f"m{number:09}", Text(body="Olá! A sua consulta está confirmada."), Author(kind="bot"), at)
        return rows.entry_row(self.clinic.workspace, said, at).serialize()

    def fill(self, many):
        """Puts them straight where moto keeps its rows: through its door it takes minutes."""
        for number in range(self.filled, many):
            for made in (self.talk_row(number), self.entry_row(number)):
                item = Item(DynamoType(made["pk"]), DynamoType(made["sk"]), made)
                self._table.items[item.hash_key][item.range_key] = item
        self.filled = many

    def pages(self, many):
        """The pages that people look at, and the rows they are among."""
        middle = many // 2
        talks, long = LongIndex(many, self.talk_row), LongIndex(many, self.entry_row)
        return {
            "inbox page of 25": ("/conversations?limit=25", talks),
            "inbox page of 25, from the middle": (f"/conversations?limit=25&cursor={cursors.after(self.talk_at(middle))}", talks),
            "thread page of 50": ("/conversations/LONG/messages?limit=50", long),
            "thread page of 50, from the middle": (f"/conversations/LONG/messages?limit=50&before={middle}", long),
        }

    def looks(self, path, index=None):
        """An agent looks at a page: what it cost, and what it showed."""
        with ExitStack() as stack:
            if index is not None:
                patch = stack.enter_context(pytest.MonkeyPatch.context())
                patch.setattr(BaseClient, "_make_api_call", lambda client, operation, params: index.answer(operation, params))
                stack.enter_context(self.town.counter.watching())
            calls = stack.enter_context(self.town.counting())
            shown = self.clinic.agent.get(path)
        return (
            calls,
            len(calls.made[0].answer["Items"]),
            [each.get("id") or each["seq"] for each in shown.get("conversations") or shown["entries"]],
        )


@pytest.fixture(scope="module")
def crowd():
    with a_town() as town:
        yield Crowd(town)


def test_a_page_costs_the_same_however_much_there_is(crowd, report):
    crowd.clinic.agent.get("/conversations?limit=25")
    found = {}
    for many in (*IN_MOTO, *BEYOND):
        if many in IN_MOTO:
            crowd.fill(many)
        for what, (path, index) in crowd.pages(many).items():
            calls, read, shown = crowd.looks(path, index)
            if many in IN_MOTO:
                real, really, seen = crowd.looks(path)
                assert (real.names, real.units, really, seen) == (calls.names, calls.units, read, shown), what
            found.setdefault(what, []).append((many, calls, read))
    for what, costs in found.items():
        for many, calls, read in costs:
            how = "rows in moto" if many in IN_MOTO else "rows made as they are read"
            said = f"{' + '.join(calls.names)}, {read} items read; {how}"
            report.add("pages: what is read, whatever there is", f"{what}, {many:,} rows", calls.units.read, "read units", "", said)
            assert calls.names == (["Query", "BatchGetItem"] if "inbox" in what else ["Query"])
