"""Who we talk to: one person, however many addresses."""

from datetime import datetime

from pydantic import BaseModel, Field

from chalicelib.domain.address import Address
from chalicelib.domain.ids import ContactId

MAX_NAME = 300


class Contact(BaseModel, frozen=True, defer_build=True):
    """A person. ``version`` guards read-modify-write; 0 is not stored yet."""

    id: ContactId
    name: str = Field(max_length=MAX_NAME)
    username: str | None = None
    addresses: tuple[Address, ...]
    created_at: datetime
    version: int = 0

    @property
    def shown(self) -> tuple[str, ...]:
        """What people call by: the user name, the phones; an opaque id only where there is nothing else."""
        named = (f"@{self.username}",) if self.username else ()
        readable = named + tuple(address.shown for address in self.addresses if address.kind == "phone")
        return readable or tuple(address.shown for address in self.addresses)

    def seen_as(self, addresses: tuple[Address, ...], name: str | None, username: str | None) -> "Contact":
        """The contact after a message came from these addresses. The same object when nothing is new."""
        new = tuple(address for address in addresses if address not in self.addresses)
        update: dict[str, object] = {}
        if new:
            update["addresses"] = self.addresses + new
        # A name people gave is never replaced by a profile's; a number standing in for a name is.
        if name and self.name in {a.shown for a in self.addresses}:
            update["name"] = name[:MAX_NAME]
        if username and username != self.username:
            update["username"] = username
        return self.model_copy(update=update) if update else self
