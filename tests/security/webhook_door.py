"""The webhook's door and what lies behind it: everything real but storage, two workspaces with an app each."""

import base64
import hashlib
import hmac
import json
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from app import app
from chalicelib import bootstrap
from chalicelib.adapters.channels import FolderChannels
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.inbound import Fact, Item, StatusChanged, Unrecognised
from chalicelib.domain.quarantine import QuarantineRecord
from chalicelib.scope import in_workspace
from chalicelib.services.inbox import Inbox
from chalicelib.services.intake import Intake
from chalicelib.services.journal import Journal
from chalicelib.services.statuses import Statuses
from chalicelib.services.waits import Waits
from tests.entrypoints.front import Front
from tests.fakes.affairs import PlainVault
from tests.fakes.deliveries import MemoryDeliveries
from tests.fakes.queues import MemoryAlarms
from tests.services.people import NOON

SECRET, OTHERS_SECRET = "first-app-secret", "another-apps-secret"
NUMBER = "100w1"
REFUSED_BY_SQS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


class Door:
    """One house; ``post`` is Meta, ``work`` the queue's workers."""

    def __init__(self, patched: pytest.MonkeyPatch) -> None:
        self.front = front = Front()
        channels = FolderChannels()
        intake: Intake = replace(front.services["intake"], channels=channels)
        patched.setattr(bootstrap, "intake", lambda: intake)
        journal = Journal(front.conversations_, front.outbox, MemoryAlarms())
        self.inbox = Inbox(
            channels,
            front.connections_,
            front.conversations_,
            front.quarantine_,
            front.services["automation"],
            Statuses(MemoryDeliveries(front.store), Waits(front.conversations_)),
            journal,
        )
        self._had = 0

    def post(
        self, body: bytes, headers: Mapping[str, str], *, app_id: str = "w1-app", channel: str = "whatsapp", plain: bool = False
    ) -> int:
        """The status of API Gateway's event, its body as text (``plain``, where it is text) or in base64."""
        event = {
            "resource": "/webhooks/{channel}/{app_id}",
            "path": f"/webhooks/{channel}/{app_id}",
            "httpMethod": "POST",
            "headers": {"Content-Type": "application/json", "User-Agent": "facebookexternalua", **headers},
            "multiValueQueryStringParameters": None,
            "pathParameters": {"channel": channel, "app_id": app_id},
            "stageVariables": None,
            "requestContext": {"httpMethod": "POST", "resourcePath": "/webhooks/{channel}/{app_id}", "identity": {}, "requestId": "r"},
            "body": body.decode() if plain else base64.b64encode(body).decode(),
            "isBase64Encoded": not plain,
        }
        return int(app(event, None)["statusCode"])

    def arrived(self) -> list[Item]:
        """What the queue took since last time, as it hands it over. SQS refuses what this refuses."""
        items = self.front.lanes.items[self._had :]
        self._had = len(self.front.lanes.items)
        through = []
        for item in items:
            line = item.model_dump_json()
            assert not REFUSED_BY_SQS.search(line), "SQS takes no such characters"
            assert 0 < len(item.group) <= 128
            through.append(Item.model_validate_json(line))
        return through

    def work(self, item: Item) -> str:
        """Takes an item as its worker does; where it is to be found afterwards."""
        (fact,) = FolderChannels().named(item.channel).parse(item)
        with in_workspace(item.workspace):
            self.inbox.take(item, NOON)
        return self._place(item, fact)

    def whole(self, record: QuarantineRecord) -> bool:
        """Whether the same was set aside, to its last byte; perhaps when it came before, at another moment."""
        kept = self.front.quarantine_.records.get(("w1", record.id))
        if kept is None or kept.lane == "webhook":
            return kept is not None and kept.original == record.original
        return kept.item == record.item.model_copy(update={"received_at": kept.item.received_at})

    def _place(self, item: Item, fact: Fact) -> str:
        front, known = self.front, self.front.connections_.connections_["w1", "w1-number"]
        if isinstance(fact, Unrecognised) or item.account != NUMBER:
            return "set aside" if self.whole(QuarantineRecord.of_item(item, "failed", "", NOON)) else "nowhere"
        if isinstance(fact, StatusChanged):
            place = ("w1", known.id, fact.message_id)
            return "parked" if place in front.store.parked else "settled" if place in front.store.sent else "nowhere"
        return "stored" if ("w1", known.id, fact.message_id) in front.store.seen else "nowhere"

    def rotate(self, app_id: str, secret: str | None) -> None:
        """From now on the app signs with this alone; None: it has no secret."""
        workspace = app_id.partition("-")[0]
        known = self.front.connections_.apps_[workspace, app_id]
        secrets = (PlainVault().seal(WorkspaceId(workspace), app_id, secret),) if secret else ()
        self.front.connections_.apps_[workspace, app_id] = known.model_copy(update={"secrets": secrets})

    def fingerprint(self) -> str:
        """Everything that is kept, in one hash."""
        front = self.front
        kept = [vars(front.store), front.lanes.items, front.quarantine_.records, front.connections_.apps_, front.connections_.connections_]
        kept += [front.directory.known, front.members_.members, front.outbox.claims, front.attempts.windows, front.sockets.sockets]
        return hashlib.sha256(repr(kept).encode("utf-8", "surrogatepass")).hexdigest()

    def size(self) -> tuple[int, ...]:
        """What a single call would change, cheaply."""
        front = self.front
        store = (len(each) for each in vars(front.store).values() if hasattr(each, "__len__"))
        return (len(front.lanes.items), len(front.quarantine_.records), *store)


