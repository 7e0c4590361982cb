"""The people of a story: a clinic that has a number, its members, and the customers who write to it."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any

from chalice.test import HTTPResponse

from chalicelib import bootstrap
from chalicelib.domain.access import Role
from chalicelib.domain.ids import WorkspaceId, new_id
from chalicelib.scope import in_workspace
from infrastructure.stage import ROOT
from tests.journeys.account import ORIGIN, ORIGIN_SECRET
from tests.journeys.town import Town

APPOINTMENTS = json.loads((ROOT / "infrastructure" / "local" / "seed" / "flows" / "clinic-appointments.json").read_text())
PASSWORD = "a-long-password"
SECRET = "app-secret-of-meta"
_numbers = count(1)


@dataclass
class Member:
    """Somebody who signs in."""

    town: Town
    email: str
    token: str = ""
    id: str = ""
    cookie: str = ""

    def sign_in(self) -> "Member":
        """As from a browser of their own."""
        through = {"X-Origin-Secret": ORIGIN_SECRET, "CloudFront-Viewer-Address": f"198.51.{next(_numbers) % 250}.{len(self.email)}:443"}
        answer = self.town.ask("POST", "/sign-in", {"email": self.email, "password": PASSWORD}, {"Origin": ORIGIN, **through})
        assert answer.status_code == 200, answer.body
        self.token, self.id = answer.json_body["access_token"], answer.json_body["member"]["id"]
        self.cookie = answer.headers["Set-Cookie"].partition(";")[0]
        return self

    def ask(self, method: str, path: str, body: object = None) -> HTTPResponse:
        """A request of theirs."""
        return self.town.ask(method, path, body, {"Authorization": f"Bearer {self.token}"})

    def get(self, path: str) -> Any:
        """The body of what must be a 200."""
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.body
        return answer.json_body

    def does(self, path: str, body: object = None) -> Any:
        """A POST that must succeed."""
        answer = self.ask("POST", path, {} if body is None else body)
        assert answer.status_code < 300, answer.body
        return answer.json_body

    def replies(self, conversation_id: str, text: str, client_id: str | None = None) -> HTTPResponse:
        """Sends an answer."""
        body = {"client_id": client_id or new_id(self.town.clock.now()), "content": {"kind": "text", "body": text}}
        return self.ask("POST", f"/conversations/{conversation_id}/messages", body)

    def thread(self, conversation_id: str) -> list[dict[str, Any]]:
        """The newest page of a timeline."""
        return list(self.get(f"/conversations/{conversation_id}/messages?limit=200")["entries"])

    def opens_socket(self) -> str:
        """A browser of theirs with a socket: its id."""
        ticket = self.does("/socket-tickets")["ticket"]
        socket_id = f"socket{next(_numbers)}"
        assert self.town.socket("$connect", socket_id, ticket=ticket, origin=ORIGIN) == 200
        return socket_id


@dataclass
class Clinic:
    """A workspace with an owner, an agent, an app and a number."""

    town: Town
    owner: Member
    agent: Member
    workspace: WorkspaceId
    app_id: str
    number: str
    webhook: str

    def publishes(self, shape: dict[str, Any], flow_id: str | None = None) -> None:
        """Draws a flow and makes it live."""
        flow_id = flow_id or shape["id"]
        answer = self.owner.ask("PUT", f"/flows/{flow_id}", {key: value for key, value in shape.items() if key != "id"})
        assert answer.status_code == 200, answer.body
        self.owner.does(f"/flows/{flow_id}/publish")

    def customer(self, name: str, wa_id: str | None = None) -> "Customer":
        """Somebody with a phone."""
        return Customer(self, name, wa_id or f"5511988{next(_numbers):06}")

    def hears(self, *values: dict[str, Any], secret: str = SECRET, work: bool = True) -> HTTPResponse:
        """A webhook with these changes; then the queues are worked off."""
        entry = {"id": f"2{self.number}", "changes": [{"field": "messages", "value": value} for value in values]}
        answer = self.post(json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode(), secret=secret)
        if work:
            self.town.work()
        return answer

    def post(self, body: bytes, *, secret: str = SECRET) -> HTTPResponse:
        """Any bytes, signed."""
        signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        return self.town.ask("POST", self.webhook, body, {"X-Hub-Signature-256": f"sha256={signature}"})

    def value(self, **more: Any) -> dict[str, Any]:
        """What Meta says of a number around its news."""
        metadata = {"display_phone_number": "551140001234", "phone_number_id": self.number}
        return {"messaging_product": "whatsapp", "metadata": metadata, **more}

    def status(self, message: dict[str, Any], status: str, *, reference: bool = True, **more: Any) -> dict[str, Any]:
        """What Meta says of one of our messages."""
        said = {"id": message["wamid"], "status": status, "recipient_id": message["to"], "timestamp": self.moment, **more}
        if reference:
            said["biz_opaque_callback_data"] = message["biz_opaque_callback_data"]
        return self.value(statuses=[said])

    @property
    def moment(self) -> str:
        return str(int(self.town.clock.now().timestamp()))

    def only_conversation(self) -> dict[str, Any]:
        """The one conversation there is."""
        (found,) = self.owner.get("/conversations")["conversations"]
        return dict(found)

    def quarantined(self) -> list[dict[str, Any]]:
        """What people are shown of what could not be taken in."""
        return list(self.owner.get("/quarantine")["records"])


@dataclass
class Customer:
    """A phone, and the person who holds it."""

    clinic: Clinic
    name: str
    wa_id: str
    wamids: list[str] = field(default_factory=list)

    @property
    def screen(self) -> list[dict[str, Any]]:
        """Every message that reached the phone."""
        return [
            message
            for message in self.clinic.town.graph.taken
            if (message["to"].lstrip("+"), message["number"]) == (self.wa_id, self.clinic.number)
        ]

    @property
    def reads(self) -> str:
        """The words of the latest message."""
        last = self.screen[-1]
        return str(last["text"]["body"] if last["type"] == "text" else last["interactive"]["body"]["text"])

    def writes(self, text: str, *, work: bool = True, **more: Any) -> HTTPResponse:
        """A text message."""
        return self.clinic.hears(self.saying(text, **more), work=work)

    def saying(self, text: str, **more: Any) -> dict[str, Any]:
        """The news of a text message."""
        return self.news({"type": "text", "text": {"body": text}, **more})

    def taps(self, title: str) -> HTTPResponse:
        """A tap on a button or a row of the latest message."""
        shown = self.screen[-1]
        action = shown["interactive"]["action"]
        if "buttons" in action:
            button = next(each["reply"] for each in action["buttons"] if each["reply"]["title"] == title)
            said = {"type": "button_reply", "button_reply": button}
        else:
            row = next(row for section in action["sections"] for row in section["rows"] if row["title"] == title)
            said = {"type": "list_reply", "list_reply": row}
        context = {"from": "551140001234", "id": shown["wamid"]}
        return self.clinic.hears(self.news({"type": "interactive", "interactive": said, "context": context}))

    def news(self, message: dict[str, Any]) -> dict[str, Any]:
        """A message of theirs, with who they are."""
        said = {"from": self.wa_id, "id": f"wamid.in{next(_numbers)}", "timestamp": self.clinic.moment, **message}
        self.wamids.append(said["id"])
        return self.clinic.value(contacts=[{"profile": {"name": self.name}, "wa_id": self.wa_id}], messages=[said])

    @cached_property
    def conversation_id(self) -> str:
        """Where the clinic talks with them."""
        found = self.clinic.agent.get("/conversations?limit=100")["conversations"]
        return str(next(each["id"] for each in found if each["contact_name"] == self.name))

    @property
    def conversation(self) -> dict[str, Any]:
        """That conversation, as an agent opens it."""
        return dict(self.clinic.agent.get(f"/conversations/{self.conversation_id}"))

    @property
    def thread(self) -> list[dict[str, Any]]:
        """Its timeline."""
        return self.clinic.agent.thread(self.conversation_id)

    @property
    def last(self) -> dict[str, Any]:
        """The last entry of the timeline."""
        return self.thread[-1]


def clinic(town: Town, name: str = "Clínica Aurora") -> Clinic:
    """A new workspace; its app and number are registered by its owner."""
    now, number = town.clock.now(), f"1000000{next(_numbers):08}"
    workspace = WorkspaceId(f"clinic-0000{number}")  # as long as a real one: rows are paid for by their size
    with in_workspace(workspace):
        bootstrap.workspaces().create(name=name, language="pt-BR", time_zone="America/Sao_Paulo", now=now, workspace_id=workspace)
        for who, role in (("Lívia Prado", Role.OWNER), ("Marina Duarte", Role.AGENT)):
            email = f"{role}@{workspace}.example"
            bootstrap.members().add(workspace, name=who, email=email, role=role, password=PASSWORD, now=now)
    owner, agent = (Member(town, f"{role}@{workspace}.example").sign_in() for role in (Role.OWNER, Role.AGENT))
    app = owner.does("/apps", {"name": "Meta", "secret": SECRET, "verify_token": "verify-token"})
    connection = {"app_id": app["id"], "name": "Recepção", "account": number, "group_account": f"2{number}"}
    owner.does("/connections", {**connection, "shown": "+55 11 4000-1234", "token": "graph-token"})
    return Clinic(town, owner, agent, workspace, app["id"], number, app["webhook_url"].removeprefix(f"{ORIGIN}/api"))
