"""No call crosses workspaces (I20): every kind of operation is tried against the wire, from every scope."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest

from chalicelib.adapters.dynamodb import calls, tables
from chalicelib.adapters.dynamodb.contacts import DynamoContacts
from chalicelib.adapters.dynamodb.conversations import DynamoConversations
from chalicelib.adapters.dynamodb.rows import ConversationRow, entry_at
from chalicelib.adapters.dynamodb.tripwire import _OPERATIONS
from chalicelib.domain.ids import ContactId, ConversationId, WorkspaceId
from chalicelib.scope import ScopeError, in_workspace, system_scope
from tests.adapters.dynamodb.attacks import (
    ABSENT,
    ATTACKS,
    DIRECTORY,
    DUE,
    DUE_OURS,
    DUE_THEIRS,
    ENTRY,
    OURS,
    OWNED,
    PLACE,
    TABLE,
    THEIRS,
    bound,
    on,
)
from tests.proof import figures


@pytest.fixture
def client(aws: None) -> Any:
    return tables.connection().client


SCOPES: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "another workspace": lambda: in_workspace("a"),
    "the system": lambda: system_scope("sweep"),
    "no scope": nullcontext,
}


def tries(client: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Scope, operation and request of everything that must be refused."""
    never = [(operation, {}) for operation in client.meta.service_model.operation_names if operation not in _OPERATIONS]
    for scope in SCOPES:
        for operation, request in [*ATTACKS.values(), *never]:
            # What the system may do to the global tables is no attack.
            if scope != "the system" or not any(table in str(request) for table in (DUE, DIRECTORY)):
                yield scope, operation, request


def test_no_call_beyond_its_scope_ever_leaves(client: Any) -> None:
    passed, operations, attacks = [], set(), 0
    for scope, operation, request in tries(client):
        attacks, operations = attacks + 1, {*operations, operation}
        try:
            with SCOPES[scope]():
                client._make_api_call(operation, request)
        except ScopeError:
            continue
        except Exception as error:
            passed.append((scope, operation, request, f"refused, but not by the wire: {error!r}"))
        else:
            passed.append((scope, operation, request, "answered"))
    figures("tripwire", operations=len(operations), attacks=attacks, passed_through=len(passed))
    assert passed == []
    assert operations == set(client.meta.service_model.operation_names)


def test_detours_of_the_client_meet_the_wire_too(client: Any) -> None:
    with in_workspace("a"):
        with pytest.raises(ScopeError):
            client.generate_presigned_url("get_item", Params={"TableName": TABLE, "Key": THEIRS})
        with pytest.raises(ScopeError):
            list(client.get_paginator("scan").paginate(TableName=TABLE))
        with pytest.raises(ScopeError):
            client.get_waiter("table_exists").wait(TableName=TABLE)


ALLOWED: dict[str, tuple[str, dict[str, Any]]] = {
    "put": ("PutItem", {"TableName": TABLE, "Item": OURS}),
    "query an index": ("Query", {"TableName": TABLE, "IndexName": "by_status", **bound("#0 = :0", "by_status_pk", "W#a#S#bot")}),
    "put due": ("PutItem", {"TableName": DUE, "Item": DUE_OURS}),
    "delete due": ("DeleteItem", {"TableName": DUE, "Key": DUE_OURS}),
    "take a free place in the directory": ("PutItem", {"TableName": DIRECTORY, "Item": ENTRY, **ABSENT}),
    "keep a place in the directory": ("PutItem", {"TableName": DIRECTORY, "Item": ENTRY, **OWNED}),
    "keep a place or take a free one": (
        "PutItem",
        {"TableName": DIRECTORY, "Item": ENTRY, **on("(attribute_not_exists (pk) OR (workspace = :a AND attribute_exists (id)))")},
    ),
    "free its own place in the directory": ("DeleteItem", {"TableName": DIRECTORY, "Key": PLACE, **OWNED}),
    "free a place, free or its own": (
        "DeleteItem",
        {"TableName": DIRECTORY, "Key": PLACE, **on("attribute_not_exists(pk) or workspace=:a")},
    ),
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
        client._make_api_call("GetItem", {"TableName": DIRECTORY, "Key": PLACE})


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
