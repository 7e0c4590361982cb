"""What each path of the product costs at AWS: its calls, held to a budget, and DynamoDB's units beside them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infrastructure.stage import ROOT
from tests.journeys.counting import Calls
from tests.journeys.town import Town

_report: dict[str, dict[str, Any]] = {}


def within(budget: int, calls: Calls, path: str) -> None:
    """Notes what a path cost, and holds its calls to their budget."""
    units = calls.units
    _report[path] = {"calls": len(calls), "budget": budget, "read_units": units.read, "write_units": units.write, "names": calls.names}
    assert len(calls) <= budget, (path, calls.names)


def door(town: Town, lane: str) -> Calls:
    """One batch through a queue's function; the calls of it."""
    event = town.receive(lane)
    assert event is not None
    with town.counting() as calls:
        answer = town.lanes[lane].door(event, None)
    assert answer == {"batchItemFailures": []}
    town.settle(lane, event, set())
    return calls


@contextmanager
def noting() -> Iterator[None]:
    """Prints what was noted meanwhile, and keeps it."""
    _report.clear()
    yield
    print(f"\n{'AWS calls of a path':74}{'calls':>6}{'of':>4}{'read':>7}{'write':>7}  DynamoDB units, and the calls")
    for path, cost in _report.items():
        print(f"{path:74}{cost['calls']:>6}{cost['budget']:>4}{cost['read_units']:>7}{cost['write_units']:>7}  {' '.join(cost['names'])}")
    kept = ROOT / ".local" / "paths.json"
    kept.parent.mkdir(exist_ok=True)
    before = json.loads(kept.read_text()) if kept.exists() else {}
    kept.write_text(json.dumps({**before, **_report}, indent=2) + "\n")
