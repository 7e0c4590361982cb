"""Open browsers: their socket breaks, ends, or belongs to somebody else."""

from tests.faults.neighbours import OTHER
from tests.faults.stories_of_flows import MENU, NAME, answers
from tests.faults.town import Town
from tests.faults.verbs import Scenario, at


def is_watched(town: Town) -> None:
    for name in ("marina", "caio"):
        town.browsers.opens(name)
    town.browsers.opens("stranger", OTHER)
    answers(town)


def loses_its_socket(town: Town) -> None:
    is_watched(town)
    at(town, 240, lambda: town.browsers.loses("marina", 130))


def never_notices(town: Town) -> None:
    """The socket has ended, its row has not: a table forgets when it likes."""
    town.browsers.opens("marina", minutes=5)
    answers(town)


def is_still_opening(town: Town) -> None:
    """API Gateway answers 410 for a socket until ``$connect`` has ended."""
    for name in ("marina", "caio"):
        town.browsers.opens(name, takes=20)
    town.browsers.opens("stranger", OTHER)
    answers(town)


def heard_something(town: Town) -> list[str]:
    deaf = [name for name in ("marina", "caio") if not town.browsers.open[name].frames]
    strange = town.browsers.open["stranger"].frames
    return [f"I16: {name} was told nothing" for name in deaf] + ([f"I17: a stranger was told {strange} times"] if strange else [])


STORIES = [
    Scenario("two screens and a stranger's", is_watched, [NAME, MENU, "Marcado, Rafa."], holds=heard_something),
    Scenario("news while a socket opens", is_still_opening, [NAME, MENU, "Marcado, Rafa."], holds=heard_something),
    Scenario("a socket gap", loses_its_socket, [NAME, MENU, "Marcado, Rafa."], holds=heard_something),
    Scenario("a socket that has ended", never_notices, [NAME, MENU, "Marcado, Rafa."]),
]
