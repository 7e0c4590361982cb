"""Canned replies: the same promises in memory and in DynamoDB."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.canned_reply import CannedReply
from chalicelib.domain.errors import AlreadyExists, Conflict, NotFound
from chalicelib.domain.ids import CannedReplyId, MemberId, WorkspaceId
from chalicelib.scope import ScopeError, in_workspace
from chalicelib.services.ports.canned_replies import CannedReplies

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
OTHER = WorkspaceId("other")


@pytest.fixture(params=["memory", "dynamodb"])
def replies(request: pytest.FixtureRequest) -> CannedReplies:
    if request.param == "memory":
        from tests.fakes.affairs import MemoryCannedReplies

        return MemoryCannedReplies()
    request.getfixturevalue("aws")
    from chalicelib.adapters.dynamodb.canned_replies import DynamoCannedReplies

    return DynamoCannedReplies()


def reply(id: str = "r1", shortcut: str = "hello", **fields: Any) -> CannedReply:
    base = {"title": "Hello", "text": "Olá 👋", "updated_at": NOW, "updated_by": MemberId("m1")}
    return CannedReply.model_validate({"id": CannedReplyId(id), "shortcut": shortcut, **base, **fields})


def test_what_is_saved_is_read(replies: CannedReplies, workspace: WorkspaceId) -> None:
    stored = replies.save(workspace, reply())
    assert stored == reply(version=1) == replies.get(workspace, stored.id)
    assert replies.all(workspace) == [stored]


def test_a_shortcut_belongs_to_one_reply_of_a_workspace(replies: CannedReplies, workspace: WorkspaceId) -> None:
    replies.save(workspace, reply())
    with pytest.raises(AlreadyExists, match="/hello"):
        replies.save(workspace, reply("r2"))
    bye = replies.save(workspace, reply("r2", "bye"))
    with pytest.raises(AlreadyExists):
        replies.save(workspace, bye.model_copy(update={"shortcut": "hello"}), was="bye")
    assert [each.shortcut for each in replies.all(workspace)] == ["hello", "bye"]
    with in_workspace(OTHER):
        theirs = replies.save(OTHER, reply())
        assert replies.all(OTHER) == [theirs]
        replies.remove(OTHER, theirs)


def test_a_shortcut_that_was_given_up_may_be_taken(replies: CannedReplies, workspace: WorkspaceId) -> None:
    first = replies.save(workspace, reply())
    replies.save(workspace, first.model_copy(update={"shortcut": "oi"}), was="hello")
    second = replies.save(workspace, reply("r2"))
    replies.remove(workspace, second)
    assert replies.save(workspace, reply("r3")).shortcut == "hello"


def test_the_slower_of_two_editors_is_told(replies: CannedReplies, workspace: WorkspaceId) -> None:
    read = replies.save(workspace, reply())
    replies.save(workspace, read.model_copy(update={"text": "Oi"}), was=read.shortcut)
    with pytest.raises(Conflict):
        replies.save(workspace, read.model_copy(update={"text": "Bom dia"}), was=read.shortcut)
    with pytest.raises(Conflict):
        replies.remove(workspace, read)
    assert replies.get(workspace, read.id).text == "Oi"


def test_what_was_removed_is_gone(replies: CannedReplies, workspace: WorkspaceId) -> None:
    read = replies.save(workspace, reply())
    replies.remove(workspace, read)
    assert replies.all(workspace) == []
    with pytest.raises(NotFound):
        replies.get(workspace, read.id)
    with pytest.raises(Conflict):
        replies.save(workspace, read, was=read.shortcut)


def test_more_text_than_a_page_of_the_table_is_listed_whole(replies: CannedReplies, workspace: WorkspaceId) -> None:
    for number in range(80):
        replies.save(workspace, reply(f"r{number:02}", f"s{number:02}", text="👋" * 4_096))
    assert len(replies.all(workspace)) == 80


def test_another_workspace_is_out_of_reach(replies: CannedReplies, workspace: WorkspaceId) -> None:
    with in_workspace(OTHER), pytest.raises(ScopeError):
        replies.all(workspace)
