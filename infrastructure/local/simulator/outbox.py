"""What happens to a message the business sent: it is accepted, then shown, then told about."""

import time
from collections import Counter
from dataclasses import replace
from typing import Any

from infrastructure.local.simulator.chats import Chats
from infrastructure.local.simulator.clock import Clock, iso
from infrastructure.local.simulator.courier import Courier, Delivery
from infrastructure.local.simulator.graph.errors import status_error
from infrastructure.local.simulator.ids import trace_id, wamid
from infrastructure.local.simulator.mischief import Switches
from infrastructure.local.simulator.numbers import Number
from infrastructure.local.simulator.people import Persona
from infrastructure.local.simulator.settings import Settings
from infrastructure.local.simulator.signing import wire_bytes
from infrastructure.local.simulator.store import Store
from infrastructure.local.simulator.webhooks import pricing, status, statuses_body


class Outbox:
    """Accepts messages and plans their statuses. Message, record of acceptance and statuses are kept in one transaction."""

    def __init__(self, settings: Settings, store: Store, clock: Clock, chats: Chats, courier: Courier, switches: Switches) -> None:
        self._settings, self._store, self._clock = settings, store, clock
        self._chats, self._courier, self._switches = chats, courier, switches

    def accept(
        self,
        number: Number,
        persona: Persona | None,
        recipient: str,
        body: dict[str, Any],
        text: str,
        fails: int | None,
        *,
        vanishes: bool = False,
    ) -> str:
        """Takes a message and returns its id. ``fails`` is a code that a status webhook will tell; ``vanishes`` tells nothing, ever."""
        id, kind, opaque = (
            wamid(persona.address if persona else recipient, inbound=False),
            body["type"],
            body.get("biz_opaque_callback_data"),
        )
        if persona is not None and fails is None and kind != "template" and not self._chats.window_open(persona, number.phone_number_id):
            fails = 131047
        with self._store.together():
            self._store.put(
                "accepted",
                id,
                {
                    "opaque": opaque,
                    "wamid": id,
                    "to": recipient,
                    "persona": persona.id if persona else None,
                    "kind": kind,
                    "at": iso(self._clock.now()),
                },
            )
            if persona is not None and fails is None and kind == "reaction":
                self._chats.react(body["reaction"]["message_id"], "business", body["reaction"]["emoji"])
            elif persona is not None and kind != "reaction":
                self._chats.add(
                    persona,
                    number.phone_number_id,
                    id=id,
                    sender="business",
                    kind=kind,
                    content=body[kind],
                    text=text,
                    opaque=opaque,
                    reply_to=(body.get("context") or {}).get("message_id"),
                    hidden=fails is not None,
                )
            planned = [] if vanishes else self._plan(number, persona, recipient, id, kind, opaque, fails)
            for delivery in planned:
                self._courier.keep(delivery)
        self._courier.go(planned)
        return id

    def read(self, persona: Persona, number: Number) -> int:
        """The customer looked at the chat; returns how many messages that was news for."""
        mischief, lane = self._switches.now, f"{persona.id} statuses"
        with self._store.together():
            messages = self._chats.read_by_customer(persona, number.phone_number_id)
            if not messages:
                return 0
            recipient = persona.wa_id
            told = [status(message["id"], "read", self._clock.now(), persona, recipient, message["opaque"]) for message in messages]
            # A read never precedes a delivered that is still to come, unless the statuses are to be shuffled.
            settles = max((message.get("settles", 0) for message in messages), default=0)
            due = time.time() if mischief.shuffle_statuses else max(time.time(), settles + 0.1)
            delivery = self._delivery(number, persona, told, due + mischief.delay_statuses_seconds)
            self._courier.keep(delivery)
        self._courier.go([delivery])
        if mischief.shuffle_statuses:
            for message in messages:
                self._courier.pull_forward(lane, message["id"])
        return len(messages)

    def _plan(
        self, number: Number, persona: Persona | None, recipient: str, id: str, kind: str, opaque: str | None, fails: int | None
    ) -> list[Delivery]:
        wa_id = persona.wa_id if persona is not None else recipient
        now, pace = time.time(), self._settings

        def told(state: str, after: float) -> dict[str, Any]:
            return status(id, state, self._clock.now() + after, persona, wa_id, opaque)

        if fails is not None:
            return [
                self._delivery(
                    number,
                    persona,
                    [{**told("failed", pace.sent_after), "errors": [status_error(fails)]}],
                    self._late(now + pace.sent_after),
                )
            ]
        price = pricing("utility" if kind == "template" else "service")
        sent = self._delivery(number, persona, [{**told("sent", pace.sent_after), "pricing": price}], self._late(now + pace.sent_after))
        if kind == "reaction":
            return [sent]
        delivered = self._delivery(
            number, persona, [{**told("delivered", pace.delivered_after), "pricing": price}], self._late(now + pace.delivered_after)
        )
        message = self._chats.get(id)
        if message is not None:
            message["settles"] = now + pace.delivered_after
        if self._switches.now.shuffle_statuses:
            return [replace(delivered, due=sent.due), replace(sent, due=delivered.due)]
        return [sent, delivered]

    def _late(self, due: float) -> float:
        return due + self._switches.now.delay_statuses_seconds

    def _delivery(self, number: Number, persona: Persona | None, statuses: list[dict[str, Any]], due: float) -> Delivery:
        who = persona.id if persona is not None else statuses[0]["recipient_id"]
        states = ", ".join(state if times == 1 else f"{times} × {state}" for state, times in Counter(map(_named, statuses)).items())
        return Delivery(
            id=trace_id(),
            lane=f"{who} statuses",
            due=due,
            body=wire_bytes(statuses_body(number, persona, statuses)).decode(),
            kind="statuses",
            summary=f"{states}, {persona.name if persona else who}",
            person=persona.id if persona else None,
            marks=[[told["id"], told["status"], str(told["errors"][0]["code"]) if "errors" in told else ""] for told in statuses],
        )


def _named(told: dict[str, Any]) -> str:
    return f"failed {told['errors'][0]['code']}" if "errors" in told else str(told["status"])
