import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.adapters.channels import whatsapp
from chalicelib.adapters.channels.whatsapp import graph
from chalicelib.config import settings
from chalicelib.domain.address import Address
from chalicelib.domain.connection import Connection, Sealed
from chalicelib.domain.content import (
    Button,
    Buttons,
    Card,
    Choice,
    Contacts,
    Content,
    ListMenu,
    Location,
    Media,
    Row,
    Section,
    Template,
    Text,
)
from chalicelib.domain.errors import ChannelError, ChannelThrottled, ChannelUnavailable, ConnectionBroken, MessageRejected, OutcomeUnknown
from chalicelib.domain.ids import AppId, ConnectionId
from infrastructure.local.simulator.settings import KEEP_ALIVE
from tests.adapters.channels.whatsapp.meta import Answer, Meta, half_an_answer, hang_up, never_answer, refusal

RAFAEL = Address(channel="whatsapp", kind="phone", value="5511988423107")
OTAVIO = Address(channel="whatsapp", kind="user_id", value="BR.13491208655302741918")
CLINIC = Connection(
    id=ConnectionId("n1"),
    app_id=AppId("app1"),
    name="Clínica Aurora",
    account="100000000000001",
    group_account="200000000000001",
    shown="+55 11 4000-1234",
    token=Sealed(ciphertext="", last4="oken"),
    created_at=datetime(2026, 11, 23, tzinfo=UTC),
)


@pytest.fixture
def meta(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meta]:
    meta = Meta()
    use(monkeypatch, meta.url)
    yield meta
    meta.close()
    settings.cache_clear()


def use(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("PYTAKE_GRAPH_URL", url)
    settings.cache_clear()
    monkeypatch.setattr(graph, "_sessions", graph._Sessions())


def send(
    content: Content, to: Address = RAFAEL, *, token: str = "a-token", reply_to: str | None = None, reference: str = "w1.c1.2.1"
) -> str:
    return whatsapp.send(CLINIC, token, to, content, reply_to=reply_to, reference=reference)


MENU = ListMenu(body="Qual?", button="Ver", sections=(Section(title="Hoje", rows=(Row(id="a", title="Dermatologia", description="15h"),)),))
SAID: list[tuple[Content, dict[str, Any]]] = [
    (Text(body="Oi"), {"type": "text", "text": {"body": "Oi"}}),
    (Text(body="Veja https://clinica.example"), {"type": "text", "text": {"body": "Veja https://clinica.example", "preview_url": True}}),
    (Media(kind="image", media_id="7", caption="Raio-x"), {"type": "image", "image": {"id": "7", "caption": "Raio-x"}}),
    (Media(kind="document", media_id="7", file_name="a.pdf"), {"type": "document", "document": {"id": "7", "filename": "a.pdf"}}),
    (Media(kind="audio", media_id="7", voice=True), {"type": "audio", "audio": {"id": "7", "voice": True}}),
    (
        Location(latitude=-23.5, longitude=-46.6, name="Aurora"),
        {"type": "location", "location": {"latitude": -23.5, "longitude": -46.6, "name": "Aurora"}},
    ),
    (
        Contacts(cards=(Card(name="Helena", phones=("+55 11 4000-9999",)),)),
        {
            "type": "contacts",
            "contacts": [
                {"name": {"formatted_name": "Helena", "first_name": "Helena"}, "phones": [{"phone": "+55 11 4000-9999"}], "emails": []}
            ],
        },
    ),
    (
        Buttons(body="Confirma?", header="Consulta", footer="Aurora", buttons=(Button(id="y", title="Sim"), Button(id="n", title="Não"))),
        {
            "type": "interactive",
            "interactive": {
                "type": "button",
                "header": {"type": "text", "text": "Consulta"},
                "body": {"text": "Confirma?"},
                "footer": {"text": "Aurora"},
                "action": {
                    "buttons": [
                        {"type": "reply", "reply": {"id": "y", "title": "Sim"}},
                        {"type": "reply", "reply": {"id": "n", "title": "Não"}},
                    ]
                },
            },
        },
    ),
    (
        MENU,
        {
            "type": "interactive",
            "interactive": {
                "type": "list",
                "body": {"text": "Qual?"},
                "action": {
                    "button": "Ver",
                    "sections": [{"title": "Hoje", "rows": [{"id": "a", "title": "Dermatologia", "description": "15h"}]}],
                },
            },
        },
    ),
    (Template(name="lembrete", language="pt_BR"), {"type": "template", "template": {"name": "lembrete", "language": {"code": "pt_BR"}}}),
]


@pytest.mark.parametrize(("content", "said"), SAID, ids=[content.kind + str(number) for number, (content, _) in enumerate(SAID)])
def test_each_kind_is_sent_as_meta_wants_it(meta: Meta, content: Content, said: dict[str, Any]):
    assert send(content) == "wamid.SENT01"
    (asked,) = meta.asked
    assert (asked.method, asked.path) == ("POST", "/graph/v26.0/100000000000001/messages")
    assert asked.headers["Authorization"] == "Bearer a-token"
    around = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "+5511988423107",
        "biz_opaque_callback_data": "w1.c1.2.1",
    }
    assert asked.body == {**around, **said}


