"""A hundred thousand bent webhooks: the door never breaks, nothing rightly signed is lost, nothing else leaves a trace (I1, I11, I12)."""

import logging
from collections import Counter
from collections.abc import Iterator

import pytest

from chalicelib.adapters.channels.whatsapp.reading import loads
from chalicelib.domain.ids import AppId
from chalicelib.domain.quarantine import QuarantineRecord
from chalicelib.telemetry import logger
from tests.proof import chance, figures, times
from tests.security.mutations import MUTATIONS, bodies, mutated
from tests.security.webhook_door import SECRET, Door, numbered, signature, wrong_headers
from tests.services.people import NOON

FRESH = 100
"""Bodies until the house is founded anew: what one left behind must not hide what the next one does."""
RIGHT = ("X-Hub-Signature-256", "x-hub-signature-256", "X-HUB-SIGNATURE-256", "x-Hub-SIGNATURE-256")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """A line for each refusal would be most of the work."""
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(before)


def plain(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_what_is_rightly_signed_is_answered_200_and_kept() -> None:
    dice, known = chance("webhook fuzz, signed"), [*map(numbered, bodies()), *bodies()]
    told, kept, lost, server_errors, wrong = Counter[str](), Counter[str](), [], 0, []
    count = times(3_500, 70_000)
    with pytest.MonkeyPatch.context() as patched:
        for number in range(count):
            if number % FRESH == 0:
                door = Door(patched)
            kind, body = mutated(dice, known)
            headers = {dice.choice(RIGHT): signature(body)}
            status = door.post(body, headers, plain=plain(body) and dice.random() < 0.5)
            told[kind] += 1
            server_errors += status >= 500
            if status != 200:
                wrong.append((kind, status, body[:300]))
            places = [door.work(item) for item in door.arrived()] or [_without_items(door, body)]
            kept.update(places)
            if "nowhere" in places:
                lost.append((kind, body[:300]))
    found = {"refused_signed": len(wrong), "lost": len(lost)}
    figures("webhook fuzz", "signed", bodies=count, items=sum(kept.values()), server_errors=server_errors, **found)
    assert (server_errors, wrong, lost) == (0, [], [])
    assert set(told) == set(MUTATIONS), "each way of bending was tried"
    assert {"stored", "set aside", "parked", "unreadable"} <= set(kept), "each way of keeping was needed"


def _without_items(door: Door, body: bytes) -> str:
    """A body without items is set aside whole, unless it is an envelope with nothing in it."""
    if door.whole(QuarantineRecord.of_webhook(body, "whatsapp", AppId("w1-app"), "", NOON)):
        return "unreadable"
    try:
        entries = loads(body.decode("utf-8-sig", "replace"))["entry"]
        return "empty" if all(entry.get("changes") == [] for entry in entries) else "nowhere"
    except (ValueError, RecursionError, LookupError, AttributeError, TypeError):
        return "nowhere"


def test_what_is_not_rightly_signed_changes_nothing() -> None:
    dice, known = chance("webhook fuzz, unsigned"), [*map(numbered, bodies()), *bodies()]
    count, changed, server_errors, answers = times(1_500, 30_000), 0, 0, Counter[int]()
    with pytest.MonkeyPatch.context() as patched:
        door = Door(patched)
        whole, before = door.fingerprint(), door.size()
        for _ in range(count):
            _, body = mutated(dice, known)
            status = door.post(body, wrong_headers(dice, body), plain=plain(body) and dice.random() < 0.5)
            answers[status] += 1
            server_errors += status >= 500
            if door.size() != before:
                changed, before = changed + 1, door.size()
        changed += door.fingerprint() != whole
    figures("webhook fuzz", "unsigned", bodies=count, server_errors=server_errors, changed_unsigned=changed)
    assert (changed, set(answers)) == (0, {401})


@pytest.mark.parametrize(
    ("app_id", "channel", "status"),
    [
        ("w2-app", "whatsapp", 401),
        ("w3-app", "whatsapp", 404),
        ("w1-app", "sms", 404),
        ("w1-app#", "whatsapp", 404),
        ("x" * 65, "whatsapp", 404),
    ],
)
def test_a_signature_is_good_for_its_own_app_only(app_id: str, channel: str, status: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        door = Door(patched)
        door.rotate("w2-app", "the-other-clinics-secret")
        whole = door.fingerprint()
        for body in bodies():
            assert door.post(body, {"X-Hub-Signature-256": signature(body, SECRET)}, app_id=app_id, channel=channel) == status
        assert door.fingerprint() == whole


def test_while_the_secret_is_unknown_nothing_enters() -> None:
    """An app without secrets accepts nobody, not even who signs with nothing."""
    with pytest.MonkeyPatch.context() as patched:
        door = Door(patched)
        door.rotate("w1-app", None)
        whole = door.fingerprint()
        for body in bodies():
            assert [door.post(body, {"X-Hub-Signature-256": signature(body, secret)}) for secret in ("", SECRET)] == [401, 401]
        assert door.fingerprint() == whole
