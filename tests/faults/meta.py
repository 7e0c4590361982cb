"""Meta outside the town's door: it brings webhooks until they are answered 200, and tells what becomes of our messages."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from chalicelib.domain.errors import Forged, PyTakeError
from chalicelib.domain.ids import AppId, WorkspaceId
from chalicelib.domain.inbound import Fact, Item, MessageReceived, ReactionReceived, StatusChanged
from chalicelib.domain.message import RANK, Reference
from chalicelib.scope import in_workspace
from tests.faults.house_on_fire import OUTSIDE, Killed
from tests.faults.neighbours import NUMBERS, OWNERS
from tests.faults.webhooks import RETRIES, body_of, signed
from tests.services.house import APP, CLINIC

APPLIED_WITHIN = 60
"""Seconds."""


class Meta:
    """A part of ``Town``."""

    def posts(self, fact: Fact, group: str | None = None) -> None:
        """A webhook of one thing. ``group``: it is past the door already, and goes on this group of the inbound queue."""
        if group is None:
            self.brings(fact)
        else:
            item = self._item(fact)
            self.inbound.put(item.model_dump_json(), group, f"{next(self._numbers)}", what=item.body)

    def brings(self, *facts: Fact | Mapping[str, Any], app: AppId = APP) -> None:
        """A webhook of all of these."""
        self.brings_bytes(body_of(facts, NUMBERS[app]), facts, app)

    def brings_bytes(self, body: bytes, facts: Sequence[Any] = (), app: AppId = APP, tries: int = 0) -> None:
        """Meta brings it until it is answered 200; from then on nothing of it may be lost (I1)."""
        if self.receives(body, app, self.secret_of(app)) != 200:
            wait = RETRIES[min(tries, len(RETRIES) - 1)]
            return self.clock.after(wait, lambda: self.brings_bytes(body, facts, app, tries + 1))
        nowhere = [item for item in self.channel.last_split if item.body not in self.durable]
        self.wrong += [f"I1: answered 200, and on no queue: {item.body[:80]}" for item in nowhere]
        for fact in facts:
            if isinstance(fact, MessageReceived | ReactionReceived):
                self._expects(fact.message_id, OWNERS[app])
        return None

    def receives(self, body: bytes, app: AppId, secret: str) -> int:
        """The door of a webhook: the status it answers."""
        self.channel.last_split = ()
        try:
            owner = self.intake.owner(app)
            with in_workspace(owner):
                self.intake.receive(owner, "whatsapp", app, body, signed(body, secret), self.clock.now)
        except Forged:
            return 401
        except (Killed, PyTakeError, *OUTSIDE):
            return 500
        return 200

    def secret_of(self, app: AppId) -> str:
        """What Meta signs with now."""
        return self.signs_with.get(app) or self.numbers.apps_[OWNERS[app], app].secrets[0].ciphertext

    def webhook(self, fact: Fact) -> None:
        """Taken in at once, as a worker has it; what fails comes again by its queue."""
        item = self._item(fact)
        with in_workspace(CLINIC):
            self.inbox.take(item, self.clock.now)

    def _item(self, fact: Any) -> Item:
        (item,) = self.channel.split(body_of([fact], NUMBERS[APP]), APP, self.clock.now)
        if isinstance(fact, MessageReceived | ReactionReceived):
            self._expects(fact.message_id, CLINIC)
        return item.model_copy(update={"workspace": CLINIC})

    def _expects(self, message_id: str, workspace: WorkspaceId) -> None:
        if message_id in self.strays:
            return
        self.homes.add((workspace, message_id))
        if message_id not in self.posted:
            self.posted.append(message_id)

    def tell_statuses(self, wamid: str, reference: str, *, before_the_answer: bool = False) -> None:
        """WhatsApp tells of a send, in its order."""
        delay = self.channel.delays.pop(0) if self.channel.delays else self.status_delay
        if delay is None:
            return
        app = next(app for app, owner in OWNERS.items() if reference.startswith(f"{owner}."))
        for place, status in enumerate(self.channel.words.pop(0) if self.channel.words else self.channel.says):
            told = StatusChanged(message_id=wamid, status=status, at=self.clock.now, reference=reference)
            self.told.append(told)
            if before_the_answer:
                self._tells_meanwhile(told)
            else:
                self.clock.after(delay + place, partial(self._tells, told, app))

    def _tells(self, told: StatusChanged, app: AppId) -> None:
        self.brings(self._shown(told), app=app)
        self.clock.after(APPLIED_WITHIN, partial(self._applied, told))

    def _applied(self, told: StatusChanged) -> None:
        """I13, where nothing burns: a minute later it is there."""
        reference = Reference.parse(str(told.reference))
        assert reference is not None
        message = self.store.entries[reference.workspace, reference.ref.conversation_id, reference.ref.seq]
        known = not self.channel.anonymous or any(wamid == told.message_id for _, _, wamid in self.store.sent)
        if known and message.concerned_by(told.status, reference.attempt) and RANK[message.status] < RANK[told.status]:
            self.late.append(f"I13: {message.preview!r} is {message.status} a minute after it was told to be {told.status}")

    def _tells_meanwhile(self, told: StatusChanged) -> None:
        """By another worker: what kills that one leaves the sender alone, and the queue brings it again."""
        try:
            self.webhook(self._shown(told))
        except (Killed, Exception):
            self.clock.after(5, partial(self._tells, told, APP))

    def _shown(self, told: StatusChanged) -> StatusChanged:
        return told.model_copy(update={"at": self.clock.now, **({"reference": None} if self.channel.anonymous else {})})
