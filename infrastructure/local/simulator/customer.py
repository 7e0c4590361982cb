"""What a customer does: writes, taps, reacts, sends a file, reads."""

from typing import Any

from infrastructure.local.simulator.chats import Chats, Message
from infrastructure.local.simulator.clock import Clock
from infrastructure.local.simulator.courier import Courier, Delivery
from infrastructure.local.simulator.ids import trace_id, wamid
from infrastructure.local.simulator.kinds import Said, said
from infrastructure.local.simulator.media import Media
from infrastructure.local.simulator.numbers import Number
from infrastructure.local.simulator.people import Persona
from infrastructure.local.simulator.refusals import Refused
from infrastructure.local.simulator.signing import wire_bytes
from infrastructure.local.simulator.store import Store
from infrastructure.local.simulator.webhooks import inbound_message, messages_body

LARGEST_BATCH = 100


class Customer:
    """Turns what a persona does into chat and webhook, in one transaction."""

    def __init__(self, store: Store, clock: Clock, chats: Chats, courier: Courier, media: Media) -> None:
        self._store, self._clock, self._chats, self._courier, self._media = store, clock, chats, courier, media

    def send(self, persona: Persona, number: Number, bodies: list[Any]) -> list[Message]:
        """Sends messages, several in one webhook; raises ``Refused`` before anything is sent."""
        if not 1 <= len(bodies) <= LARGEST_BATCH:
            raise Refused(f"A batch holds 1 to {LARGEST_BATCH} messages.")
        spoken = [said(body, persona, self._chats, self._media) for body in bodies]
        with self._store.together():
            self._chats.heard(persona, number.phone_number_id)
            done = [self._one(persona, number, words) for words in spoken]
            delivery = Delivery(
                id=trace_id(),
                lane=f"{persona.id} messages",
                due=0,
                body=wire_bytes(messages_body(number, persona, [wire for _, wire in done])).decode(),
                kind="messages",
                summary=f"{', '.join(words.label for words in spoken[:3])}, {persona.name}",
                person=persona.id,
                marks=[[wire["id"], "delivered", ""] for _, wire in done],
            )
            self._courier.keep(delivery)
        self._courier.go([delivery])
        return [message for message, _ in done]

    def _one(self, persona: Persona, number: Number, words: Said) -> tuple[Message, dict[str, Any]]:
        id = wamid(persona.address, inbound=True)
        wire = inbound_message(persona, id, self._clock.now(), words.type, words.wire, self._context(persona, number, words.reply_to))
        if words.type == "reaction":
            self._chats.react(words.wire["message_id"], "customer", words.wire["emoji"])
            target = self._chats.get(words.wire["message_id"])
            return (target or {"id": id}), wire
        message = self._chats.add(
            persona,
            number.phone_number_id,
            id=id,
            sender="customer",
            kind=words.type,
            content=words.wire,
            text=words.text,
            reply_to=words.reply_to,
        )
        return message, wire

    def _context(self, persona: Persona, number: Number, reply_to: str | None) -> dict[str, Any] | None:
        quoted = self._chats.get(reply_to) if reply_to else None
        if quoted is None:
            return None
        if quoted["from"] == "business":
            return {"from": number.digits, "id": quoted["id"]}
        return {"from": persona.wa_id, "id": quoted["id"]} if persona.wa_id else {"from_user_id": persona.user_id, "id": quoted["id"]}