def numbered(body: bytes) -> bytes:
    """The body as if it concerned the clinic's number."""
    return re.sub(rb'("phone_number_id"\s*:\s*)"[^"]*"', rb'\1"' + NUMBER.encode() + b'"', body)


def wrong_headers(dice: Any, body: bytes) -> dict[str, str]:
    """Anything but the right signature of this body in the right header."""
    right = signature(body)
    name = "X-Hub-Signature-256"
    flipped = dice.randrange(7, len(right))
    kinds: deque[dict[str, str]] = deque([
        {},
        {name: ""},
        {name: "sha256="},
        {name: signature(body, OTHERS_SECRET)},
        {name: signature(body, "")},
        {name: signature(body + b" ")},
        {name: signature(b"")} if body else {},
        {name: signature(_respelled(body))} if _respelled(body) != body else {},
        {name: right[:-1]},
        {name: right + "0"},
        {name: right.upper()},
        {name: right.removeprefix("sha256=")},
        {name: f"sha1={right[7:]}"},
        {name: f"sha512={right[7:]}"},
        {name: f" {right}"},
        {name: f"{right},{right}"},
        {name: f"{signature(body, OTHERS_SECRET)}, {right}"},
        {name: right[:flipped] + ("0" if right[flipped] != "0" else "1") + right[flipped + 1 :]},
        {name: "sha256=" + "0" * 64},
        {name: "sha256=\u00e9\udc80"},
        {name: "sha256=" + "a" * 100_000},
        {"X-Hub-Signature": f"sha1={hmac.new(SECRET.encode(), body, 'sha1').hexdigest()}"},
        {"X-Hub-Signature-512": right},
        {"X_Hub_Signature_256": right},
        {"X-Hub-Signature-256 ": right},
        # Two headers that differ in case only: the last one counts, and it is wrong.
        {name: right, name.lower(): signature(body, OTHERS_SECRET)},
        {"Authorization": right, name: "Bearer"},
    ])  # fmt: skip
    return dice.choice(kinds)


def _respelled(body: bytes) -> bytes:
    """The same meaning in other bytes: what a door that signs what it parsed would accept."""
    try:
        return json.dumps(json.loads(body)).encode()
    except (ValueError, RecursionError):
        return body
