"""Starts, resumes and wakes flows, and turns their effects into a change. Writes nothing."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.contact import Contact
from chalicelib.domain.content import Content
from chalicelib.domain.conversation import Conversation, Status, outbound
from chalicelib.domain.errors import PyTakeError
from chalicelib.domain.flow import engine
from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.context import Context
from chalicelib.domain.flow.effects import Effect, HandOff, Send
from chalicelib.domain.flow.graph import FlowVersion
from chalicelib.domain.flow.session import Session, State
from chalicelib.domain.flow.triggers import matching
from chalicelib.domain.ids import SessionId, WorkspaceId, new_id
from chalicelib.domain.message import Author, Entry
from chalicelib.services.ports.flows import Flows
from chalicelib.services.ports.workspaces import Workspaces
from chalicelib.telemetry import logger, stack_of

BROKEN = "The flow could not go on because of a fault of ours."


@dataclass(frozen=True)
class Step:
    """What the bot's move leaves to be written."""

    conversation: Conversation
    session: Session | None = None
    """None: the stored one stays as it is."""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Automation:
    """The bot's side of a conversation."""

    flows: Flows
    workspaces: Workspaces

    def answer(
        self, workspace: WorkspaceId, conversation: Conversation, contact: Contact, session: Session | None, content: Content,
        *, first_contact: bool, now: datetime,
    ) -> Step:  # fmt: skip
        """The bot's answer to a message of a conversation it holds. With nothing to say, it asks for a person."""
        answer = Answer.of(content)
        context = self._context(workspace, conversation, contact)
        if session is not None and session.live:
            version = self.flows.version(workspace, session.flow_id, session.flow_version)
            return self._move(conversation, session, version, lambda: engine.resume(version, session, answer, context, now), now)
        version_or_none = matching(self.flows.live(workspace), answer.text, first_contact)
        if version_or_none is None:
            return self._ask_for_a_person(conversation, Author(kind="system"), None, now)
        started = version_or_none
        author = _author(started)
        conversation, event = conversation.noted("flow_started", author, {"version": str(started.number)}, now)
        session_id = SessionId(new_id(now))
        step = self._move(
            conversation, session, started, lambda: engine.start(started, session_id, conversation.id, context, now, answer), now
        )
        return Step(step.conversation, step.session, (event, *step.entries))

    def wake(self, workspace: WorkspaceId, conversation: Conversation, contact: Contact, session: Session, now: datetime) -> Step:
        """The bot's move when a session's deadline has passed."""
        version = self.flows.version(workspace, session.flow_id, session.flow_version)
        context = self._context(workspace, conversation, contact)
        return self._move(conversation, session, version, lambda: engine.wake(version, session, context, now), now)

    def _context(self, workspace: WorkspaceId, conversation: Conversation, contact: Contact) -> Context:
        home = self.workspaces.get(workspace)
        phone = conversation.shown_address if conversation.address.kind == "phone" else ""
        return Context(contact.name, phone, conversation.id, home.name, home.time_zone)

    def _move(self, conversation: Conversation, before: Session | None, version: FlowVersion, turn: "engine.Move", now: datetime) -> Step:
        """Takes a turn and carries out its effects; a flow that breaks ends, is seen, and a person is asked for."""
        author = _author(version)
        try:
            session, done = turn()
        except Exception as error:
            # A turn is pure: whatever it raises, it would raise again, and the customer's message must be stored all the same (I6).
            logger.error("flow failed", flow=version.flow.id, number=version.number, code=type(error).__name__, stack=stack_of(error))
            reason, code = (error.detail, type(error).__name__) if isinstance(error, PyTakeError) else (BROKEN, "Fault")
            conversation, failed = conversation.noted("flow_failed", author, {"reason": reason[:300], "code": code}, now)
            step = self._ask_for_a_person(conversation, author, None, now)
            return Step(step.conversation, before.ended() if before else None, (failed, *step.entries))
        # The store counts from the version it holds, also where a new run takes the place of a finished one.
        session = session.model_copy(update={"version": before.version if before else 0, "arming": before.arming if before else 0})
        entries: list[Entry] = []
        for effect in done.effects:
            conversation, entry = _carry_out(effect, conversation, author, now)
            entries.append(entry)
        if session.state is State.DONE and conversation.status is Status.BOT:
            conversation, finished = conversation.noted("flow_finished", author, {}, now)
            entries.append(finished)
        return Step(conversation, session, tuple(entries))

    def _ask_for_a_person(self, conversation: Conversation, author: Author, note: str | None, now: datetime) -> Step:
        conversation, event = conversation.handed_off(author, note, now)
        return Step(conversation, None, (event,))


def _carry_out(effect: Effect, conversation: Conversation, author: Author, now: datetime) -> tuple[Conversation, Entry]:
    match effect:
        case Send(content=content):
            # A killed send would strand the customer in the middle of a question: an unknown outcome is tried once more.
            message = outbound(conversation, new_id(now), content, author, now, policy="at_least_once")
            return conversation.bot_said(message, now), message
        case HandOff(note=note):
            return conversation.handed_off(author, note, now)


def _author(version: FlowVersion) -> Author:
    return Author(kind="bot", id=version.flow.id, name=version.flow.name)
