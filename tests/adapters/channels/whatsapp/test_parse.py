import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.inbound import MessageReceived, ReactionReceived, StatusChanged, Unrecognised
from tests.adapters.channels.whatsapp.reading import NOW, facts, label, message, messages
from tests.payloads import names, payload

SAID_AT = datetime(2026, 11, 23, 10, 40, tzinfo=UTC)
FILE = {"sha256": "kRm0vT4b2uYQ1s8w0mB9xg3q7a0="}

CONTENT: dict[str, dict[str, Any]] = {
    "text": {"body": "Oi, quero marcar uma consulta 😊"},
    "image": {"kind": "image", "mime_type": "image/jpeg", "caption": "Meu exame", **FILE},
    "video": {"kind": "video", "mime_type": "video/mp4", **FILE},
    "audio": {"kind": "audio", "mime_type": "audio/mpeg", **FILE},
    "voice-note": {"kind": "audio", "mime_type": "audio/ogg; codecs=opus", "voice": True, **FILE},
    "voice-legacy": {"kind": "audio", "mime_type": "audio/ogg; codecs=opus", "voice": True, **FILE},
    "document": {"kind": "document", "mime_type": "application/pdf", "file_name": "pedido.pdf", "caption": "Pedido médico", **FILE},
    "sticker": {"kind": "sticker", "mime_type": "image/webp", "animated": True, **FILE},
    "location": {"latitude": -23.5614, "longitude": -46.6559, "name": "Clínica Aurora", "address": "Av. Paulista, 1578"},
    "location-without-type": {"latitude": -23.5614, "longitude": -46.6559},
    "contacts": {"cards": ({"name": "Dra. Helena Prates", "phones": ("+55 11 4000-9999",), "emails": ("helena@clinica.example",)},)},
    "contacts-without-phones": {
        "cards": ({"name": "Jorge Lima"}, {"name": "Otávio Brandão"}, {"name": "5521997654321", "phones": ("5521997654321",)})
    },
    "template-button": {"id": "confirm:17", "title": "Confirmar"},
    "button-reply": {"id": "yes", "title": "Sim"},
    "list-reply": {"id": "derma", "title": "Dermatologia", "description": "Terças e quintas"},
    "form": {"name": "flow", "body": "Enviado", "values": {"flow_token": "t1", "day": "2026-12-01", "age": 42}},
    "form-not-an-object": {"name": "flow", "body": "Enviado", "values": {"response_json": "[1, 2"}},
    "payment-method": {"name": "payment_method", "values": {"payment_method": "pix", "reference_id": "fatura-17"}},
    "order": {
        "catalog_id": "300000000000001",
        "text": "Para presente",
        "items": ({"product_id": "kit-1", "quantity": 2, "price": "49.9", "currency": "BRL"},),
    },
    "edited": {"about": "edited", "text": "Quarta, não terça"},
    "edited-caption": {"about": "edited", "text": "Exame de hoje"},
    "deleted": {"about": "deleted"},
    "welcome": {"about": "welcome"},
}

LABELS = {
    "unsupported": ["message unsupported poll_creation"],
    "unknown-kind": ["message unsupported hologram"],
    "odd-order": ["message unsupported order"],
    "media-failed": ["message unsupported video"],
    "interactive-without-body": ["message unsupported interactive", "unrecognised messages.errors"],
    "reaction": ["reaction 👍🏽"],
    "reaction-removed": ["reaction removed"],
    "reaction-removed-without-emoji": ["reaction removed"],
    "group-message": ["unrecognised messages.group"],
    "nobody-at-all": ["unrecognised messages.without_sender"],
    "status-sent": ["status sent"],
    "status-delivered": ["status delivered"],
    "status-read": ["status read"],
    "status-played": ["status played"],
    "status-failed": ["status failed 131047"],
    "status-failed-code-as-text": ["status failed 131026"],
    "status-failed-unexplained": ["status failed None"],
    "status-by-user-id": ["status delivered"],
    "status-deleted": ["unrecognised statuses.deleted"],
    "status-of-a-group": ["unrecognised statuses.group"],
    "number-error": ["unrecognised messages.errors"],
    "link-click": ["unrecognised messages.user_actions"],
    "echo": ["unrecognised smb_message_echoes.message_echoes"],
    "history": ["unrecognised history"] * 2,
    "standby": ["unrecognised standby.messages"],
    "standby-status": ["unrecognised standby.statuses"],
    "handover": ["unrecognised messaging_handovers"],
    "preferences": ["unrecognised user_preferences"],
    "call": ["unrecognised calls"],
    "call-status": ["unrecognised calls.statuses"],
    "template-approved": ["unrecognised message_template_status_update"],
    "account-banned": ["unrecognised account_update"],
    "flow-health": ["unrecognised flows"],
    "unknown-field": ["unrecognised tarot_update"],
}


