"""A hundred customers at once, each booking an appointment, while an agent reads beside them: all finish, none is doubled."""

import json
import os
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.local.edition import Product, simulator, until
from tests.local.emulator import client

CUSTOMERS = int(os.environ.get("PYTAKE_LOCAL_CUSTOMERS", "100"))
PATIENCE = 300
"""Seconds a customer waits for an answer: the emulator, not we, is what saturates on a laptop."""
REPORT = Path(__file__).resolve().parents[2] / "test-results" / "hundred-customers.json"


@dataclass
class Customer:
    """Books an appointment at the clinic's desk, step by step."""

    name: str
    id: str
    waits: list[float] = field(default_factory=list)

    def said(self) -> list[dict[str, Any]]:
        """What the business has said so far."""
        return [message for message in simulator("GET", f"/chats/{self.id}/messages")["messages"] if message["from"] == "business"]

    def say(self, body: dict[str, Any], expects: str) -> dict[str, Any]:
        """Writes, and waits for an answer with these words."""
        began = time.monotonic()
        simulator("POST", f"/chats/{self.id}/messages", json=body)

        def heard() -> dict[str, Any] | None:
            return next((message for message in self.said() if expects in message["text"]), None)

        answer = until(heard, f"{self.name} to hear {expects!r}", PATIENCE, every=0.5)
        self.waits.append(time.monotonic() - began)
        return answer

    def book(self) -> None:
        """The whole conversation."""
        menu = self.say({"kind": "text", "text": "Oi"}, "Como posso ajudar")
        rows = self.say(tap(menu, "button_reply", "Marcar consulta"), "Para qual especialidade")
        self.say(tap(rows, "list_reply", "Cardiologia"), "Qual dia da semana")
        period = self.say({"kind": "text", "text": "terça"}, "Prefere qual período")
        self.say(tap(period, "button_reply", "Manhã"), "seu nome completo")
        self.say({"kind": "text", "text": self.name}, "seu e-mail")
        confirm = self.say({"kind": "text", "text": "cliente@exemplo.com.br"}, "Confira seu pedido")
        self.say(tap(confirm, "button_reply", "Confirmar"), "Pronto")


def tap(message: dict[str, Any], kind: str, title: str) -> dict[str, Any]:
    """A tap on the button or row of a message that shows this title."""
    return {"kind": kind, "message_id": message["id"], "id": _option(message["content"], title)}


def _option(shown: Any, title: str) -> str:
    if isinstance(shown, dict):
        if shown.get("title") == title and "id" in shown:
            return str(shown["id"])
        shown = list(shown.values())
    if isinstance(shown, list):
        return next((found for found in (_option(each, title) for each in shown) if found), "")
    return ""


@dataclass
class Watch:
    """Does the same again and again, and keeps how long it took."""

    look: Callable[[], object]
    took: list[float] = field(default_factory=list)

    def times(self, rounds: int) -> "Watch":
        for _ in range(rounds):
            began = time.monotonic()
            self.look()
            self.took.append(time.monotonic() - began)
        return self

    def until(self, done: threading.Event) -> None:
        while not done.wait(0.2):
            self.times(1)


def reading(product: Product) -> Watch:
    """An agent who keeps looking at the list."""
    return Watch(lambda: product.get("/conversations", limit=25))


def asking_the_emulator() -> Watch:
    """One row by its key, straight from the emulated DynamoDB: its own time, without us."""
    dynamodb = client("dynamodb")
    return Watch(lambda: dynamodb.get_item(TableName="pytake-local-flows", Key={"pk": {"S": "W#nobody#"}, "sk": {"S": "draft"}}))


def figures(took: list[float]) -> dict[str, float]:
    """p50, p95 and p99 in milliseconds."""
    cuts = statistics.quantiles(took, n=100)
    return {"n": len(took), "p50_ms": round(cuts[49] * 1000, 1), "p95_ms": round(cuts[94] * 1000, 1), "p99_ms": round(cuts[98] * 1000, 1)}


def test_a_hundred_customers_at_once_all_finish_and_none_is_doubled(livia: Product) -> None:
    idle, alone = reading(livia).times(100), asking_the_emulator().times(100)
    beside = {"inbox_page_beside": reading(Product()), "emulator_beside": asking_the_emulator()}
    run = f"{int(time.time()) % 10**5:05d}"
    made = [
        simulator("POST", "/personas", json={"name": f"Cliente {run} {number}", "phone": f"+55119{run}{number:03d}"})
        for number in range(CUSTOMERS)
    ]
    customers = [Customer(persona["name"], persona["id"]) for persona in made]
    done = threading.Event()
    watching = [threading.Thread(target=watch.until, args=(done,)) for watch in beside.values()]
    for thread in watching:
        thread.start()
    began = time.monotonic()
    try:
        with ThreadPoolExecutor(CUSTOMERS) as pool:
            list(pool.map(Customer.book, customers))
    finally:
        done.set()
        for thread in watching:
            thread.join()
    took = time.monotonic() - began

    for customer in customers:
        texts = [message["text"] for message in customer.said()]
        assert len(texts) == len(set(texts)) == 8, f"{customer.name} was told {texts}"
    assert [each for each in simulator("GET", "/accepted") if each["count"] != 1] == []
    report = {
        "customers": CUSTOMERS,
        "seconds": round(took, 1),
        "messages_per_second": round(CUSTOMERS * 16 / took, 1),
        "answer": figures([wait for customer in customers for wait in customer.waits]),
        "inbox_page_idle": figures(idle.took),
        "emulator_idle": figures(alone.took),
        **{name: figures(watch.took) for name, watch in beside.items()},
    }
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=2))
    print(json.dumps(report, indent=2))
