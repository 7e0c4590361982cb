import json
from typing import Any

import pytest

from chalicelib.adapters.channels import whatsapp
from chalicelib.domain.errors import Rejected
from tests.adapters.channels.whatsapp.reading import APP, NOW, NUMBER, items, message, messages
from tests.payloads import names, payload


def test_every_entry_change_and_item_is_split_out():
    batch = items(payload("batch"))
    assert [(item.lane, item.account) for item in batch] == [
        ("inbound", NUMBER), ("inbound", NUMBER), ("inbound", NUMBER), ("status", NUMBER),
        ("inbound", NUMBER), ("inbound", NUMBER), ("inbound", "100000000000002"),
    ]  # fmt: skip
    said = [json.loads(item.body)["item"].get("text", {}).get("body") for item in batch]
    assert said[:3] == ["Um", "Dois", "Três"]


def test_one_persons_items_share_a_group_and_anothers_do_not():
    one, two, three, status, preference_three, preference_one, _ = items(payload("batch"))
    assert one.group == two.group != three.group
    assert status.group == three.group
    # A profile that carries the business-scoped id is the person's more lasting name.
    assert preference_one.group != three.group
    assert preference_three.group == three.group


def test_a_person_keeps_a_group_when_the_phone_is_withheld():
    profile = {"wa_id": "5511988423107", "user_id": "BR.1"}
    with_phone = items(messages(message(), contacts=[profile]))
    without = message(from_user_id="BR.1")
    del without["from"]
    assert items(messages(without, contacts=[{"user_id": "BR.1"}]))[0].group == with_phone[0].group


@pytest.mark.parametrize("name", names())
def test_an_item_fits_a_queue_and_stands_alone(name: str):
    for item in items(payload(name)):
        assert len(item.group) == 64
        assert item.body.isascii()
        alone = json.loads(item.body)
        assert alone["field"]
        assert "item" in alone


def test_an_item_carries_its_own_profile_only():
    first, second, third, *_ = (json.loads(item.body) for item in items(payload("batch")))
    assert [piece["contact"]["profile"]["name"] for piece in (first, second, third)] == ["Rafael Nogueira"] * 2 + ["Benedita Rocha"]


@pytest.mark.parametrize(
    ("name", "account"),
    [
        ("text", NUMBER), ("handover", NUMBER), ("calling-settings", NUMBER), ("standby", NUMBER), ("template-approved", "200000000000001"),
        ("account-banned", "200000000000001"), ("partner-removed", "200000000000001"), ("unknown-field", "200000000000001"),
    ],
)  # fmt: skip
def test_an_item_names_its_number_or_else_its_account(name: str, account: str):
    assert {item.account for item in items(payload(name))} == {account}


def test_only_statuses_of_messages_take_the_status_lane():
    lanes = {name: {item.lane for item in items(payload(name))} for name in names()}
    assert {name for name, taken in lanes.items() if "status" in taken} == {name for name in names() if name.startswith("status-")} | {
        "batch"
    }


def test_a_history_comes_apart_into_its_threads():
    first, second = (json.loads(item.body)["item"] for item in items(payload("history")))
    assert [first["threads"][0]["id"], second["threads"][0]["id"]] == ["5511988423107", "553192338790"]
    assert first["metadata"] == second["metadata"] == {"phase": 0, "chunk_order": 1, "progress": 55}


def test_nothing_said_beside_the_known_lists_is_lost():
    pieces = [json.loads(item.body) for item in items(messages(message(), novelty=[1, 2], standby={"calls": [{"id": "c1"}]}))]
    assert [piece.get("key") for piece in pieces] == ["calls", "messages", None]
    assert pieces[0]["standby"] is True
    assert pieces[2]["item"] == {"novelty": [1, 2]}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"not json", b"\x00\xff\xfe", b"[]", b"null", b'"text"', b"17", b"{}", b'{"object":"page","entry":[]}',
        b'{"object":"whatsapp_business_account"}', b'{"object":"whatsapp_business_account","entry":{}}', b"[" * 100_000, b'{"a":' * 50_000,
    ],
)  # fmt: skip
def test_what_is_not_an_envelope_is_rejected(body: bytes):
    with pytest.raises(Rejected):
        whatsapp.split(body, APP, NOW)


@pytest.mark.parametrize(
    "entry",
    [
        [], [None], ["x", 3, []], [{}], [{"id": 5}], [{"changes": None}],
        [{"changes": [None, 7, [], "x"]}], [{"changes": [{"field": 3, "value": [1]}]}],
        [{"id": "W", "changes": [{"field": "messages", "value": {"metadata": [], "contacts": {"a": 1}, "messages": {"0": {}}}}]}],
        [{"id": "W", "changes": [{"field": "messages", "value": {"contacts": [None, {"wa_id": []}], "messages": [None, 3, [], "x", {}]}}]}],
        [{"id": ["W"], "changes": [{"field": {"a": 1}, "value": {"standby": [1], "statuses": [[]], "history": [{"threads": {}}, 3]}}]}],
    ],
)  # fmt: skip
def test_wrong_types_anywhere_are_items_too(entry: list[Any]):
    whole = {"object": "whatsapp_business_account", "entry": entry}
    assert (len(items(whole)) > 0) == bool(entry)


def test_an_account_that_could_not_be_one_is_none():
    for odd in ("", "9" * 65, "número", "a\nb", None, ["x"]):
        value = {"metadata": {"phone_number_id": odd}, "messages": [message()]}
        body = {"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages", "value": value}]}]}
        assert items(body)[0].account is None
