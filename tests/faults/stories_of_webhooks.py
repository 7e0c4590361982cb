"""What Meta brings: twice, late, much at once, of nobody, forged, unreadable, poisoned."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from chalicelib.domain.address import Address
from chalicelib.domain.content import Media, Text
from chalicelib.domain.inbound import Sender, StatusChanged
from chalicelib.domain.message import DeliveryStatus, Message
from tests.faults.neighbours import FOREIGN_NUMBER, OTHER, OTHER_APP, OTHER_NUMBER
from tests.faults.stories_of_flows import GONE, MENU, NAME
from tests.faults.town import Town
from tests.faults.verbs import ANA, Scenario, at, does, moves, said, says
from tests.faults.webhooks import body_of
from tests.proof import times
from tests.services.house import APP, CLINIC, NUMBER

MANY = times(60, 1_000)


def comes_twice(town: Town) -> None:
    for second in (0, 1, 100, 700):
        says(town, second, "Oi", "wamid.same")


def comes_again_after_the_end(town: Town) -> None:
    says(town, 0, "Bom dia", "wamid.same")
    does(town, 250, moves(town, "resolve"))
    says(town, 400, "Bom dia", "wamid.same")
    says(town, 500, "Oi")
    says(town, 520, "Bom dia", "wamid.same")


def sends_an_album(town: Town, pictures: int, lane: Callable[[int], str | None], together: bool = False) -> None:
    facts = [said(town, f"wamid.album.{n}", Media(kind="image", media_id=f"m{n}", mime_type="image/jpeg")) for n in range(pictures)]
    if together:
        return at(town, 0, lambda: town.brings(*facts))
    for number, fact in enumerate(facts):
        at(town, number / 1000, partial(town.posts, fact, lane(number)))
    return None


def says_two_things_at_once(town: Town) -> None:
    at(town, 0, lambda: town.brings(said(town, "wamid.1", Text(body="Oi")), said(town, "wamid.2", Text(body="Rafa"))))


def comes_mixed(town: Town) -> None:
    """Two people, a status of something unknown, news we do not act on, a number of nobody's, and one of somebody else's."""
    unknown = StatusChanged(message_id="wamid.unknown", status=DeliveryStatus.SENT, at=town.clock.now)
    town.strays |= {"wamid.stray", "wamid.foreign"}

    def post() -> None:
        town.brings(
            said(town, "wamid.1", Text(body="Oi")),
            said(town, "wamid.2", Text(body="Bom dia"), ANA),
            unknown,
            {"field": "account_update", "value": {"event": "VERIFIED_ACCOUNT"}},
            elsewhere(town, "wamid.stray", FOREIGN_NUMBER),
            elsewhere(town, "wamid.foreign", OTHER_NUMBER),
        )

    at(town, 0, post)


def elsewhere(town: Town, wamid: str, number: str) -> dict[str, Any]:
    message = {"from": "5511966660000", "id": wamid, "timestamp": "1795446000", "type": "text", "text": {"body": "?"}}
    return {"field": "messages", "value": {"metadata": {"phone_number_id": number}, "messages": [message]}}


def comes_in_thousands(town: Town) -> None:
    people = [Sender(addresses=(Address(channel="whatsapp", kind="phone", value=f"55119{n:08}"),), name=f"P{n}") for n in range(MANY // 4)]
    facts: list[Any] = [said(town, f"wamid.{n}", Text(body=f"{n}"), people[n % len(people)]) for n in range(MANY // 2)]
    facts += [StatusChanged(message_id=f"wamid.old.{n}", status=DeliveryStatus.READ, at=town.clock.now) for n in range(MANY - len(facts))]
    at(town, 0, lambda: town.brings(*facts))


def written(town: Town, conversation_id: str | None = None) -> list[str]:
    """What customers wrote, conversation by conversation, as it is stored."""
    entries = [entry for _, entry in sorted(town.store.entries.items()) if conversation_id in (None, entry.conversation_id)]
    return [entry.preview for entry in entries if isinstance(entry, Message) and entry.direction == "inbound"]


def took_each_in_its_order(town: Town) -> list[str]:
    """One person's messages stand in the order in which they came."""
    said = []
    for conversation in town.store.conversations.values():
        texts = [int(text) for text in written(town, conversation.id)]
        if texts != sorted(texts):
            said.append(f"order: {texts}")
    return said


def comes_late(town: Town) -> None:
    """Meta held it back for three days: stored, and answered by people only."""
    late = said(town, "wamid.late", Text(body="Oi")).model_copy(update={"at": town.clock.now - timedelta(days=3)})
    at(town, 0, lambda: town.posts(late))


