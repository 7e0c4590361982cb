"""The tables, their clock, the one client that reaches them, and the row every other row is made from."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

import botocore.config
import botocore.session
from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.connection.base import MetaTable
from pynamodb.connection.table import TableConnection
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.tripwire import Tripwire
from chalicelib.config import settings

KEYS: dict[str, tuple[str, ...]] = {
    "conversations": ("pk", "sk"),
    "contacts": ("pk", "sk"),
    "workspaces": ("pk", "sk"),
    "flows": ("pk", "sk"),
    "guards": ("pk", "sk"),
    "quarantine": ("pk", "sk"),
    "directory": ("pk",),
    "due": ("pk", "sk"),
}
INDEXES: dict[str, tuple[str, ...]] = {"conversations": ("by_status", "by_assignee", "by_activity", "by_change")}
"""Global secondary indexes; an index ``x`` has the keys ``x_pk`` and ``x_sk``."""

CLIENT = botocore.config.Config(
    connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"}, parameter_validation=False
)


def now_utc() -> datetime:
    """The clock by which the tables stamp what changed."""
    return datetime.now(UTC)


def table_name(table: str) -> str:
    """The table's name in this stage."""
    return f"{settings().table_prefix}-{table}"


class SharedConnection(Connection):
    """pynamodb's connection with a client of ours: one for all rows, watched by the tripwire."""

    def __init__(self) -> None:
        super().__init__(region=settings().region)
        for table, keys in KEYS.items():
            self.add_meta_table(MetaTable(_schema(table, keys)))

    @property
    def client(self) -> Any:
        """Made at the first call, so that an import costs little."""
        if self._client is None:
            client = botocore.session.get_session().create_client("dynamodb", settings().region, config=CLIENT)
            Tripwire(settings().table_prefix).watch(client)
            self._client = cast(Any, client)
        return self._client


@cache
def connection() -> SharedConnection:
    """The only way to DynamoDB."""
    return SharedConnection()


class _SharedTable(TableConnection):
    def __init__(self, name: str) -> None:
        self.table_name = name
        self.connection = connection()


@cache
def _shared_table(table: str) -> _SharedTable:
    return _SharedTable(table_name(table))


class SharedModel(Model):
    """The base of all models: whatever its table, it goes through the one client. ``Meta`` names the table."""

    @classmethod
    def _get_connection(cls) -> TableConnection:
        return _shared_table(cls.Meta.table_name)


class Row(SharedModel):
    """A row. Subclasses say what lies beside the keys; attributes they do not know are ignored."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


def _schema(table: str, keys: tuple[str, ...]) -> dict[str, Any]:
    indexes = INDEXES.get(table, ())
    names = [*keys, *(f"{index}_{key}" for index in indexes for key in ("pk", "sk"))]
    return {
        "TableName": table_name(table),
        "KeySchema": _keys(keys),
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in names],
        "GlobalSecondaryIndexes": [{"IndexName": index, "KeySchema": _keys((f"{index}_pk", f"{index}_sk"))} for index in indexes],
    }


def _keys(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"AttributeName": name, "KeyType": kind} for name, kind in zip(names, ("HASH", "RANGE"), strict=False)]
