"""Five ways to make the network misbehave."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from infrastructure.local.simulator.graph.errors import CATALOGUE
from infrastructure.local.simulator.refusals import Refused
from infrastructure.local.simulator.store import Store

LONGEST_DELAY = 3_600


@dataclass(frozen=True)
class Mischief:
    """The switches. ``fail_next_send`` is spent by the next message that would have been accepted, to ``fail_next_send_to`` or anybody."""

    duplicate_webhooks: bool = False
    shuffle_statuses: bool = False
    delay_statuses_seconds: int = 0
    fail_webhook_once: bool = False
    fail_next_send: int | None = None
    fail_next_send_to: str | None = None

    def changed(self, change: dict[str, Any]) -> "Mischief":
        """The switches after a change of some; raises ``Refused`` for what cannot be set."""
        unknown = set(change) - set(asdict(self))
        if unknown:
            raise Refused(f"There is no switch called {', '.join(sorted(unknown))}.")
        for name in ("duplicate_webhooks", "shuffle_statuses", "fail_webhook_once"):
            if not isinstance(change.get(name, False), bool):
                raise Refused(f"{name} must be true or false.")
        delay = change.get("delay_statuses_seconds", 0)
        if isinstance(delay, bool) or not isinstance(delay, int) or not 0 <= delay <= LONGEST_DELAY:
            raise Refused(f"delay_statuses_seconds must be a whole number from 0 to {LONGEST_DELAY}.")
        code = change.get("fail_next_send")
        if code is not None and (isinstance(code, bool) or not isinstance(code, int) or code not in CATALOGUE):
            raise Refused(f"fail_next_send must be null or one of {', '.join(str(known) for known in sorted(CATALOGUE))}.")
        if not isinstance(change.get("fail_next_send_to"), str | None):
            raise Refused("fail_next_send_to must be null or a customer's id.")
        anybody: dict[str, Any] = {"fail_next_send_to": None} if "fail_next_send" in change else {}
        return replace(self, **(anybody | change))

    def fails(self, customer: str | None) -> int | None:
        """With which code a message to this customer fails, if it does."""
        return self.fail_next_send if self.fail_next_send_to in (None, customer) else None


class Switches:
    """Keeps the mischief over restarts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.load()

    def load(self) -> None:
        """Takes what was kept."""
        self.now = Mischief(**(self._store.one("setting", "mischief") or {}))

    def change(self, change: dict[str, Any]) -> Mischief:
        """Sets some switches and keeps them."""
        self.now = self.now.changed(change)
        self._store.put("setting", "mischief", asdict(self.now))
        return self.now
