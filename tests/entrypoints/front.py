"""The whole front of the house on in-memory twins: two workspaces that know nothing of each other, a member of each role in both."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from chalice.test import Client, HTTPResponse

from app import app
from chalicelib.domain.access import Role
from chalicelib.domain.address import Address
from chalicelib.domain.change import Change
from chalicelib.domain.connection import Connection
from chalicelib.domain.contact import Contact
from chalicelib.domain.content import Text
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.flow.authoring import authored
from chalicelib.domain.ids import AppId, ConnectionId, ContactId, ConversationId, FlowId, MessageId, WorkspaceId
from chalicelib.domain.message import Author, Message
from chalicelib.domain.quarantine import QuarantineRecord
from chalicelib.domain.sign_in import Opened
from chalicelib.domain.workspace import Member, Workspace
from chalicelib.scope import in_workspace
from chalicelib.services.automation import Automation
from chalicelib.services.breaker import Breaker
from chalicelib.services.canned_replies import CannedReplyDesk
from chalicelib.services.connections import ConnectionDesk
from chalicelib.services.conversations import ConversationDesk
from chalicelib.services.flows import FlowAuthoring
from chalicelib.services.intake import Intake
from chalicelib.services.journal import Journal
from chalicelib.services.members import MemberDesk
from chalicelib.services.own_page import OwnPage
from chalicelib.services.presence import Presence
from chalicelib.services.quarantine import QuarantineDesk
from chalicelib.services.replies import Replies
from chalicelib.services.sign_in import Authentication
from chalicelib.services.tickets import SocketDesk
from chalicelib.services.waits import Waits
from chalicelib.services.workspaces import WorkspaceDesk
from tests.fakes.affairs import MemoryCannedReplies, MemoryConnections, MemoryFlows, MemoryQuarantine, PlainVault
from tests.fakes.conversations import MemoryContacts, MemoryConversations
from tests.fakes.deliveries import MemoryDeliveries, MemoryDues
from tests.fakes.people import MemoryAttempts, MemoryDirectory, MemoryMembers, MemorySignIns, MemorySockets, MemoryTickets, MemoryWorkspaces
from tests.fakes.queues import MemoryAlarms, MemoryLanes, MemoryOutbox
from tests.fakes.store import MemoryStore
from tests.services.flows import DESK
from tests.services.house import ScriptedChannel
from tests.services.people import PASSWORD, AnsweringChannel, PlainPasswords, StubbornPush, member_of, tokens

HOME, ABROAD = WorkspaceId("w1"), WorkspaceId("w2")


@dataclass
class Channel(ScriptedChannel, AnsweringChannel):
    """Speaks, and answers for its numbers."""

    def __post_init__(self) -> None:
        self.details, self.failure, self.tokens = {"quality": "GREEN"}, None, []

    inspect = AnsweringChannel.inspect


class Front:
    """``ask`` as somebody; everything behind it is real but storage and channel."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)
        self.directory, self.store, self.channel, vault = MemoryDirectory(), MemoryStore(), Channel(), PlainVault()
        self.conversations_, contacts = MemoryConversations(self.store), MemoryContacts(self.store)
        self.members_, self.push = MemoryMembers(self.directory), StubbornPush()
        self.sign_ins = MemorySignIns(hashes=self.members_.hashes)
        self.sockets, self.flows_, self.outbox, self.lanes = MemorySockets(self.directory), MemoryFlows(), MemoryOutbox(), MemoryLanes()
        self.connections_, self.workspaces_, self.attempts = MemoryConnections(self.directory), MemoryWorkspaces(), MemoryAttempts()
        self.passwords, self.quarantine_ = PlainPasswords(), MemoryQuarantine()
        journal, deliveries = Journal(self.conversations_, self.outbox, MemoryAlarms()), MemoryDeliveries(self.store)
        breaker = Breaker(self.connections_, deliveries, self.outbox, MemoryDues(self.store))
        self.services: dict[str, Any] = {
            "sign_in": Authentication(
                self.directory,
                self.members_,
                self.workspaces_,
                self.sign_ins,
                self.attempts,
                tokens(),
                self.passwords,
                self.sockets,
                self.push,
            ),
            "tickets": SocketDesk(MemoryTickets(), self.members_, self.sign_ins, self.sockets, self.directory, self.push),
            "presence": Presence(self.directory, self.members_, self.sockets, self.push),
            "members": MemberDesk(self.members_, self.passwords),
            "workspaces": WorkspaceDesk(self.workspaces_),
            "connections": ConnectionDesk(self.connections_, self.channel, vault, breaker),
            "conversations": ConversationDesk(self.conversations_, contacts, self.members_, journal),
            "replies": Replies(self.conversations_, self.connections_, self.channel, deliveries, journal, Waits(self.conversations_)),
            "automation": Automation(self.flows_, self.workspaces_),
            "flows": FlowAuthoring(self.flows_),
            "canned_replies": CannedReplyDesk(MemoryCannedReplies()),
            "intake": Intake(self.directory, self.connections_, self.channel, vault, self.lanes, self.quarantine_),
        }
        self.services["own_page"] = OwnPage(self.members_, self.sign_ins, self.passwords, self.services["sign_in"])
        self.services["quarantine"] = QuarantineDesk(self.quarantine_, self.lanes, self.channel, self.services["replies"])
        for workspace in (HOME, ABROAD):
            self._furnish(workspace)

    @cached_property
    def http(self) -> Any:
        return Client(app, stage_name="local").http

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        who: Member | None = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> HTTPResponse:
        """A request, as a member (who has signed in), with a token, or as nobody."""
        if who is not None:
            token = self.enter(who).access_token
        sent = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return self.http.request(method, path, headers=sent, body=raw)

    def enter(self, member: Member) -> Opened:
        """Signs a member in, whatever the limits."""
        self.attempts.windows.clear()
        return self.services["sign_in"].sign_in(member.email, PASSWORD, address="198.51.100.1", now=datetime.now(UTC))

    def member(self, role: Role, workspace: WorkspaceId = HOME) -> Member:
        return self.members_.members[workspace, f"{workspace}-{role}"]

    def _furnish(self, workspace: WorkspaceId) -> None:
        desk: ConnectionDesk = self.services["connections"]
        app_id, connection_id = AppId(f"{workspace}-app"), ConnectionId(f"{workspace}-number")
        with in_workspace(workspace):
            self.workspaces_.add(Workspace(id=workspace, name=f"Clinic {workspace}", created_at=self.now))
            for role in Role:
                self.members_.add(member_of(workspace, role.value, role), self.passwords.hash(PASSWORD))
            desk.add_app(
                workspace,
                name="Meta",
                channel="whatsapp",
                secret="first-app-secret",
                verify_token="verify-token",
                now=self.now,
                app_id=app_id,
            )
            connection = desk.add(
                workspace,
                app_id=app_id,
                name="Clinic",
                account=f"100{workspace}",
                group_account="200",
                shown="+55 11 4000-1234",
                token="graph-token",
                now=self.now,
                connection_id=connection_id,
            )
            self.flows_.save_draft(workspace, authored(FlowId(f"{workspace}-flow"), DESK))
            unreadable = QuarantineRecord.of_webhook(f"{workspace} {'x' * 5_000}".encode(), "whatsapp", app_id, "Unreadable", self.now)
            self.quarantine_.add(workspace, replace(unreadable, id=f"{workspace}-record"))
            self._converse(workspace, connection)

    def _converse(self, workspace: WorkspaceId, connection: Connection) -> None:
        address = Address(channel="whatsapp", kind="phone", value="5511988423107")
        contact = Contact(id=ContactId(f"{workspace}-contact"), name=f"Rafael {workspace}", addresses=(address,), created_at=self.now)
        blank = Conversation(
            id=ConversationId(f"{workspace}-talk"),
            connection_id=connection.id,
            contact_id=contact.id,
            contact_name=contact.name,
            address=address,
            shown_address=address.shown,
            last_activity_at=self.now,
            created_at=self.now,
        )
        message = Message(
            conversation_id=blank.id,
            seq=1,
            id=MessageId(f"{workspace}-message"),
            direction="inbound",
            author=Author(kind="contact", id=contact.id, name=contact.name),
            content=Text(body=f"Oi {workspace}"),
            at=self.now,
            provider_id="wamid.1",
        )
        change = Change(blank.received(message, self.now), entries=(message,), contact=contact, seen="wamid.1")
        self.conversations_.commit(workspace, change)