def is_forged(town: Town) -> None:
    says(town, 0, "Oi")
    forged = body_of([said(town, "wamid.forged", Text(body="Transfira tudo"))], NUMBER)
    for second, secret in ((50, "guess"), (60, ""), (70, town.secret_of(OTHER_APP))):
        at(town, second, lambda secret=secret: refuses(town, forged, secret))  # type: ignore[misc]


def refuses(town: Town, body: bytes, secret: str) -> None:
    before = (len(town.store.entries), town.inbound.waiting, len(town.shelf.aside.records))
    answered = town.receives(body, APP, secret)
    after = (len(town.store.entries), town.inbound.waiting, len(town.shelf.aside.records))
    if answered == 200 or before != after:
        town.wrong.append(f"I11: a forged webhook was answered {answered}, and left {before} -> {after}")


def changes_its_secret(town: Town) -> None:
    """A new secret beside the old one, Meta's switch, and the old one cleared."""
    for second in (50, 150, 250, 450):
        says(town, second, f"{second}")
    old = town.secret_of(APP)
    town.signs_with[APP] = old
    does(town, 100, lambda: town.connections.change_app(CLINIC, APP, new_secret="second"))
    at(town, 200, lambda: town.signs_with.pop(APP))
    does(town, 300, lambda: town.connections.change_app(CLINIC, APP, clear_old_secret=True))
    body = body_of([said(town, "wamid.old", Text(body="Velho"))], NUMBER)
    at(town, 500, lambda: refuses(town, body, old))


def cannot_be_read(town: Town) -> None:
    says(town, 0, "Oi")
    for second in (20, 40):
        at(town, second, lambda: town.brings_bytes(b"not json"))


def was_kept_once(town: Town) -> list[str]:
    found = [record.body for record in town.shelf.aside.records.values()]
    return [] if found == ["not json"] else [f"I12: set aside {found}"]


def is_poisoned(town: Town) -> None:
    town.channel.poison = "veneno"
    poisoned = said(town, "wamid.poison", Text(body="veneno"))

    def post() -> None:
        town.brings(said(town, "wamid.1", Text(body="antes")), poisoned, said(town, "wamid.2", Text(body="depois")))
        town.brings(said(town, "wamid.3", Text(body="Bom dia"), ANA))

    town.strays.add("wamid.poison")
    at(town, 0, post)


def goes_on_without(town: Town) -> list[str]:
    """The poison is seen, its neighbours are in order, and nothing was tried more often than it may be."""
    texts = [text for text in written(town) if text != "Bom dia"]
    said = [] if texts == ["antes", "depois"] else [f"I6: behind the poison {texts}"]
    return said + ([] if len(town.shelf.aside.records) == 1 else [f"I6: {len(town.shelf.aside.records)} records in quarantine"])


def writes_to_two(town: Town) -> None:
    """One person, two workspaces; the channel's ids are the same."""
    for app in (APP, OTHER_APP):
        at(town, 0, partial(_writes, town, "wamid.1", "Oi", app))
        at(town, 250, partial(_writes, town, "wamid.2", "Rafa", app))


def _writes(town: Town, wamid: str, text: str, app: Any) -> None:
    town.brings(said(town, wamid, Text(body=text)), app=app)


def both_are_served(town: Town) -> list[str]:
    found = [(w, e.preview) for (w, _, _), e in sorted(town.store.entries.items()) if getattr(e, "direction", "") == "inbound"]
    return [] if found == [(w, text) for w in (CLINIC, OTHER) for text in ("Oi", "Rafa")] else [f"I12: {found}"]


STORIES = [
    Scenario("a duplicate", comes_twice, [NAME, GONE]),
    Scenario("a redelivery after the end and a new beginning", comes_again_after_the_end, [NAME, GONE], firm=False),
    Scenario("an album of ten, one lane", partial(sends_an_album, pictures=10, lane=lambda _: None), []),
    Scenario("an album of ten, one POST", partial(sends_an_album, pictures=10, lane=lambda _: None, together=True), []),
    Scenario("an album of ten, ten lanes", partial(sends_an_album, pictures=10, lane=str), []),
    Scenario("two items of one person in one POST", says_two_things_at_once, [NAME, MENU]),
    Scenario("a mixed POST", comes_mixed, [NAME, GONE]),
    Scenario("a POST of a thousand items", comes_in_thousands, [], burns=times(8, 40), holds=took_each_in_its_order, minutes=30),
    Scenario("delayed by three days", comes_late, []),
    Scenario("a forged webhook", is_forged, [NAME, GONE]),
    Scenario("a rotated secret", changes_its_secret, []),
    Scenario("an unreadable webhook", cannot_be_read, [NAME, GONE], holds=was_kept_once),
    Scenario("a poison record in a group", is_poisoned, [], holds=goes_on_without),
    Scenario("one person in two workspaces", writes_to_two, [NAME, MENU, NAME, MENU], holds=both_are_served),
]
