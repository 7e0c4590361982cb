"""The simulated world: everything wired, and what moves several parts at once."""

from dataclasses import asdict
from typing import Any

from infrastructure.local.simulator.chats import Chats, Message
from infrastructure.local.simulator.clock import Clock, iso
from infrastructure.local.simulator.courier import Courier, Delivery
from infrastructure.local.simulator.customer import Customer
from infrastructure.local.simulator.feed import Feed
from infrastructure.local.simulator.graph.errors import status_error
from infrastructure.local.simulator.journal import Entry, Journal
from infrastructure.local.simulator.media import Media
from infrastructure.local.simulator.mischief import Mischief, Switches
from infrastructure.local.simulator.numbers import Number, Numbers
from infrastructure.local.simulator.outbox import Outbox
from infrastructure.local.simulator.people import People, Persona
from infrastructure.local.simulator.product_log import ProductLog
from infrastructure.local.simulator.rates import Rates
from infrastructure.local.simulator.scenarios.player import Player
from infrastructure.local.simulator.scenarios.recorder import Recorder
from infrastructure.local.simulator.scenarios.shelf import Shelf
from infrastructure.local.simulator.settings import Settings
from infrastructure.local.simulator.store import Store


class World:
    """One business, its customers, and the road between them and the product."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.state_dir / "simulator.sqlite")
        self.feed = Feed()
        self.clock = Clock(self.store)
        self.people = People(self.store)
        self.numbers = Numbers(settings, self.store)
        self.switches = Switches(self.store)
        self.journal = Journal(self.feed, self.store)
        self.chats = Chats(self.store, self.feed, self.clock)
        self.media = Media(settings, self.store)
        self.product_log = ProductLog(settings.product_logs)
        self.rates = Rates(self.clock.now)
        self.courier = Courier(settings, self.store, self.journal, self.switches, self._taken)
        self.outbox = Outbox(settings, self.store, self.clock, self.chats, self.courier, self.switches)
        self.shelf = Shelf(settings.scenarios_dir)
        self.recorder = Recorder(self.people, self.chats, self._changed)
        self.player = Player(self, self._changed)
        self.sent = 0
        self.journal.listen(self.recorder.hear)
        self.journal.listen(self._count)
        self.customer = Customer(self.store, self.clock, self.chats, self.courier, self.media)

    async def start(self) -> None:
        """Begins to post webhooks, first those an earlier process left."""
        await self.courier.start()

    async def stop(self) -> None:
        """Stops; nothing that waits is lost, but for a recording."""
        await self.player.stop()
        self.feed.close()
        await self.courier.stop()
        self.store.close()

    async def reset(self) -> None:
        """As on the first day: no chats, no log, no mischief, the clock right, the four customers."""
        await self.player.stop()
        self.recorder.drop()
        await self.courier.stop()
        self.store.clear()
        for part in (self.clock, self.people, self.numbers, self.switches, self.chats, self.journal):
            part.load()
        self.rates.clear()
        await self.courier.start()
        self.feed.tell("reset")

    def change_mischief(self, change: dict[str, Any]) -> Mischief:
        """Sets some switches and tells the pages."""
        after = self.switches.change(change)
        self.recorder.switched(change)
        self._changed()
        return after

    def says(self, persona: Persona, number: Number, *messages: dict[str, Any]) -> list[Message]:
        """What a customer writes, taps or sends, in one webhook; raises ``Refused`` before anything is sent."""
        sent = self.customer.send(persona, number, list(messages))
        for message in messages:
            self.recorder.said(persona, message)
        self._changed()
        return sent

    def looks(self, persona: Persona) -> int:
        """The customer reads the chat; returns how much was new."""
        news = sum(self.outbox.read(persona, number) for number in self.numbers.all())
        if news:
            self.recorder.looked(persona)
        return news

    def advance(self, seconds: int) -> None:
        """Moves the clock and tells the pages."""
        self.clock.advance(seconds)
        self.recorder.jumped(seconds)
        self._changed()

    def start_typing(self, persona: Persona, until: float) -> None:
        """The business is typing, until it sends or 25 seconds pass."""
        self.feed.tell("typing", persona=persona.id, until=iso(until))

    def stop_typing(self, persona: Persona) -> None:
        """The business stopped typing."""
        self.feed.tell("typing", persona=persona.id, until=None)

    def state(self) -> dict[str, Any]:
        """What the page shows around the chats."""
        first = self.numbers.first
        return {
            "business": {"name": first.name, "phone": first.phone, "phone_number_id": first.phone_number_id, "waba_id": first.waba_id},
            "personas": [self._persona(persona) for persona in self.people.all()],
            "mischief": asdict(self.switches.now),
            "limits": asdict(self.rates.limits),
            "clock_offset_seconds": self.clock.offset,
            "now": iso(self.clock.now()),
            "recording": self.recorder.state,
            "playing": self.player.state,
            "webhook": {"url": self.settings.webhook_url, "waiting": self.courier.waiting},
        }

    def accepted(self) -> list[dict[str, Any]]:
        """How often each message was accepted, by its ``biz_opaque_callback_data``; those without one stand alone."""
        told: dict[str, dict[str, Any]] = {}
        for row in self.store.all("accepted"):
            known = told.setdefault(row["opaque"] or row["wamid"], {**row, "wamids": [], "count": 0})
            known["wamids"].append(row["wamid"])
            known["count"] += 1
        return list(told.values())

    def _persona(self, persona: Persona) -> dict[str, Any]:
        ends = self.chats.window_ends(persona, self.numbers.first.phone_number_id)
        return {**persona.shown(), "window_expires_at": None if ends is None else iso(ends), "unread": self.chats.unread(persona)}

    def _changed(self) -> None:
        self.feed.tell("state")

    def _count(self, entry: Entry) -> None:
        """How often the business has sent something since the simulator began."""
        self.sent += entry["direction"] == "outbound" and entry["kind"] == "messages" and entry["status"] == 200

    def _taken(self, delivery: Delivery) -> None:
        for id, state, code in delivery.marks:
            self.chats.climb(id, state, status_error(int(code)) if code else None)
