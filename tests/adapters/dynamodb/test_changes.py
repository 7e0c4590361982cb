"""No change is missed, in whatever moment a browser's reading is broken off."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.change import Change
from chalicelib.services import conversations
from chalicelib.services.conversations import ConversationDesk
from tests.adapters.builders import NOON, conversation, inbound

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@dataclass
class Hand:
    """A clock in the test's hand."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


class Browser:
    """Knows what it was told."""

    def __init__(self, desk: ConversationDesk, workspace: Any, clock: Hand) -> None:
        self.desk, self.workspace, self.clock = desk, workspace, clock
        self.cursor = desk.changes(workspace, None, clock()).cursor
        self.known: dict[str, int] = {}

    def reads(self) -> bool:
        """A page; whether more wait."""
        page = self.desk.changes(self.workspace, self.cursor, self.clock())
        self.cursor = page.cursor
        for each in page.conversations:
            self.known[each.id] = max(self.known.get(each.id, 0), each.version)
        return page.more

    def reads_all(self) -> None:
        while self.reads():
            pass


@pytest.fixture(params=["memory", "dynamodb"])
def rows(request: pytest.FixtureRequest) -> tuple[Any, Hand]:
    clock = Hand()
    if request.param == "memory":
        from tests.fakes.conversations import MemoryConversations
        from tests.fakes.store import MemoryStore

        return MemoryConversations(MemoryStore(clock=clock)), clock
    request.getfixturevalue("aws")
    from chalicelib.adapters.dynamodb.conversations import DynamoConversations

    return DynamoConversations(clock), clock


def begins(kept: Any, workspace: Any, name: str) -> None:
    new = conversation(f"c{name}", contact_id=f"p{name}")
    message = inbound(new, f"m{name}", id=f"x{name}")
    kept.commit(workspace, Change(new.received(message, NOON), entries=(message,), seen=f"x{name}"))


def test_what_changes_again_while_a_reading_is_broken_off_is_told(
    rows: tuple[Any, Hand], workspace: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "CHANGES_PAGE", 3)
    kept, clock = rows
    browser = Browser(ConversationDesk(kept, None, None, None), workspace, clock)  # type: ignore[arg-type]
    clock.pass_(minutes=5, seconds=1)
    for number in range(4):
        begins(kept, workspace, str(number))
    assert browser.reads()
    told = next(iter(browser.known))
    clock.pass_(seconds=1)
    kept.commit(workspace, Change(kept.get(workspace, told).model_copy(update={"unread": 7})))
    clock.pass_(seconds=73)
    begins(kept, workspace, "late")
    browser.reads_all()
    browser.reads_all()
    assert browser.known[told] == kept.get(workspace, told).version


def test_a_row_of_a_writer_whose_clock_is_ahead_takes_no_browser_along(rows: tuple[Any, Hand], workspace: Any) -> None:
    kept, clock = rows
    browser = Browser(ConversationDesk(kept, None, None, None), workspace, clock)  # type: ignore[arg-type]
    clock.pass_(minutes=5)
    begins(kept, workspace, "ahead")
    clock.pass_(minutes=-5, seconds=1)
    browser.reads_all()
    begins(kept, workspace, "now")
    clock.pass_(seconds=60)
    browser.reads_all()
    assert set(browser.known) == {"cahead", "cnow"}
