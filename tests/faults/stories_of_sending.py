"""WhatsApp takes a message, or does not, or does not say; and tells of it early, late, twice, in any order."""

from collections.abc import Callable

from chalicelib.domain.message import DeliveryStatus
from tests.faults.stories_of_flows import GONE, MENU, NAME, answers, starts
from tests.faults.stories_of_people import is_answered, is_answered_in_a_row, is_answered_once
from tests.faults.town import Town
from tests.faults.verbs import Scenario, says

S = DeliveryStatus
TWO, ROW = ["Bom dia!", "Como posso ajudar?"], ["um", "dois", "três"]


def telling(script: Callable[[Town], object], *says: DeliveryStatus, anonymous: bool = False) -> Callable[[Town], None]:
    """The story, where WhatsApp tells of sends in these words."""

    def told(town: Town) -> None:
        town.channel.says, town.channel.anonymous = says or town.channel.says, anonymous
        script(town)

    return told


def tells_of_the_first_last(town: Town) -> None:
    """The first attempt's end is a failure, told when the second has long arrived."""
    town.channel.delays, town.channel.words = [900], [(S.SENT, S.FAILED)]
    starts(town)


def is_slow(town: Town) -> None:
    """The worker gets to a message just as the sweep finds it: both have it."""
    town.lag = 119
    says(town, 0, "Oi")


STORIES = [
    Scenario("throttled", answers, [NAME, MENU, "Marcado, Rafa."], plan=["throttled", "throttled", "ok", "throttled"]),
    Scenario("throttled for this contact", answers, [NAME, MENU, "Marcado, Rafa."], plan=["pair", "pair", "ok", "pair"]),
    Scenario("throttled in a row", is_answered_in_a_row, ROW, plan=["throttled", "pair"], firm=False),
    Scenario("out of reach", answers, [NAME, MENU, "Marcado, Rafa."], plan=["unreachable", "ok", "unreachable", "unreachable"]),
    Scenario("a refusal", is_answered, TWO, plan=["refused"]),
    Scenario("an unknown outcome, told at once", starts, [NAME, GONE], plan=["taken"], statuses=0),
    Scenario("an unknown outcome, told early", starts, [NAME, GONE], plan=["taken"]),
    Scenario("an unknown outcome, told late", starts, [NAME, GONE], plan=["taken"], statuses=600),
    Scenario("an unknown outcome, never told", starts, [NAME, GONE], plan=["taken"], statuses=None),
    Scenario("an unknown outcome of what was lost", starts, [NAME, GONE], plan=["lost"]),
    Scenario("an agent's unknown outcome, told late", is_answered, TWO, plan=["taken"], statuses=600),
    Scenario("an agent's unknown outcome, never told", is_answered, TWO, plan=["taken"], statuses=None),
    Scenario("replies behind a doubtful one", is_answered_in_a_row, ROW, plan=["taken"], statuses=120, firm=False),
    Scenario("statuses before the answer", answers, [NAME, MENU, "Marcado, Rafa."], plan=["early", "early", "early"]),
    Scenario("statuses at once", answers, [NAME, MENU, "Marcado, Rafa."], statuses=0),
    Scenario("statuses late", starts, [NAME, GONE], statuses=600),
    Scenario("statuses shuffled", telling(starts, S.READ, S.SENT, S.DELIVERED, S.SENT, S.READ), [NAME, GONE]),
    Scenario("statuses without our reference", telling(starts, anonymous=True), [NAME, GONE], plan=["early"]),
    Scenario("a failure told late", telling(is_answered, S.FAILED, S.SENT), TWO, statuses=120),
    Scenario("an answer that is none", is_answered_once, ["Bom dia!"], plan=["refused"]),
    Scenario("an answer told to have failed", telling(is_answered_once, S.SENT, S.FAILED), ["Bom dia!"]),
    Scenario("an answer told to have failed, and arrived", telling(is_answered_once, S.FAILED, S.DELIVERED), ["Bom dia!"]),
    Scenario("an answer told to have failed before its send is known", telling(is_answered_once, S.FAILED), ["Bom dia!"], plan=["early"]),
    Scenario("statuses of the first attempt after the second", tells_of_the_first_last, [NAME, GONE], plan=["taken"]),
    Scenario("the sweep racing a consumer", is_slow, [NAME, GONE], statuses=0),
]
