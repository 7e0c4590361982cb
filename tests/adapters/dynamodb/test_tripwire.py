"""No call crosses workspaces (I20): every kind of operation is tried against the wire."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.adapters.dynamodb import calls, tables
from chalicelib.adapters.dynamodb.contacts import DynamoContacts
from chalicelib.adapters.dynamodb.conversations import DynamoConversations
from chalicelib.adapters.dynamodb.rows import ConversationRow, entry_at
from chalicelib.domain.ids import ContactId, ConversationId, WorkspaceId
from chalicelib.scope import ScopeError, in_workspace, system_scope

OURS, THEIRS = {"pk": {"S": "W#a#C#1"}, "sk": {"S": "x"}}, {"pk": {"S": "W#ab#C#1"}, "sk": {"S": "x"}}
TABLE, DUE, DIRECTORY = "pytake-test-conversations", "pytake-test-due", "pytake-test-directory"
DUE_OURS = {"pk": {"S": "due#1"}, "sk": {"S": "2026-10-30T12:00:00.000000Z#W#a#c1#message#1"}}
DUE_THEIRS = {"pk": {"S": "due#1"}, "sk": {"S": "2026-10-30T12:00:00.000000Z#W#ab#c1#message#W#a#"}}
ENTRY = {"pk": {"S": "email#1"}, "workspace": {"S": "a"}, "id": {"S": "m1"}}
ABSENT = {"ConditionExpression": "attribute_not_exists(#0)", "ExpressionAttributeNames": {"#0": "pk"}}
OWNED = {"ConditionExpression": "#0 = :0", "ExpressionAttributeNames": {"#0": "workspace"}, "ExpressionAttributeValues": {":0": {"S": "a"}}}


@pytest.fixture
def client(aws: None) -> Any:
    return tables.connection().client


def write(kind: str, **request: Any) -> dict[str, Any]:
    return {"TransactItems": [{"Put": {"TableName": TABLE, "Item": OURS}}, {kind: {"TableName": TABLE, **request}}]}


def bound(expression: str, name: str, value: str, **more: Any) -> dict[str, Any]:
    names, values = {"#0": name}, {":0": {"S": value}}
    return {"KeyConditionExpression": expression, "ExpressionAttributeNames": names, "ExpressionAttributeValues": values, **more}


def setting(name: str, expression: str = "SET #0 = :0") -> dict[str, Any]:
    values = {":0": {"S": "W#ab#x"}}
    return {"UpdateExpression": expression, "ExpressionAttributeNames": {"#0": name}, "ExpressionAttributeValues": values}


ATTACKS: dict[str, tuple[str, dict[str, Any]]] = {
    "get": ("GetItem", {"TableName": TABLE, "Key": THEIRS}),
    "get without a key": ("GetItem", {"TableName": TABLE, "Key": {}}),
    "put": ("PutItem", {"TableName": TABLE, "Item": THEIRS}),
    "put into their index": ("PutItem", {"TableName": TABLE, "Item": {**OURS, "by_status_pk": {"S": "W#ab#S#bot"}}}),
    "update": ("UpdateItem", {"TableName": TABLE, "Key": THEIRS}),
    "update into their index": ("UpdateItem", {"TableName": TABLE, "Key": OURS, **setting("by_change_pk")}),
    "update their index by a detour": (
        "UpdateItem",
        {"TableName": TABLE, "Key": OURS, **setting("by_change_pk", "SET #0 = if_not_exists(#0, :0)")},
    ),
    "delete": ("DeleteItem", {"TableName": TABLE, "Key": THEIRS}),
    "query": ("Query", {"TableName": TABLE, **bound("#0 = :0", "pk", "W#ab#C#1")}),
    "query a prefix of ours": ("Query", {"TableName": TABLE, **bound("#0 = :0", "pk", "W#a")}),
    "query an index": ("Query", {"TableName": TABLE, "IndexName": "by_status", **bound("#0 = :0", "by_status_pk", "W#ab#S#bot")}),
    "query an index, naming another key": ("Query", {"TableName": TABLE, "IndexName": "by_status", **bound("#0 = :0", "pk", "W#a#S#bot")}),
    "query without binding": ("Query", {"TableName": TABLE, "KeyConditionExpression": "pk > :0", "ExpressionAttributeValues": {}}),
    "query without an expression": ("Query", {"TableName": TABLE, "KeyConditions": {"pk": {"AttributeValueList": [{"S": "W#a#"}]}}}),
    "query from their key": ("Query", {"TableName": TABLE, **bound("#0 = :0", "pk", "W#a#C#1"), "ExclusiveStartKey": THEIRS}),
    "batch get": ("BatchGetItem", {"RequestItems": {TABLE: {"Keys": [OURS, THEIRS]}}}),
    "batch put": ("BatchWriteItem", {"RequestItems": {TABLE: [{"PutRequest": {"Item": THEIRS}}]}}),
    "batch delete": ("BatchWriteItem", {"RequestItems": {TABLE: [{"DeleteRequest": {"Key": THEIRS}}]}}),
    "transact get": ("TransactGetItems", {"TransactItems": [{"Get": {"TableName": TABLE, "Key": THEIRS}}]}),
    "transact put": ("TransactWriteItems", write("Put", Item=THEIRS)),
    "transact update": ("TransactWriteItems", write("Update", Key=THEIRS)),
    "transact delete": ("TransactWriteItems", write("Delete", Key=THEIRS)),
    "transact check": ("TransactWriteItems", write("ConditionCheck", Key=THEIRS, ConditionExpression="attribute_exists(pk)")),
    "scan": ("Scan", {"TableName": TABLE}),
    "statement": ("ExecuteStatement", {"Statement": "SELECT * FROM x"}),
    "batch of statements": ("BatchExecuteStatement", {"Statements": [{"Statement": "SELECT * FROM x"}]}),
    "transaction of statements": ("ExecuteTransaction", {"TransactStatements": [{"Statement": "SELECT * FROM x"}]}),
    "describe": ("DescribeTable", {"TableName": TABLE}),
    "drop": ("DeleteTable", {"TableName": TABLE}),
    "read due": ("Query", {"TableName": DUE, **bound("#0 = :0", "pk", "due#1")}),
    "get due": ("GetItem", {"TableName": DUE, "Key": DUE_OURS}),
    "put their due": ("PutItem", {"TableName": DUE, "Item": DUE_THEIRS}),
    "delete their due": ("DeleteItem", {"TableName": DUE, "Key": DUE_THEIRS}),
    "read the directory": ("GetItem", {"TableName": DIRECTORY, "Key": {"pk": {"S": "email#1"}}}),
    "take a place in the directory": ("PutItem", {"TableName": DIRECTORY, "Item": ENTRY}),
    "enter them in the directory": ("PutItem", {"TableName": DIRECTORY, "Item": {**ENTRY, "workspace": {"S": "ab"}}, **ABSENT}),
    "free any place in the directory": ("DeleteItem", {"TableName": DIRECTORY, "Key": {"pk": {"S": "email#1"}}}),
    "change the directory": ("UpdateItem", {"TableName": DIRECTORY, "Key": {"pk": {"S": "email#1"}}, **OWNED}),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_call_beyond_the_workspace_never_leaves(client: Any, attack: str) -> None:
    operation, request = ATTACKS[attack]
    with in_workspace("a"), pytest.raises(ScopeError):
        client._make_api_call(operation, request)


@pytest.mark.parametrize(
    "attack", [name for name, (_, request) in ATTACKS.items() if DUE not in str(request) and DIRECTORY not in str(request)]
)
def test_a_system_scope_reaches_no_workspaces_rows(client: Any, attack: str) -> None:
    operation, request = ATTACKS[attack]
    with system_scope("sweep"), pytest.raises(ScopeError):
        client._make_api_call(operation, request)


@pytest.mark.parametrize("attack", ATTACKS)
def test_outside_every_scope_nothing_is_allowed(client: Any, attack: str) -> None:
    operation, request = ATTACKS[attack]
    with pytest.raises(ScopeError):
        client._make_api_call(operation, request)


ALLOWED: dict[str, tuple[str, dict[str, Any]]] = {
    "put": ("PutItem", {"TableName": TABLE, "Item": OURS}),
    "query an index": ("Query", {"TableName": TABLE, "IndexName": "by_status", **bound("#0 = :0", "by_status_pk", "W#a#S#bot")}),
    "put due": ("PutItem", {"TableName": DUE, "Item": DUE_OURS}),
    "delete due": ("DeleteItem", {"TableName": DUE, "Key": DUE_OURS}),
    "take a free place in the directory": ("PutItem", {"TableName": DIRECTORY, "Item": ENTRY, **ABSENT}),
    "keep a place in the directory": ("PutItem", {"TableName": DIRECTORY, "Item": ENTRY, **OWNED}),
    "free its own place in the directory": ("DeleteItem", {"TableName": DIRECTORY, "Key": {"pk": {"S": "email#1"}}, **OWNED}),
}


@pytest.mark.parametrize("call", ALLOWED)
def test_a_workspaces_own_calls_pass(client: Any, call: str) -> None:
    operation, request = ALLOWED[call]
    with in_workspace("a"):
        client._make_api_call(operation, request)


def test_the_system_reads_and_frees_the_global_tables(client: Any) -> None:
    with system_scope("sweep"):
        client._make_api_call("Query", {"TableName": DUE, **bound("#0 = :0", "pk", "due#1")})
        client._make_api_call("DeleteItem", {"TableName": DUE, "Key": DUE_THEIRS})
        client._make_api_call("GetItem", {"TableName": DIRECTORY, "Key": {"pk": {"S": "email#1"}}})


def test_the_innermost_scope_rules() -> None:
    with system_scope("sweep"), in_workspace("a"), system_scope("drop"), pytest.raises(ScopeError, match="drop"):
        DynamoContacts().get(WorkspaceId("a"), ContactId("p1"))


@pytest.mark.parametrize("workspace", ["", "a#b", "#"])
def test_a_workspace_that_would_blur_the_keys_cannot_be_entered(workspace: str) -> None:
    with pytest.raises(ScopeError), in_workspace(workspace):
        pass


@pytest.mark.parametrize(
    "ask",
    [
        lambda: DynamoConversations().get(WorkspaceId("b"), ConversationId("c1")),
        lambda: DynamoConversations().page(WorkspaceId("b"), status="bot", assignee=None, cursor=None, limit=1),
        lambda: calls.update(entry_at("b", "c1", 1), [ConversationRow.version.set(1)]),
    ],
)
def test_adapters_asked_for_another_workspace_are_stopped(aws: None, ask: Callable[[], object]) -> None:
    with in_workspace("a"), pytest.raises(ScopeError):
        ask()


def test_every_row_goes_through_the_one_client(aws: None) -> None:
    """All models, of all modules, share one connection; nothing makes a client of its own."""
    import chalicelib.adapters.dynamodb as package
    from chalicelib.discovery import modules_in

    modules_in(package)
    models = _subclasses(tables.SharedModel)
    assert len(models) >= 12
    named = [model for model in models if hasattr(model, "Meta")]
    assert {id(model._get_connection().connection.client) for model in named} == {id(tables.connection().client)}


def test_one_client_is_made_however_much_is_asked() -> None:
    script = """
import tests.conftest, botocore.session
made = []
make = botocore.session.Session.create_client
botocore.session.Session.create_client = lambda self, service, *a, **k: made.append(service) or make(self, service, *a, **k)
from moto import mock_aws
from chalicelib.adapters.dynamodb.connections import DynamoConnections
from chalicelib.adapters.dynamodb.conversations import DynamoConversations
from chalicelib.adapters.dynamodb.members import DynamoMembers
from chalicelib.scope import in_workspace
print(made)
with mock_aws(), in_workspace("a"):
    for ask in (lambda: DynamoConversations().get("a", "c"), lambda: DynamoMembers().all("a"), lambda: DynamoConnections().apps("a")):
        try:
            ask()
        except Exception:
            pass
print(made)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "['dynamodb']"]


def _subclasses(model: type[Any]) -> list[type[Any]]:
    return [each for direct in model.__subclasses__() for each in (direct, *_subclasses(direct))]
