"""The real services on the in-memory twins, with a scripted WhatsApp: what a test needs to tell a story."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from chalicelib.domain.access import Role
from chalicelib.domain.address import Address
from chalicelib.domain.connection import App, Connection, Sealed
from chalicelib.domain.content import MAX_TEXT, Choice, Content, Text
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.errors import Conflict, ContentInvalid, NotFound, Rejected
from chalicelib.domain.flow.authoring import authored
from chalicelib.domain.flow.graph import FlowVersion
from chalicelib.domain.ids import AppId, ConnectionId, FlowId, MemberId, WorkspaceId, new_id
from chalicelib.domain.inbound import Fact, Item, MessageReceived, ReactionReceived, Sender, StatusChanged
from chalicelib.domain.message import DeliveryStatus, Entry, Event, Message, Reference
from chalicelib.domain.quarantine import QuarantineRecord
from chalicelib.domain.workspace import Member, Workspace
from chalicelib.services.automation import Automation
from chalicelib.services.breaker import Breaker
from chalicelib.services.connections import ConnectionDesk
from chalicelib.services.conversations import ConversationDesk
from chalicelib.services.delivery import Delivery
from chalicelib.services.inbox import Inbox
from chalicelib.services.journal import Journal
from chalicelib.services.replies import Replies
from chalicelib.services.statuses import Statuses
from chalicelib.services.sweep import Sweep
from chalicelib.services.timers import Timers
from chalicelib.services.waits import Waits
from tests.fakes.conversations import MemoryContacts, MemoryConversations
from tests.fakes.deliveries import MemoryDeliveries, MemoryDues, MemoryRates
from tests.fakes.queues import MemoryAlarms, MemoryLater, MemoryOutbox
from tests.fakes.store import MemoryStore

NOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
CLINIC = WorkspaceId("w1")
APP, NUMBER = AppId("app1"), "100000000000001"
SEALED = Sealed(ciphertext="c2VhbGVk", last4="oken")
RAFAEL = Sender(addresses=(Address(channel="whatsapp", kind="phone", value="5511988423107"),), name="Rafael Nogueira")


def member(name: str, role: Role = Role.AGENT) -> Member:
    return Member(id=MemberId(name.lower()), workspace=CLINIC, name=name, email=f"{name.lower()}@clinica.example", role=role)


MARINA, CAIO, LIVIA = member("Marina"), member("Caio"), member("Livia", Role.OWNER)


@dataclass
class ScriptedChannel:
    """Accepts every send unless told how the next ones go; parses items that hold a fact as JSON."""

    sent: list[tuple[Address, Content, str]] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def named(self, channel: str) -> "ScriptedChannel":
        if channel != "whatsapp":
            raise NotFound("channel")
        return self

    def parse(self, item: Item) -> Sequence[Fact]:
        return self.facts

    def check(self, content: Content) -> None:
        if isinstance(content, Text) and len(content.body) > MAX_TEXT:
            raise ContentInvalid("A WhatsApp text may have at most 4,096 characters.")

    def send(self, connection: Connection, token: str, to: Address, content: Content, *, reply_to: str | None, reference: str) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((to, content, reference))
        return f"wamid.{len(self.sent)}"

    def handshake(self, query: Mapping[str, str], verify_token: str) -> str | None:
        return query.get("hub.challenge") if query.get("hub.verify_token") == verify_token else None

    def verify(self, body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        return headers.get("signature") in secrets

    def split(self, body: bytes, app_id: AppId, received_at: datetime) -> Sequence[Item]:
        if body == b"not json":
            raise Rejected("The body is not JSON.")
        return [
            Item(channel="whatsapp", app_id=app_id, lane="inbound", group="g", account=NUMBER, body=body.decode(), received_at=received_at)
        ]

    def inspect(self, connection: Connection, token: str) -> Mapping[str, str]:
        return {}

    @property
    def texts(self) -> list[str]:
        return [getattr(content, "body", "") for _, content, _ in self.sent]


class OneConnection:
    """One app with one number."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store
        self.connection_ = Connection(
            id=ConnectionId("n1"),
            app_id=APP,
            name="Clinic",
            account=NUMBER,
            group_account="2",
            shown="+55 11 4000-1234",
            token=SEALED,
            created_at=NOON,
        )

    @property
    def connection_(self) -> Connection:
        return self.store.connections[CLINIC, "n1"]

    @connection_.setter
    def connection_(self, connection: Connection) -> None:
        self.store.connections[CLINIC, "n1"] = connection

    def connection(self, workspace: WorkspaceId, connection_id: ConnectionId, *, fresh: bool = False) -> Connection:
        return self.connection_

    def by_account(self, workspace: WorkspaceId, app_id: AppId, account: str) -> Connection | None:
        return self.connection_ if (app_id, account) == (APP, NUMBER) else None

    def app(self, workspace: WorkspaceId, app_id: AppId) -> App:
        if app_id != APP:
            raise NotFound("app")
        return App(id=APP, name="Clinic", secrets=(SEALED,), verify_token=SEALED, created_at=NOON)

    def apps(self, workspace: WorkspaceId) -> Sequence[App]:
        return [self.app(workspace, APP)]

    def connections(self, workspace: WorkspaceId) -> Sequence[Connection]:
        return [self.connection_]

    def save_app(self, workspace: WorkspaceId, app: App) -> None: ...

    def save_connection(self, workspace: WorkspaceId, connection: Connection) -> None:
        if connection.version != self.connection_.version:
            raise Conflict("The connection changed meanwhile.")
        self.connection_ = connection.model_copy(update={"version": connection.version + 1})


