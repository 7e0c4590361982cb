"""Open browsers: fed by the tables' stream through the real door, healed by the cursor, and sometimes gone for a while."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.errors import PyTakeError
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.domain.message import Entry
from chalicelib.domain.socket import Socket
from chalicelib.entrypoints.wire import ChangesFrame, conversation_out, entry_out
from chalicelib.scope import in_workspace
from chalicelib.services.live import Live
from tests.fakes.people import MemoryDirectory, MemorySockets
from tests.faults.house_on_fire import OUTSIDE, Killed
from tests.services.house import CLINIC

if TYPE_CHECKING:
    from tests.faults.town import Town

POLL = 30
"""Seconds between two looks at the cursor while a browser has no socket (frontend/src/lib/live.ts)."""
STREAM = 0.3
STREAM_TRIES = 4
"""A batch of the stream that keeps failing is given up (infrastructure/wiring.yaml)."""


@dataclass
class Rows:
    """An image of this town's stream is the row itself."""

    def read(self, image: Any) -> Any:
        return image


@dataclass
class Browser:
    """What one member's page shows. ``deaf``: its socket has gone, and nobody noticed; ``coming``: ``$connect`` has not answered."""

    socket: Socket
    cursor: str | None = None
    conversations: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, Any] = field(default_factory=dict)
    frames: int = 0
    deaf: bool = False
    coming: bool = False

    def applies(self, changes: Mapping[str, Any]) -> None:
        """Old news changes nothing. How far its last words have come, a row learns from their entry, whatever it was told before."""
        for each in changes["conversations"]:
            if each["snippet"]:
                each["snippet"].pop("status")
            if each["version"] > self.conversations.get(each["id"], {"version": 0})["version"]:
                self.conversations[each["id"]] = each
        for each in changes["entries"]:
            key = f"{each['conversation_id']}.{each['seq']}"
            if each["revision"] > self.entries.get(key, {"revision": 0})["revision"]:
                self.entries[key] = each


@dataclass
class Push:
    """API Gateway: what it posts to a browser that has gone is lost."""

    browsers: "Browsers"

    def post(self, socket: Socket, said: bytes) -> bool:
        return self.browsers.pushed(socket, said)

    def close(self, socket: Socket) -> None: ...


class Browsers:
    """``wrong``: frames that should never have been pushed."""

    def __init__(self, town: "Town") -> None:
        self.town, self.open, self.wrong = town, dict[str, Browser](), list[str]()
        self.sockets = MemorySockets(MemoryDirectory(), lambda: town.clock.now)
        self.live = Live(Rows(), town.port(self.sockets), town.port(Push(self)))
        self._batch: list[Any] = []

    def opens(self, name: str, workspace: WorkspaceId = CLINIC, minutes: float = 120, takes: float = 0) -> Browser:
        """A page is loaded, and its socket opened; ``takes`` seconds pass between its row and the answer to ``$connect``."""
        now = self.town.clock.now
        socket = Socket(name, workspace, MemberId(name), "https://push", now, now + timedelta(minutes=minutes))
        browser = self.open[name] = Browser(socket)
        with in_workspace(workspace):
            self.sockets.add(socket)
        self._looks(browser)
        if takes:
            browser.coming = True
            self.town.clock.after(takes, lambda: self._came(browser))
        return browser

    def loses(self, name: str, seconds: float) -> None:
        """Its socket breaks; it looks at the cursor until it has a new one, and once more then."""
        browser = self.open[name]
        browser.deaf = True
        for each in range(POLL, int(seconds), POLL):
            self.town.clock.after(each, lambda: self._looks(browser))
        self.town.clock.after(seconds, lambda: self._returns(browser))

    def changed(self, workspace: WorkspaceId, row: Any) -> None:
        """The stream reports a row; nobody looks at it in a town without browsers."""
        if not self.open:
            return
        if not self._batch:
            self.town.clock.after(STREAM, self._reported)
        self._batch.append((workspace, row))

    def pushed(self, socket: Socket, said: bytes) -> bool:
        """Whether it arrived at a browser, or at least seemed to."""
        browser = self.open[socket.id]
        if socket.expires_at <= self.town.clock.now:
            self.wrong.append(f"I8: a socket that ended at {socket.expires_at} was told something")
        if browser.coming:
            return False
        if browser.deaf:
            return True
        news = json.loads(said)
        if news["kind"] == "changed":
            self.town.clock.after(0.1, lambda: self._looks(browser))
            return True
        ours = {conversation for workspace, conversation in self.town.store.conversations if workspace == socket.workspace}
        told = {each["id"] for each in news["conversations"]} | {each["conversation_id"] for each in news["entries"]}
        self.wrong += [f"I17: {socket.id} was told of {each}" for each in sorted(told - ours)]
        browser.frames += 1
        browser.applies(news)
        return True

    def behind(self) -> list[str]:
        """Where a page shows something else than the server has, after one more look (I16)."""
        said = []
        self.town.fuse.at, self.town.fuse.plan = None, {}
        for browser in self.open.values():
            self._looks(browser)
            said += [f"I16: {browser.socket.id} shows {key} otherwise" for key in self._otherwise(browser)]
        return said

    def _otherwise(self, browser: Browser) -> list[str]:
        has = Browser(browser.socket)
        store, own = self.town.store, browser.socket.workspace
        since = browser.socket.opened_at
        changed = [place for place, at in store.changed_at.items() if place[0] == own and at >= since]
        has.applies(_shown([store.conversations[p[:2]] for p in changed if not p[2]], [store.entries[p] for p in changed if p[2]]))
        keys = {**has.conversations, **has.entries}
        shown = {**browser.conversations, **browser.entries}
        return [key for key, row in keys.items() if shown.get(key) != row]

    def _came(self, browser: Browser) -> None:
        browser.coming = False
        self._looks(browser)

    def _returns(self, browser: Browser) -> None:
        browser.deaf = False
        self._looks(browser)

    def _looks(self, browser: Browser) -> None:
        """As ``GET /changes``: page after page. What fails is asked again at the next look."""
        for _ in range(20):
            try:
                with in_workspace(browser.socket.workspace):
                    changes = self.town.desk.changes(browser.socket.workspace, browser.cursor, self.town.clock.now)
            except (Killed, PyTakeError, *OUTSIDE):
                self.town.clock.after(POLL, lambda: self._looks(browser))
                return
            browser.cursor = changes.cursor
            browser.applies(_shown(changes.conversations, changes.entries))
            if not changes.more:
                return

    def _reported(self) -> None:
        batch, self._batch = self._batch, []
        self._told(batch, STREAM_TRIES)

    def _told(self, batch: list[Any], tries: int) -> None:
        try:
            self.town.lambdas.of("broadcast_changes")({"Records": [{"dynamodb": {"NewImage": image}} for image in batch]})
        except (Killed, Exception):
            if tries > 1:
                self.town.clock.after(1, lambda: self._told(batch, tries - 1))


def _shown(conversations: Iterable[Conversation], entries: Iterable[Entry]) -> dict[str, Any]:
    """As REST answers it; a frame says the same in the same words."""
    made = ChangesFrame(conversations=[conversation_out(each) for each in conversations], entries=[entry_out(each) for each in entries])
    shown: dict[str, Any] = json.loads(made.model_dump_json())
    return shown
