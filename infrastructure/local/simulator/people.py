"""The customers: who they are, and which address reaches whom."""

import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from infrastructure.local.simulator.ids import business_scoped_id
from infrastructure.local.simulator.refusals import Refused
from infrastructure.local.simulator.store import Store

_COUNTRIES = {"55": "BR", "52": "MX", "54": "AR", "351": "PT", "1": "US"}
_USERNAME = re.compile(r"[a-z0-9._]{3,35}")
_BRAZILIAN = re.compile(r"[1-9]{2}(9\d{8}|[2-9]\d{7})")
"""A number as it is written within Brazil: the area code, then a mobile's nine digits or eight. With + it is another country's."""
_BSUID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9]{1,128}")


@dataclass(frozen=True)
class Persona:
    """A customer. Those who chose a username are known to the business by their business-scoped id alone: no phone, no ``wa_id``."""

    id: str
    name: str
    wa_id: str | None
    user_id: str
    username: str | None = None

    @property
    def address(self) -> str:
        """What their messages' ids are made from."""
        return self.wa_id or self.user_id

    @property
    def phone(self) -> str | None:
        """The phone as people write it."""
        return None if self.wa_id is None else written(self.wa_id)

    def shown(self) -> dict[str, Any]:
        """As the simulator's own API tells it."""
        return {**asdict(self), "phone": self.phone}


SEEDED = (
    Persona("rafael", "Rafael Nogueira", "5511988423107", "BR.27184501936620817345"),
    Persona("benedita", "Benedita Rocha", "553192338790", "BR.90133765128840617723"),
    Persona("otavio", "Otávio Brandão", None, "BR.13491208655302741918", "otavio.brandao"),
    Persona("ana", "Ana Clara Souto", "5521997654321", "BR.55820417739065218846"),
)


class People:
    """All customers, by id and by address."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.load()

    def load(self) -> None:
        """Takes who was kept, or the four everybody starts with."""
        kept = [Persona(**row) for row in self._store.all("persona")]
        self._by_id = {persona.id: persona for persona in (*SEEDED, *kept)}
        self._by_address: dict[str, Persona] = {}
        for persona in self._by_id.values():
            self._index(persona)

    def all(self) -> list[Persona]:
        """Everybody, in the order they came."""
        return list(self._by_id.values())

    def get(self, key: str) -> Persona:
        """By id, wa_id, business-scoped id or @username; raises ``Refused`` (404)."""
        found = self._by_id.get(key) or self._by_address.get(key.removeprefix("@")) or self._by_address.get(key.removeprefix("+"))
        if found is None:
            raise Refused(f"There is no customer called {key!r}.", status=404)
        return found

    def add(self, data: dict[str, Any]) -> Persona:
        """A new customer from ``{name, phone? | username?, bsuid?, id?}``."""
        unknown = set(data) - {"name", "phone", "username", "bsuid", "id"}
        if unknown:
            raise Refused(f"A customer has no {', '.join(sorted(unknown))}.")
        if any(not isinstance(value, str) for value in data.values() if value is not None):
            raise Refused("name, phone, username, bsuid and id are text.")
        name = (data.get("name") or "").strip()
        if not 1 <= len(name) <= 300:
            raise Refused("A customer needs a name of 1 to 300 characters.")
        wa_id, username = _phone(data.get("phone")), _username(data.get("username"))
        if wa_id is None and username is None:
            raise Refused("A customer needs a phone or a username.")
        user_id = data.get("bsuid") or business_scoped_id(_country(wa_id))
        if not _BSUID.fullmatch(user_id):
            raise Refused(
                "A business-scoped id is two capital letters, a dot and up to 128 letters or digits, such as BR.13491208655302741918."
            )
        for address in (wa_id, username, user_id):
            if address is not None and address in self._by_address:
                raise Refused(f"{address} already belongs to {self._by_address[address].name}.", status=409)
        id = data.get("id") or self._free_id(name)
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", id):
            raise Refused("An id is 1 to 64 letters, digits, - or _.")
        if id in self._by_id:
            raise Refused(f"There already is a customer {id}.", status=409)
        persona = Persona(id, name, wa_id, user_id, username)
        self._store.put("persona", id, asdict(persona))
        self._by_id[id] = persona
        self._index(persona)
        return persona

    def reached_by_phone(self, to: str) -> tuple[str, Persona | None]:
        """The digits of ``to``, and who answers there: with or without Brazil's ninth digit, with or without the country code."""
        digits = re.sub(r"\D", "", to)
        for candidate in (digits, *_ninth_digit(digits), "55" + digits, *_ninth_digit("55" + digits)):
            persona = self._by_address.get(candidate)
            if persona is not None and persona.wa_id == candidate:
                return digits, persona
        return digits, None

    def reached_by_user_id(self, user_id: str) -> Persona | None:
        """Who has this business-scoped id."""
        persona = self._by_address.get(user_id)
        return persona if persona is not None and persona.user_id == user_id else None

    def _index(self, persona: Persona) -> None:
        for address in (persona.wa_id, persona.user_id, persona.username):
            if address is not None:
                self._by_address[address] = persona

    def _free_id(self, name: str) -> str:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "customer"
        number, id = 1, stem
        while id in self._by_id:
            number += 1
            id = f"{stem}-{number}"
        return id


def written(wa_id: str) -> str:
    """A wa_id as a phone number people read; Brazil's and North America's grouped as there."""
    if match := re.fullmatch(r"55(\d{2})(\d{4,5})(\d{4})", wa_id):
        return f"+55 {match[1]} {match[2]}-{match[3]}"
    if match := re.fullmatch(r"1(\d{3})(\d{3})(\d{4})", wa_id):
        return f"+1 {match[1]} {match[2]}-{match[3]}"
    return "+" + wa_id


def _ninth_digit(digits: str) -> list[str]:
    if not digits.startswith("55"):
        return []
    if len(digits) == 13 and digits[4] == "9":
        return [digits[:4] + digits[5:]]
    if len(digits) == 12:
        return [digits[:4] + "9" + digits[4:]]
    return []


def _phone(value: str | None) -> str | None:
    """The digits with their country code; Brazil's is added to what is written as within Brazil."""
    if not value:
        return None
    digits = re.sub(r"[\s()+.-]", "", value)
    if not digits.isascii() or not digits.isdigit() or not 8 <= len(digits) <= 15 or digits.startswith("0"):
        raise Refused(f"{value!r} is not a phone number with its country code, such as +55 11 98842-3107.")
    if value.lstrip().startswith("+"):
        return digits
    if _BRAZILIAN.fullmatch(digits):
        return "55" + digits
    if len(digits) < 10:
        raise Refused(f"{value!r} has neither a country code nor an area code: write it such as +55 11 98842-3107.")
    return digits


def _username(value: str | None) -> str | None:
    if not value:
        return None
    name = value.removeprefix("@")
    if not _USERNAME.fullmatch(name):
        raise Refused("A username is 3 to 35 of a-z, 0-9, dot and underscore.")
    return name


def _country(wa_id: str | None) -> str:
    return next((country for code, country in _COUNTRIES.items() if (wa_id or "55").startswith(code)), "BR")
