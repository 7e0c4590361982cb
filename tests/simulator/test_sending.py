import pytest

BSUID = "BR.13491208655302741918"


def error(answer):
    return answer.json()["error"]


def test_a_message_is_accepted_shown_and_told_about(meta, product, eventually):
    meta.writes()
    answer = meta.sends(type="text", text={"body": "*Olá*"}, biz_opaque_callback_data="w.c.m.1").json()
    assert answer["contacts"] == [{"input": "+5511988423107", "wa_id": "5511988423107"}]
    id = answer["messages"][0]["id"]
    eventually(lambda: len(product.statuses) == 2)
    assert [(told["id"], told["status"], told["recipient_id"], told["biz_opaque_callback_data"]) for told in product.statuses] == [
        (id, "sent", "5511988423107", "w.c.m.1"),
        (id, "delivered", "5511988423107", "w.c.m.1"),
    ]
    assert all(told["pricing"]["pricing_model"] == "PMP" and "conversation" not in told for told in product.statuses)
    assert eventually(lambda: meta.chat()[-1]["status"] == "delivered")
    meta.client.post("/sim/chats/rafael/read")
    eventually(lambda: product.statuses[-1]["status"] == "read")
    assert "pricing" not in product.statuses[-1]
    assert meta.client.post("/sim/chats/rafael/read").json() == {"read": 0}


@pytest.mark.parametrize("to", ["+5531992338790", "+553192338790", "5531992338790", "31992338790"])
def test_brazils_ninth_digit_leads_to_the_same_person(meta, to):
    meta.writes("benedita")
    assert meta.sends(to).json()["contacts"] == [{"input": to, "wa_id": "553192338790"}]
    assert len(meta.chat("benedita")) == 2


def test_a_person_without_a_phone_is_reached_by_recipient(meta, product, eventually):
    meta.writes("otavio")
    answer = meta.sends("", recipient=BSUID, type="text", text={"body": "Oi"}).json()
    assert answer["contacts"] == [{"input": BSUID, "user_id": BSUID}]
    eventually(lambda: len(product.statuses) == 2)
    assert all(told["recipient_user_id"] == BSUID and "recipient_id" not in told for told in product.statuses)


def test_a_business_scoped_id_in_to_is_accepted_and_vanishes(meta, product, eventually):
    meta.writes("otavio")
    assert meta.sends(BSUID).status_code == 200
    eventually(lambda: product.messages)
    assert len(meta.chat("otavio")) == 1
    assert product.statuses == []


def test_to_wins_over_recipient(meta):
    meta.writes()
    assert meta.sends(recipient=BSUID, type="text", text={"body": "x"}).json()["contacts"][0]["wa_id"] == "5511988423107"


def test_past_the_window_a_message_is_accepted_and_fails_later(meta, product, eventually):
    meta.writes()
    meta.client.post("/sim/clock", json={"advance_seconds": 24 * 3600})
    assert meta.sends().status_code == 200
    told = eventually(lambda: product.statuses)[0]
    assert (told["status"], told["errors"][0]["code"]) == ("failed", 131047)
    assert meta.chat()[-1]["hidden"]
    template = {"name": "lembrete", "language": {"code": "pt_BR"}}
    assert meta.sends(type="template", template=template).json()["messages"][0]["message_status"] == "accepted"
    assert eventually(lambda: len(product.statuses) == 3)
    assert product.statuses[-1]["pricing"]["category"] == "utility"


def test_a_number_not_on_whatsapp_fails_later(meta, product, eventually):
    assert meta.sends("+5511900000000").status_code == 200
    assert eventually(lambda: product.statuses)[0]["errors"][0]["code"] == 131026


def test_the_wrong_token_is_190_and_says_so_by_401(meta):
    for answer in (meta.sends(token="wrong"), meta.client.post("/graph/v26.0/100000000000001/messages", json={})):
        assert (answer.status_code, error(answer)["code"], error(answer)["type"]) == (401, 190, "OAuthException")


def test_an_unknown_number_is_100(meta):
    answer = meta.sends(number="1")
    assert (answer.status_code, error(answer)["code"], error(answer)["error_subcode"]) == (400, 100, 33)


def test_to_one_person_45_go_at_once_and_then_one_in_six_seconds(meta):
    meta.writes()
    codes = [meta.sends().status_code for _ in range(45)]
    assert set(codes) == {200}
    refused = meta.sends()
    assert (refused.status_code, error(refused)["code"]) == (400, 131056)
    meta.writes("ana")
    assert meta.sends("+5521997654321").status_code == 200
    meta.client.post("/sim/clock", json={"advance_seconds": 6})
    assert [meta.sends().status_code for _ in range(2)] == [200, 400]


