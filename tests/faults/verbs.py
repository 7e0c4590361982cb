"""What stories are told with: a scenario, and who says and does what at which second."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.address import Address
from chalicelib.domain.content import Choice, Content, Text
from chalicelib.domain.inbound import MessageReceived, Sender
from tests.faults.town import NotYet, Town
from tests.services.flows import DESK, LATER
from tests.services.house import CLINIC, MARINA, RAFAEL

ANA = Sender(addresses=(Address(channel="whatsapp", kind="phone", value="5511977771234"),), name="Ana Clara Souto")


@dataclass(frozen=True)
class Scenario:
    """A story, and how it ends when nothing burns: ``ending`` is what contacts are told, in order."""

    name: str
    script: Callable[[Town], object]
    ending: Sequence[str]
    flows: Sequence[Mapping[str, Any]] = (DESK, LATER)
    plan: Sequence[str] = ()
    statuses: float | None = 2
    minutes: float = 40
    firm: bool = True
    """The same words are written down whatever burns; False where a delay may rightly change who comes first."""
    holds: Callable[[Town], Sequence[str]] = lambda town: ()
    """What this story promises beyond the promises of all; the ones broken."""
    burns: int = 1_000_000
    """At most so many of its calls burn for each fate, drawn by lot."""


def at(town: Town, second: float, action: Callable[[], object]) -> None:
    """Something happens, whatever it is."""
    town.clock.after(second, action)


def says(town: Town, second: float, text: str, message_id: str | None = None, group: str | None = None, sender: Sender = RAFAEL) -> None:
    """A customer writes; WhatsApp brings it at that second. ``group``: past the door already, on this group of the queue."""
    wamid = message_id or f"wamid.in.{sender.addresses[0].value[-4:]}.{second}"
    at(town, second, lambda: town.posts(said(town, wamid, Text(body=text), sender), group))


def taps(town: Town, second: float, choice: str) -> None:
    at(town, second, lambda: town.posts(said(town, f"wamid.tap.{second}", Choice(id=choice, title=choice))))


def does(town: Town, second: float, action: Callable[[], object]) -> None:
    """A member clicks."""
    at(town, second, lambda: town.agent(action))


def said(town: Town, wamid: str, content: Content, sender: Sender = RAFAEL) -> MessageReceived:
    return MessageReceived(message_id=wamid, sender=sender, content=content, at=town.clock.now)


def replies(town: Town, text: str, client_id: str, by: Any = MARINA) -> Callable[[], object]:
    return lambda: town.replies.send(CLINIC, latest(town), client_id, Text(body=text), by=by, now=town.clock.now)


def moves(town: Town, verb: str, by: Any = MARINA) -> Callable[[], object]:
    return lambda: getattr(town.desk, verb)(CLINIC, latest(town), by, town.clock.now)


def latest(town: Town) -> Any:
    """The clinic's open conversation, or the last one there was."""
    own = [c for (workspace, _), c in town.store.conversations.items() if workspace == CLINIC]
    if not own:
        raise NotYet
    return max(own, key=lambda c: (c.status != "resolved", c.created_at)).id


def told(town: Town) -> list[str]:
    """What was written down to be said to contacts, conversation by conversation, in order."""
    messages = sorted(town.outbound_messages, key=lambda message: (message.conversation_id, message.seq))
    return [message.preview for message in messages]


def count(town: Town, text: str) -> int:
    """How often this was written down to be said."""
    return told(town).count(text)