def test_a_person_without_a_phone_is_a_recipient_and_never_in_to(meta: Meta):
    send(Text(body="Oi"), OTAVIO)
    assert meta.asked[0].body["recipient"] == "BR.13491208655302741918"
    assert "to" not in meta.asked[0].body


def test_a_reply_carries_its_context(meta: Meta):
    send(Text(body="Oi"), reply_to="wamid.THEIRS")
    assert meta.asked[0].body["context"] == {"message_id": "wamid.THEIRS"}


@pytest.mark.parametrize(
    ("answer", "error", "action"),
    [
        (refusal(190, 401), ConnectionBroken, "renew_token"),
        (refusal(0, 401), ConnectionBroken, "renew_token"),
        (refusal(10, 403), ConnectionBroken, "check_permissions"),
        (refusal(131005, 500), ConnectionBroken, "check_permissions"),
        (refusal(100, error_subcode=33), ConnectionBroken, "check_permissions"),
        (refusal(131031, 403), ConnectionBroken, "check_account"),
        (refusal(131042), ConnectionBroken, "settle_payment"),
        (refusal(368, 403), ConnectionBroken, "check_account"),
        (refusal(130429), ChannelThrottled, "wait"),
        (refusal(131056), ChannelThrottled, "wait"),
        (refusal(4), ChannelThrottled, "wait"),
        (refusal(131047), MessageRejected, "send_template"),
        (refusal("131026"), MessageRejected, "check_number"),
        (refusal(100), MessageRejected, "fix_content"),
        (refusal(132001, 404), MessageRejected, "fix_template"),
        (refusal(131000, 500), OutcomeUnknown, "try_again"),
        (refusal(131016, 500), OutcomeUnknown, "try_again"),
        (refusal(1), OutcomeUnknown, "try_again"),
        (refusal(2, 503), OutcomeUnknown, "try_again"),
        (refusal(999999), MessageRejected, None),
        (refusal(999999, 500), OutcomeUnknown, "try_again"),
        (refusal(999999, is_transient=True), ChannelUnavailable, "wait"),
        (Answer(429, "slow down"), ChannelThrottled, "wait"),
        (Answer(401, ""), ConnectionBroken, "renew_token"),
        (Answer(404, "<html>"), MessageRejected, None),
        (Answer(408, ""), OutcomeUnknown, "try_again"),
        (Answer(502, "<html>"), OutcomeUnknown, "try_again"),
        (Answer(302, "", {"Location": "/graph/elsewhere"}), OutcomeUnknown, "try_again"),
        (Answer(200, "not json"), OutcomeUnknown, None),
        (Answer(200, b"\xff\xfe"), OutcomeUnknown, None),
        (Answer(200, "[]"), OutcomeUnknown, None),
        (Answer(200, '{"messages":[]}'), OutcomeUnknown, None),
        (Answer(200, '{"messages":[{"id":""}]}'), OutcomeUnknown, None),
        (Answer(200, '{"messages":{"id":"x"}}'), OutcomeUnknown, None),
    ],
)  # fmt: skip
def test_an_answer_means_what_its_code_says_once(meta: Meta, answer: Answer, error: type[ChannelError], action: str | None):
    meta.answers = [answer]
    with pytest.raises(ChannelError) as raised:
        send(Text(body="Oi"))
    assert type(raised.value) is error
    assert raised.value.action == action
    assert len(meta.asked) == 1


def test_only_the_pair_limit_concerns_one_contact(meta: Meta):
    for code, pair in ((131056, True), (130429, False)):
        meta.answers = [refusal(code)]
        with pytest.raises(ChannelThrottled) as raised:
            send(Text(body="Oi"))
        assert raised.value.pair is pair


def test_metas_details_are_told_where_they_help(meta: Meta):
    meta.answers = [refusal(131009, error_data={"messaging_product": "whatsapp", "details": "Parameter 'to' is odd"})]
    with pytest.raises(MessageRejected, match="Parameter 'to' is odd"):
        send(Text(body="Oi"))


