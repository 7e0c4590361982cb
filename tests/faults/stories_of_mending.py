"""What people set right: a dead token, a poisoned record, a message that may not have arrived."""

from collections.abc import Callable

from chalicelib.domain.message import Message, MessageRef
from tests.faults.stories_of_flows import GONE, NAME, starts
from tests.faults.stories_of_people import is_answered, is_answered_in_a_row
from tests.faults.stories_of_webhooks import is_poisoned, written
from tests.faults.town import Town
from tests.faults.verbs import Scenario, at, does, replies, says
from tests.proof import times
from tests.services.house import CLINIC, LIVIA, MARINA

TWO, ROW = ["Bom dia!", "Como posso ajudar?"], ["um", "dois", "três"]
MANY = 50
"""More than WhatsApp takes at once for one person."""


def with_a_new_token(script: Callable[[Town], None], second: float) -> Callable[[Town], None]:
    """The story; at that second its owner mends the connection."""

    def told(town: Town) -> None:
        script(town)
        number = town.connection.id
        does(town, second, lambda: town.connections.change(CLINIC, number, token="new", now=town.clock.now))
        # Whatever became of the first try: it must run in the end, or nothing is promised.
        does(town, second + 300, lambda: town.connections.change(CLINIC, number, state="running", now=town.clock.now))

    return told


def runs_again(town: Town) -> list[str]:
    return [] if town.connection.state == "running" else [f"I9: the connection is {town.connection.state}"]


def is_replayed(town: Town) -> None:
    is_poisoned(town)
    at(town, 500, lambda: mends(town))
    for second in (510, 510.02, 900):
        does(town, second, lambda: replays(town))


def mends(town: Town) -> None:
    town.channel.poison = None
    town.homes.add((CLINIC, "wamid.poison"))


def replays(town: Town) -> None:
    town.quarantine.replay_all(CLINIC, cause=None, app_id=None, cursor=None, by=LIVIA, now=town.clock.now)


def has_all_of_it(town: Town) -> list[str]:
    texts = [text for text in written(town) if text != "Bom dia"]
    return [] if texts == ["antes", "depois", "veneno"] else [f"I7: after the replay {texts}"]


def is_sent_again(town: Town) -> None:
    """Twice in a moment, as people click; and once more what was still in doubt then."""
    is_answered(town)
    for second in (700, 700.02, 1500):
        does(town, second, lambda: resends(town))


def resends(town: Town) -> None:
    for message in town.outbound_messages:
        if message.resendable:
            town.replies.resend(CLINIC, message.ref, by=MARINA, now=town.clock.now)


def arrived_by_now(town: Town) -> list[str]:
    return [f"I9: {text!r} never left" for text in TWO if text not in town.channel.texts]


def cannot_be_tried(town: Town) -> None:
    """The vault is out of order for a while."""
    is_answered(town)
    at(town, 200, lambda: setattr(town.shelf, "jammed", True))
    at(town, 600, lambda: setattr(town.shelf, "jammed", False))


def cannot_be_tried_and_is_sent_again(town: Town) -> None:
    cannot_be_tried(town)
    for second in (700, 1500):
        does(town, second, lambda: resends(town))


def is_told_much(town: Town) -> None:
    says(town, 0, "Bom dia")
    for number in range(MANY):
        does(town, 250 + number / 50, replies(town, f"{number}", f"r{number}"))


def none_overtook(town: Town) -> list[str]:
    sent = [MessageRef(conversation_id=r.ref.conversation_id, seq=r.ref.seq) for r, _, _ in town.channel.accepted]
    late = [m for m in town.outbound_messages if isinstance(m, Message) and m.ahead_of is not None]
    return [] if late or sent == sorted(sent, key=lambda ref: ref.seq) else ["§2.5: a reply overtook another"]


STORIES = [
    Scenario("a dead token, mended", with_a_new_token(is_answered_in_a_row, 600), ROW, plan=["broken"], firm=False, holds=runs_again),
    Scenario("a flow's dead token, mended", with_a_new_token(starts, 300), [NAME, GONE], plan=["broken"], holds=runs_again),
    Scenario("a token that dies twice", with_a_new_token(is_answered, 600), TWO, plan=["broken", "broken"], firm=False),
    Scenario("a replay from quarantine", is_replayed, [], holds=has_all_of_it),
    Scenario("a doubtful message sent again", is_sent_again, TWO, plan=["taken"], statuses=None),
    Scenario("a doubtful message sent again, told late", is_sent_again, TWO, plan=["taken"], statuses=900),
    Scenario("a refused message sent again", is_sent_again, TWO, plan=["refused"], holds=arrived_by_now),
    Scenario("a send that cannot be tried", cannot_be_tried, TWO),
    Scenario("a send that cannot be tried, sent again", cannot_be_tried_and_is_sent_again, TWO, holds=arrived_by_now),
    Scenario(
        "faster than WhatsApp allows", is_told_much, [f"{n}" for n in range(MANY)], burns=times(6, 60), firm=False, holds=none_overtook
    ),
]
