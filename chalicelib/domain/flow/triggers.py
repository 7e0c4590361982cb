"""Which flow a message starts."""

from collections.abc import Iterable

from chalicelib.domain.flow.folding import authored_words, holds_words, words
from chalicelib.domain.flow.graph import CatchAll, FirstContact, Flow, FlowVersion, Keyword, Trigger

_EXACT, _STARTS, _CONTAINS, _FIRST_CONTACT, _CATCH_ALL = range(5, 0, -1)
_KEYWORDS = {"exact": _EXACT, "starts": _STARTS, "contains": _CONTAINS}


def matching(live_versions: Iterable[FlowVersion], text: str | None, first_contact: bool) -> FlowVersion | None:
    """The most particular wins: exact, starts, contains (a longer word before a shorter), first contact, catch-all; then order."""
    said = words(text) if text else ""
    best: FlowVersion | None = None
    highest = (0, 0)
    for version in live_versions:
        rank = _rank(version.flow, said, first_contact)
        if rank > highest:
            best, highest = version, rank
    return best


def _rank(flow: Flow, said: str, first_contact: bool) -> tuple[int, int]:
    return max((_weight(trigger, said, first_contact) for trigger in flow.triggers), default=(0, 0))


def _weight(trigger: Trigger, said: str, first_contact: bool) -> tuple[int, int]:
    match trigger:
        case Keyword():
            fits = [len(word) for word in map(authored_words, trigger.words) if said and _fits(trigger, said, word)]
            return (_KEYWORDS[trigger.match], max(fits)) if fits else (0, 0)
        case FirstContact():
            return (_FIRST_CONTACT if first_contact else 0, 0)
        case CatchAll():
            return (_CATCH_ALL, 0)


def _fits(trigger: Keyword, said: str, word: str) -> bool:
    match trigger.match:
        case "exact":
            return said == word
        case "starts":
            return f"{said} ".startswith(f"{word} ")
        case "contains":
            return holds_words(said, word)
