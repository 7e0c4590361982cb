"""Open browsers are told what changed: each socket once, and only its own workspace's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.message import Entry
from chalicelib.domain.socket import Socket
from chalicelib.services.live import Live
from tests.services.house import CLINIC, NOON, House

OTHER = WorkspaceId("w2")


@dataclass
class Rows:
    def read(self, image: Mapping[str, Any]) -> tuple[WorkspaceId, Conversation | Entry] | None:
        return image.get("row")


@dataclass
class Open:
    sockets: list[Socket]

    def of(self, workspace: WorkspaceId) -> Sequence[Socket]:
        return [socket for socket in self.sockets if socket.workspace == workspace]

    def add(self, socket: Socket) -> None:
        self.sockets.append(socket)

    def remove(self, workspace: WorkspaceId, socket_id: str) -> None:
        self.sockets = [socket for socket in self.sockets if socket.id != socket_id]


@dataclass
class Posts:
    gone: set[str] = field(default_factory=set)
    deaf: set[str] = field(default_factory=set)
    posted: list[tuple[str, bytes]] = field(default_factory=list)

    def post(self, socket: Socket, frame: bytes) -> bool:
        if socket.id in self.deaf:
            raise ConnectionError
        if socket.id not in self.gone:
            self.posted.append((socket.id, frame))
        return socket.id not in self.gone

    def close(self, socket: Socket) -> None: ...


LATER = NOON + timedelta(minutes=1)


def socket(socket_id: str, workspace: WorkspaceId = CLINIC, opened_at: datetime = NOON) -> Socket:
    return Socket(socket_id, workspace, MemberId("marina"), "http://push", opened_at, NOON + timedelta(hours=2))


def test_a_batch_tells_each_row_in_its_latest_shape_and_leaves_out_what_no_browser_shows() -> None:
    house = House()
    house.hears("Oi")
    first = house.conversation
    house.hears("de novo")
    rows = [(CLINIC, first), None, (CLINIC, house.conversation), (OTHER, first), *((CLINIC, entry) for entry in house.timeline)]
    news = Live(Rows(), Open([]), Posts()).sort([{"row": row} for row in rows])
    assert list(news[CLINIC].conversations.values()) == [house.conversation]
    assert len(news[CLINIC].entries) == len(house.timeline)
    assert set(news) == {CLINIC, OTHER}


def test_each_socket_of_the_workspace_gets_one_push_and_a_gone_one_is_forgotten() -> None:
    sockets, posts = Open([socket("a"), socket("b"), socket("c"), socket("d", OTHER)]), Posts(gone={"b"}, deaf={"a"})
    Live(Rows(), sockets, posts).tell(CLINIC, lambda: b"frame", now=LATER)
    assert posts.posted == [("c", b"frame")]
    assert [each.id for each in sockets.sockets] == ["a", "c", "d"]


def test_a_socket_still_opening_is_not_taken_for_one_that_has_gone() -> None:
    """API Gateway answers 410 until ``$connect`` has ended: forgotten then, a browser would hear nothing for two hours."""
    sockets, posts = Open([socket("a", opened_at=LATER)]), Posts(gone={"a"})
    live = Live(Rows(), sockets, posts)
    live.tell(CLINIC, lambda: b"too early", now=LATER)
    posts.gone.clear()
    live.tell(CLINIC, lambda: b"frame", now=LATER)
    assert posts.posted == [("a", b"frame")]


def test_nothing_is_made_when_nobody_looks() -> None:
    Live(Rows(), Open([]), Posts()).tell(CLINIC, lambda: 1 / 0, now=NOON)  # type: ignore[arg-type,return-value]
