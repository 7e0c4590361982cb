"""Where a person is reached: a channel and an opaque address (a phone number or a business-scoped user id)."""

import hashlib
import re
from typing import Literal

from pydantic import BaseModel, Field

_NUMBER = re.compile(r"^\d{5,20}$")


class Address(BaseModel, frozen=True, defer_build=True):
    """``value`` is digits without ``+`` for a phone, the id as it came for a user id; never one rewritten into the other."""

    channel: str = Field(max_length=20)
    kind: Literal["phone", "user_id"]
    value: str = Field(min_length=1, max_length=200)

    @property
    def key(self) -> str:
        """Short and opaque: fit for a table key or a queue's group."""
        return hashlib.sha256(f"{self.channel}|{self.kind}|{self.value}".encode()).hexdigest()[:40]

    @property
    def twins(self) -> tuple["Address", ...]:
        """Other spellings of the same phone that WhatsApp may report (Brazil's 9th digit, Mexico's 1, Argentina's 9)."""
        if self.kind != "phone" or not _NUMBER.match(self.value):
            return ()
        return tuple(self.model_copy(update={"value": value}) for value in _spellings(self.value) if value != self.value)

    @property
    def shown(self) -> str:
        """Ready to show: ``+55 11 98842-3107``, or the id itself."""
        return _phone_shown(self.value) if self.kind == "phone" else self.value


def _spellings(number: str) -> set[str]:
    # Mobile numbers only: Brazilian subscriber numbers begin with 6-9, landlines with 2-5.
    if match := re.fullmatch(r"55(\d\d)9?([6-9]\d{7})", number):
        return {f"55{match[1]}{match[2]}", f"55{match[1]}9{match[2]}"}
    if match := re.fullmatch(r"521?(\d{10})", number):
        return {f"52{match[1]}", f"521{match[1]}"}
    if match := re.fullmatch(r"549?(\d{10})", number):
        return {f"54{match[1]}", f"549{match[1]}"}
    return {number}


def _phone_shown(number: str) -> str:
    if match := re.fullmatch(r"55(\d\d)(\d{4,5})(\d{4})", number):
        return f"+55 {match[1]} {match[2]}-{match[3]}"
    if match := re.fullmatch(r"1(\d{3})(\d{3})(\d{4})", number):
        return f"+1 {match[1]} {match[2]}-{match[3]}"
    return f"+{number}"
