"""What could not be taken in."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.ids import AppId


@dataclass(frozen=True)
class QuarantineRecord:
    """Something rightly signed that we could not take in, kept for people to see."""

    id: str
    at: datetime
    reason: str
    channel: str
    app_id: AppId
    body: str
