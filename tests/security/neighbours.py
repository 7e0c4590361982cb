"""Two workspaces in one account that must never hear of each other: each with everybody and everything in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalice.test import HTTPResponse

from chalicelib import bootstrap
from chalicelib.adapters.dynamodb.documents import document
from chalicelib.domain.access import Role
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.sign_in import Opened
from chalicelib.domain.tokens import Access
from chalicelib.domain.workspace import Member
from chalicelib.scope import in_workspace
from tests.journeys.account import ORIGIN
from tests.journeys.clinic import Clinic, Customer
from tests.journeys.clinic import Member as Person
from tests.journeys.town import Town
from tests.security.canaries import Canaries, Side
from tests.security.flow import marked_flow
from tests.services.people import tokens

GONE = ("suspended", "removed", "demoted", "signed_out")
"""Members whose access tokens were good until something happened to them."""


@dataclass
class Neighbour:
    """A workspace with a member of each role, an app, a number, a live flow, something set aside and a conversation in every state."""

    town: Town
    words: Canaries
    id: WorkspaceId
    members: dict[str, Member] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    """Access tokens by role, and by what has become of a member."""
    cookies: dict[str, str] = field(default_factory=dict)
    sign_ins: dict[str, str] = field(default_factory=dict)
    """Another sign-in of each member's, beside the one of their token."""
    things: dict[str, str] = field(default_factory=dict)
    """Ids by what they name: an app, a connection, a flow, a member, a quarantine record, a conversation by its state, a message's seq."""
    app: Mapping[str, Any] = field(default_factory=dict)
    flow: Mapping[str, Any] = field(default_factory=dict)
    account: str = ""
    password: str = ""
    verify_token: str = ""
    secret: str = ""
    """What Meta signs with now."""

    def ask(self, who: str, method: str, path: str, body: object = None) -> HTTPResponse:
        """A request of a role's, or of one of those who are gone."""
        return self.town.ask(method, path, body, {"Authorization": f"Bearer {self.tokens[who]}"})

    def does(self, method: str, path: str, body: object = None, who: str = "owner") -> Any:
        """A request that must succeed."""
        answer = self.ask(who, method, path, body)
        assert answer.status_code < 300, (method, path, answer.body)
        return answer.json_body if answer.body else None

    @property
    def clinic(self) -> Clinic:
        """The same workspace as its customers and Meta know it."""
        owner = Person(self.town, self.members["owner"].email, self.tokens["owner"])
        agent = Person(self.town, self.members["agent"].email, self.tokens["agent"])
        webhook = self.app["webhook_url"].removeprefix(f"{ORIGIN}/api")
        return Clinic(self.town, owner, agent, self.id, self.app["id"], self.account, webhook)

    def talk(self, state: str, says: str) -> str:
        """A new customer's conversation: its id."""
        name = self.words.text(f"customer.{state}.name")
        customer = Customer(self.clinic, name, self.words.phone(f"customer.{state}.phone"))
        said = customer.saying(f"{says} {self.words.text(f'customer.{state}.text')}")
        assert self.clinic.hears(said, secret=self.secret).status_code == 200
        self.things[state] = customer.conversation_id
        return self.things[state]


def neighbour(town: Town, side: Side) -> Neighbour:
    """Founds one."""
    words, now = Canaries(side), town.clock.now()
    made = Neighbour(town, words, WorkspaceId(f"clinic-{words.id('workspace.id')}"))
    made.password, made.verify_token, made.secret = (words.secret(field) for field in ("password", "app.verify_token", "app.new_secret"))
    made.account = f"1000{'67'[side == 'b']}{int(now.timestamp())}"
    with in_workspace(made.id):
        bootstrap.workspaces().create(
            name=words.text("workspace.name"), language="pt-BR", time_zone="America/Sao_Paulo", now=now, workspace_id=made.id
        )
        for who in (*Role, *GONE):
            _enters(made, who, Role(who) if who in list(Role) else Role.OWNER, now)
    made.things["member"] = made.members["agent"].id
    _leave(made, now)
    _registers(made)
    _talks(made)
    return made


