"""Posts webhooks: in order for each person, again until they are taken, over restarts too."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import httpx2

from infrastructure.local.simulator.journal import Journal
from infrastructure.local.simulator.mischief import Switches
from infrastructure.local.simulator.settings import Settings
from infrastructure.local.simulator.signing import headers_for
from infrastructure.local.simulator.store import Store

_ANSWER_KEPT = 4_000


@dataclass(frozen=True)
class Delivery:
    """A webhook to be posted. ``due`` is real time; ``marks`` says how far which message got once it is taken."""

    id: str
    lane: str
    due: float
    body: str
    kind: str
    summary: str
    person: str | None = None
    marks: list[list[str]] = field(default_factory=list)
    attempts: int = 0


class Courier:
    """One worker a lane, a lane being one person's messages or one person's statuses. A failing webhook holds back its lane only."""

    def __init__(self, settings: Settings, store: Store, journal: Journal, switches: Switches, taken: Callable[[Delivery], None]) -> None:
        self._settings, self._store, self._journal, self._switches, self._taken = settings, store, journal, switches, taken
        self._lanes: dict[str, list[tuple[float, int, Delivery]]] = {}
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._news: dict[str, asyncio.Event] = {}
        self._order = itertools.count()
        self._turns = asyncio.Semaphore(settings.webhooks_at_once)
        self._client: httpx2.AsyncClient | None = None

    @property
    def waiting(self) -> int:
        """How many webhooks are not taken yet."""
        return self._store.count("webhook")

    async def start(self) -> None:
        """Opens the client and takes up what an earlier process left."""
        # Environment proxies must not see, or stop, a call to this machine.
        self._client = httpx2.AsyncClient(timeout=self._settings.webhook_timeout, trust_env=False)
        for row in self._store.all("webhook"):
            self._queue(Delivery(**row))

    async def stop(self) -> None:
        """Stops posting; what waits stays kept."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        self._lanes.clear()
        self._workers.clear()
        self._news.clear()
        if self._client is not None:
            await self._client.aclose()

    def keep(self, delivery: Delivery) -> None:
        """Makes a delivery durable; call ``go`` after the transaction that holds it."""
        self._store.put("webhook", delivery.id, asdict(delivery))

    def go(self, deliveries: list[Delivery]) -> None:
        """Lets kept deliveries leave when they are due."""
        for delivery in deliveries:
            self._queue(delivery)

    def pull_forward(self, lane: str, message: str) -> None:
        """Not yet posted webhooks about a message become due now, last first: the shuffled order of a status that overtakes."""
        waiting = self._lanes.get(lane, [])
        ahead = [entry for entry in waiting if any(mark[0] == message for mark in entry[2].marks)]
        for place, entry in enumerate(sorted(ahead, reverse=True)):
            waiting.remove(entry)
            moved = replace(entry[2], due=time.time() + place / 1000)
            waiting.append((moved.due, next(self._order), moved))
        heapq.heapify(waiting)

    async def post(self, raw: bytes, headers: dict[str, str], **about: Any) -> dict[str, Any]:
        """Posts bytes once and returns the log's entry."""
        if self._client is None:
            raise RuntimeError("the courier has not been started")
        status: int | None = None
        answer, note = "", about.pop("note", None)
        async with self._turns:
            started = time.monotonic()
            try:
                response = await self._client.post(self._settings.webhook_url, content=raw, headers=headers)
                status, answer = response.status_code, response.text[:_ANSWER_KEPT]
            except httpx2.TimeoutException:
                note = f"No answer within {self._settings.webhook_timeout:g} s"
            except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
                note = f"Not reached: {error}" if str(error) else "Not reached"
        if about.pop("refuse", False):
            note, status = f"The answer was {status or 'none'}; taken for a 500", 500
        return self._journal.write(
            direction="inbound",
            status=status,
            started=started,
            note=note,
            signature="valid",
            method="POST",
            url=self._settings.webhook_url,
            payload=raw.decode("utf-8", "replace"),
            headers=headers,
            answer=answer,
            **about,
        )

    def _queue(self, delivery: Delivery) -> None:
        heapq.heappush(self._lanes.setdefault(delivery.lane, []), (delivery.due, next(self._order), delivery))
        if delivery.lane in self._workers:
            self._news[delivery.lane].set()
        else:
            self._news[delivery.lane] = asyncio.Event()
            self._workers[delivery.lane] = asyncio.create_task(self._work(delivery.lane))

    async def _work(self, lane: str) -> None:
        waiting, news = self._lanes[lane], self._news[lane]
        while waiting:
            pause = waiting[0][0] - time.time()
            if pause > 0:
                news.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), pause)
                continue
            await self._deliver(heapq.heappop(waiting)[2])
        del self._lanes[lane], self._workers[lane], self._news[lane]

    async def _deliver(self, delivery: Delivery) -> None:
        raw = delivery.body.encode("utf-8")
        headers = headers_for(self._settings.app_secret, raw)
        while True:
            delivery = replace(delivery, attempts=delivery.attempts + 1)
            now = self._switches.now
            about = {"kind": delivery.kind, "summary": delivery.summary, "person": delivery.person, "attempt": delivery.attempts}
            posts = [self.post(raw, headers, **about, refuse=now.fail_webhook_once and delivery.attempts == 1)]
            if now.duplicate_webhooks:
                posts.append(self.post(raw, headers, **about, duplicate=True))
            first = (await asyncio.gather(*posts))[0]
            if first["status"] == 200:
                with self._store.together():
                    self._store.drop("webhook", delivery.id)
                    self._taken(delivery)
                return
            self.keep(delivery)
            await asyncio.sleep(min(self._settings.retry_longest, self._settings.retry_first * 2 ** min(delivery.attempts - 1, 10)))
