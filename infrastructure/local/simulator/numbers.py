"""The business's numbers."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from infrastructure.local.simulator.refusals import Refused
from infrastructure.local.simulator.settings import Settings
from infrastructure.local.simulator.store import Store


@dataclass(frozen=True)
class Number:
    """A WhatsApp business number, the account (WABA) it belongs to, and the token that may use it."""

    phone_number_id: str
    waba_id: str
    phone: str
    name: str
    access_token: str

    @property
    def digits(self) -> str:
        """The number as webhooks tell it."""
        return re.sub(r"\D", "", self.phone)


class Numbers:
    """The seeded number and those that were added."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.first = Number(
            settings.phone_number_id, settings.waba_id, settings.business_phone, settings.business_name, settings.access_token
        )
        self._store = store
        self.load()

    def load(self) -> None:
        """Takes what was kept."""
        self._by_id = {number.phone_number_id: number for number in (self.first, *(Number(**row) for row in self._store.all("number")))}

    def all(self) -> list[Number]:
        """Every number."""
        return list(self._by_id.values())

    def get(self, phone_number_id: str) -> Number | None:
        """One number, or None."""
        return self._by_id.get(phone_number_id)

    def of(self, waba_id: str) -> list[Number]:
        """The numbers of an account."""
        return [number for number in self._by_id.values() if number.waba_id == waba_id]

    def knows_token(self, token: str) -> bool:
        """Whether any number is used with this token."""
        return any(number.access_token == token for number in self._by_id.values())

    def add(self, data: dict[str, Any]) -> Number:
        """Another number, from ``{phone_number_id, waba_id?, phone?, name?, access_token?}``."""
        unknown = set(data) - {"phone_number_id", "waba_id", "phone", "name", "access_token"}
        if unknown or any(not isinstance(value, str) for value in data.values()):
            raise Refused("A number has phone_number_id, waba_id, phone, name and access_token, all text.")
        id = data.get("phone_number_id", "")
        if not re.fullmatch(r"\d{5,20}", id):
            raise Refused("phone_number_id must be 5 to 20 digits.")
        if id in self._by_id:
            raise Refused(f"The number {id} is already here.", status=409)
        first = self.first
        number = Number(
            id,
            data.get("waba_id") or first.waba_id,
            data.get("phone") or "+" + id,
            data.get("name") or first.name,
            data.get("access_token") or first.access_token,
        )
        self._store.put("number", id, asdict(number))
        self._by_id[id] = number
        return number
