"""A clock that the doors read, and a test moves."""

import sys
from datetime import UTC, datetime, timedelta

import pytest

_DOORS = ("chalicelib.entrypoints", "chalicelib.adapters.dynamodb")


class Clock:
    """Real time until the first ``forward``; caches of warm functions keep their own."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._patch = pytest.MonkeyPatch()

    def now(self) -> datetime:
        """The time, here."""
        return datetime.now(UTC) + self._ahead

    def forward(self, **span: float) -> None:
        """It is later now."""
        if not self._ahead:
            self._set()
        self._ahead += timedelta(**span)

    def reset(self) -> None:
        """Real time again."""
        self._patch.undo()
        self._ahead = timedelta()

    def _set(self) -> None:
        clock = self

        class Time(datetime):
            @classmethod
            def now(cls, tz=None):
                return clock.now()

        for name, module in list(sys.modules.items()):
            if name.startswith(_DOORS) and getattr(module, "datetime", None) is datetime:
                self._patch.setattr(module, "datetime", Time)