@pytest.mark.parametrize("answer", [hang_up, half_an_answer, never_answer])
def test_a_connection_that_breaks_after_the_request_leaves_the_outcome_unknown(meta: Meta, answer: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(graph, "TIMEOUT", (3, 0.2))
    meta.answers = [answer]
    with pytest.raises(OutcomeUnknown):
        send(Text(body="Oi"))
    assert len(meta.asked) == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/graph", "http://no-such-host.invalid/graph"])
def test_what_never_left_is_said_to_be_unsent(url: str, monkeypatch: pytest.MonkeyPatch):
    use(monkeypatch, url)
    monkeypatch.setattr(graph, "TIMEOUT", (0.2, 1))
    with pytest.raises(ChannelUnavailable):
        send(Text(body="Oi"))
    settings.cache_clear()


def test_a_connection_that_is_never_made_is_said_to_be_unsent(monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        use(monkeypatch, f"http://127.0.0.1:{full.getsockname()[1]}/graph")
        monkeypatch.setattr(graph, "TIMEOUT", (0.2, 1))
        with pytest.raises(ChannelUnavailable):
            send(Text(body="Oi"))
        for each in waiting:
            each.close()
    settings.cache_clear()


def test_a_failed_handshake_is_said_to_be_unsent(meta: Meta, monkeypatch: pytest.MonkeyPatch):
    use(monkeypatch, meta.url.replace("http://", "https://"))
    with pytest.raises(ChannelUnavailable):
        send(Text(body="Oi"))
    assert meta.asked == []


def test_a_token_goes_to_the_graph_api_alone(meta: Meta, monkeypatch: pytest.MonkeyPatch, tmp_path: Any):
    elsewhere = Meta()
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", elsewhere.url)
    monkeypatch.setenv("ALL_PROXY", elsewhere.url)
    meta.answers = [Answer(), Answer(307, "", {"Location": elsewhere.url})]
    send(Text(body="Oi"))
    with pytest.raises(OutcomeUnknown):
        send(Text(body="Oi"))
    assert elsewhere.asked == []
    assert {asked.headers["Authorization"] for asked in meta.asked} == {"Bearer a-token"}
    elsewhere.close()


@pytest.mark.parametrize("token", ["", "two\r\nX-Injected: 1", "with space", "não", "\udc80"])
def test_what_cannot_be_a_token_is_never_sent(meta: Meta, token: str):
    with pytest.raises(ConnectionBroken):
        send(Text(body="Oi"), token=token)
    assert meta.asked == []


@pytest.mark.parametrize("content", [Text(body="a" * 4097), Text(body=" "), Choice(id="a", title="b"), Media(kind="image")])
def test_what_whatsapp_would_refuse_is_refused_here(meta: Meta, content: Content):
    with pytest.raises(MessageRejected):
        send(content)
    assert meta.asked == []


def test_a_reference_that_would_not_come_back_whole_is_refused(meta: Meta):
    with pytest.raises(MessageRejected):
        send(Text(body="Oi"), reference="r" * 513)
    assert meta.asked == []


def test_a_connection_is_kept_while_it_is_used_and_renewed_when_idle(meta: Meta, monkeypatch: pytest.MonkeyPatch):
    send(Text(body="Um"))
    send(Text(body="Dois"))
    assert meta.connections == 1
    monkeypatch.setattr(graph, "IDLE", 0)
    send(Text(body="Três"))
    assert meta.connections == 2


def test_a_connection_is_given_up_long_before_the_far_end_hangs_up():
    assert graph.IDLE * 2 < KEEP_ALIVE


def test_a_number_is_looked_at(meta: Meta):
    meta.answers = [
        Answer(body='{"verified_name":"Aurora","display_phone_number":"+55 11 4000-1234","quality_rating":"GREEN","status":"CONNECTED"}'),
        Answer(body='{"data":[{"whatsapp_business_api_data":{"id":"1"}}]}'),
    ]
    assert whatsapp.inspect(CLINIC, "a-token") == {
        "name": "Aurora", "number": "+55 11 4000-1234", "quality": "GREEN", "status": "CONNECTED", "subscribed": "yes",
    }  # fmt: skip
    assert [asked.path.partition("?")[0] for asked in meta.asked] == [
        "/graph/v26.0/100000000000001",
        "/graph/v26.0/200000000000001/subscribed_apps",
    ]


def test_a_number_nobody_subscribed_is_said_to_be_so(meta: Meta):
    meta.answers = [Answer(body="{}"), Answer(body='{"data":[]}')]
    assert whatsapp.inspect(CLINIC, "a-token")["subscribed"] == "no"


def test_looking_at_a_number_is_never_a_doubtful_send(meta: Meta):
    meta.answers = [Answer(500, "")]
    with pytest.raises(ChannelUnavailable):
        whatsapp.inspect(CLINIC, "a-token")
    meta.answers = [refusal(190, 401)]
    with pytest.raises(ConnectionBroken):
        whatsapp.inspect(CLINIC, "a-token")
