import hashlib
import hmac
import json

from infrastructure.local.simulator.signing import signature, wire_bytes


def test_bytes_are_escaped_as_meta_escapes_them():
    assert wire_bytes({"a": "äöå 😮 </b> 10% @x"}) == rb'{"a":"\u00e4\u00f6\u00e5 \ud83d\ude2e \u003C\/b> 10\u0025 \u0040x"}'


def test_escaped_bytes_say_the_same():
    body = {"text": 'c:\\dir/"x"\n\u0000 ñ @%<', "list": [1, 1.5, None, True]}
    assert json.loads(wire_bytes(body)) == body


def test_a_webhook_is_signed_over_its_exact_bytes(meta, product, eventually):
    meta.writes(text="Olá 😕 a/b")
    eventually(lambda: product.posts)
    raw, headers = product.posts[0]
    assert rb"Ol\u00e1 \ud83d\ude15 a\/b" in raw
    assert (
        headers["x-hub-signature-256"]
        == "sha256=" + hmac.new(b"local-app-secret", raw, hashlib.sha256).hexdigest()
        == signature("local-app-secret", raw)
    )


def test_any_body_is_signed_and_posted_by_hand(meta, product):
    answer = meta.client.post("/sim/webhooks", json={"body": {"object": "whatsapp_business_account", "entry": []}})
    assert answer.json()["status"] == 200
    product.answers = [401]
    assert meta.client.post("/sim/webhooks", json={"body": "{not json"}).json()["status"] == 401
    assert [raw for raw, _ in product.posts] == [b'{"object":"whatsapp_business_account","entry":[]}', b"{not json"]
