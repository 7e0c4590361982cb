"""The bot and a customer: questions, answers, silence."""

import json
from typing import Any

from chalicelib.domain.inbound import ReactionReceived
from tests.faults.town import Town
from tests.faults.verbs import ANA, Scenario, at, count, does, moves, replies, says, taps
from tests.services.flows import DESK, SLOW
from tests.services.house import RAFAEL

NAME, MENU, GONE = "Qual é o seu nome?", "Oi, Rafa! Como posso ajudar?", "Até logo!"
DESK_2 = json.loads(json.dumps(DESK, ensure_ascii=False).replace(NAME, "Como se chama?").replace("Como posso ajudar?", "E agora?"))


def starts(town: Town) -> None:
    says(town, 0, "Oi")


def answers(town: Town) -> None:
    says(town, 0, "Oi")
    says(town, 250, "Rafa")
    taps(town, 500, "book")


def answers_badly(town: Town) -> None:
    says(town, 0, "Oi")
    says(town, 250, "Rafa")
    says(town, 500, "quero um leão")


def asks_for_a_person(town: Town) -> None:
    says(town, 0, "Oi")
    says(town, 250, "Rafa")
    taps(town, 500, "person")
    does(town, 1000, replies(town, "Bom dia, sou a Marina", "r1"))


def waits(town: Town) -> None:
    says(town, 0, "depois")


def answers_slowly(town: Town) -> None:
    says(town, 0, "devagar")
    says(town, 250, "Rafa")


def answers_at_the_last_moment(town: Town) -> None:
    says(town, 0, "Oi")
    says(town, 609.9, "Rafa")


def one_of_the_two(town: Town) -> list[str]:
    found = count(town, MENU) + count(town, GONE)
    return [] if found == 1 else [f"I15: answered and timed out {found} times"]


def comes_back_to_a_person(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, replies(town, "Bom dia!", "r1"))
    says(town, 900, "Mais uma coisa")


def comes_back(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, moves(town, "resolve"))
    says(town, 500, "Oi")


def reacts(town: Town) -> None:
    says(town, 0, "Oi")

    def react() -> None:
        to = next((m.provider_id for m in town.outbound_messages if m.provider_id), "wamid.out.1")
        town.posts(ReactionReceived(message_id="wamid.re.1", sender=RAFAEL, to=to, emoji="👍", at=town.clock.now))

    at(town, 400, react)


def is_published_meanwhile(town: Town) -> None:
    says(town, 0, "Oi")
    at(town, 200, lambda: town.shelf.publish_flow(DESK_2))
    says(town, 250, "Rafa")
    says(town, 400, "Oi", sender=ANA)


def meets_other_code(town: Town) -> None:
    """What is on the queues and in the tables was written by the version before, and by the one to come (I19)."""
    answers(town)
    town.written = lambda claim: otherwise(claim, exclude_defaults=True)
    at(town, 245, lambda: rewrite(town, exclude_defaults=True))
    at(town, 490, lambda: rewrite(town, exclude_defaults=False))


def otherwise(row: Any, *, exclude_defaults: bool) -> str:
    """Without the fields that have a default, as before they were there; with one that nobody here knows."""
    known = json.loads(row.model_dump_json())
    left_out = known.keys() - json.loads(row.model_dump_json(exclude_defaults=True)) - {"entry"} if exclude_defaults else set()
    return json.dumps({**{name: value for name, value in known.items() if name not in left_out}, "from_tomorrow": {"is": "unknown"}})


def rewrite(town: Town, *, exclude_defaults: bool) -> None:
    store = town.store
    tables: list[dict[Any, Any]] = [store.conversations, store.sessions, store.entries, store.contacts]
    for rows in tables:
        for key, row in rows.items():
            rows[key] = type(row).model_validate_json(otherwise(row, exclude_defaults=exclude_defaults))


STORIES = [
    Scenario("a new contact starts a flow", starts, [NAME, GONE]),
    Scenario("an answer", answers, [NAME, MENU, "Marcado, Rafa."]),
    Scenario("an invalid answer", answers_badly, [NAME, MENU, MENU]),
    Scenario("a hand-off", asks_for_a_person, [NAME, MENU, "Vou chamar alguém.", "Bom dia, sou a Marina"]),
    Scenario("a time-out", starts, [NAME, GONE]),
    Scenario("a later time-out than the alarm's", answers_slowly, ["Nome?", "Dia?", GONE], flows=(SLOW,), minutes=60),
    Scenario("a delay", waits, ["Ainda por aí?"], minutes=160),
    Scenario("an answer racing its time-out", answers_at_the_last_moment, [NAME, MENU], firm=False, holds=one_of_the_two),
    Scenario("a returning contact", comes_back_to_a_person, ["Bom dia!"]),
    Scenario("a new message after the end", comes_back, [NAME, GONE], firm=False),
    Scenario("a reaction", reacts, [NAME, GONE]),
    Scenario("a flow published during a session", is_published_meanwhile, [NAME, MENU, "Como se chama?", GONE]),
    Scenario("old and new code side by side", meets_other_code, [NAME, MENU, "Marcado, Rafa."]),
]
