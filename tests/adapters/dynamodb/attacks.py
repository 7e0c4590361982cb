"""Calls that reach beyond workspace ``a``: each kind of operation, and each way of hiding a key in it."""

from typing import Any

OURS, THEIRS = {"pk": {"S": "W#a#C#1"}, "sk": {"S": "x"}}, {"pk": {"S": "W#ab#C#1"}, "sk": {"S": "x"}}
TABLE, DUE, DIRECTORY = "pytake-test-conversations", "pytake-test-due", "pytake-test-directory"
DUE_OURS = {"pk": {"S": "due#1"}, "sk": {"S": "2026-10-30T12:00:00.000000Z#W#a#c1#message#1"}}
DUE_THEIRS = {"pk": {"S": "due#1"}, "sk": {"S": "2026-10-30T12:00:00.000000Z#W#ab#c1#message#W#a#"}}
PLACE = {"pk": {"S": "email#1"}}
ENTRY = {"pk": {"S": "email#1"}, "workspace": {"S": "a"}, "id": {"S": "m1"}}
ABSENT = {"ConditionExpression": "attribute_not_exists(#0)", "ExpressionAttributeNames": {"#0": "pk"}}
OWNED = {"ConditionExpression": "#0 = :0", "ExpressionAttributeNames": {"#0": "workspace"}, "ExpressionAttributeValues": {":0": {"S": "a"}}}


def write(kind: str, **request: Any) -> dict[str, Any]:
    return {"TransactItems": [{"Put": {"TableName": TABLE, "Item": OURS}}, {kind: {"TableName": TABLE, **request}}]}


def bound(expression: str, name: str, value: str, **more: Any) -> dict[str, Any]:
    names, values = {"#0": name}, {":0": {"S": value}}
    return {"KeyConditionExpression": expression, "ExpressionAttributeNames": names, "ExpressionAttributeValues": values, **more}


def setting(name: str, expression: str = "SET #0 = :0", **names: str) -> dict[str, Any]:
    values = {":0": {"S": "W#ab#x"}, ":1": {"S": "W#a#x"}}
    more = {f"#{placeholder.removeprefix('_').replace('_', '-')}": named for placeholder, named in names.items()}
    return {"UpdateExpression": expression, "ExpressionAttributeNames": {"#0": name, **more}, "ExpressionAttributeValues": values}


