"""Tables on moto, and the same ports over memory and over DynamoDB."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.adapters.dynamodb import tables
from chalicelib.domain.ids import WorkspaceId
from chalicelib.scope import in_workspace

_numbers = count(1)


def create_tables() -> None:
    """The tables of data.yaml, as far as the adapters see them."""
    client = boto3.client("dynamodb", region_name="us-east-1")
    for table, keys in tables.KEYS.items():
        schema = tables._schema(table, keys)
        indexes = [{**index, "Projection": {"ProjectionType": "ALL"}} for index in schema.pop("GlobalSecondaryIndexes")]
        client.create_table(**schema, **({"GlobalSecondaryIndexes": indexes} if indexes else {}), BillingMode="PAY_PER_REQUEST")


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    """One account a module: tests keep apart by workspace, as customers do."""
    with mock_aws():
        create_tables()
        yield


@pytest.fixture
def workspace() -> Iterator[WorkspaceId]:
    """A workspace of the test's own, entered."""
    workspace = WorkspaceId(f"w{next(_numbers)}")
    with in_workspace(workspace):
        yield workspace


@dataclass(frozen=True)
class Backend:
    """The adapters of one kind."""

    name: str
    conversations: Any
    contacts: Any
    deliveries: Any
    dues: Any


@pytest.fixture(params=["memory", "dynamodb"])
def backend(request: pytest.FixtureRequest) -> Backend:
    if request.param == "memory":
        from tests.fakes.conversations import MemoryContacts, MemoryConversations
        from tests.fakes.deliveries import MemoryDeliveries, MemoryDues
        from tests.fakes.store import MemoryStore

        store = MemoryStore()
        return Backend("memory", MemoryConversations(store), MemoryContacts(store), MemoryDeliveries(store), MemoryDues(store))
    request.getfixturevalue("aws")
    from chalicelib.adapters.dynamodb.contacts import DynamoContacts
    from chalicelib.adapters.dynamodb.conversations import DynamoConversations
    from chalicelib.adapters.dynamodb.deliveries import DynamoDeliveries
    from chalicelib.adapters.dynamodb.dues import DynamoDues

    return Backend("dynamodb", DynamoConversations(), DynamoContacts(), DynamoDeliveries(), DynamoDues())
