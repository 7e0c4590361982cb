from typing import Any

import pytest

from chalicelib.adapters.channels.whatsapp.codes import CODES
from chalicelib.adapters.channels.whatsapp.failures import error_of, failure_of
from chalicelib.domain.errors import ChannelThrottled, ChannelUnavailable, ConnectionBroken, MessageRejected, OutcomeUnknown

KINDS = {
    "limit": ChannelThrottled,
    "retry": ChannelUnavailable,
    "pair": ChannelThrottled,
    "broken": ConnectionBroken,
    "rejected": MessageRejected,
    "unknown": OutcomeUnknown,
}

# Every code of facts §5.1, by what becomes of a send.
BROKEN = {0, 190, 3, 10, 131005, 131031, 368, 131042, 134011, 131044, 131037, 131045, 133006, 133010, 136024, 133015, 33, *range(200, 300)}
LIMITS, RETRIED = {4, 80007, 613, 130429}, {134101}
UNKNOWN = {1, 2, 131000, 131016, 133004, 131057, 2494100}
REJECTED = {
    131048, 131049, 131050, 131047, 131026, 131021, 130403, 130472, 130497, 131051, 131052, 131053, 131060, 131062, 131064, 131055,
    131063, 134100, 134102, 131008, 131009, 100, 135000, 133000, 133005, 133008, 133009, 133016, 132000, 132001, 132005, 132007,
    132012, 132015, 132016, 132018, 132068, 132069, 131020, 131041, 131059, *range(131201, 131213), 137000, *range(138000, 138019),
    *range(139000, 139005), *range(139100, 139104), 2388019, 2388039, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299, 2388001,
    2388012, 2388091, 2388093, 2388103, 2593107, 2593108, 2593109, 200005, 200006, 200007, 1752041, 131036,
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "codes"),
    [("broken", BROKEN), ("limit", LIMITS), ("retry", RETRIED), ("pair", {131056}), ("unknown", UNKNOWN), ("rejected", REJECTED)],
)
def test_every_documented_code_is_in_the_table(kind: str, codes: set[int]):
    assert {code: CODES[code].kind for code in codes if code in CODES} == dict.fromkeys(codes, kind)


def test_no_other_code_is():
    assert set(CODES) <= BROKEN | LIMITS | RETRIED | UNKNOWN | REJECTED | {131056, 130501}


@pytest.mark.parametrize("code", CODES)
def test_a_code_speaks_in_sentences(code: int):
    sentence = CODES[code].sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert str(code) not in sentence


@pytest.mark.parametrize("code", CODES)
def test_a_code_raises_its_kind_whatever_the_http_status(code: int):
    for status in (400, 403, 500, 503):
        assert type(error_of(status, f'{{"error":{{"code":{code}}}}}')) is KINDS[CODES[code].kind]


@pytest.mark.parametrize(
    ("errors", "code", "said"),
    [
        ([{"code": 131049, "title": "T", "error_data": {"details": "D"}}], 131049, "WhatsApp held it back"),
        ([{"code": "131000", "title": "T"}], 131000, "WhatsApp had a fault"),
        ([{"code": 131053, "title": "T"}], 131053, "WhatsApp says: T"),
        ([{"code": 7777, "title": "T", "error_data": {"details": "Because"}}], 7777, "WhatsApp says: Because"),
        ([{"code": 7777, "details": "Old form"}], 7777, "WhatsApp says: Old form"),
        ([{"code": 7777}], 7777, "WhatsApp refused this message without saying why."),
        ([{}, None, 3, {"title": "Only a title"}], None, "WhatsApp says: Only a title"),
        ([{"code": [], "error_data": 3, "title": {}}, {"code": 131026}], 131026, "may not be on WhatsApp"),
    ],
)
def test_an_error_of_a_webhook_is_put_in_our_words(errors: list[Any], code: int | None, said: str):
    failure = failure_of(errors)
    assert failure is not None
    assert failure.code == code
    assert said in failure.reason


@pytest.mark.parametrize("errors", [[], [None], [{}], [[]], [{"code": None}]])
def test_no_error_is_none(errors: list[Any]):
    assert failure_of(errors) is None


@pytest.mark.parametrize(
    "body", ["", "null", "[]", '"x"', '{"error":3}', '{"error":{"code":{}}}', "[" * 100_000, '{"error":{"code":' + "9" * 5_000 + "}}"]
)
def test_an_unreadable_answer_is_judged_by_its_status(body: str):
    assert type(error_of(400, body)) is MessageRejected
    assert type(error_of(500, body)) is OutcomeUnknown
