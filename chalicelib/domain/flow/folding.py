"""Texts compared as people mean them: case, accents, punctuation and spacing do not count."""

import unicodedata
from functools import lru_cache

_REMEMBERED = 20_000


class _Plain(dict[int, str]):
    """Each character without its accents, worked out once. One by one, because sorting long runs of accents costs their square."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        parts = unicodedata.normalize("NFD", chr(code))
        self[code] = plain = "".join(part for part in parts if not unicodedata.combining(part)) if len(parts) > 1 else _bare(parts)
        return plain


class _Spelled(dict[int, str]):
    """Each character if it belongs to a word, else a space."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        character = chr(code)
        self[code] = spelled = character if character.isalnum() else " "
        return spelled


_PLAIN = _Plain()
_SPELLED = _Spelled()


def folded(text: str) -> str:
    """Without case and accents, trimmed. Linear in the text, whatever it holds."""
    text = text.strip()
    return text.lower() if text.isascii() else text.casefold().translate(_PLAIN)


def words(text: str) -> str:
    """Folded, with only its words left, one space between them; a text of signs alone stays as it is."""
    plain = folded(text)
    return " ".join(plain.translate(_SPELLED).split()) or plain


@lru_cache(maxsize=4096)
def authored_words(text: str) -> str:
    """``words``, remembered: for what an author wrote once and many customers are held against."""
    return words(text)


def holds_words(text: str, part: str) -> bool:
    """Whether ``part`` stands in ``text`` as whole words; both as ``words`` gives them."""
    return f" {part} " in f" {text} "


def _bare(character: str) -> str:
    return "" if unicodedata.combining(character) else character
