"""Members of the clinic: they answer, take over, give back, end and begin again."""

from tests.faults.stories_of_flows import GONE, MENU, NAME
from tests.faults.town import Town
from tests.faults.verbs import Scenario, count, does, moves, replies, says, taps
from tests.services.house import CAIO, MARINA


def is_answered(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, replies(town, "Bom dia!", "r1"))
    does(town, 300, replies(town, "Como posso ajudar?", "r2"))


def is_answered_once(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, replies(town, "Bom dia!", "r1"))


def is_answered_in_a_row(town: Town) -> None:
    says(town, 0, "Bom dia")
    for number, text in enumerate(("um", "dois", "três")):
        does(town, 250 + number / 20, replies(town, text, f"r{number}"))


def clicks_twice(town: Town) -> None:
    says(town, 0, "Bom dia")
    for second in (250, 250.02, 251, 400):
        does(town, second, replies(town, "Bom dia!", "r1"))


def is_taken_over(town: Town) -> None:
    says(town, 0, "Oi")
    does(town, 250, moves(town, "take_over"))
    does(town, 300, replies(town, "Deixa comigo", "r1"))


def is_taken_over_at_once(town: Town) -> None:
    """The bot's question has not left yet."""
    says(town, 0, "Oi")
    does(town, 0.09, moves(town, "take_over"))


def is_taken_over_in_doubt(town: Town) -> None:
    """Nobody knows whether the bot's question has left: the bot may not ask it again."""
    says(town, 0, "Oi")
    does(town, 100, moves(town, "take_over"))


def is_taken_over_as_it_wakes(town: Town) -> None:
    says(town, 0, "Oi")
    does(town, 610.1, moves(town, "take_over"))


def said_goodbye_once_at_most(town: Town) -> list[str]:
    return [] if count(town, GONE) <= 1 else [f"I15: timed out {count(town, GONE)} times"]


def is_given_back(town: Town) -> None:
    says(town, 0, "Oi")
    does(town, 250, moves(town, "take_over"))
    does(town, 260, moves(town, "give_back"))


def is_reopened(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, moves(town, "resolve"))
    does(town, 300, moves(town, "reopen"))
    says(town, 500, "Mais uma coisa")


def is_resolved_as_somebody_writes(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250.06, moves(town, "resolve"))
    says(town, 250, "Espera")


def has_two_agents(town: Town) -> None:
    says(town, 0, "Bom dia")
    does(town, 250, replies(town, "Oi, é a Marina", "r1", MARINA))
    does(town, 250, replies(town, "Oi, é o Caio", "r2", CAIO))


def answers_a_bot_that_answers(town: Town) -> None:
    """An agent and the customer at the same moment, while the bot has the word."""
    says(town, 0, "Oi")
    does(town, 250.08, replies(town, "Bom dia!", "r1"))
    says(town, 250, "Rafa")
    taps(town, 500, "book")


STORIES = [
    Scenario("an agent's reply", is_answered, ["Bom dia!", "Como posso ajudar?"]),
    Scenario("three replies in a row", is_answered_in_a_row, ["um", "dois", "três"], firm=False),
    Scenario("a double click", clicks_twice, ["Bom dia!"]),
    Scenario("a take-over", is_taken_over, [NAME, "Deixa comigo"], firm=False),
    Scenario("a take-over before the bot's words left", is_taken_over_at_once, [NAME], firm=False),
    Scenario("a take-over of words in doubt", is_taken_over_in_doubt, [NAME], plan=["lost"], statuses=None, firm=False),
    Scenario("a take-over racing a wake-up", is_taken_over_as_it_wakes, [NAME, GONE], firm=False, holds=said_goodbye_once_at_most),
    Scenario("a word given back", is_given_back, [NAME, GONE], firm=False),
    Scenario("a reopened conversation", is_reopened, [], firm=False),
    Scenario("a resolve racing an inbound", is_resolved_as_somebody_writes, [], firm=False),
    Scenario("two agents at once", has_two_agents, ["Oi, é a Marina", "Oi, é o Caio"], firm=False),
    Scenario("an agent and an answer at once", answers_a_bot_that_answers, [NAME, MENU, "Bom dia!"], firm=False),
]
