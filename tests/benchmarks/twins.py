"""A house on the tables' twins whose channel is the real one: what a webhook costs without any client of AWS."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from itertools import count

from chalicelib.adapters.channels import FolderChannels
from chalicelib.domain.inbound import Item
from chalicelib.services.inbox import Inbox
from chalicelib.services.intake import Intake
from chalicelib.services.journal import Journal
from tests.services.house import APP, CLINIC, NUMBER, House

SECRET = "token"  # what the twin of the vault opens everything to
_numbers = count(1)


def webhook(text: str, wa_id: str = "5511988423107") -> tuple[bytes, dict[str, str]]:
    """A message as Meta posts it, signed."""
    now = str(int(datetime.now(UTC).timestamp()))
    message = {
        "from": wa_id,
        "id": f"wamid.HBgNNTUxMTk4ODQyMzEwNxUCABIYFDNB{next(_numbers):08}",
        "timestamp": now,
        "type": "text",
        "text": {"body": text},
    }
    metadata = {"display_phone_number": "551140001234", "phone_number_id": NUMBER}
    contacts = [{"profile": {"name": "Rafael Nogueira"}, "wa_id": wa_id, "user_id": f"BR.{wa_id}"}]
    value = {"messaging_product": "whatsapp", "metadata": metadata, "contacts": contacts, "messages": [message]}
    entry = {"id": "200000000000001", "changes": [{"field": "messages", "value": value}]}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()
    return body, {"x-hub-signature-256": "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}


class Lane:
    """Items as the queue would carry them: as JSON."""

    def __init__(self) -> None:
        self.bodies: list[str] = []

    def put(self, items) -> None:
        self.bodies += [item.model_dump_json() for item in items]


class Outbox:
    """Claims as the queue would carry them."""

    def put(self, claims) -> None:
        for claim, _ in claims:
            claim.model_dump_json()


class Twins:
    """From the signed bytes to what is committed and queued."""

    def __init__(self, *flows) -> None:
        self.house, self.lane, channels = House(*flows), Lane(), FolderChannels()
        house = self.house
        directory = type("Directory", (), {"workspace_of": lambda *_: (CLINIC, APP)})()
        self.intake = Intake(directory, house.numbers, channels, house.shelf, self.lane, house.shelf)
        journal = Journal(house.conversations, Outbox(), house.alarms)
        self.inbox = Inbox(channels, house.numbers, house.conversations, house.shelf, house.automation, house.statuses, journal)

    def take(self, body: bytes, headers: dict[str, str]) -> None:
        now = datetime.now(UTC)
        self.intake.receive(CLINIC, "whatsapp", APP, body, headers, now)
        for said in self.lane.bodies:
            self.inbox.take(Item.model_validate_json(said), now)
        self.lane.bodies.clear()
