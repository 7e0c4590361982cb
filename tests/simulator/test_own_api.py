import pytest

from tests.simulator.kit import HOME


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "sentence"),
    [
        ("POST", "/sim/chats/nobody/messages", {"kind": "text", "text": "x"}, 404, "no customer"),
        ("POST", "/sim/chats/rafael/messages", {"kind": "text"}, 422, "text must be"),
        ("POST", "/sim/chats/rafael/messages", {"kind": "text", "text": "  "}, 422, "not empty"),
        ("POST", "/sim/chats/rafael/messages", {"kind": "text", "text": "x" * 65537}, 422, "65536"),
        ("POST", "/sim/chats/rafael/messages", {"kind": "dance"}, 422, "kind must be one of"),
        ("POST", "/sim/chats/rafael/messages", {"kind": "button_reply", "message_id": "wamid.x", "id": "a"}, 404, "no message"),
        ("POST", "/sim/chats/rafael/messages", {"kind": "text", "text": "x", "reply_to": "wamid.x"}, 404, "no message"),
        ("POST", "/sim/chats/rafael/messages", {"kind": "location", "latitude": "north", "longitude": 0}, 422, "latitude"),
        ("POST", "/sim/chats/rafael/messages", {"kind": "image", "media_id": "1"}, 404, "no file"),
        ("POST", "/sim/chats/rafael/messages", {"messages": []}, 422, "batch"),
        ("POST", "/sim/chats/rafael/messages", {"messages": [1]}, 422, "JSON object"),
        ("POST", "/sim/chats/rafael/messages", [], 400, "object"),
        ("POST", "/sim/personas", {"name": "X"}, 422, "phone or a username"),
        ("POST", "/sim/personas", {"name": "", "phone": "+5511911112222"}, 422, "name"),
        ("POST", "/sim/personas", {"name": "X", "phone": "abc"}, 422, "not a phone number"),
        ("POST", "/sim/personas", {"name": "X", "phone": "98842-3107"}, 422, "area code"),
        ("POST", "/sim/personas", {"name": "X", "phone": "0 11 98842-3107"}, 422, "country code"),
        ("POST", "/sim/personas", {"name": "X", "phone": "+55 11 98842-3107"}, 409, "Rafael"),
        ("POST", "/sim/personas", {"name": "X", "phone": "11 98842-3107"}, 409, "Rafael"),
        ("POST", "/sim/personas", {"name": "X", "username": "Não"}, 422, "username"),
        ("POST", "/sim/personas", {"name": "X", "username": "ok.name", "bsuid": "x"}, 422, "business-scoped"),
        ("PUT", "/sim/mischief", {"explode": True}, 422, "no switch"),
        ("PUT", "/sim/mischief", {"duplicate_webhooks": 1}, 422, "true or false"),
        ("PUT", "/sim/mischief", {"delay_statuses_seconds": -1}, 422, "whole number"),
        ("PUT", "/sim/mischief", {"fail_next_send": 7}, 422, "one of"),
        ("PUT", "/sim/mischief", {"fail_next_send": [131047]}, 422, "one of"),
        ("PUT", "/sim/mischief", {"fail_next_send_to": 7}, 422, "customer's id"),
        ("PUT", "/sim/limits", {"pair_burst": 0}, 422, "whole number"),
        ("POST", "/sim/clock", {"advance_seconds": "1"}, 422, "whole number"),
        ("POST", "/sim/webhooks", {}, 422, "body is missing"),
        ("POST", "/sim/numbers", {"phone_number_id": "x"}, 422, "digits"),
        ("GET", "/sim/log?after=x", None, 422, "after"),
        ("GET", "/sim/log?after=²", None, 422, "after"),
        ("GET", "/sim/log?after=" + "9" * 5_000, None, 422, "after"),
        ("GET", "/sim/log/1", None, 404, "log"),
        ("GET", "/sim/log/" + "9" * 5_000, None, 404, "log"),
        ("POST", "/sim/log/1/replay", None, 404, "log"),
        ("GET", "/sim/media/1", None, 404, "file"),
        ("GET", "/sim/nothing", None, 404, "Nothing answers"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(meta, method, path, body, status, sentence):
    answer = meta.client.request(method, path, json=body)
    assert answer.status_code == status
    assert sentence in answer.json()["detail"]


HALF_A_PAIR, NO_NUMBER, TOO_DEEP = b'{"body": "\\ud800"}', b'{"advance_seconds": NaN}', b"[" * 100_000
AS_THE_BUSINESS = {"authorization": "Bearer local-access-token"}


@pytest.mark.parametrize("body", [b"{", b"\xff", HALF_A_PAIR, NO_NUMBER, TOO_DEEP])
@pytest.mark.parametrize("path", ["/sim/personas", "/sim/webhooks", "/sim/scenarios", "/graph/v26.0/100000000000001/messages"])
def test_malformed_json_is_answered_with_a_sentence(meta, path, body):
    answer = meta.client.post(path, content=body, headers=AS_THE_BUSINESS)
    assert (answer.status_code, "The body is not valid JSON." in answer.text) == (400, True)


@pytest.mark.parametrize("when", ["²", "9" * 5_000, "x", ""])
def test_an_address_of_a_file_that_ends_at_no_time_has_no_file(meta, when):
    assert meta.client.get(f"/graph/whatsapp_business/attachments/?mid=1&hash=x&ext={when}", headers=AS_THE_BUSINESS).status_code == 404


def test_a_body_of_any_depth_is_posted_or_refused(meta, product):
    product.close()
    bodies = [b'{"body":' + b"[" * depth + b"]" * depth + b"}" for depth in range(800, 1_000, 20)]
    assert {meta.client.post("/sim/webhooks", content=body).status_code for body in bodies} == {200, 400}


def test_what_was_done_with_a_body_of_any_depth_can_be_asked(meta, product):
    product.close()
    id = meta.client.post("/sim/webhooks", json={"body": "[" * 100_000}).json()["log_id"]
    assert meta.client.get(f"/sim/log/{id}/steps").json()["steps"] == []


def test_personas_can_be_added_and_written_as(meta, product, eventually):
    added = meta.client.post("/sim/personas", json={"name": "João da Silva", "phone": "+55 (11) 91111-2222"}).json()
    assert (added["id"], added["wa_id"], added["phone"]) == ("joao-da-silva", "5511911112222", "+55 11 91111-2222")
    meta.client.post("/sim/personas", json={"name": "Sem Fone", "username": "@sem.fone", "bsuid": "BR.123"})
    meta.writes("joao-da-silva")
    meta.writes("BR.123")
    eventually(lambda: len(product.messages) == 2)
    assert {message.get("from") for message in product.messages} == {"5511911112222", None}


@pytest.mark.parametrize(
    ("typed", "wa_id", "shown"),
    [
        ("(11) 91111-2222", "5511911112222", "+55 11 91111-2222"),
        ("31 3333-4444", "553133334444", "+55 31 3333-4444"),
        ("5511911112222", "5511911112222", "+55 11 91111-2222"),
        ("+1 219 555 1234", "12195551234", "+1 219 555-1234"),
        ("+45 12 34 56 78", "4512345678", "+4512345678"),
        ("1 555 123 4567", "15551234567", "+1 555 123-4567"),
        ("351 912 345 678", "351912345678", "+351912345678"),
    ],
)
def test_a_number_written_as_within_brazil_gets_its_country_code_and_no_other_does(meta, typed, wa_id, shown):
    added = meta.client.post("/sim/personas", json={"name": "X", "phone": typed})
    assert (added.status_code, added.json()["wa_id"], added.json()["phone"]) == (201, wa_id, shown)


def test_an_added_number_sends_and_receives(meta, product, eventually):
    meta.client.post(
        "/sim/numbers",
        json={
            "phone_number_id": "100000000000002",
            "waba_id": "200000000000002",
            "phone": "+55 21 4000-9999",
            "access_token": "other-token",
        },
    )
    meta.writes(phone_number_id="100000000000002")
    eventually(lambda: product.values)
    assert product.values[0]["metadata"] == {"display_phone_number": "552140009999", "phone_number_id": "100000000000002"}
    assert meta.sends(number="100000000000002", token="other-token").status_code == 200
    assert meta.sends(token="other-token").json()["error"]["code"] == 100
    meta.client.post("/sim/chats/rafael/read")
    read = eventually(lambda: [value for value in product.values if value.get("statuses", [{}])[0].get("status") == "read"])
    assert [value["metadata"]["phone_number_id"] for value in read] == ["100000000000002"]


def test_the_log_tells_both_directions_without_the_token(meta, product, eventually):
    meta.writes()
    eventually(lambda: product.messages)
    meta.sends()
    eventually(lambda: len(meta.log()) == 4)
    entries = meta.log()
    assert {(entry["direction"], entry["kind"]) for entry in entries} == {
        ("inbound", "messages"),
        ("outbound", "messages"),
        ("inbound", "statuses"),
    }
    call = next(entry for entry in entries if entry["direction"] == "outbound")
    detail = meta.client.get(f"/sim/log/{call['id']}").json()
    assert "local-access-token" not in str(detail)
    assert '"Olá"' in detail["payload"].encode().decode("unicode_escape", "ignore") or "Olá" in detail["payload"]
    assert meta.client.get(f"/sim/log?after={entries[-1]['id']}").json() == {"entries": []}
    assert meta.client.delete("/sim/log").status_code == 204
    assert meta.log() == []


def test_a_reset_forgets_everything(meta, product, eventually):
    meta.writes()
    meta.switch(duplicate_webhooks=True)
    meta.client.post("/sim/clock", json={"advance_seconds": 60})
    meta.client.post("/sim/personas", json={"name": "X", "username": "xis.xis"})
    state = meta.client.post("/sim/reset").json()
    assert [persona["id"] for persona in state["personas"]] == ["rafael", "benedita", "otavio", "ana"]
    assert (state["mischief"]["duplicate_webhooks"], state["clock_offset_seconds"], meta.chat()) == (False, 0, [])


@pytest.mark.parametrize("kind", ["image", "voice", "document", "sticker"])
def test_a_customers_file_can_be_fetched_by_the_business(meta, product, eventually, kind):
    sent = meta.writes(kind=kind)
    message = eventually(lambda: product.messages)[0]
    content = message[message["type"]]
    headers = {"authorization": "Bearer local-access-token"}
    told = meta.client.get(f"/graph/v26.0/{content['id']}", headers=headers).json()
    assert meta.client.get(told["url"].partition("8090")[2], headers=headers).headers["content-type"] == content["mime_type"]
    assert sent["content"]["id"] == content["id"]


def test_an_uploaded_file_is_sent_as_it_is_and_never_becomes_a_page(meta, product, eventually):
    id = meta.client.post("/sim/media?filename=a.html", content=b"<script>", headers={"content-type": "text/html"}).json()["id"]
    meta.writes(kind="document", media_id=id)
    assert eventually(lambda: product.messages)[0]["document"]["filename"] == "a.html"
    answer = meta.client.get(f"/sim/media/{id}")
    assert (answer.headers["content-type"], answer.headers["content-disposition"]) == ("application/octet-stream", "attachment")
    assert meta.client.post("/sim/chats/rafael/messages", json={"kind": "image", "media_id": id}).status_code == 422


def test_another_site_in_the_browser_cannot_play_the_customers(meta):
    answer = meta.client.post("/sim/reset", headers={"origin": "https://evil.example"})
    assert (answer.status_code, answer.json()["detail"]) == (403, "Only the simulator's own page may do this from a browser.")
    assert meta.client.post("/sim/reset", headers={"origin": HOME}).status_code == 200


def test_an_endpoint_that_is_down_is_tried_again_and_said_so(meta, product, eventually):
    product.close()
    meta.writes()
    entry = eventually(lambda: meta.log())[0]
    assert entry["status"] is None
    assert entry["note"].startswith("Not reached")
    assert eventually(lambda: any(entry["attempt"] > 2 for entry in meta.log()))
    assert meta.client.get("/sim/state").json()["webhook"]["waiting"] == 1


@pytest.mark.parametrize("path", ["/", "/sim/state", "/sim/events", "/graph/v26.0/100000000000001"])
def test_a_name_that_was_pointed_here_is_not_answered(meta, path):
    """A page elsewhere whose name now leads to this machine is its browser's same origin; its name gives it away."""
    for host in ("evil.example", "evil.example:8090", "127.0.0.1:9999", "127.0.0.1.evil.example:8090"):
        answer = meta.client.get(path, headers={"host": host, "origin": f"http://{host}"})
        assert (answer.status_code, answer.json()["detail"]) == (421, "The simulator does not answer to that name.")
    answer = meta.client.post("/sim/reset", headers={"host": "evil.example:8090", "origin": "http://evil.example:8090"})
    assert answer.status_code == 421


def test_it_answers_to_localhost_too(meta):
    assert meta.client.get("/sim/state", headers={"host": "localhost:8090"}).status_code == 200


def test_a_log_that_was_emptied_can_be_brought_back(meta, product, eventually):
    meta.writes(text="um")
    before = eventually(meta.log)
    assert meta.client.delete("/sim/log").status_code == 204
    assert meta.log() == []
    meta.writes(text="dois")
    eventually(meta.log)
    assert meta.client.post("/sim/log/restore").json() == {"restored": 1}
    assert (len(meta.log()), meta.log()[0]) == (2, before[0])
