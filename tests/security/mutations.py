"""Webhook bodies that no channel ever sent: real ones, bent by dice."""

import gzip
import json
import random
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.payloads import names, payload

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "shared" / "whatsapp" / "samples").glob("*.json"))
"""Bodies seen in the wild, where they are at hand; ours are always."""
DEEPEST = 100_000
ODD = [
    None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, 10**38, 10**4000, -0.0, 1e308, 1e-400, float("inf"), float("nan"),
    "", " ", "\0", "a\0b", "\ud800", "\udfff\ud800", "\u202e", "\u2028", "😊" * 300, "x" * 5_000, "=1+1", "${7*7}", "W#w2#", "../..",
    "0", "-1", "NaN", "null", "1e999", "9" * 400, "wamid." + "A" * 1_000, "wamid." + "A" * 1_001,
    [], {}, [[]], [None], [{}], {"": ""}, {"\0": "\0"}, ["x"] * 300, {"body": []}, {"id": {}}, [[[[[[[[]]]]]]]],
    "1795430400", "99999999999999999999", -1795430400, "2026-11-22", "5511988423107", "BR.1",
]  # fmt: skip
"""Values of every wrong type and size."""
LITERALS = [
    b"NaN", b"-Infinity", b"1e99999", b"-0", b"00", b"0x1", b"1_000", b"9" * 5_000, b'"\\ud800"', b'"\\u0000"', b'"\\x"', b'"\\',
    b"'", b"[" * 2_000, b"\x00", b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"/**/", b",", b"}",
    b"]", b"\r\n", b"\x1f\x8b\x08",
]  # fmt: skip
"""Bytes put in where a value or a part of one stood."""


def bodies() -> list[bytes]:
    """The real ones."""
    return [payload(name) for name in names()] + [path.read_bytes() for path in SAMPLES]


def mutated(dice: random.Random, known: list[bytes]) -> tuple[str, bytes]:
    """What was done to it, and the body."""
    kind = dice.choices(list(MUTATIONS), [weight for _, weight in MUTATIONS.values()])[0]
    return kind, MUTATIONS[kind][0](dice, dice.choice(known))


def _unchanged(dice: random.Random, body: bytes) -> bytes:
    return body


def _flipped(dice: random.Random, body: bytes) -> bytes:
    bent = bytearray(body)
    for _ in range(dice.randint(1, 8)):
        bent[dice.randrange(len(bent))] ^= 1 << dice.randrange(8)
    return bytes(bent)


def _truncated(dice: random.Random, body: bytes) -> bytes:
    return body[: dice.randrange(len(body))]


def _spliced(dice: random.Random, body: bytes) -> bytes:
    at, length = dice.randrange(len(body)), dice.choice((0, 1, 4, 20))
    return body[:at] + dice.choice(LITERALS) + body[at + length :]


def _cut_out(dice: random.Random, body: bytes) -> bytes:
    at = dice.randrange(len(body))
    return body[:at] + body[at + dice.randint(1, 40) :]


def _repeated(dice: random.Random, body: bytes) -> bytes:
    at, length = dice.randrange(len(body)), dice.randint(1, 200)
    return body[:at] + body[at : at + length] * dice.randint(2, 20) + body[at + length :]


def _deep(dice: random.Random, body: bytes) -> bytes:
    depth = dice.choice((50, 500, 900, 990, 1_500, 20_000, DEEPEST))
    opened, closed = dice.choice(((b"[", b"]"), (b'{"a":', b"}"), (b'[{"entry":', b"}]")))
    deep = opened * depth + b"1" + closed * (depth if dice.random() < 0.8 else 0)
    at = body.find(b'"', dice.randrange(len(body)))
    return dice.choice((deep, body[: max(at, 0)] + deep + body[max(at, 0) :], _with(dice, body, deep)))


def _with(dice: random.Random, body: bytes, literal: bytes) -> bytes:
    """The body with one value replaced by the literal."""
    return json.dumps(_replaced(dice, json.loads(body), "@@here@@")).encode().replace(b'"@@here@@"', literal, 1)


def _odd_value(dice: random.Random, body: bytes) -> bytes:
    whole = json.loads(body)
    for _ in range(dice.choice((1, 1, 1, 2, 5))):
        whole = _replaced(dice, whole, deepcopy(dice.choice(ODD)))
    return _written(dice, whole)


