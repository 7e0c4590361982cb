"""The chats: what customers and business said to each other, and how far each message got."""

from typing import Any

from infrastructure.local.simulator.clock import Clock, iso
from infrastructure.local.simulator.feed import Feed
from infrastructure.local.simulator.people import Persona
from infrastructure.local.simulator.store import Store

WINDOW = 24 * 3600
_RANK = {"accepted": 0, "sent": 1, "failed": 1.5, "delivered": 2, "read": 3}

Message = dict[str, Any]


class Chats:
    """One chat a customer. Message records are JSON; a change is kept before it is told."""

    def __init__(self, store: Store, feed: Feed, clock: Clock) -> None:
        self._store, self._feed, self._clock = store, feed, clock
        self.load()

    def load(self) -> None:
        """Takes what was kept."""
        self._by_id: dict[str, Message] = {}
        self._by_persona: dict[str, list[Message]] = {}
        self._last_inbound: dict[tuple[str, str], float] = {}
        for message in self._store.all("message"):
            self._remember(message)
        for row in self._store.all("heard"):
            self._last_inbound[row["persona"], row["number"]] = row["moment"]

    def of(self, persona: Persona) -> list[Message]:
        """A customer's chat, oldest first."""
        return self._by_persona.get(persona.id, [])

    def get(self, id: str) -> Message | None:
        """One message, or None."""
        return self._by_id.get(id)

    def add(self, persona: Persona, number: str, *, id: str, sender: str, kind: str, content: Any, text: str, **more: Any) -> Message:
        """A new message of ``sender`` ("customer" or "business")."""
        now = self._clock.now()
        message = {
            "id": id,
            "persona": persona.id,
            "phone_number_id": number,
            "from": sender,
            "kind": kind,
            "text": text,
            "content": content,
            "reply_to": None,
            "reactions": {},
            "status": "sent" if sender == "customer" else "accepted",
            "error": None,
            "hidden": False,
            "at": iso(now),
            "moment": now,
            "opaque": None,
            "read": False,
            **more,
        }
        self._remember(message)
        self._keep(message)
        return message

    def climb(self, id: str, state: str, error: dict[str, Any] | None = None) -> None:
        """A message got further; it never goes back."""
        message = self._by_id.get(id)
        if message is not None and _RANK[state] > _RANK[message["status"]]:
            message["status"] = state
            message["error"] = error
            self._keep(message)

    def react(self, id: str, sender: str, emoji: str) -> None:
        """Sets or removes one side's reaction; an unknown message changes nothing."""
        message = self._by_id.get(id)
        if message is not None:
            message["reactions"] = (
                {**message["reactions"], sender: emoji}
                if emoji
                else {who: what for who, what in message["reactions"].items() if who != sender}
            )
            self._keep(message)

    def read_by_business(self, id: str) -> bool:
        """The business read this message and all before it; False when the id is none of a customer's."""
        last = self._by_id.get(id)
        if last is None or last["from"] != "customer":
            return False
        for message in self._by_persona[last["persona"]]:
            if message["from"] == "customer":
                self.climb(message["id"], "read")
            if message is last:
                return True
        return True

    def read_by_customer(self, persona: Persona, number: str) -> list[Message]:
        """What the customer had not seen of a number's messages before this moment."""
        unread = [message for message in self.of(persona) if _unread(message) and message["phone_number_id"] == number]
        for message in unread:
            message["read"] = True
            self._keep(message)
        return unread

    def unread(self, persona: Persona) -> int:
        """How many of the business's messages the customer has not seen."""
        return sum(_unread(message) for message in self.of(persona))

    def heard(self, persona: Persona, number: str) -> None:
        """The customer wrote, tapped or reacted: the window opens anew."""
        self._last_inbound[persona.id, number] = self._clock.now()
        self._store.put("heard", f"{persona.id} {number}", {"persona": persona.id, "number": number, "moment": self._clock.now()})

    def window_ends(self, persona: Persona, number: str) -> float | None:
        """When the 24 hours end, or None when the customer never wrote."""
        last = self._last_inbound.get((persona.id, number))
        return None if last is None else last + WINDOW

    def window_open(self, persona: Persona, number: str) -> bool:
        """Whether the business may send more than templates."""
        ends = self.window_ends(persona, number)
        return ends is not None and self._clock.now() < ends

    def _remember(self, message: Message) -> None:
        self._by_id[message["id"]] = message
        self._by_persona.setdefault(message["persona"], []).append(message)

    def _keep(self, message: Message) -> None:
        self._store.put("message", message["id"], message)
        self._feed.tell("message", persona=message["persona"], message=shown(message))


def shown(message: Message) -> Message:
    """A message as the simulator's own API tells it."""
    return {name: value for name, value in message.items() if name not in ("moment", "read")}


def _unread(message: Message) -> bool:
    return message["from"] == "business" and not message["read"] and not message["hidden"]