@dataclass
class Shelf:
    """Published flows, members, the workspace, and what was set aside."""

    versions: dict[tuple[str, int], FlowVersion] = field(default_factory=dict)
    records: dict[str, QuarantineRecord] = field(default_factory=dict)

    def publish_flow(self, shape: Mapping[str, Any]) -> FlowVersion:
        number = 1 + sum(1 for key in self.versions if key[0] == shape["id"])
        version = FlowVersion(flow=authored(FlowId(shape["id"]), shape), number=number, published_at=NOON, published_by=LIVIA.id)
        self.versions[shape["id"], number] = version
        return version

    def version(self, workspace: WorkspaceId, flow_id: FlowId, number: int) -> FlowVersion:
        return self.versions[flow_id, number]

    def live(self, workspace: WorkspaceId) -> Sequence[FlowVersion]:
        newest = {version.flow.id: version for version in sorted(self.versions.values(), key=lambda each: each.number)}
        return list(newest.values())

    def get(self, workspace: WorkspaceId, member_id: MemberId | None = None) -> Any:
        if member_id is None:
            return Workspace(id=CLINIC, name="Clínica Aurora", created_at=NOON)
        found = {each.id: each for each in (MARINA, CAIO, LIVIA)}.get(member_id)
        if found is None:
            raise NotFound("member")
        return found

    def add(self, workspace: WorkspaceId, record: QuarantineRecord) -> None:
        self.records.setdefault(record.id, record)

    def page(self, workspace: WorkspaceId, cursor: str | None, limit: int) -> tuple[Sequence[QuarantineRecord], str | None]:
        return list(self.records.values()), None

    def open(self, workspace: WorkspaceId, owner: str, sealed: Sealed) -> str:
        return "token"

    def seal(self, workspace: WorkspaceId, owner: str, secret: str) -> Sealed:
        return Sealed(ciphertext=b64encode(secret.encode()).decode(), last4=secret[-4:])


