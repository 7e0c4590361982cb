"""Two workspaces full of words that exist once: what one sees, hears, provokes or stores never holds a word of the other."""

import json
from collections.abc import Callable

import pytest

from tests.payloads import names
from tests.proof import FULL, figures
from tests.security.canaries import SIDES, met, nameable, secret, side_of
from tests.security.conftest import Street
from tests.security.hearing import ULID, UNEXPLAINED, Heard, told
from tests.security.neighbours import Neighbour

SHOWN = ("workspace", "owner", "app", "connection", "flow", "canned_reply", "customer", "reply")


@pytest.fixture(scope="module")
def heard(street: Street) -> Heard:
    return told(street, whole=FULL)


@pytest.fixture
def both(street: Street) -> dict[str, Neighbour]:
    return {"a": street.home, "b": street.abroad}


def leaks(said: str, foreign: Callable[[str], bool], words: dict[str, Neighbour]) -> list[str]:
    """The fields of the canaries that should not be there."""
    return [f"{words[side_of(word)].words.field(word)} ({word})" for word in sorted(met(said)) if foreign(word)]


def proved(part: str, found: list[str], **counted: int) -> None:
    figures("workspace taint", part, **{"reads": 0, "frames": 0, "log_lines": 0, **counted, "leaks": len(found)})
    assert not found


def test_what_was_written_is_there_to_be_found(heard, both, street):
    """Or the rest would prove nothing."""
    for side, each in both.items():
        own = "".join(said for whose, _, said in heard.answers if whose == side)
        seen = {each.words.field(word) for word in met(own) if side_of(word) == side}
        planted = {field for field in each.words.fields.values() if field.partition(".")[0] in SHOWN}
        hidden = {"owner.email", "app.secret", "app.verify_token", "app.new_secret", "connection.token", "flow.customer.phone"}
        assert planted - seen <= hidden | {"customer.flow.phone"}
        assert len([field for field in seen if field.partition(".")[0] in names()]) >= (40 if each is street.abroad else 10)
        assert {"quarantine.body", f"graph.{UNEXPLAINED}.details", "status.details"} <= seen


def test_nobody_is_answered_a_word_of_the_others(heard, both):
    found = []
    for side, asked, said in heard.answers:
        other = "ab".replace(side, "") if side else "ab"
        words = leaks(said, lambda word: side_of(word) in other, both)  # noqa: B023
        ids = [id for each in other for id in set(ULID.findall(said)) & (heard.ids[each] - heard.ids.get(side, set()))] if side else []
        found += [f"{side} {asked}: {leak}" for leak in (*words, *ids)]
    proved("answers", found, reads=sum(asked.startswith("GET ") for _, asked, _ in heard.answers))


def test_no_browser_is_told_a_word_of_the_others(heard, both):
    assert {side for side, _ in heard.frames} == set(SIDES)
    found = []
    for side, frame in heard.frames:
        (other,) = "ab".replace(side, "")
        found += leaks(frame, lambda word: side_of(word) == other, both)  # noqa: B023
        found += set(ULID.findall(frame)) & (heard.ids[other] - heard.ids[side])
    proved("frames", found, frames=len(heard.frames))


def test_no_log_line_holds_what_somebody_wrote(heard, both):
    found = [f"{leak} in {line[:200]}" for line in heard.lines for leak in leaks(line, lambda word: not nameable(word), both)]
    assert any("request failed" in line for line in heard.lines)
    assert any("record failed" in line for line in heard.lines)
    proved("log lines", found, log_lines=len(heard.lines))


def test_a_secret_comes_out_nowhere(heard, both, street):
    said = [said for _, _, said in heard.answers] + [frame for _, frame in heard.frames] + heard.lines + list(street.ledger.rows().values())
    found = [leak for each in said for leak in leaks(each, secret, both)]
    proved("secrets", found)


def test_what_is_stored_for_one_holds_no_word_of_the_other(heard, both, street):
    found = []
    for side, each in both.items():
        rows = {where: row for where, row in street.ledger.rows().items() if each.id in where}
        assert len(rows) > 100
        for where, row in rows.items():
            found += [f"{where}: {leak}" for leak in leaks(row, lambda word: side_of(word) != side, both)]  # noqa: B023
    proved("rows", found)


def test_what_meta_is_told_goes_over_the_right_number(heard, both, street):
    found = []
    for side, each in both.items():
        sent = [json.dumps(message) for message in street.town.graph.taken if message["number"] == each.account]
        assert len(sent) > 4
        found += [leak for message in sent for leak in leaks(message, lambda word: side_of(word) != side, both)]  # noqa: B023
    proved("sent", found)
