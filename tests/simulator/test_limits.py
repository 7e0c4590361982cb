"""Meta's limits, a row each: what is sent, and the code it is refused with (None: accepted)."""

import pytest


def button(id="a", title="Sim"):
    return {"type": "reply", "reply": {"id": id, "title": title}}


def buttons(count=1, body="x", **more):
    return interactive("button", {"buttons": [button(str(n), f"B{n}") for n in range(count)]}, body, **more)


def row(id="a", title="x", **more):
    return {"id": id, "title": title, **more}


def rows(*sections, body="x", label="Ver", **more):
    return interactive(
        "list",
        {"button": label, "sections": [{"title": f"S{n}", "rows": list(section)} for n, section in enumerate(sections)]},
        body,
        **more,
    )


def url(text="Abrir", link="https://a.example/"):
    return interactive("cta_url", {"name": "cta_url", "parameters": {"display_text": text, "url": link}})


def interactive(kind, action, body="x", **more):
    return {"type": "interactive", "interactive": {"type": kind, "body": {"text": body}, "action": action, **more}}


def text(**content):
    return {"type": "text", "text": content}


TEN = [row(str(n)) for n in range(10)]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (text(body="x" * 4096), None),
        (text(body="x" * 4097), 100),
        (text(body=""), 100),
        (text(), 100),
        (text(body=5), 100),
        (text(body="x", colour="red"), 100),
        (text(body="x") | {"biz_opaque_callback_data": "x" * 512}, None),
        (text(body="x") | {"biz_opaque_callback_data": "x" * 513}, 100),
        (text(body="x") | {"context": {"message_id": "wamid.unknown"}}, None),
        (text(body="x") | {"context": {}}, 100),
        (text(body="x") | {"messaging_product": "sms"}, 100),
        (text(body="x") | {"recipient_type": "group"}, 100),
        (text(body="x") | {"to": ""}, 100),
        (text(body="x") | {"to": "12"}, 131009),
        (text(body="x") | {"to": "+551140001234"}, 131021),
        ({"type": "smoke"}, 100),
        ({"type": "text"}, 100),
        ({"type": "image", "image": {"link": "https://a.example/a.png", "caption": "x" * 1024}}, None),
        ({"type": "image", "image": {"link": "https://a.example/a.png", "caption": "x" * 1025}}, 100),
        ({"type": "image", "image": {}}, 131008),
        ({"type": "image", "image": {"id": "1", "link": "https://a.example/a.png"}}, 131009),
        ({"type": "image", "image": {"id": "123"}}, 100),
        ({"type": "video", "video": {"link": "ftp://a"}}, 100),
        ({"type": "audio", "audio": {"link": "https://a.example/a.ogg", "caption": "x"}}, 100),
        ({"type": "document", "document": {"link": "https://a.example/a.pdf", "filename": "a.pdf"}}, None),
        ({"type": "location", "location": {"latitude": 1, "longitude": "2.5"}}, None),
        ({"type": "location", "location": {"latitude": 1}}, 100),
        ({"type": "location", "location": {"latitude": 91, "longitude": 0}}, 131009),
        ({"type": "location", "location": {"latitude": 10**400, "longitude": 0}}, 100),
        ({"type": "contacts", "contacts": [{"name": {"formatted_name": "A B", "first_name": "A"}}]}, None),
        ({"type": "contacts", "contacts": [{"name": {"formatted_name": "A"}}]}, 131008),
        ({"type": "contacts", "contacts": []}, 100),
        ({"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "❤️"}}, None),
        ({"type": "reaction", "reaction": {"emoji": "❤️"}}, 100),
        ({"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "abc"}}, 131009),
        (buttons(3), None),
        (buttons(4), 131009),
        (buttons(0), 131008),
        (buttons(body="x" * 1024), None),
        (buttons(body="x" * 1025), 131009),
        (buttons(footer={"text": "x" * 60}, header={"type": "text", "text": "x" * 60}), None),
        (buttons(footer={"text": "x" * 61}), 131009),
        (buttons(header={"type": "text", "text": "x" * 61}), 131009),
        (buttons(header={"type": "image", "image": {"link": "https://a.example/a.png"}}), None),
        (buttons(header={"type": "image", "image": {}}), 131008),
        (interactive("button", {"buttons": [button(title="x" * 20)]}), None),
        (interactive("button", {"buttons": [button(title="x" * 21)]}), 131009),
        (interactive("button", {"buttons": [button(id="x" * 257)]}), 131009),
        (interactive("button", {"buttons": [button("a", "Um"), button("a", "Dois")]}), 131009),
        (interactive("button", {"buttons": [button("a", "Um"), button("b", "Um")]}), 131009),
        (interactive("button", {"buttons": [{"type": "url"}]}), 131009),
        (rows(TEN, body="x" * 4096), None),
        (rows(TEN, body="x" * 4097), 131009),
        (rows(TEN, [row("11")]), 131009),
        (rows([row(title="x" * 24, description="x" * 72)]), None),
        (rows([row(title="x" * 25)]), 131009),
        (rows([row(description="x" * 73)]), 131009),
        (rows([row(id="x" * 201)]), 131009),
        (rows([row("a")], [row("a")]), 131009),
        (rows(), 131008),
        (rows([]), 131008),
        (rows([row()], label="x" * 21), 131009),
        (rows([row()], header={"type": "image", "image": {"link": "https://a.example/a.png"}}), 131009),
        (interactive("list", {"button": "Ver", "sections": [{"rows": [row("a")]}, {"rows": [row("b")]}]}), 131008),
        (url(), None),
        (url(text="x" * 21), 131009),
        (url(link="javascript:alert(1)"), 131009),
        (interactive("location_request_message", {"name": "send_location"}), None),
        (interactive("hologram", {}), 131051),
        (interactive(["button"], {}), 131051),
        ({"type": "interactive", "interactive": {"type": "button", "action": {}}}, 131008),
        ({"type": "template", "template": {"name": "a", "language": {"code": "pt_BR"}}}, None),
        ({"type": "template", "template": {"name": "a"}}, 100),
        (
            {
                "type": "template",
                "template": {
                    "name": "a",
                    "language": {"code": "pt_BR"},
                    "components": [{"type": "body", "parameters": [{"type": "text", "text": "a\nb"}]}],
                },
            },
            132012,
        ),
    ],
)
def test_a_message_is_held_to_metas_limits(meta, body, code):
    answer = meta.sends(**body)
    assert answer.json().get("error", {}).get("code") == code, answer.text
    assert answer.status_code == (200 if code is None else 400)


def test_an_error_has_metas_shape(meta):
    error = meta.sends(**buttons(4)).json()["error"]
    assert error.pop("fbtrace_id")
    assert error == {
        "message": "(#131009) Parameter value is not valid",
        "type": "OAuthException",
        "code": 131009,
        "error_data": {"messaging_product": "whatsapp", "details": "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3"},
    }


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'"x"', b"null"])
def test_nonsense_is_refused_and_logged(meta, body):
    answer = meta.client.post("/graph/v26.0/100000000000001/messages", content=body, headers={"authorization": "Bearer local-access-token"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 100)
    assert meta.log()[-1]["failed"]