def _moved(dice: random.Random, body: bytes) -> bytes:
    """A part of the body somewhere else in it."""
    whole = json.loads(body)
    holder, key = dice.choice(_places(whole))
    return _written(dice, _replaced(dice, whole, json.loads(json.dumps(holder[key]))))


def _missing(dice: random.Random, body: bytes) -> bytes:
    whole = json.loads(body)
    for _ in range(dice.randint(1, 3)):
        if places := _places(whole):
            holder, key = dice.choice(places)
            del holder[key]
    return _written(dice, whole)


def _doubled_keys(dice: random.Random, body: bytes) -> bytes:
    """Each key of one object twice, the second time with another value."""
    text = json.dumps(json.loads(body))
    at = text.find("{", dice.randrange(len(text)))
    key = dice.choice(
        ("object", "entry", "changes", "field", "value", "messages", "id", "from", "type", "metadata", "statuses", "contacts")
    )
    twin = json.dumps({key: dice.choice(ODD)})[1:-1]
    return (text[: at + 1] + twin + ", " + text[at + 1 :]).encode("utf-8", "surrogatepass") if at >= 0 else text.encode()


def _huge(dice: random.Random, body: bytes) -> bytes:
    size = dice.choice((10_000, 10_000, 10_000, 100_000, 300_000, 1_000_000))
    whole = _replaced(dice, json.loads(body), dice.choice(("x" * size, "\u00e9" * (size // 2), "\x01" * (size // 6), [0] * (size // 30))))
    return _written(dice, whole)


def _many(dice: random.Random, body: bytes) -> bytes:
    """The same news many times over, in entries, changes and items."""
    whole = json.loads(body)
    lists = [holder[key] for holder, key in _places(whole) if isinstance(holder[key], list) and holder[key]]
    if lists:
        chosen = dice.choice(lists)
        chosen.extend(chosen * dice.randint(1, 60))
    return _written(dice, whole)


def _written_oddly(dice: random.Random, body: bytes) -> bytes:
    text = body.decode("utf-8", "replace")
    encoding = dice.choice(("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7", "cp037"))
    return text.encode(encoding, "replace")


def _not_json(dice: random.Random, body: bytes) -> bytes:
    plain = [
        b"", b" ", b"null", b"[]", b"{}", b"1", b'"x"', b"true", b"<xml/>", b"object=x&entry=y", b'{"object":"page","entry":[]}',
        b'{"object":"whatsapp_business_account"}', b'{"object":"whatsapp_business_account","entry":{}}',
        b'{"object":"whatsapp_business_account","entry":[]}', b'{"object":"whatsapp_business_account","entry":[null,1,"x",[],{}]}',
        b'{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[]}]}', bytes(dice.randrange(256) for _ in range(60)),
    ]  # fmt: skip
    return dice.choice(plain)


def _zipped(dice: random.Random, body: bytes) -> bytes:
    """Never unpacked by us: it is kept as the unreadable bytes it is."""
    return gzip.compress(dice.choice((body, bytes(2_000_000))), 5)


def _written(dice: random.Random, whole: Any) -> bytes:
    text = json.dumps(whole, ensure_ascii=dice.random() < 0.7)
    return text.encode("utf-8", "surrogatepass")


def _replaced(dice: random.Random, whole: Any, other: Any) -> Any:
    places = _places(whole)
    if not places:
        return other
    holder, key = dice.choice(places)
    holder[key] = other
    return whole


def _places(whole: Any) -> list[tuple[Any, Any]]:
    """Every value: what holds it, and under which key."""
    found, level = [], [whole]
    while level:
        below = level.pop()
        for key in list(below) if isinstance(below, dict) else range(len(below)) if isinstance(below, list) else ():
            found.append((below, key))
            level.append(below[key])
    return found


MUTATIONS: dict[str, tuple[Callable[[random.Random, bytes], bytes], int]] = {
    "unchanged": (_unchanged, 6), "flipped": (_flipped, 14), "truncated": (_truncated, 6), "spliced": (_spliced, 12),
    "cut out": (_cut_out, 6), "repeated": (_repeated, 6), "deep": (_deep, 2), "odd value": (_odd_value, 22), "moved": (_moved, 8),
    "missing": (_missing, 8), "doubled keys": (_doubled_keys, 6), "huge": (_huge, 1), "many": (_many, 2),
    "written oddly": (_written_oddly, 2), "not JSON": (_not_json, 3), "zipped": (_zipped, 1),
}  # fmt: skip
