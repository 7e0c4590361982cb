"""What the account's tables hold: to look at, to compare, and to put back."""

import json
from copy import deepcopy
from typing import Any

from moto.dynamodb.models import dynamodb_backends

from tests.journeys.account import ACCOUNT, REGION
from tests.journeys.town import Town

COUNTERS = ("attempts",)
"""Tables that count tries to sign in: they change by being asked."""
Rows = dict[str, str]


class Ledger:
    """moto's own tables: a copy is quicker than founding everybody again."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._tables = dynamodb_backends[ACCOUNT][REGION].tables
        self._kept = self._copy()

    def keep(self) -> None:
        """What is now is what ``restore`` brings back."""
        self._kept = self._copy()

    def restore(self) -> None:
        """As it was: rows, queues, and what a warm function remembers of flows."""
        self._town.hush()
        for name, items in self._kept.items():
            self._tables[name].items = deepcopy(items)

    def rows(self, workspace: str = "") -> Rows:
        """Every row in words, by where it is; of one workspace, or of all."""
        found = {}
        for name, table in self._tables.items():
            for items in table.items.values():
                for item in items.values() if isinstance(items, dict) else [items]:
                    said = json.dumps(item.to_json(), sort_keys=True)
                    if workspace in said:
                        found[f"{name} {item.hash_key} {item.range_key}"] = said
        return found

    def _copy(self) -> dict[str, Any]:
        return {name: deepcopy(table.items) for name, table in self._tables.items()}
