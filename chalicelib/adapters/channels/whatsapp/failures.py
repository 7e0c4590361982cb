"""Meta's errors in our words: those that answer a call, and those that come with a webhook."""

from collections.abc import Sequence
from typing import Any

from chalicelib.adapters.channels.whatsapp.codes import CODES, Known
from chalicelib.adapters.channels.whatsapp.reading import clean, dict_of, loads, text_of, whole_of
from chalicelib.domain.errors import ChannelError, ChannelThrottled, ChannelUnavailable, ConnectionBroken, MessageRejected, OutcomeUnknown
from chalicelib.domain.message import Failure

MAX_DETAILS = 400
MISSING_OBJECT = 33
"""The subcode of 100 that means: this token cannot see this number."""


def failure_of(errors: Sequence[Any]) -> Failure | None:
    """The first error that says something. None for none."""
    for error in errors:
        code, details = whole_of(error, "code"), _details(error)
        if code is not None or details:
            known = CODES.get(code) if code is not None else None
            return Failure(code=code, reason=_sentence(known, details), action=known.action if known else None)
    return None


def error_of(status: int, body: str) -> ChannelError:
    """What an answer that is not a success means, by its code; by its HTTP status where the code says nothing to us."""
    error = _error(body)
    code, details = whole_of(error, "code"), _details(error)
    known = _known(code, error) or _by_status(status, transient=error.get("is_transient") is True)
    sentence = _sentence(known, details)
    match known.kind:
        case "limit" | "pair":
            raised: ChannelError = ChannelThrottled(sentence, code, pair=known.kind == "pair")
        case "retry":
            raised = ChannelUnavailable(sentence, code)
        case "broken":
            raised = ConnectionBroken(sentence, code)
        case "rejected":
            raised = MessageRejected(sentence, code)
        case "unknown":
            raised = OutcomeUnknown(sentence, code)
    raised.action = known.action
    return raised


def _error(body: str) -> dict[str, Any]:
    try:
        return dict_of(clean(loads(body)), "error")
    except (ValueError, RecursionError):
        return {}


def _known(code: int | None, error: dict[str, Any]) -> Known | None:
    if code == 100 and whole_of(error, "error_subcode") == MISSING_OBJECT:
        return Known("broken", "The connection's access token cannot see this number.", "check_permissions")
    return CODES.get(code) if code is not None else None


def _by_status(status: int, *, transient: bool) -> Known:
    """For codes that Meta has not documented. Only an answer below 500 says that nothing was sent (reliability.md §2.4)."""
    if status == 429 or (transient and 400 <= status < 500):
        return Known("limit" if status == 429 else "retry", "WhatsApp asks to wait; it will be tried again.", "wait", detailed=True)
    if status == 401:
        return Known("broken", "WhatsApp no longer accepts this connection's access token.", "renew_token")
    if 400 <= status < 500 and status != 408:
        return Known("rejected", "WhatsApp did not accept this message.", None, detailed=True)
    return Known("unknown", "WhatsApp did not say whether it took this message.", "try_again")


def _sentence(known: Known | None, details: str | None) -> str:
    if known is None:
        return f"WhatsApp says: {details}" if details else "WhatsApp refused this message without saying why."
    return f"{known.sentence} WhatsApp says: {details}" if known.detailed and details else known.sentence


def _details(error: Any) -> str | None:
    """The most telling of Meta's words: ``error_data.details``, the old form's ``details``, else message or title."""
    words = (
        text_of(dict_of(error, "error_data"), "details", MAX_DETAILS)
        or text_of(error, "details", MAX_DETAILS)
        or text_of(error, "message", MAX_DETAILS)
        or text_of(error, "title", MAX_DETAILS)
    )
    return " ".join(words.split()) if words else None
