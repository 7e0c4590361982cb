"""A customer with a phone of their own, played through the simulator's API where its page is not what is tried."""

import itertools
import random
from dataclasses import dataclass
from typing import Any

from tests.local.edition import simulator, until

_numbers = itertools.count(random.randrange(100_000, 900_000))


@dataclass(frozen=True)
class Customer:
    """One person; the name is this run's own, so that rows are found by it."""

    id: str
    name: str

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    def writes(self, text: str) -> None:
        simulator("POST", f"/chats/{self.id}/messages", json={"kind": "text", "text": text})

    def asks_for_a_person(self) -> None:
        """The shortest way past the bot."""
        self.writes("Quero falar com um atendente")
        self.hears("Vou chamar alguém da nossa equipe")

    def looks(self) -> None:
        """Opens the chat: what came is read."""
        simulator("POST", f"/chats/{self.id}/read")

    def chat(self) -> list[dict[str, Any]]:
        return list(simulator("GET", f"/chats/{self.id}/messages")["messages"])

    def heard(self) -> list[str]:
        """What the business said, oldest first; what WhatsApp refused never reaches a phone."""
        return [message["text"] for message in self.chat() if message["from"] == "business" and not message["hidden"]]

    def hears(self, words: str) -> None:
        """Waits until the business said something with these words."""
        until(lambda: any(words in text for text in self.heard()), f"“{words}” on the phone of {self.name}")


def new_customer(name: str, **address: str) -> Customer:
    """A customer nobody has talked to, under this name and a number that makes it unique."""
    number = next(_numbers)
    full = f"{name} {number}"
    reached = address or {"phone": f"551198{number}0"}
    persona = simulator("POST", "/personas", json={"name": full, **reached})
    return Customer(persona["id"], full)


def number_without_ninth() -> str:
    """A Brazilian mobile number as WhatsApp still knows the old ones."""
    return f"553188{next(_numbers)}"


def username() -> str:
    return f"otavio.{next(_numbers)}"
