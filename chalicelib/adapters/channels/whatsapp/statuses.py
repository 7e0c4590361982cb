"""What became of a message of ours."""

from datetime import datetime
from typing import Any

from chalicelib.adapters.channels.whatsapp.failures import failure_of
from chalicelib.adapters.channels.whatsapp.reading import list_of, moment_of, text_of
from chalicelib.domain.inbound import StatusChanged
from chalicelib.domain.message import DeliveryStatus, Failure

STATUSES = {
    "sent": DeliveryStatus.SENT,
    "delivered": DeliveryStatus.DELIVERED,
    "read": DeliveryStatus.READ,
    "played": DeliveryStatus.PLAYED,
    "failed": DeliveryStatus.FAILED,
}
UNEXPLAINED = Failure(cause="unexplained", reason="WhatsApp could not deliver this message and did not say why.")


def status_fact(piece: dict[str, Any], received_at: datetime) -> StatusChanged | str:
    """Its name instead, for one we do not act on (``deleted``, ``warning``, a group's participants)."""
    status = piece["item"]
    said, message_id = text_of(status, "status") or "none", text_of(status, "id")
    if said not in STATUSES or message_id is None:
        return f"statuses.{said[:40]}"
    if text_of(status, "recipient_type") == "group":
        return "statuses.group"
    failure = failure_of(list_of(status, "errors")) or UNEXPLAINED
    return StatusChanged(
        message_id=message_id,
        status=STATUSES[said],
        at=moment_of(status, "timestamp", received_at),
        failure=failure if said == "failed" else None,
        reference=text_of(status, "biz_opaque_callback_data", 512),
    )
