"""What a flow may read of the world around it: texts and numbers only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from chalicelib.domain.flow.session import Value


@dataclass(frozen=True)
class Context:
    """Read-only in expressions as ``contact.name``, ``workspace.name``, ``now.hour``…; never stored with the session."""

    contact_name: str = ""
    contact_phone: str = ""
    conversation_id: str = ""
    workspace_name: str = ""
    time_zone: str = "UTC"

    @property
    def contact_first_name(self) -> str:
        """Empty when all we have is a number or a user name."""
        first = next(iter(self.contact_name.split()), "")
        return first if first[:1].isalpha() else ""

    def names(self, now: datetime, message: str = "") -> Mapping[str, Value]:
        """Every name an expression may use, with its value; the moment is told in the workspace's zone."""
        local = now.astimezone(_zone(self.time_zone))
        return {
            "contact.name": self.contact_name,
            "contact.first_name": self.contact_first_name,
            "contact.phone": self.contact_phone,
            "conversation.id": self.conversation_id,
            "workspace.name": self.workspace_name,
            "message.text": message,
            "now.year": local.year,
            "now.month": local.month,
            "now.day": local.day,
            "now.weekday": local.isoweekday(),
            "now.hour": local.hour,
            "now.minute": local.minute,
            "now.date": f"{local:%Y-%m-%d}",
            "now.time": f"{local:%H:%M}",
        }


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


CONTEXT_NAMES = frozenset(Context().names(datetime(2026, 1, 1, tzinfo=UTC)))
"""``now.weekday`` is 1 for Monday to 7 for Sunday."""
