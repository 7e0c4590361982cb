"""The flow engine: pure, synchronous, and finished by the time it returns.

A turn begins with a trigger, an answer or a deadline, and walks the graph until a node waits or the path ends. Nothing here sends,
saves or sleeps: the caller gets the session to store and the effects to carry out.
"""

from collections.abc import Callable
from datetime import datetime

from chalicelib.domain.errors import FlowStuck, Rejected
from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.context import Context
from chalicelib.domain.flow.graph import FlowVersion
from chalicelib.domain.flow.node import STOP, WAIT, Node
from chalicelib.domain.flow.session import Session, State
from chalicelib.domain.flow.turn import Turn
from chalicelib.domain.ids import ConversationId, SessionId

MAX_STEPS = 100
"""Nodes entered in one turn; a flow that needs more is turning in circles."""

Move = Callable[[], tuple[Session, Turn]]
"""A turn about to be taken."""


def start(
    version: FlowVersion,
    session_id: SessionId,
    conversation_id: ConversationId,
    context: Context,
    now: datetime,
    opening: Answer | None = None,
) -> tuple[Session, Turn]:
    """A contact enters the flow, with what they wrote (``message.text``). Raises ``FlowStuck``."""
    flow = version.flow
    turn = Turn(context, now, _text(opening))
    session = Session(
        id=session_id,
        conversation_id=conversation_id,
        flow_id=flow.id,
        flow_name=flow.name,
        flow_version=version.number,
        state=State.WAITING,
        started_at=now,
    )
    return _walk(version, session, turn, flow.start), turn


def resume(version: FlowVersion, session: Session, answer: Answer, context: Context, now: datetime) -> tuple[Session, Turn]:
    """The contact wrote. What does not speak changes nothing. Raises ``Rejected`` when nothing waits, and ``FlowStuck``."""
    if not session.live:
        raise Rejected("The session is not waiting for an answer.")
    turn = _turn(session, context, now, answer)
    if not answer.speaks:
        return session, turn
    node = _at(version, session)
    return _left(version, session, turn, node, node.resume(turn, answer)), turn


def wake(version: FlowVersion, session: Session, context: Context, now: datetime) -> tuple[Session, Turn]:
    """A deadline may have passed. Early, doubled or late it changes nothing: the same session and an empty turn. Raises ``FlowStuck``."""
    turn = _turn(session, context, now)
    if not session.live or session.deadline_at is None or now < session.deadline_at:
        return session, turn
    node = _at(version, session)
    return _left(version, session, turn, node, node.wake(turn)), turn


def _turn(session: Session, context: Context, now: datetime, answer: Answer | None = None) -> Turn:
    return Turn(
        context,
        now,
        _text(answer),
        variables=dict(session.variables),
        memory=dict(session.memory),
        deadline_at=session.deadline_at,
        state=session.state,
    )


def _text(answer: Answer | None) -> str:
    return (answer.text or "") if answer else ""


def _at(version: FlowVersion, session: Session) -> Node:
    node = version.flow.node(session.node_id or "")
    if node is None or not node.waits:
        raise FlowStuck(f"The flow {version.flow.name!r} has no step {session.node_id!r} to go on from.")
    return node


def _left(version: FlowVersion, session: Session, turn: Turn, node: Node, exit: str) -> Session:
    if exit == WAIT:
        return _stored(session, turn, node, turn.state)
    turn.leave()
    return _walk(version, session, turn, version.flow.after(node, exit), node)


def _walk(version: FlowVersion, session: Session, turn: Turn, node: Node | None, last: Node | None = None) -> Session:
    for _ in range(MAX_STEPS):
        if node is None:
            return _stored(session, turn, last, State.DONE)
        turn.path.append(node.id)
        exit = node.enter(turn)
        if exit == WAIT:
            return _stored(session, turn, node, turn.state)
        turn.leave()
        if exit == STOP:
            return _stored(session, turn, node, State.DONE)
        last, node = node, version.flow.after(node, exit)
    raise FlowStuck(f"The flow {version.flow.name!r} took more than {MAX_STEPS} steps without waiting.")


def _stored(session: Session, turn: Turn, node: Node | None, state: State) -> Session:
    return session.model_copy(
        update={
            "state": state,
            "node_id": node.id if node else None,
            "node_kind": node.kind if node else None,
            "variables": turn.variables,
            "memory": turn.memory,
            "deadline_at": turn.deadline_at,
        }
    )
