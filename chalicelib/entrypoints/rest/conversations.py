"""The inbox: lists of conversations, one of them, and who holds it."""

from datetime import UTC, datetime

from pydantic import Field

from chalicelib import bootstrap
from chalicelib.domain.conversation import Status
from chalicelib.domain.errors import Rejected
from chalicelib.domain.ids import ConversationId, MemberId
from chalicelib.entrypoints.resource import Resource
from chalicelib.entrypoints.wire import (
    Asked,
    ContactOut,
    ConversationOut,
    FlowSessionOut,
    Shown,
    contact_out,
    conversation_out,
    session_out,
)

routes = Resource(__name__)


class ConversationsQuery(Asked):
    """Which list: by status, by assignee (open ones; ``me``, ``none`` or a member's id), or all."""

    status: Status | None = None
    assignee: str | None = Field(default=None, min_length=1, max_length=64)
    cursor: str | None = Field(default=None, max_length=2_000)
    limit: int = Field(default=25, ge=1, le=100)


class ConversationsOut(Shown):
    """A page, newest activity first."""

    conversations: list[ConversationOut]
    next_cursor: str | None


class ConversationCountsOut(Shown):
    """Conversations of each view. A number equal to ``most`` means so many or more."""

    mine: int
    unassigned: int
    bot: int
    all: int
    most: int


class ConversationDetailOut(ConversationOut):
    """A conversation with whom it is with, and where the flow stands."""

    contact: ContactOut
    session: FlowSessionOut | None


class AssignIn(Asked):
    """Whose it becomes; None: nobody's. With ``only_if_unassigned`` it is not taken from a colleague, but refused with 409."""

    assignee: str | None = Field(min_length=1, max_length=64)
    only_if_unassigned: bool = False


@routes.get("/conversations", allow="conversation.read")
def list_conversations(query: ConversationsQuery) -> ConversationsOut:
    """A page of the inbox."""
    if query.status is not None and query.assignee is not None:
        raise Rejected("A list is by status or by assignee, not both.")
    assignee = MemberId(query.assignee) if query.assignee is not None else None
    page = bootstrap.conversations().page(
        routes.workspace,
        status=query.status,
        assignee=routes.member.id if assignee == "me" else assignee,
        cursor=query.cursor,
        limit=query.limit,
    )
    rows = [conversation_out(each, page.statuses.get(each.id)) for each in page.conversations]
    return ConversationsOut(conversations=rows, next_cursor=page.cursor)


@routes.get("/conversations/counts", allow="conversation.read")
def count_conversations() -> ConversationCountsOut:
    """How many conversations each view of the inbox has."""
    found = bootstrap.conversations().counts(routes.workspace, routes.member.id)
    return ConversationCountsOut(mine=found.mine, unassigned=found.unassigned, bot=found.bot, all=found.all, most=found.most)


@routes.get("/conversations/{conversation_id}", allow="conversation.read")
def get_conversation(conversation_id: str) -> ConversationDetailOut:
    """A conversation, its contact and its flow session."""
    conversation, contact, session = bootstrap.conversations().get(routes.workspace, ConversationId(conversation_id))
    return ConversationDetailOut(
        **dict(conversation_out(conversation)), contact=contact_out(contact), session=session_out(session) if session else None
    )


@routes.post("/conversations/{conversation_id}/assign", allow="conversation.assign")
def assign_conversation(conversation_id: str, body: AssignIn) -> ConversationOut:
    """Gives a conversation to a member, or to nobody. Agents give to themselves only."""
    to = MemberId(body.assignee) if body.assignee is not None else None
    desk = bootstrap.conversations()
    where = (routes.workspace, ConversationId(conversation_id))
    return conversation_out(desk.assign(*where, to, routes.member, datetime.now(UTC), only_if_unassigned=body.only_if_unassigned))


@routes.post("/conversations/{conversation_id}/take-over", allow="conversation.takeover")
def take_over_conversation(conversation_id: str) -> ConversationOut:
    """Takes the word from the bot; what it has not sent yet is never sent."""
    desk = bootstrap.conversations()
    return conversation_out(desk.take_over(routes.workspace, ConversationId(conversation_id), routes.member, datetime.now(UTC)))


@routes.post("/conversations/{conversation_id}/give-back", allow="conversation.takeover")
def give_back_conversation(conversation_id: str) -> ConversationOut:
    """Gives the word back to the bot."""
    desk = bootstrap.conversations()
    return conversation_out(desk.give_back(routes.workspace, ConversationId(conversation_id), routes.member, datetime.now(UTC)))


@routes.post("/conversations/{conversation_id}/resolve", allow="conversation.resolve")
def resolve_conversation(conversation_id: str) -> ConversationOut:
    """Ends a conversation; the contact's next message begins another."""
    desk = bootstrap.conversations()
    return conversation_out(desk.resolve(routes.workspace, ConversationId(conversation_id), routes.member, datetime.now(UTC)))


@routes.post("/conversations/{conversation_id}/reopen", allow="conversation.resolve")
def reopen_conversation(conversation_id: str) -> ConversationOut:
    """Opens a resolved conversation again."""
    desk = bootstrap.conversations()
    return conversation_out(desk.reopen(routes.workspace, ConversationId(conversation_id), routes.member, datetime.now(UTC)))


@routes.post("/conversations/{conversation_id}/read", allow="conversation.read")
def read_conversation(conversation_id: str) -> ConversationOut:
    """Marks everything in a conversation as seen."""
    desk = bootstrap.conversations()
    return conversation_out(desk.read(routes.workspace, ConversationId(conversation_id), datetime.now(UTC)))
