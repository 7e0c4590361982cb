"""Words that exist once in the world: whoever meets one knows whose it is, and which field it was written into."""

import base64
import json
import re
from collections.abc import Iterator
from typing import Any, Literal

Side = Literal["a", "b"]
SIDES: tuple[Side, Side] = ("a", "b")
WORD = re.compile(r"qx([ab])([tis])(\d{4})vz")
"""``t``: a text. ``i``: an id, which a log may name. ``s``: a secret, which nobody may see."""
PHONE = re.compile(r"(?<!\d)5511([67])(\d{8})(?!\d)")
_LINE = {"a": "6", "b": "7"}
_BETWEEN = str.maketrans("", "", " -+()")
_ENCODED = re.compile(r"[A-Za-z0-9_+/-]{16,}")


class Canaries:
    """The words of one workspace, by the field each was written into."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.fields: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def text(self, field: str) -> str:
        """For what a member or a customer writes; 9 characters, so that it fits a button."""
        return self._made("t", field)

    def id(self, field: str) -> str:
        """For a name that only programs read."""
        return self._made("i", field)

    def id_for(self, known: str, field: str) -> str:
        """Meta's id of something, the same each time it is named."""
        self._ids[known] = made = self._ids.get(known) or f"{known}.{self.id(field)}"
        return made

    def secret(self, field: str) -> str:
        """For what goes in and never comes out. Its last four characters may be shown."""
        return f"{self._made('s', field)}-never-shown"

    def phone(self, field: str) -> str:
        """A number as WhatsApp writes it."""
        number = f"{len(self.fields):08}"
        self.fields[_LINE[self.side] + number] = field
        return f"5511{_LINE[self.side]}{number}"

    def _made(self, kind: str, field: str) -> str:
        number = f"{len(self.fields):04}"
        self.fields[number] = field
        return f"qx{self.side}{kind}{number}vz"

    def field(self, found: str) -> str:
        """The field of a word that ``met`` found."""
        match = WORD.fullmatch(found)
        return self.fields.get(match[3] if match else found[4:], "phone")


def met(said: str | bytes) -> set[str]:
    """Every canary in a text, also in other case, with its digits apart, or inside base64."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return {found for part in (text, *_decoded(text)) for found in _plain(part)}


def _plain(text: str) -> Iterator[str]:
    yield from (match[0] for match in WORD.finditer(text.lower()))
    yield from (match[0] for match in PHONE.finditer(text.translate(_BETWEEN)))


def _decoded(text: str) -> Iterator[str]:
    for match in _ENCODED.finditer(text):
        plain = match[0].translate(str.maketrans("-_", "+/"))
        try:
            yield base64.b64decode(plain + "=" * (-len(plain) % 4)).decode(errors="replace")
        except ValueError:
            continue


def side_of(found: str) -> str:
    """Whose a canary is."""
    match = WORD.fullmatch(found)
    return match[1] if match else next(side for side, line in _LINE.items() if found[4] == line)


def secret(found: str) -> bool:
    """Whether nobody at all may see it."""
    match = WORD.fullmatch(found)
    return match is not None and match[2] == "s"


def nameable(found: str) -> bool:
    """Whether a log line may hold it."""
    match = WORD.fullmatch(found)
    return match is not None and match[2] == "i"


KEPT = frozenset({
    "object", "field", "type", "timestamp", "messaging_product", "status", "event", "mime_type", "emoji", "latitude", "longitude",
    "quantity", "biz_opaque_callback_data", "code", "recipient_type", "direction", "action", "message_template_language", "source_type",
    "media_type", "currency", "phone_number_id", "display_phone_number",
})  # fmt: skip
"""What Meta says in a vocabulary of its own, or what says where a webhook belongs."""
PERSONS = frozenset({"from", "wa_id", "recipient_id", "to", "phone_number"})


def marked(value: Any, words: Canaries, where: str, key: str = "") -> Any:
    """A webhook's JSON with a canary for every text a customer could have written; people and ids stay the same within a side."""
    match value:
        case dict():
            return {name: each if name in KEPT else marked(each, words, where, name) for name, each in value.items()}
        case list():
            return [marked(each, words, where, key) for each in value]
        case str() if key == "response_json":
            return json.dumps(marked(json.loads(value), words, f"{where}.{key}")) if value.startswith("{") else words.text(f"{where}.{key}")
        case str() if key == "vcard":
            return value.replace("FN:", f"FN:{words.text(f'{where}.{key}')} ")
        case str() if value.isdigit() and key in PERSONS:
            return f"5511{_LINE[words.side]}{value[-8:]}"
        case str() if key == "id" or key.endswith("_id"):
            return words.id_for(value, f"{where}.{key}")
        case str():
            return words.text(f"{where}.{key}")
        case _:
            return value
