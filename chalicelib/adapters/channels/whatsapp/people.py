"""Who an item is about: the ids in it, the profile that came beside it, and the addresses these give."""

import re
from collections.abc import Iterable
from typing import Any

from chalicelib.adapters.channels.whatsapp.reading import dict_of, list_of, text_of
from chalicelib.domain.address import Address
from chalicelib.domain.contact import MAX_NAME
from chalicelib.domain.inbound import Sender

CHANNEL = "whatsapp"
MAX_ADDRESS = 200

# The first that is there names the person. A business-scoped id comes with every webhook since April 2026; the phone may be withheld.
PERSON_KEYS: dict[str, tuple[str, ...]] = {
    "messages": ("from_user_id", "from"),
    "statuses": ("recipient_user_id", "recipient_id"),
    "message_echoes": ("to_user_id", "to"),
    "calls": ("from_user_id", "to_user_id", "from", "to"),
    "user_preferences": ("user_id", "wa_id"),
    "groups": ("group_id",),
    "threads": ("id",),
}


class Profiles:
    """The ``contacts`` beside a value's items, found by any id they carry."""

    def __init__(self, value: Any) -> None:
        contacts = [contact for contact in list_of(value, "contacts") if isinstance(contact, dict)]
        self._by_id = {text_of(contact, key): contact for contact in reversed(contacts) for key in ("wa_id", "user_id")}
        self._by_id.pop(None, None)
        self._sole = contacts[0] if len(contacts) == 1 else None

    def of(self, key: str, item: Any, *, alone: bool) -> dict[str, Any] | None:
        """The item's own profile; the only one there is for an item that is ``alone`` beside it."""
        for name in PERSON_KEYS.get(key, ()):
            if (id := text_of(item, name)) and (found := self._by_id.get(id)):
                return found
        return self._sole if alone else None


def person_of(key: str, item: Any, profile: dict[str, Any] | None) -> str:
    """An id that stays the same for a person across webhooks, as far as Meta lets it; empty where nobody is named."""
    said = [text_of(item, name) for name in PERSON_KEYS.get(key, ())]
    known = [text_of(profile, "user_id"), text_of(profile, "wa_id")]
    if any(said) and profile is not None and not set(said) & set(known) - {None}:
        known = []
    user_ids = [id for id in (*said, *known) if id and not _is_phone(id)]
    return next((id for id in (*user_ids, *said, *known) if id), "")


def sender_of(message: dict[str, Any], profile: dict[str, Any] | None) -> Sender | None:
    """None where the message names nobody.

    The profile's other ids become aliases only when one of its ids is the message's own: one that merely came along never merges.
    A system message (a number or an id has changed) gives the new addresses first and the old ones after.
    """
    said = [text_of(message, "from"), text_of(message, "from_user_id")]
    known = [text_of(profile, "wa_id"), text_of(profile, "user_id")]
    system = dict_of(message, "system")
    changed = [text_of(system, "wa_id"), text_of(system, "user_id"), text_of(system, "previous_user_id")]
    own = not any(said) or _share(said, known)
    addresses = _addresses([*changed[:2], *said, *(known if own and not any(changed) else ()), changed[2]])
    if not addresses:
        return None
    details = dict_of(profile, "profile")
    name = " ".join((text_of(details, "name") or "").split())[:MAX_NAME]
    username = (text_of(details, "username", MAX_ADDRESS) or "").removeprefix("@")
    return Sender(addresses=addresses, name=name or None, username=username or None)


def _share(said: Iterable[str | None], known: Iterable[str | None]) -> bool:
    ours, theirs = _addresses(said), _addresses(known)
    # Brazil's, Mexico's and Argentina's numbers come in two spellings, sometimes in one webhook.
    return any(address in theirs or not set(address.twins).isdisjoint(theirs) for address in ours)


def _addresses(ids: Iterable[str | None]) -> tuple[Address, ...]:
    """The phone first (it is what people know), each once. A business-scoped id is kept as it came, wherever it stood."""
    found: dict[Address, None] = {}
    for id in ids:
        if id and len(id) <= MAX_ADDRESS and id.strip():
            phone = _is_phone(id)
            found[Address(channel=CHANNEL, kind="phone" if phone else "user_id", value=id.lstrip("+") if phone else id)] = None
    return tuple(sorted(found, key=lambda address: address.kind))


def _is_phone(id: str) -> bool:
    return re.fullmatch(r"\+?[0-9]+", id) is not None
