"""A clinic's people and what they say."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from chalicelib.domain.address import Address
from chalicelib.domain.change import Change
from chalicelib.domain.contact import Contact
from chalicelib.domain.content import Text
from chalicelib.domain.conversation import Conversation, outbound
from chalicelib.domain.flow.session import Session, State
from chalicelib.domain.ids import ConnectionId, ContactId, ConversationId, FlowId, MessageId, SessionId
from chalicelib.domain.message import Author, Event, Message

NOON = datetime(2026, 10, 30, 12, tzinfo=UTC)
LINE = ConnectionId("line1")
RAFAEL = Address(channel="whatsapp", kind="phone", value="5511988423107")
RAFAEL_ID = Address(channel="whatsapp", kind="user_id", value="BR.1")
BOT = Author(kind="bot", id="flow1", name="Recepção")
LIVIA = Author(kind="agent", id="livia", name="Lívia Prado")
_numbers = count(1)


def contact(*addresses: Address, id: str = "p1", version: int = 0) -> Contact:
    return Contact(id=ContactId(id), name="Rafael", addresses=addresses or (RAFAEL,), created_at=NOON, version=version)


def conversation(id: str = "c1", **fields: Any) -> Conversation:
    base: dict[str, Any] = {
        "id": ConversationId(id), "connection_id": LINE, "contact_id": ContactId("p1"), "contact_name": "Rafael",
        "address": RAFAEL, "shown_address": RAFAEL.shown, "last_activity_at": NOON, "created_at": NOON,
    }  # fmt: skip
    return Conversation.model_validate({**base, **fields})


def inbound(conversation: Conversation, text: str = "Oi", id: str | None = None, at: datetime = NOON) -> Message:
    return Message(
        conversation_id=conversation.id, seq=conversation.seq + 1, id=MessageId(id or f"m{next(_numbers)}"), direction="inbound",
        author=Author(kind="contact", id=conversation.contact_id, name="Rafael"), content=Text(body=text), at=at, provider_id=id,
    )  # fmt: skip


def session(conversation: Conversation, **fields: Any) -> Session:
    base: dict[str, Any] = {
        "id": SessionId("s1"), "conversation_id": conversation.id, "flow_id": FlowId("f1"), "flow_name": "Recepção",
        "flow_version": 1, "state": State.WAITING, "node_id": "n1", "started_at": NOON,
    }  # fmt: skip
    return Session.model_validate({**base, **fields})


def event(conversation: Conversation, kind: str = "assigned", **data: str) -> Event:
    return Event.model_validate(
        {
            "conversation_id": conversation.id,
            "seq": conversation.seq + 1,
            "id": f"e{next(_numbers)}",
            "kind": kind,
            "data": data,
            "at": NOON,
        }
    )


def stored(conversation: Conversation) -> Conversation:
    """The conversation after one more commit."""
    return conversation.model_copy(update={"version": conversation.version + 1})


def begun(
    port: Any, workspace: str, id: str = "c1", wamid: str = "wamid.1", answer: str | None = None, **fields: Any
) -> tuple[Conversation, Message | None]:
    """A new contact's first message is stored; with an answer of the bot, queued. What is stored now."""
    fresh = conversation(id, **fields)
    message = inbound(fresh, id=wamid)
    after = fresh.received(message, NOON)
    entries: list[Any] = [message]
    said = None
    if answer is not None:
        said = outbound(after, f"{id}-out", Text(body=answer), BOT, NOON, policy="at_least_once")
        after = after.bot_said(said, NOON)
        entries.append(said)
    port.commit(workspace, Change(after, entries=tuple(entries), contact=contact(fresh.address, id=fresh.contact_id), seen=wamid))
    return stored(after), said


def later(**how: float) -> datetime:
    return NOON + timedelta(**how)