def received(name: str) -> MessageReceived:
    (fact,) = facts(payload(name))
    assert isinstance(fact, MessageReceived)
    return fact


@pytest.mark.parametrize("name", CONTENT)
def test_each_kind_of_message_is_read(name: str):
    fact = received(name)
    said = fact.content.model_dump(exclude_defaults=True)
    said.pop("media_id", None)
    assert said == CONTENT[name]
    assert fact.at == SAID_AT


@pytest.mark.parametrize("name", LABELS)
def test_what_is_not_a_plain_message_is_named_for_what_it_is(name: str):
    assert [label(fact) for fact in facts(payload(name))] == LABELS[name]


@pytest.mark.parametrize("name", names())
def test_what_we_do_not_act_on_keeps_its_json(name: str):
    for fact in facts(payload(name)):
        if isinstance(fact, Unrecognised):
            assert fact.raw.startswith("{")
        elif isinstance(fact, MessageReceived) and fact.content.kind == "unsupported":
            assert fact.message_id in (fact.content.raw or "")


def test_a_reply_names_the_message_it_answers():
    assert received("text-reply").reply_to == "wamid.OURS0001"
    assert received("list-reply").reply_to == "wamid.OURS0001"
    assert received("text-forwarded").reply_to is None
    assert received("edited").reply_to == "wamid.THEIRS01"
    assert received("deleted").reply_to == "wamid.THEIRS01"


def test_a_referral_is_kept_with_its_click():
    referral = received("text-referral").referral
    assert referral is not None
    assert (referral.title, referral.click_id) == ("Clareamento", "ARclid01")


def test_a_message_that_whatsapp_could_not_hand_over_says_why():
    failure = received("media-failed").failure
    assert failure is not None
    assert (failure.code, failure.action) == (131052, "fix_media")
    assert received("text").failure is None


@pytest.mark.parametrize("name", ["edited", "deleted", "number-changed", "user-id-changed", "identity-changed"])
def test_a_notice_does_not_open_the_window(name: str):
    assert not received(name).opens_window


@pytest.mark.parametrize("name", ["text", "button-reply", "form", "welcome", "unsupported"])
def test_a_customers_word_opens_the_window(name: str):
    assert received(name).opens_window


def test_a_reaction_names_its_message():
    (fact,) = facts(payload("reaction"))
    assert isinstance(fact, ReactionReceived)
    assert (fact.to, fact.emoji, fact.sender.name) == ("wamid.OURS0001", "👍🏽", "Rafael Nogueira")


def test_a_status_brings_our_reference_back():
    (fact,) = facts(payload("status-sent"))
    assert isinstance(fact, StatusChanged)
    assert (fact.message_id, fact.reference, fact.failure) == ("wamid.OURS0001", "w1.c1.2.1", None)


def test_a_failed_status_says_what_to_do():
    (fact,) = facts(payload("status-failed"))
    assert isinstance(fact, StatusChanged)
    assert fact.failure is not None
    assert fact.failure.action == "send_template"
    assert "24 hours" in fact.failure.reason


PHONE, ID = "phone", "user_id"