def test_a_number_takes_its_messages_per_second_and_no_more(meta):
    meta.writes()
    meta.client.put("/sim/limits", json={"messages_per_second": 3})
    answers = [meta.sends() for _ in range(6)]
    assert error(answers[-1])["code"] == 130429
    meta.client.put("/sim/limits", json={"enforced": False})
    assert meta.sends().status_code == 200


def test_reading_and_typing_turn_the_customers_ticks_blue(meta, product, eventually):
    first, second = meta.writes(), meta.writes()
    eventually(lambda: len(product.messages) == 2)
    for extra in ({}, {"typing_indicator": {"type": "text"}}):
        answer = meta.client.post(
            "/graph/v26.0/100000000000001/messages",
            json={"messaging_product": "whatsapp", "status": "read", "message_id": second["id"], **extra},
            headers={"authorization": "Bearer local-access-token"},
        )
        assert answer.json() == {"success": True}
    assert {message["status"] for message in meta.chat() if message["id"] in (first["id"], second["id"])} == {"read"}


def test_the_business_reacts_and_only_sent_is_told(meta, product, eventually):
    mine = meta.writes()
    meta.sends(type="reaction", reaction={"message_id": mine["id"], "emoji": "👍"})
    eventually(lambda: product.statuses)
    assert meta.chat()[0]["reactions"] == {"business": "👍"}
    meta.sends(type="reaction", reaction={"message_id": mine["id"], "emoji": ""})
    eventually(lambda: len(product.statuses) == 2)
    assert meta.chat()[0]["reactions"] == {}
    assert {told["status"] for told in product.statuses} == {"sent"}


def test_each_acceptance_is_counted_by_opaque_data(meta):
    meta.writes()
    for opaque in ("a", "b", "a"):
        meta.sends(type="text", text={"body": "x"}, biz_opaque_callback_data=opaque)
    assert [(row["opaque"], row["count"], len(set(row["wamids"]))) for row in meta.client.get("/sim/accepted").json()] == [
        ("a", 2, 2),
        ("b", 1, 1),
    ]


def test_a_connection_can_be_checked(meta):
    def get(path):
        return meta.client.get(f"/graph/v26.0/{path}", headers={"authorization": "Bearer local-access-token"}).json()

    assert get("100000000000001?fields=display_phone_number,verified_name") == {
        "id": "100000000000001",
        "display_phone_number": "+55 11 4000-1234",
        "verified_name": "Clínica Aurora",
    }
    assert get("200000000000001/phone_numbers")["data"][0]["id"] == "100000000000001"
    assert get("200000000000001/subscribed_apps")["data"][0]["whatsapp_business_api_data"]["name"]
    assert get("debug_token?input_token=local-access-token")["data"]["is_valid"]
    assert get("999")["error"]["code"] == 100


def test_a_file_goes_there_and_back(meta):
    headers = {"authorization": "Bearer local-access-token"}
    meta.writes()
    id = meta.client.post(
        "/graph/v26.0/100000000000001/media",
        data={"messaging_product": "whatsapp"},
        files={"file": ("a.png", b"png", "image/png")},
        headers=headers,
    ).json()["id"]
    told = meta.client.get(f"/graph/v26.0/{id}", headers=headers).json()
    assert (told["file_size"], told["mime_type"]) == (3, "image/png")
    path = told["url"].partition("8090")[2]
    assert meta.client.get(path, headers=headers).content == b"png"
    assert meta.client.get(path).status_code == 401
    assert meta.client.get(path.replace("hash=", "hash=0"), headers=headers).status_code == 404
    assert meta.sends(type="image", image={"id": id}).status_code == 200
    assert meta.client.get(f"/sim/media/{id}").content == b"png"


def test_a_file_of_the_wrong_kind_fails_later(meta, product, eventually):
    meta.writes()
    id = meta.client.post(
        "/graph/v26.0/100000000000001/media",
        data={"messaging_product": "whatsapp"},
        files={"file": ("a.webm", b"x", "audio/webm")},
        headers={"authorization": "Bearer local-access-token"},
    ).json()["id"]
    assert meta.sends(type="audio", audio={"id": id}).status_code == 200
    assert eventually(lambda: product.statuses)[0]["errors"][0]["code"] == 131053
