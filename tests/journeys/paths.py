"""What each path of the product costs at AWS: its calls, held to a budget, and DynamoDB's units beside them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infrastructure.stage import ROOT
from tests.journeys.counting import Calls
from tests.journeys.town import Town

_report: dict[str, dict[str, Any]] = {}


def within(budget: int, calls: Calls, path: str, writes: int | None = None) -> None:
    """Notes what a path cost, and holds it to its budget: of calls, and of DynamoDB's write units where they are given.

    ``writes`` is for the worst case: a change that falls into the next ten seconds moves in the list of changes.
    """
    units = calls.units
    _report[path] = {
        "calls": len(calls), "budget": budget, "read_units": units.read, "write_units": units.write, "write_budget": writes,
        "names": calls.names,
    }  # fmt: skip
    assert len(calls) <= budget, (path, calls.names)
    assert writes is None or units.write <= writes, (path, units)


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
    print(f"\n{'AWS calls of a path':70}{'calls':>6}{'<=':>4}{'read':>7}{'write':>7}{'<=':>4}  DynamoDB's units, and the calls")
    for path, cost in _report.items():
        counted = f"{cost['calls']:>6}{cost['budget']:>4}{cost['read_units']:>7}{cost['write_units']:>7}{cost['write_budget'] or '':>4}"
        print(f"{path:70}{counted}  {' '.join(cost['names'])}")
    kept = ROOT / ".local" / "paths.json"
    kept.parent.mkdir(exist_ok=True)
    before = json.loads(kept.read_text()) if kept.exists() else {}
    kept.write_text(json.dumps({**before, **_report}, indent=2) + "\n")
