"""Whatever the Graph API does to a send, and however late its statuses come: accepted once, or doubled on purpose and marked (I10)."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

import pytest
import requests
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError

from chalicelib.adapters.channels.whatsapp import graph
from chalicelib.domain.address import Address
from chalicelib.domain.connection import Connection
from chalicelib.domain.content import Content
from chalicelib.domain.message import Message, Reference
from tests.faults.house_on_fire import Fuse, Killed
from tests.faults.promises import broken
from tests.faults.seeded import seeded
from tests.faults.swapping import swapped
from tests.faults.town import Town
from tests.faults.trials import MINUTES, Story, a_flow, a_reply
from tests.faults.whatsapp import WhatsApp
from tests.proof import figures
from tests.services.flows import DESK, LATER


def answer(status: int, body: Mapping[str, Any]) -> requests.Response:
    response = requests.Response()
    response.status_code, response._content = status, json.dumps(body).encode()
    return response


def error(status: int, code: int) -> requests.Response:
    return answer(status, {"error": {"message": "No.", "code": code}})


class Graph:
    """Meta's end of the line, for the real adapter: takes a send, answers it, and what the fault makes of either."""

    def __init__(self, fault: str, always: bool, takes: Callable[[str], str]) -> None:
        self.fault, self.always, self.takes, self.posts = fault, always, takes, 0

    def fresh(self) -> "Graph":
        return self

    def request(self, method: str, url: str, *, data: bytes, **_: Any) -> requests.Response:
        self.posts += 1
        reference = json.loads(data)["biz_opaque_callback_data"]
        fault = self.fault if self.always or self.posts == 1 else "accepted"
        match fault:
            case "killed before POST":
                raise Killed
            case "connect refused":
                pool = HTTPConnectionPool("127.0.0.1", 9)
                raise requests.ConnectionError(MaxRetryError(pool, url, NewConnectionError(HTTPConnection("127.0.0.1"), "refused")))
            case "throttled":
                return error(429, 130429)
            case "5xx before accept":
                return error(500, 131000)
        wamid = self.takes(reference)
        match fault:
            case "read time-out after accept":
                raise requests.ReadTimeout
            case "reset after write":
                raise requests.ConnectionError(ProtocolError("Connection aborted.", ConnectionResetError(104, "reset")))
            case "5xx after accept":
                return error(500, 131000)
            case "killed after POST":
                raise Killed
        return answer(200, {"messages": [{"id": wamid}]})


FAULTS = [
    "accepted", "read time-out after accept", "5xx after accept", "5xx before accept", "reset after write", "connect refused", "throttled",
    "killed before POST", "killed after POST", "killed after accept recorded",
]  # fmt: skip
DELAYS = [0, 60, 299, 301, 900, None]
STORIES: dict[str, Story] = {"at_most_once": a_reply, "at_least_once": a_flow}


class OverGraph(WhatsApp):
    """Sends with the real adapter."""

    def send(self, connection: Connection, token: str, to: Address, content: Content, *, reply_to: str | None, reference: str) -> str:
        return graph.send(connection, token, to, content, reply_to=reply_to, reference=reference)

    def takes(self, reference: str) -> str:
        """WhatsApp has it: the statuses will follow."""
        assert self.town is not None
        parsed = Reference.parse(reference)
        assert parsed is not None
        self.accepted.append((parsed, "", self.town.clock.now))
        wamid = f"wamid.out.{len(self.accepted)}"
        self.town.tell_statuses(wamid, reference)
        return wamid


class GraphTown(Town):
    def whatsapp(self) -> WhatsApp:
        return OverGraph()


class DiesAfter(Fuse):
    """The process dies when this has been done: the first time, or each time."""

    def __init__(self, name: str, always: bool) -> None:
        super().__init__()
        self.name, self.always = name, always

    def call(self, name: str, do: Callable[[], Any]) -> Any:
        done = do()
        if name.endswith(self.name) and (self.always or not self.burnt):
            self.burnt = True
            raise Killed
        return done


def sent(story: Story, fault: str, delay: float | None, always: bool) -> Town:
    fuse = DiesAfter(".accepted", always) if fault == "killed after accept recorded" else Fuse()
    town = GraphTown(DESK, LATER, fuse=fuse, statuses=delay)
    assert isinstance(town.channel, OverGraph)
    with swapped(graph, "_sessions", Graph(fault, always, town.channel.takes)):
        story(town)
        town.run(MINUTES)
    assert broken(town) == []
    return town


def accepts(town: Town) -> Iterator[tuple[Message, int]]:
    """Each message of ours, and how often WhatsApp took it."""
    taken = Counter(reference.ref for reference, _, _ in town.channel.accepted)
    for message in town.outbound_messages:
        yield message, taken[message.ref]


@pytest.fixture(autouse=True)
def dice() -> Iterator[None]:
    with seeded("double sends"):
        yield


def test_a_message_is_accepted_once_or_doubled_on_purpose_and_marked() -> None:
    matrix: dict[str, list[str]] = {}
    most = Counter[str]()
    unflagged = cells = 0
    for (policy, story), fault, always, delay in product(STORIES.items(), FAULTS, (False, True), DELAYS):
        town = sent(story, fault, delay, always)
        found = list(accepts(town))
        cells += 1
        most[policy] = max(most[policy], *(times for message, times in found if message.policy == policy))
        unflagged += sum(1 for message, times in found if times > 1 and not message.repeated)
        cell = max(times for _, times in found)
        matrix.setdefault(f"{policy}, {fault}, {'always' if always else 'once'}", []).append(f"{cell}")
    shown = "; ".join(f"{row}: {' '.join(times)}" for row, times in matrix.items())
    figures(
        "double sends", cells=cells, at_most_once_max=most["at_most_once"], at_least_once_max=most["at_least_once"], unflagged=unflagged,
        delays="0 60 299 301 900 never", accepts=shown,
    )  # fmt: skip
    assert unflagged == 0
    assert most["at_most_once"] == 1
    assert most["at_least_once"] == 2
