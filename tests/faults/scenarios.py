"""Small stories of a clinic: who does what at which second."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from chalicelib.domain.content import Choice, Media, Text
from chalicelib.domain.inbound import MessageReceived, ReactionReceived
from chalicelib.domain.message import DeliveryStatus
from tests.faults.town import Town
from tests.services.flows import DESK, LATER, SLOW
from tests.services.house import CAIO, CLINIC, MARINA, RAFAEL


@dataclass(frozen=True)
class Scenario:
    """A story, and how it ends when nothing burns: ``ending`` is what the contact was told, in order."""

    name: str
    script: Callable[[Town], None]
    ending: Sequence[str]
    flows: Sequence[Mapping[str, Any]] = (DESK, LATER)
    plan: Sequence[str] = ()
    statuses: float | None = 2
    minutes: float = 40
    firm: bool = True
    """The same words are written down whatever burns; False where a delay may rightly change who comes first."""
    final: frozenset[DeliveryStatus] = field(default_factory=lambda: frozenset({DeliveryStatus.DELIVERED}))


def says(town: Town, second: float, text: str, message_id: str | None = None, group: str = "rafael") -> None:
    wamid = message_id or f"wamid.in.{second}"
    town.clock.after(second, lambda: town.posts(said(town, wamid, Text(body=text)), group))


def taps(town: Town, second: float, choice: str) -> None:
    town.clock.after(second, lambda: town.posts(said(town, f"wamid.tap.{second}", Choice(id=choice, title=choice))))


def does(town: Town, second: float, action: Callable[[], object]) -> None:
    town.clock.after(second, lambda: town.agent(action))


def said(town: Town, wamid: str, content: Any) -> MessageReceived:
    return MessageReceived(message_id=wamid, sender=RAFAEL, content=content, at=town.clock.now)


def replies(town: Town, text: str, client_id: str, by: Any = MARINA) -> Callable[[], object]:
    return lambda: town.replies.send(CLINIC, _latest(town), client_id, Text(body=text), by=by, now=town.clock.now)


def moves(town: Town, verb: str, by: Any = MARINA) -> Callable[[], object]:
    return lambda: getattr(town.desk, verb)(CLINIC, _latest(town), by, town.clock.now)


def _latest(town: Town) -> Any:
    return max(town.store.conversations.values(), key=lambda c: (c.status != "resolved", c.created_at)).id


def _starts(town: Town) -> None:
    says(town, 0, "Oi")


def _answers(town: Town) -> None:
    says(town, 0, "Oi")
    says(town, 250, "Rafa")
    taps(town, 500, "book")


def _answers_badly(town: Town) -> None:
    says(town, 0, "Oi")
    says(town, 250, "Rafa")
    says(town, 500, "quero um leão")


def _asks_for_a_person(town: Town) -> None:
    says(town, 0, "Oi")
    says(town, 250, "Rafa")
    taps(town, 500, "person")
    does(town, 1000, replies(town, "Bom dia, sou a Marina", "r1"))


def _is_silent(town: Town) -> None:
    says(town, 0, "Oi")


def _waits(town: Town) -> None:
    says(town, 0, "depois")


def _answers_slowly(town: Town) -> None:
    says(town, 0, "devagar")
    says(town, 250, "Rafa")


def _is_delivered_twice(town: Town) -> None:
    for second in (0, 1, 100, 700):
        says(town, second, "Oi", "wamid.same")


def _is_answered(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, replies(town, "Bom dia!", "r1"))
    does(town, 300, replies(town, "Como posso ajudar?", "r2"))


def _double_click(town: Town) -> None:
    says(town, 0, "Bom dia")
    for second in (250, 250.02, 251, 400):
        does(town, second, replies(town, "Bom dia!", "r1"))


def _is_taken_over(town: Town) -> None:
    says(town, 0, "Oi")
    does(town, 250, moves(town, "take_over"))
    does(town, 300, replies(town, "Deixa comigo", "r1"))


def _is_given_back(town: Town) -> None:
    says(town, 0, "Oi")
    does(town, 250, moves(town, "take_over"))
    does(town, 260, moves(town, "give_back"))


def _comes_back(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, moves(town, "resolve"))
    says(town, 500, "Oi")


def _is_reopened(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, moves(town, "resolve"))
    does(town, 300, moves(town, "reopen"))
    says(town, 500, "Mais uma coisa")


def _reacts(town: Town) -> None:
    says(town, 0, "Oi")

    def react() -> None:
        to = next((m.provider_id for m in town.outbound_messages if m.provider_id), "wamid.out.1")
        town.posts(ReactionReceived(message_id="wamid.re.1", sender=RAFAEL, to=to, emoji="👍", at=town.clock.now))

    town.clock.after(400, react)


def _sends_an_album(town: Town, group: Callable[[int], str]) -> None:
    for number in range(5):
        image = Media(kind="image", media_id=f"m{number}", mime_type="image/jpeg")
        town.clock.after(number / 1000, partial(_post_image, town, number, image, group(number)))


def _post_image(town: Town, number: int, image: Media, group: str) -> None:
    town.posts(said(town, f"wamid.album.{number}", image), group)


def _two_agents(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, replies(town, "Oi, é a Marina", "r1", MARINA))
    does(town, 250, replies(town, "Oi, é o Caio", "r2", CAIO))


NAME, MENU = "Qual é o seu nome?", "Oi, Rafa! Como posso ajudar?"
SETTLED = frozenset({DeliveryStatus.DELIVERED})
DOUBTFUL = frozenset({DeliveryStatus.UNCONFIRMED, DeliveryStatus.DELIVERED, DeliveryStatus.ACCEPTED})

SCENARIOS = [
    Scenario("a new contact starts a flow", _starts, [NAME, "Até logo!"]),
    Scenario("an answer", _answers, [NAME, MENU, "Marcado, Rafa."]),
    Scenario("an invalid answer", _answers_badly, [NAME, MENU, MENU]),
    Scenario("a hand-off", _asks_for_a_person, [NAME, MENU, "Vou chamar alguém.", "Bom dia, sou a Marina"]),
    Scenario("a time-out", _is_silent, [NAME, "Até logo!"]),
    Scenario("a later time-out than the alarm's", _answers_slowly, ["Nome?", "Dia?", "Até logo!"], flows=(SLOW,), minutes=60),
    Scenario("a delay", _waits, ["Ainda por aí?"], minutes=160),
    Scenario("a duplicate", _is_delivered_twice, [NAME, "Até logo!"]),
    Scenario("an agent's reply", _is_answered, ["Bom dia!", "Como posso ajudar?"]),
    Scenario("a double click", _double_click, ["Bom dia!"]),
    Scenario("a take-over", _is_taken_over, [NAME, "Deixa comigo"], firm=False),
    Scenario("a word given back", _is_given_back, [NAME, "Até logo!"], firm=False),
    Scenario("a new message after the end", _comes_back, [NAME, "Até logo!"], firm=False),
    Scenario("a reopened conversation", _is_reopened, [], firm=False),
    Scenario("throttled", _answers, [NAME, MENU, "Marcado, Rafa."], plan=["throttled", "throttled", "ok", "throttled"]),
    Scenario("an unknown outcome, told early", _is_silent, [NAME, "Até logo!"], plan=["taken"]),
    Scenario("an unknown outcome, told late", _is_silent, [NAME, "Até logo!"], plan=["taken"], statuses=600),
    Scenario("an unknown outcome, never told", _is_silent, [NAME, "Até logo!"], plan=["taken"], statuses=None),
    Scenario("an unknown outcome of what was lost", _is_silent, [NAME, "Até logo!"], plan=["lost"]),
    Scenario("an agent's unknown outcome, told late", _is_answered, ["Bom dia!", "Como posso ajudar?"], plan=["taken"], statuses=600),
    Scenario("an agent's unknown outcome, never told", _is_answered, ["Bom dia!", "Como posso ajudar?"], plan=["taken"], statuses=None),
    Scenario("a refusal", _is_answered, ["Bom dia!", "Como posso ajudar?"], plan=["refused"]),
    Scenario("a reaction", _reacts, [NAME, "Até logo!"]),
    Scenario("an album of five, one lane", partial(_sends_an_album, group=lambda _: "rafael"), []),
    Scenario("an album of five, five lanes", partial(_sends_an_album, group=str), []),
    Scenario("two agents at once", _two_agents, ["Oi, é a Marina", "Oi, é o Caio"], firm=False),
]
