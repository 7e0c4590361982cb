"""Everything that may happen in a clinic, in any order: a state machine over the real services, and what must hold after each step."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.domain.address import Address
from chalicelib.domain.content import Choice, Media, Text
from chalicelib.domain.inbound import MessageReceived, ReactionReceived, Sender, StatusChanged
from chalicelib.domain.message import DeliveryStatus, Message, MessageRef
from tests.faults.expectations import accepted_too_often, late, misnumbered, not_as_told, open_twice, stored_twice, versions_lost
from tests.faults.house_on_fire import Fate, Killed
from tests.faults.ladder import GIVEN_UP
from tests.faults.model_town import ModelTown
from tests.faults.promises import broken
from tests.faults.seeded import seeded
from tests.services.flows import DESK, LATER, SLOW
from tests.services.house import CAIO, CLINIC, LIVIA, MARINA, RAFAEL

PEOPLE = [
    RAFAEL,
    Sender(addresses=(Address(channel="whatsapp", kind="phone", value="5511970001111"),), name="Beatriz"),
    Sender(
        addresses=(
            Address(channel="whatsapp", kind="phone", value="5511970002222"),
            Address(channel="whatsapp", kind="user_id", value="BR.13491208655302741918"),
        )
    ),
]
MEMBERS = [MARINA, CAIO, LIVIA]
VERBS = ["answer", "answer", "answer again", "take_over", "give_back", "resolve", "reopen", "assign", "put down", "read", "publish"]
WAYS = ["new", "new", "new", "again", "late", "tap", "album", "lanes"]
TAPS = ["book", "person", "nothing"]
STATUSES = [DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ, DeliveryStatus.PLAYED, DeliveryStatus.FAILED]
QUIET = 200
"""Minutes in which everything that can settle has settled: the longest wait of a flow is two hours."""

people, members, small = st.sampled_from(PEOPLE), st.sampled_from(MEMBERS), st.integers(0, 99)
words = st.sampled_from(["Oi", "Oi", "depois", "devagar", "Rafa", "Bom dia", "quero um leão"])
moods = st.sampled_from(["ok", "throttled", "pair", "refused", "lost", "taken", "taken", "early", "unreachable", "broken"])
waits = st.sampled_from([0, 0.02, 0.3, 2, 30, 200])
"""Seconds until the next step: often too few for what is on its way to arrive."""


class Clinic(RuleBasedStateMachine):
    """A step is what somebody does, and how long it is until the next."""

    steps = 0

    @initialize(statuses=st.sampled_from([None, 2.0, 120.0, 600.0]), echoes=st.booleans(), moods=st.lists(moods, max_size=6), words=words)
    def opens(self, statuses: float | None, echoes: bool, moods: list[str], words: str) -> None:
        self.around = ExitStack()
        self.around.enter_context(seeded("stateful model"))
        self.town = ModelTown(statuses=statuses, echoes=echoes)
        self.number, self.facts = 0, list[MessageReceived]()
        self.town.channel.plan += moods
        self._says(PEOPLE[0], Text(body=words))

    @rule(
        who=people,
        how=st.sampled_from(["new", "new", "new", "again", "late", "tap", "album", "lanes"]),
        words=words,
        which=small,
        wait=waits,
    )
    def a_customer_writes(self, who: Sender, how: str, words: str, which: int, wait: float) -> None:
        match how:
            case "again":
                fact = self.facts[which % len(self.facts)]
                self.town.posts(fact, fact.sender.addresses[0].value)
            case "tap":
                self._says(who, Choice(id=TAPS[which % len(TAPS)], title=words))
            case "album" | "lanes":
                for number in range(2 + which % 3):
                    image = Media(kind="image", media_id=f"m{number}", mime_type="image/jpeg")
                    self._says(who, image, group=f"lane{number}" if how == "lanes" else None)
            case _:
                self._says(who, Text(body=words), hours=1 + which if how == "late" else 0)
        self.town.passes(wait)

    @rule(who=people, which=small, emoji=st.sampled_from(["👍", None]), wait=waits)
    def a_customer_reacts(self, who: Sender, which: int, emoji: str | None, wait: float) -> None:
        known = [message.provider_id for message in self._messages() if message.provider_id] or ["wamid.unknown"]
        self.number += 1
        to = known[which % len(known)]
        fact = ReactionReceived(message_id=f"wamid.re.{self.number}", sender=who, to=to, emoji=emoji, at=self.town.clock.now)
        self.town.posts(fact, who.addresses[0].value)
        self.town.passes(wait)

    @precondition(lambda self: self.town.all)
    @rule(which=small, by=members, verb=st.sampled_from(VERBS), to=members, wait=waits)
    def an_agent(self, which: int, by: Any, verb: str, to: Any, wait: float) -> None:
        town, conversation = self.town, self.town.all[which % len(self.town.all)].id
        self.number += verb == "answer"
        text, client_id = Text(body=f"Resposta {self.number}"), f"r{self.number}"
        match verb:
            case "answer" | "answer again":
                self._does(lambda now: town.replies.send(CLINIC, conversation, client_id, text, by=by, now=now))
            case "assign":
                self._does(lambda now: town.desk.assign(CLINIC, conversation, to.id, by, now))
            case "put down":
                self._does(lambda now: town.desk.assign(CLINIC, conversation, None, by, now))
            case "read":
                self._does(lambda now: town.desk.read(CLINIC, conversation, now))
            case "publish":
                town.shelf.publish_flow([DESK, LATER, SLOW][which % 3])
            case _:
                self._does(lambda now: getattr(town.desk, verb)(CLINIC, conversation, by, now))
        town.passes(wait)

    @precondition(lambda self: self._given_up())
    @rule(which=small, by=members, twice=st.booleans(), wait=waits)
    def an_agent_resends(self, which: int, by: Any, twice: bool, wait: float) -> None:
        given_up = self._given_up()
        ref = given_up[which % len(given_up)].ref
        for _ in range(1 + twice):
            self._does(partial(self._resends, ref, by))
        self.town.passes(wait)

    @rule(moods=st.lists(moods, min_size=1, max_size=3))
    def whatsapp_will_answer(self, moods: list[str]) -> None:
        self.town.channel.plan += moods

    @precondition(lambda self: self.town.channel.accepted)
    @rule(which=small, status=st.sampled_from(STATUSES), by_reference=st.booleans(), times=st.integers(1, 2), wait=waits)
    def whatsapp_tells(self, which: int, status: DeliveryStatus, by_reference: bool, times: int, wait: float) -> None:
        place = which % len(self.town.channel.accepted)
        reference, wamid = self.town.channel.accepted[place][0], f"wamid.out.{place + 1}"
        told = StatusChanged(message_id=wamid, status=status, at=self.town.clock.now, reference=str(reference) if by_reference else None)
        self.town.heard.add((reference.ref, reference.attempt, status, None if by_reference else wamid))
        for _ in range(times):
            self.town.posts(told)
        self.town.passes(wait)

    @rule(state=st.sampled_from(["paused", "running", "running"]), wait=waits)
    def the_connection_is(self, state: str, wait: float) -> None:
        self.town.trouble.append(self.town.clock.now)
        connection = self.town.connection.id
        self._does(lambda now: self.town.connections.change(CLINIC, connection, state=state, now=now))
        self.town.passes(wait)

    @rule(seconds=st.sampled_from([40, 130, 310, 700, 4000]))
    def time_passes(self, seconds: float) -> None:
        self.town.passes(seconds)

    @rule(calls=st.integers(1, 25), fate=st.sampled_from([Fate.DIES_BEFORE, Fate.DIES_AFTER, Fate.FAILS, Fate.ANSWER_LOST]))
    def something_will_break(self, calls: int, fate: Fate) -> None:
        fuse = self.town.fuse
        fuse.at, fuse.fate, fuse.burnt = len(fuse.calls) + calls, fate, False
        self.town.trouble.append(self.town.clock.now)

    @rule(which=small, what=st.sampled_from(["sweep", "alarm", "old alarm"]), wait=waits)
    def a_machine_runs(self, which: int, what: str, wait: float) -> None:
        town, sessions = self.town, list(self.town.store.sessions.values())
        if what == "sweep":
            town._swept()
        elif sessions:
            session = sessions[which % len(sessions)]
            arming = session.arming - (what == "old alarm")
            event = {"workspace": CLINIC, "conversation": session.conversation_id, "session": session.id, "arming": arming}
            with suppress(Killed, Exception):
                town.lambdas.of("wake_session")(event)
        town.passes(wait)

    # what must hold

    @invariant()
    def holds(self) -> None:
        type(self).steps += 1
        town = self.town
        found = [*stored_twice(town), *misnumbered(town), *open_twice(town), *versions_lost(town), *accepted_too_often(town)]
        assert found + town.ladder.went_down == []

    def teardown(self) -> None:
        town = self.town
        town.channel.plan.clear()
        town.fuse.at = None
        town.run(1)
        self._does(lambda now: town.connections.change(CLINIC, town.connection.id, state="running", now=now))
        town.trouble.append(town.clock.now)
        town.run(QUIET)
        self.holds()
        self.around.close()
        # In how much time, and told by WhatsApp or by a rule, is known better here.
        kept = [each for each in broken(town) if " took " not in each and " was told " not in each]
        assert kept + late(town) + not_as_told(town) == []

    def _does(self, action: Callable[[datetime], object]) -> None:
        self.town.agent(lambda: action(self.town.clock.now))

    def _says(self, who: Sender, content: Any, *, hours: int = 0, group: str | None = None) -> None:
        self.number += 1
        at = self.town.clock.now - timedelta(hours=hours)
        fact = MessageReceived(message_id=f"wamid.in.{self.number}", sender=who, content=content, at=at)
        self.facts.append(fact)
        self.town.posts(fact, group or who.addresses[0].value)

    def _resends(self, ref: MessageRef, by: Any, now: datetime) -> None:
        before = self.town.store.entries[CLINIC, ref.conversation_id, ref.seq]
        try:
            self.town.replies.resend(CLINIC, ref, by=by, now=now)
        finally:
            after = self.town.store.entries[CLINIC, ref.conversation_id, ref.seq]
            self.town.resends[ref] += after.attempt > before.attempt

    def _given_up(self) -> list[Message]:
        return [message for message in self.town.outbound_messages if message.status in GIVEN_UP]

    def _messages(self) -> Sequence[Message]:
        return [entry for entry in self.town.store.entries.values() if isinstance(entry, Message)]
