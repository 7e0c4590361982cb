"""Whatever is in a signed body, reading it never raises anything but ``Rejected``, and only from ``split``."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.adapters.channels import whatsapp
from chalicelib.domain.errors import Rejected
from chalicelib.domain.inbound import Item
from tests.adapters.channels.whatsapp.reading import APP, NOW, messages
from tests.payloads import names, payload

BODIES = [payload(name) for name in names()]
quick = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

text = st.text(st.characters(codec=None), max_size=20) | st.sampled_from(
    ["text", "image", "edit", "system", "BR.1", "5511988423107", "\x00", "\ud800", "1e999"]
)
keys = st.sampled_from([
    "id", "from", "from_user_id", "timestamp", "type", "text", "body", "image", "interactive", "button_reply", "nfm_reply",
    "response_json", "order", "product_items", "quantity", "system", "user_id", "wa_id", "reaction", "emoji", "message_id", "edit",
    "message", "context", "errors", "code", "contacts", "profile", "name", "phones", "location", "latitude", "longitude", "status",
    "group_id", "referral", "metadata", "phone_number_id",
]) | text  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(keys, below, max_size=6),
    max_leaves=25,
)


def read(body: bytes) -> int:
    """How many facts it holds; each one fit for a row and a queue."""
    try:
        items = whatsapp.split(body, APP, NOW)
    except Rejected:
        return 0
    count = 0
    for item in items:
        through = Item.model_validate_json(item.model_dump_json())
        for fact in whatsapp.parse(through):
            fact.model_dump_json().encode()
            count += 1
    assert count == len(items)
    return count


@quick
@given(st.sampled_from(BODIES), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8))
def test_flipped_bytes(body: bytes, flips: list[tuple[float, int]]):
    flipped = bytearray(body)
    for where, byte in flips:
        flipped[int(where * len(flipped))] = byte
    read(bytes(flipped))


@quick
@given(st.binary(max_size=200))
def test_random_bytes(body: bytes):
    read(body)


@quick
@given(st.lists(anything, max_size=3), st.lists(anything, max_size=3), st.lists(anything, max_size=2))
def test_random_messages_statuses_and_contacts(said: list[Any], statuses: list[Any], contacts: list[Any]):
    read(json.dumps(messages(*said, statuses=statuses, contacts=contacts)).encode())


@quick
@given(anything)
def test_random_envelopes(value: Any):
    whole = {"object": "whatsapp_business_account", "entry": [{"id": value, "changes": [{"field": "messages", "value": value}]}, value]}
    assert read(json.dumps(whole).encode()) >= 1


@quick
@given(st.sampled_from(BODIES), st.floats(0, 1, exclude_max=True), anything)
def test_one_value_replaced(body: bytes, where: float, other: Any):
    whole = json.loads(body)
    places: list[tuple[Any, Any]] = []
    level = [whole]
    while level:
        below = level.pop()
        for key in below if isinstance(below, dict) else range(len(below)):
            places.append((below, key))
            if isinstance(below[key], dict | list):
                level.append(below[key])
    holder, key = places[int(where * len(places))]
    holder[key] = other
    read(json.dumps(whole).encode())


@quick
@given(st.text(st.characters(codec="utf-8"), max_size=200) | anything.map(json.dumps))
def test_an_item_that_is_not_one_of_ours(body: str):
    item = Item(channel="whatsapp", app_id="a", lane="inbound", group="g", account=None, body=body, received_at=NOW)
    (fact,) = whatsapp.parse(item)
    fact.model_dump_json().encode()


def test_depth_is_survived_at_every_depth():
    for depth in (10, 100, 300, 600, 900, 990, 1_100, 5_000):
        deep = "[" * depth + "]" * depth
        read(
            (
                '{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[' + deep + "]}}]}]}"
            ).encode()
        )
        item = Item(channel="whatsapp", app_id="a", lane="inbound", group="g", account=None, body='{"item":' + deep + "}", received_at=NOW)
        assert len(whatsapp.parse(item)) == 1