@pytest.mark.parametrize(
    ("name", "addresses", "who"),
    [
        ("text", [(PHONE, "5511988423107"), (ID, "BR.88423107000000000001")], "Rafael Nogueira"),
        ("user-id-only", [(ID, "BR.13491208655302741918")], "Otávio Brandão"),
        ("user-id-in-from", [(ID, "BR.13491208655302741918")], "Otávio Brandão"),
        ("nobody-but-a-contact", [(ID, "BR.13491208655302741918")], "Otávio Brandão"),
        ("eighth-digit", [(PHONE, "5531992338790"), (PHONE, "553192338790")], "Benedita Rocha"),
        ("somebody-elses-contact", [(PHONE, "5511988423107")], "Benedita Rocha"),
        ("number-changed", [(PHONE, "5511977770000"), (PHONE, "5511988423107")], None),
        ("user-id-changed", [(ID, "BR.20000000000000000002"), (ID, "BR.13491208655302741918")], None),
    ],
)
def test_a_sender_has_every_address_that_is_surely_theirs(name: str, addresses: list[tuple[str, str]], who: str | None):
    sender = received(name).sender
    assert [(address.kind, address.value) for address in sender.addresses] == addresses
    assert sender.name == who


def test_a_username_is_kept_without_its_at_sign():
    assert received("user-id-only").sender.username == "otavio.brandao"


def test_a_name_inside_a_notice_cannot_merge_two_people():
    body = "User BR.1 changed from BR.victim to BR.2"
    (fact,) = facts(messages({"id": "m", "type": "system", "system": {"type": "user_changed_user_id", "user_id": "BR.2", "body": body}}))
    assert isinstance(fact, MessageReceived)
    assert [address.value for address in fact.sender.addresses] == ["BR.2"]


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("1795430400", SAID_AT), (1795430400, SAID_AT), (1795430400000, SAID_AT), ("1795430400.0", SAID_AT),
        ("asdf", NOW), ("", NOW), (None, NOW), ([], NOW), (True, NOW), (-5, NOW), (0, NOW), ("9" * 400, NOW), ("NaN", NOW), (1e300, NOW),
        (int((NOW + timedelta(days=400)).timestamp()), NOW),
    ],
)  # fmt: skip
def test_a_time_is_read_however_it_is_written_and_never_in_the_future(said: Any, at: datetime):
    (fact,) = facts(messages(message(timestamp=said)))
    assert isinstance(fact, MessageReceived)
    assert fact.at == at


def test_a_long_text_is_kept_whole():
    (fact,) = facts(messages(message(text={"body": "á" * 65_000})))
    assert isinstance(fact, MessageReceived)
    assert fact.content.model_dump()["body"] == "á" * 65_000


def test_what_is_larger_than_a_row_holds_is_marked_as_truncated():
    (fact,) = facts(messages(message(type="hologram", hologram="á" * 400_000)))
    assert isinstance(fact, MessageReceived)
    raw = fact.content.model_dump()["raw"]
    assert len(raw.encode()) < 301_000
    assert raw.endswith("[truncated]")


def test_a_form_larger_than_a_row_holds_is_kept_as_its_json():
    answer = {"response_json": '{"essay": "' + "a" * 400_000 + '"}'}
    (fact,) = facts(messages(message(type="interactive", interactive={"type": "nfm_reply", "nfm_reply": answer})))
    assert label(fact) == "message unsupported interactive"


def test_no_nul_and_no_lone_surrogate_goes_further():
    said = b'{"from":"5511988423107","id":"wamid.1","type":"text","text":{"body":"a\\u0000b\\ud83dc \\ud83d\\ude0a"}}'
    body = json.dumps(messages("HERE")).encode().replace(b'"HERE"', said)
    (fact,) = facts(body)
    assert isinstance(fact, MessageReceived)
    assert fact.content.model_dump()["body"] == "ab\ufffdc 😊"


def test_a_number_longer_than_python_reads_survives():
    (fact,) = facts(messages(message(type="order", order={"product_items": [{"product_retailer_id": "x", "quantity": 7}]})))
    assert label(fact) == "message order"
    body = (
        b'{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"x","value":{"n":'
        + b"9" * 10_000
        + b',"m":NaN,"l":1e999}}]}]}'
    )
    (fact,) = facts(body)
    assert label(fact) == "unrecognised x"
