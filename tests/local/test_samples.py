"""Every webhook body known from the wild, against the running edition: doubled, shuffled, each message stored once."""

import json
import random
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.local.edition import Product, webhook
from tests.local.emulator import Tables, dead_letters, quiet

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "whatsapp" / "samples"
FILES = sorted(SAMPLES.glob("*.json"))
pytestmark = pytest.mark.skipif(not FILES, reason="the sample bodies (../shared/whatsapp/samples) are not here")
SEED = 20261122
IDS = ("id", "message_id", "original_message_id")


def _walk(value: Any, found: set[str]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "phone_number_id" and isinstance(inner, (str, int)):
                found.add(str(inner))
            _walk(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _walk(inner, found)


def _unique(value: Any, mark: str) -> Any:
    """The same body with the ids of its messages made its own."""
    if isinstance(value, dict):
        return {
            key: f"{inner}.{mark}" if key in IDS and isinstance(inner, str) and inner.startswith("wa") else _unique(inner, mark)
            for key, inner in value.items()
        }
    return [_unique(inner, mark) for inner in value] if isinstance(value, list) else value


def _messages(body: Any) -> set[tuple[str, str]]:
    """(number, message id) of every message that belongs in a conversation."""
    found = set()
    entries = body.get("entry") if isinstance(body, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        for change in entry.get("changes") or []:
            value = change.get("value") or {}
            number = (value.get("metadata") or {}).get("phone_number_id")
            if change.get("field") != "messages" or number is None:
                continue
            for message in value.get("messages") or []:
                found.add((str(number), str(message.get("id"))))
    return found


@pytest.fixture(scope="module")
def bodies(livia: Product) -> dict[str, Any]:
    """The samples, their numbers registered under the local app."""
    read = {path.stem: json.loads(path.read_text()) for path in FILES}
    numbers: set[str] = set()
    for body in read.values():
        _walk(body, numbers)
    known = {each["account"] for each in livia.get("/connections")["connections"]}
    for number in sorted(numbers - known):
        body = {
            "app_id": "app_local",
            "name": f"Sample {number}",
            "account": number,
            "group_account": "1",
            "shown": number,
            "token": "sample-token",
        }
        answer = livia.post("/connections", body)
        assert answer.status_code in (201, 409), answer.text
    return read


def _post_all(bodies: list[Any]) -> Counter[int]:
    answers: Counter[int] = Counter()
    for body in bodies:
        answers[webhook(json.dumps(body, ensure_ascii=True).encode()).status_code] += 1
    return answers


def _kept(number_and_id: tuple[str, str], tables: Tables, connections: dict[str, str], quarantined: list[str]) -> int:
    """In how many places a message is kept: its guard, of which there can be one, or what was set aside."""
    number, message_id = number_and_id
    guard = f"SEEN#{connections[number]}#{sha256(message_id.encode()).hexdigest()}"
    return sum(1 for key in tables.seen if key.endswith(guard)) or sum(1 for body in quarantined if message_id in body)


def _check(bodies: list[Any], livia: Product) -> None:
    tables = Tables.read()
    connections = {each["account"]: each["id"] for each in livia.get("/connections")["connections"]}
    quarantined = [record["body"] for record in livia.quarantined()]
    expected = set[tuple[str, str]]().union(*(_messages(body) for body in bodies))
    lost = [each for each in expected if not _kept(each, tables, connections, quarantined)]
    assert lost == []
    doubled = [each for each, times in Counter(tables.inbound).items() if times > 1]
    assert doubled == []
    assert dead_letters() == {}


def test_every_sample_doubled_and_shuffled_is_answered_200_and_stored_once(bodies: dict[str, Any], livia: Product) -> None:
    run = str(time.time_ns())
    unique = [_unique(body, f"{run}.{stem}") for stem, body in bodies.items()]
    twice = unique * 2
    random.Random(SEED).shuffle(twice)
    assert _post_all(twice) == {200: len(twice)}
    quiet()
    _check(unique, livia)


def test_the_samples_unchanged_leave_as_many_rows_as_there_are_messages(bodies: dict[str, Any], livia: Product) -> None:
    assert _post_all(list(bodies.values())) == {200: len(bodies)}
    quiet()
    _check(list(bodies.values()), livia)
