"""Rows that are one object each: a JSON document, its version, and when it ends."""

import json
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.adapters.dynamodb.calls import Item
from chalicelib.adapters.dynamodb.tables import Row

M = TypeVar("M", bound=BaseModel)


class WorkspaceRow(Row):
    """Anything of a workspace's own affairs."""

    class Meta:
        table_name = "workspaces"

    data = UnicodeAttribute(null=True)
    version = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)
    """Seconds since 1970: DynamoDB removes it some time after; nobody honours it from that moment on (I8)."""


def document(pk: str, sk: str, model: BaseModel, *, version: int | None = None, expires_at: datetime | None = None) -> WorkspaceRow:
    """The row of a model. A model with a ``version`` is stored one version on: pass the one that was read."""
    data = model.model_dump_json(exclude={"version"} if version is not None else None)
    row = WorkspaceRow(pk=pk, sk=sk, data=data, expires_at=seconds(expires_at) if expires_at else None)
    if version is not None:
        row.version = version + 1
    return row


def read_document(kind: type[M], item: Item) -> M:
    """The model of a row."""
    fields: dict[str, Any] = json.loads(item["data"]["S"])
    if "version" in item:
        fields["version"] = int(item["version"]["N"])
    return kind.model_validate(fields)


def unchanged(version: int) -> Condition:
    """That the row still is as it was read; 0: that there is none."""
    condition: Condition = WorkspaceRow.version == version if version else WorkspaceRow.pk.does_not_exist()
    return condition


def seconds(at: datetime) -> int:
    """For a TTL: never before the moment itself."""
    return -int(-at.timestamp() // 1)


def ended(item: Item, now: datetime) -> bool:
    """Whether a row's ``expires_at`` has passed."""
    return "expires_at" in item and int(item["expires_at"]["N"]) <= now.timestamp()
