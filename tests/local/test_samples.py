"""Every webhook body known from the wild, against the running edition: doubled, shuffled, each message stored once."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.local.edition import Product, webhook

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
