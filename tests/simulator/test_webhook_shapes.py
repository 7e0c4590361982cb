import base64
import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "whatsapp" / "samples"
LIST = {
    "type": "list",
    "body": {"text": "Qual?"},
    "action": {"button": "Ver", "sections": [{"rows": [{"id": "am", "title": "Manhã", "description": "8h às 12h"}]}]},
}
BUTTONS = {"type": "button", "body": {"text": "E aí?"}, "action": {"buttons": [{"type": "reply", "reply": {"id": "sim", "title": "Sim"}}]}}


def shape(value):
    """The keys and types of a JSON value, so that two bodies can be compared without their contents."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def sample(name):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"Meta's sample {name} is not on this machine")
    return json.loads(path.read_text())


def without(value, *names):
    """The value without keys that Meta's newer or older versions add."""
    if isinstance(value, dict):
        return {key: without(inner, *names) for key, inner in value.items() if key not in names}
    return [without(inner, *names) for inner in value] if isinstance(value, list) else value


NEWER = ("parent_user_id", "from_parent_user_id", "user_id", "from_user_id", "recipient_user_id", "forwarded", "url")


def only(product, eventually):
    eventually(lambda: product.posts)
    return json.loads(product.posts[-1][0])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("001-text.json", {"kind": "text", "text": "Oi"}),
        ("013-audio-ogg-opus.json", {"kind": "voice"}),
        ("014-document.json", {"kind": "document", "caption": "Exame"}),
        (
            "020-location-chosen-place.json",
            {"kind": "location", "latitude": -23.5, "longitude": -46.6, "name": "Casa", "address": "Rua A, 1"},
        ),
    ],
)
def test_what_customers_send_has_the_shape_of_metas_sample(meta, product, eventually, name, message):
    expected = without(sample(name), *NEWER)
    if "forwarded" in json.dumps(sample(name)):
        del expected["entry"][0]["changes"][0]["value"]["messages"][0]["context"]
    meta.writes(**message)
    assert shape(without(only(product, eventually), *NEWER)) == shape(expected)


def test_an_order_has_the_shape_of_the_houses_sample(meta, product, eventually):
    house = json.loads((Path(__file__).resolve().parents[1] / "payloads" / "whatsapp" / "order.json").read_text())
    meta.writes(kind="order", text="Para presente", items=[{"product": "kit-1", "quantity": 2, "price": 49.9}])
    assert shape(without(only(product, eventually), *NEWER)) == shape(without(house, *NEWER))
    answer = meta.client.post(
        "/sim/chats/rafael/messages", json={"kind": "order", "items": [{"product": "kit-1", "quantity": 0, "price": 1}]}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("name", "interactive", "tap"),
    [
        ("028-button-reply-docs.json", BUTTONS, ("button_reply", "sim")),
        ("030-list-reply-with-description.json", LIST, ("list_reply", "am")),
    ],
)
def test_a_tap_has_the_shape_of_metas_sample(meta, product, eventually, name, interactive, tap):
    meta.writes()
    id = meta.sends(type="interactive", interactive=interactive).json()["messages"][0]["id"]
    eventually(lambda: len(product.statuses) == 2 and product.messages)
    product.posts.clear()
    meta.writes(kind=tap[0], message_id=id, id=tap[1])
    body = only(product, eventually)
    assert shape(without(body, *NEWER)) == shape(without(sample(name), *NEWER))
    assert product.messages[0]["context"] == {"from": "551140001234", "id": id}


@pytest.mark.parametrize(("name", "emoji"), [("041-reaction.json", "😮"), ("042-reaction-removed-empty-emoji.json", "")])
def test_a_reaction_has_the_shape_of_metas_sample(meta, product, eventually, name, emoji):
    first = meta.writes()
    eventually(lambda: product.posts)
    product.posts.clear()
    meta.writes(kind="reaction", message_id=first["id"], emoji=emoji)
    assert shape(without(only(product, eventually), *NEWER)) == shape(without(sample(name), *NEWER))


def test_a_customer_without_a_phone_is_known_by_business_scoped_id_only(meta, product, eventually):
    meta.writes("otavio")
    expected = without(sample("105-bsuid-text-docs-no-from.json"), "parent_user_id", "from_parent_user_id")
    assert shape(only(product, eventually)) == shape(expected)
    assert "wa_id" not in json.dumps(product.values)


def test_several_messages_travel_in_one_webhook(meta, product, eventually):
    answer = meta.client.post(
        "/sim/chats/ana/messages", json={"messages": [{"kind": "text", "text": "um"}, {"kind": "text", "text": "dois"}]}
    )
    assert answer.status_code == 201
    eventually(lambda: product.posts)
    assert [message["text"]["body"] for message in product.values[0]["messages"]] == ["um", "dois"]


def test_a_quote_names_the_message_it_answers(meta, product, eventually):
    meta.writes()
    id = meta.sends().json()["messages"][0]["id"]
    meta.writes(text="isso", reply_to=id)
    assert eventually(lambda: [m for m in product.messages if "context" in m])[0]["context"] == {"from": "551140001234", "id": id}


def test_message_ids_look_like_metas_and_differ(meta):
    ids = [meta.writes()["id"] for _ in range(20)]
    assert len(set(ids)) == 20
    assert all(base64.b64decode(id.removeprefix("wamid."))[3:16] == b"5511988423107" for id in ids)


def test_a_customers_webhooks_keep_their_order(meta, product, eventually):
    product.answers = [500, 500]
    for number in range(10):
        meta.writes(text=str(number))
    eventually(lambda: len(product.posts) == 12)
    assert [message["text"]["body"] for message in product.messages][2:] == [str(number) for number in range(10)]