class House:
    """Everything wired, and a clock in the test's hand."""

    def __init__(self, *flows: Mapping[str, Any]) -> None:
        self.now = NOON
        self.store = MemoryStore(clock=lambda: self.now)
        self.channel, self.shelf, self.numbers, self.rates = self.whatsapp(), Shelf(), OneConnection(self.store), MemoryRates()
        self.conversations, self.deliveries = MemoryConversations(self.store), MemoryDeliveries(self.store)
        self.outbox, self.later, self.alarms = self.queues()
        shelf, numbers, channel = self.port(self.shelf), self.port(self.numbers), self.port(self.channel)
        conversations, deliveries = self.port(self.conversations), self.port(self.deliveries)
        contacts, outbox = self.port(MemoryContacts(self.store)), self.port(self.outbox)
        self.journal = Journal(conversations, outbox, self.port(self.alarms))
        self.automation = Automation(shelf, shelf)
        waits = Waits(conversations)
        self.statuses = Statuses(deliveries, waits)
        self.inbox = Inbox(channel, numbers, conversations, shelf, self.automation, self.statuses, self.journal)
        dues = self.port(MemoryDues(self.store))
        self.breaker = Breaker(numbers, deliveries, outbox, dues)
        rates, later = self.port(self.rates), self.port(self.later)
        self.delivery = Delivery(
            deliveries, numbers, channel, shelf, rates, self.breaker, outbox, later, shelf, waits, Random(1)
        )  # fmt: skip
        self.connections = ConnectionDesk(numbers, channel, shelf, self.breaker)
        self.replies = Replies(conversations, numbers, channel, deliveries, self.journal, waits)
        self.desk = ConversationDesk(conversations, contacts, shelf, self.journal)
        self.timers = Timers(conversations, contacts, self.automation, self.journal)
        self.sweep = Sweep(dues, self.delivery, self.timers, self.breaker)
        for flow in flows:
            self.shelf.publish_flow(flow)

    def port(self, kept: Any) -> Any:
        """What a service is given of an adapter; tests that put something between override it."""
        return kept

    def whatsapp(self) -> ScriptedChannel:
        return ScriptedChannel()

    def queues(self) -> tuple[Any, Any, Any]:
        """Outbox, later and alarms."""
        return MemoryOutbox(), MemoryLater(), MemoryAlarms()

    def pass_time(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    def take(self, *facts: Fact, account: str | None = NUMBER, app_id: AppId = APP) -> None:
        """One webhook item that holds these facts."""
        self.channel.facts = list(facts)
        item = Item(
            workspace=CLINIC, channel="whatsapp", app_id=app_id, lane="inbound", group="g", account=account, body="{}", received_at=self.now
        )
        self.inbox.take(item, self.now)

    def hears(
        self,
        said: str | Content,
        *,
        sender: Sender = RAFAEL,
        message_id: str | None = None,
        at: datetime | None = None,
        reply_to: str | None = None,
    ) -> str:
        """A customer writes; answers the channel's id of the message."""
        content = Text(body=said) if isinstance(said, str) else said
        message_id = message_id or f"wamid.in.{new_id(self.now)}"
        self.take(MessageReceived(message_id=message_id, sender=sender, content=content, at=at or self.now, reply_to=reply_to))
        return message_id

    def taps(self, choice: str, title: str = "…") -> None:
        self.hears(Choice(id=choice, title=title))

    def reacts(self, to: str, emoji: str | None) -> None:
        self.take(ReactionReceived(message_id=f"wamid.re.{new_id(self.now)}", sender=RAFAEL, to=to, emoji=emoji, at=self.now))

    def deliver(self) -> None:
        """The workers send what was queued."""
        for claim in self.outbox.take():
            self.delivery.deliver(claim, self.now)

    def status(self, status: DeliveryStatus, message: Message, *, by_reference: bool = True, **fields: Any) -> None:
        reference = str(Reference(workspace=CLINIC, ref=message.ref, attempt=message.attempt)) if by_reference else None
        message_id = fields.pop("message_id", message.provider_id or "wamid.?")
        self.take(StatusChanged(message_id=message_id, status=status, at=self.now, reference=reference, **fields))

    @property
    def all(self) -> list[Conversation]:
        return list(self.store.conversations.values())

    @property
    def conversation(self) -> Conversation:
        """The only one there is."""
        (found,) = self.all
        return found

    @property
    def timeline(self) -> list[Entry]:
        return self.timeline_of(self.conversation)

    def timeline_of(self, conversation: Conversation) -> list[Entry]:
        return list(self.conversations.entries(CLINIC, conversation.id, before=None, limit=200)[0])

    @property
    def messages(self) -> list[Message]:
        return [entry for entry in self.timeline if isinstance(entry, Message)]

    @property
    def events(self) -> list[str]:
        return [entry.kind for entry in self.timeline if isinstance(entry, Event)]

    def said(self, direction: str) -> list[str]:
        return [message.preview for message in self.messages if message.direction == direction]

    def replies_with(self, text: str, by: Member = MARINA, client_id: str | None = None) -> Message:
        return self.replies.send(CLINIC, self.conversation.id, client_id or new_id(self.now), Text(body=text), by=by, now=self.now)


def meanwhile(house: House, happens: Callable[[], object]) -> None:
    """Lets something else be committed between the next read and its commit, once."""
    commit = house.conversations.commit

    def interrupted(workspace: WorkspaceId, change: Any) -> None:
        object.__setattr__(house.conversations, "commit", commit)
        happens()
        commit(workspace, change)

    object.__setattr__(house.conversations, "commit", interrupted)