def on(condition: str, workspace: str = "a", **more: Any) -> dict[str, Any]:
    """A condition on an entry of the directory."""
    return {"ConditionExpression": condition, "ExpressionAttributeValues": {":a": {"S": workspace}}, **more}


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
    "update their index, ours named first": (
        "UpdateItem",
        {"TableName": TABLE, "Key": OURS, **setting("by_change_pk", "SET #0 = :1, #0 = if_not_exists(#0, :0)")},
    ),
    "update their index under a strange placeholder": (
        "UpdateItem",
        {"TableName": TABLE, "Key": OURS, **setting("x", "SET #a-b = :0", _a_b="by_change_pk")},
    ),
    "update their index from another attribute": ("UpdateItem", {"TableName": TABLE, "Key": OURS, **setting("x", "SET by_change_pk = #0")}),
    "update their index by adding": ("UpdateItem", {"TableName": TABLE, "Key": OURS, **setting("by_change_pk", "ADD #0 :0")}),
    "update out of every index": ("UpdateItem", {"TableName": TABLE, "Key": OURS, **setting("by_change_pk", "REMOVE #0")}),
    "update their index as before expressions": (
        "UpdateItem",
        {"TableName": TABLE, "Key": OURS, "AttributeUpdates": {"by_change_pk": {"Value": {"S": "W#ab#x"}, "Action": "PUT"}}},
    ),
    "a key in two ways": ("GetItem", {"TableName": TABLE, "Key": {**OURS, "pk": {"S": "W#a#C#1", "B": b"W#ab#C#1"}}}),
    "a key of another type": ("GetItem", {"TableName": TABLE, "Key": {**OURS, "pk": {"B": b"W#a#C#1"}}}),
    "put under a key of ours": ("PutItem", {"TableName": TABLE, "Key": OURS, "Item": THEIRS}),
    "another stage": ("GetItem", {"TableName": "pytake-prod-conversations", "Key": OURS}),
    "a table by its address": ("GetItem", {"TableName": f"arn:aws:dynamodb:us-east-1:1:table/{TABLE}", "Key": OURS}),
    "delete": ("DeleteItem", {"TableName": TABLE, "Key": THEIRS}),
    "query": ("Query", {"TableName": TABLE, **bound("#0 = :0", "pk", "W#ab#C#1")}),
    "query a prefix of ours": ("Query", {"TableName": TABLE, **bound("#0 = :0", "pk", "W#a")}),
    "query an index": ("Query", {"TableName": TABLE, "IndexName": "by_status", **bound("#0 = :0", "by_status_pk", "W#ab#S#bot")}),
    "query an index, naming another key": ("Query", {"TableName": TABLE, "IndexName": "by_status", **bound("#0 = :0", "pk", "W#a#S#bot")}),
    "query without binding": ("Query", {"TableName": TABLE, "KeyConditionExpression": "pk > :0", "ExpressionAttributeValues": {}}),
    "query without an expression": ("Query", {"TableName": TABLE, "KeyConditions": {"pk": {"AttributeValueList": [{"S": "W#a#"}]}}}),
    "query as before expressions, beside one": (
        "Query",
        {"TableName": TABLE, **bound("#0 = :0", "pk", "W#a#C#1"), "KeyConditions": {"pk": {"AttributeValueList": [{"S": "W#ab#C#1"}]}}},
    ),
    "query hidden in a filter": ("Query", {"TableName": TABLE, **bound("#0 = :1", "pk", "W#a#C#1"), "FilterExpression": "#0 = :0"}),
    "query the other way round": ("Query", {"TableName": TABLE, **bound(":0 = #0", "pk", "W#a#C#1")}),
    "query both": ("Query", {"TableName": TABLE, **bound("#0 = :0 AND pk = :0", "pk", "W#a#C#1")}),
    "query an index from their key": (
        "Query",
        {
            "TableName": TABLE,
            "IndexName": "by_status",
            **bound("#0 = :0", "by_status_pk", "W#a#S#bot"),
            "ExclusiveStartKey": {**OURS, "by_status_pk": {"S": "W#ab#S#bot"}},
        },
    ),
    "query from their key": ("Query", {"TableName": TABLE, **bound("#0 = :0", "pk", "W#a#C#1"), "ExclusiveStartKey": THEIRS}),
    "batch get": ("BatchGetItem", {"RequestItems": {TABLE: {"Keys": [OURS, THEIRS]}}}),
    "batch put": ("BatchWriteItem", {"RequestItems": {TABLE: [{"PutRequest": {"Item": THEIRS}}]}}),
    "batch delete": ("BatchWriteItem", {"RequestItems": {TABLE: [{"DeleteRequest": {"Key": THEIRS}}]}}),
    "batch put and delete in one": (
        "BatchWriteItem",
        {"RequestItems": {TABLE: [{"PutRequest": {"Item": OURS}, "DeleteRequest": {"Key": THEIRS}}]}},
    ),
    "batch get of two tables": ("BatchGetItem", {"RequestItems": {TABLE: {"Keys": [OURS]}, DUE: {"Keys": [DUE_OURS]}}}),
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
    "read the directory": ("GetItem", {"TableName": DIRECTORY, "Key": PLACE}),
    "take a place in the directory": ("PutItem", {"TableName": DIRECTORY, "Item": ENTRY}),
    "enter them in the directory": ("PutItem", {"TableName": DIRECTORY, "Item": {**ENTRY, "workspace": {"S": "ab"}}, **ABSENT}),
    "free any place in the directory": ("DeleteItem", {"TableName": DIRECTORY, "Key": PLACE}),
    "free a place by an alternative": (
        "DeleteItem",
        {"TableName": DIRECTORY, "Key": PLACE, **on("workspace = :a OR attribute_exists(pk)")},
    ),
    "free a place by brackets": ("DeleteItem", {"TableName": DIRECTORY, "Key": PLACE, **on("(workspace = :a)OR(attribute_exists(pk))")}),
    "free a place by a negation": ("DeleteItem", {"TableName": DIRECTORY, "Key": PLACE, **on("NOT workspace = :a")}),
    "free a place of another's": ("DeleteItem", {"TableName": DIRECTORY, "Key": PLACE, **on("workspace = :a", "ab")}),
    "free a place by another field": ("DeleteItem", {"TableName": DIRECTORY, "Key": PLACE, **on("id = :a")}),
    "free a place by a part of it": ("DeleteItem", {"TableName": DIRECTORY, "Key": PLACE, **on("x.workspace = :a")}),
    "overwrite by an alternative": ("PutItem", {"TableName": DIRECTORY, "Item": ENTRY, **on("attribute_not_exists(pk) OR id <> :a")}),
    "overwrite what has no other field": ("PutItem", {"TableName": DIRECTORY, "Item": ENTRY, **on("attribute_not_exists(id)")}),
    "be told whose a place is": (
        "PutItem",
        {"TableName": DIRECTORY, "Item": ENTRY, **ABSENT, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"},
    ),
    "be told in a transaction": (
        "TransactWriteItems",
        {"TransactItems": [{"Put": {"TableName": DIRECTORY, "Item": ENTRY, **ABSENT, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}]},
    ),
    "check the directory": (
        "TransactWriteItems",
        {"TransactItems": [{"ConditionCheck": {"TableName": DIRECTORY, "Key": PLACE, **on("attribute_not_exists(pk)")}}]},
    ),
    "change the directory": ("UpdateItem", {"TableName": DIRECTORY, "Key": PLACE, **OWNED}),
}