def _enters(made: Neighbour, who: str, role: Role, now: datetime) -> None:
    words = made.words
    email = f"{words.text(f'{who}.email')}@clinic.example"
    made.members[who] = bootstrap.members().add(
        made.id, name=words.text(f"{who}.name"), email=email, role=role, password=made.password, now=now
    )
    opened = sign_in(made, who)
    made.tokens[who], made.cookies[who] = opened.access_token, opened.refresh_token
    made.sign_ins[who] = bootstrap.sign_in().tokens.read_refresh(sign_in(made, who).refresh_token).sign_in


def sign_in(made: Neighbour, who: str) -> Opened:
    """A sign-in of a member's, from an address of their own."""
    return bootstrap.sign_in().sign_in(made.members[who].email, made.password, address=f"{made.id} {who}", now=made.town.clock.now())


def _leave(made: Neighbour, now: datetime) -> None:
    """Some lose what they had; a warm function would believe them for a minute more, so all go cold."""
    for who, update in (("suspended", {"active": False}), ("demoted", {"role": Role.VIEWER, "revision": 2})):
        member = made.members[who].model_copy(update=update)
        made.town.put("workspaces", [document(f"W#{made.id}#MEMBERS", member.id, member)])
    made.town.client("dynamodb").delete_item(
        TableName="pytake-test-workspaces", Key={"pk": {"S": f"W#{made.id}#MEMBERS"}, "sk": {"S": made.members["removed"].id}}
    )
    bootstrap.sign_in().sign_out(made.cookies["signed_out"], now=now)
    made.town.cold()
    member = made.members["owner"]
    access = Access(made.id, member.id, "a-sign-in", 1)
    made.tokens["expired"] = bootstrap.sign_in().tokens.access(access, now=now - timedelta(hours=1), expires_at=now - timedelta(minutes=45))
    made.tokens["forged"] = tokens().access(access, now=now, expires_at=now + timedelta(minutes=15))
    made.tokens["refresh"] = made.cookies["owner"]
    made.tokens["nonsense"] = "nonsense"


def _registers(made: Neighbour) -> None:
    words, things = made.words, made.things
    named = {"name": words.text("app.name"), "secret": words.secret("app.secret"), "verify_token": made.verify_token}
    made.app = made.does("POST", "/apps", named)
    made.does("PATCH", f"/apps/{made.app['id']}", {"new_secret": made.secret})
    account = {"account": made.account, "group_account": words.id("connection.group_account"), "token": words.secret("connection.token")}
    named = {"app_id": made.app["id"], "name": words.text("connection.name"), "shown": words.text("connection.shown")}
    things["app"], things["connection"] = made.app["id"], made.does("POST", "/connections", {**named, **account})["id"]
    made.flow, things["flow"] = marked_flow(words), words.id("flow.id")
    made.does("PUT", f"/flows/{things['flow']}", made.flow)
    made.does("POST", f"/flows/{things['flow']}/publish")
    said = {
        "shortcut": words.text("canned_reply.shortcut"),
        "title": words.text("canned_reply.title"),
        "text": words.text("canned_reply.text"),
    }
    things["canned_reply"] = made.does("POST", "/canned-replies", said)["id"]


def _talks(made: Neighbour) -> None:
    words = made.words
    made.talk("open", "Bom dia")
    made.talk("bot", "oi")
    made.does("POST", f"/conversations/{made.talk('taken', 'oi')}/take-over")
    made.does("POST", f"/conversations/{made.talk('resolved', 'Bom dia')}/resolve")
    made.talk("failed", "Bom dia")
    made.town.graph.refuse(131026)
    said = {"client_id": "01KA" + "F" * 22, "content": {"kind": "text", "body": words.text("failed.reply")}}
    made.things["seq"] = str(made.does("POST", f"/conversations/{made.things['failed']}/messages", said)["seq"])
    made.town.work()
    news = Customer(made.clinic, words.text("unknown.name"), words.phone("unknown.phone")).saying(words.text("unknown.number"))
    news["metadata"]["phone_number_id"] = words.id("unknown.account")
    made.clinic.hears(news, secret=made.secret)
    made.things["record"] = made.does("GET", "/quarantine")["records"][0]["id"]
