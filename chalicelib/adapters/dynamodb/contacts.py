"""Contacts, and the addresses by which they are known."""

import json
from dataclasses import dataclass

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.adapters.dynamodb import calls, keys
from chalicelib.adapters.dynamodb.calls import Item, Transaction
from chalicelib.adapters.dynamodb.tables import Row
from chalicelib.domain.address import Address
from chalicelib.domain.contact import Contact
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.errors import NotFound
from chalicelib.domain.ids import ContactId, WorkspaceId

CONTACT, ALIAS = "contact", "alias"


class ContactRow(Row):
    """A contact."""

    class Meta:
        table_name = "contacts"

    data = UnicodeAttribute()
    version = NumberAttribute()


class AliasRow(Row):
    """An address: whose it is and, per connection (``last_<id>``), a hint at the conversation going on there."""

    class Meta:
        table_name = "contacts"

    contact_id = UnicodeAttribute(null=True)


@dataclass(frozen=True)
class DynamoContacts:
    """Keeps the ``Contacts`` port."""

    def get(self, workspace: WorkspaceId, contact_id: ContactId) -> Contact:
        """Raises ``NotFound``."""
        if item := calls.get(ContactRow, contact_pk(workspace, contact_id), CONTACT):
            return read_contact(item)
        raise NotFound("contact")


def contact_pk(workspace: str, contact_id: str) -> str:
    """A contact's partition."""
    return keys.of(workspace, "CONTACT", contact_id)


def alias_pk(workspace: str, address: Address) -> str:
    """An address' partition."""
    return keys.of(workspace, "ADDRESS", address.key)


def read_contact(item: Item) -> Contact:
    """The contact of a row."""
    return Contact.model_validate({**json.loads(item["data"]["S"]), "version": int(item["version"]["N"])})


def read_hint(item: Item, connection: str) -> str:
    """The conversation an alias hints at; empty for none."""
    return str(item.get(_hint(connection), {}).get("S", ""))


def write_contact(writes: Transaction, workspace: str, contact: Contact, opened: Conversation | None) -> None:
    """Puts a contact one version on, and its aliases where they are free or its own already."""
    fresh = contact.version == 0
    writes.put(
        "contact",
        ContactRow(
            pk=contact_pk(workspace, contact.id), sk=CONTACT, data=contact.model_dump_json(exclude={"version"}), version=contact.version + 1
        ),
        ContactRow.pk.does_not_exist() if fresh else ContactRow.version == contact.version,
    )
    for address in dict.fromkeys(contact.addresses):
        writes.update(
            "alias",
            AliasRow(pk=alias_pk(workspace, address), sk=ALIAS),
            [AliasRow.contact_id.set(contact.id), *_hints(opened)],
            AliasRow.pk.does_not_exist() | (AliasRow.contact_id == contact.id),
        )


def write_hint(writes: Transaction, workspace: str, opened: Conversation) -> None:
    """Hints at a new conversation of a contact that did not change."""
    # Unconditional, since a hint refuses nothing: the OPEN guard is the truth.
    owner = AliasRow.contact_id.set(AliasRow.contact_id | opened.contact_id)
    writes.update("alias", AliasRow(pk=alias_pk(workspace, opened.address), sk=ALIAS), [owner, *_hints(opened)])


def _hints(opened: Conversation | None) -> list[Action]:
    return [Path([_hint(opened.connection_id)]).set(opened.id)] if opened else []


def _hint(connection: str) -> str:
    return f"last_{connection}"
