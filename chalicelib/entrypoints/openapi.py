"""What the doors say of themselves, as OpenAPI 3.1. The document is made once, when somebody asks."""

import json
import re
from collections.abc import Iterable
from functools import cache
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import CoreModeRef, CoreRef, DefsRef, GenerateJsonSchema, JsonSchemaMode, models_json_schema
from pydantic_core import core_schema

from chalicelib.discovery import modules_in
from chalicelib.domain.presence import Here
from chalicelib.entrypoints import rest, webhooks
from chalicelib.entrypoints.answers import Failure
from chalicelib.entrypoints.live import HereFrame
from chalicelib.entrypoints.resource import PUBLIC, SIGNED_IN, Operation
from chalicelib.entrypoints.wire import ChangesFrame

Schemas = dict[tuple[Any, JsonSchemaMode], dict[str, Any]]
Field = core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField

COOKIE = "__Host-pytake"
NODE = re.compile(r"\.flow\.nodes\.(\w+)\.(\w+)")
BY_COOKIE = {"refresh_sign_in", "sign_out"}
JSON = "application/json"


class Named(GenerateJsonSchema):
    """Answers always carry every field; a node type's schema is called for what it is, as messages have words like its own."""

    def field_is_required(self, field: Field, total: bool) -> bool:
        """A default is for those who ask; those who are answered can rely on the field."""
        return True if self.mode == "serialization" else super().field_is_required(field, total)

    def get_defs_ref(self, core_mode_ref: CoreModeRef) -> DefsRef:
        """``domain.flow.nodes.buttons.Buttons`` is ``ButtonsNode``."""
        ref, mode = core_mode_ref
        return super().get_defs_ref((CoreRef(NODE.sub(_named, ref)), mode))


@cache
def document() -> str:
    """The whole description, as JSON with its keys in order: the same doors give the same bytes."""
    return json.dumps(describe(operations()), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def operations() -> list[Operation]:
    """Every REST route of the house."""
    return [operation for door in (webhooks, *modules_in(rest)) for operation in door.routes.operations]


def describe(described: Iterable[Operation]) -> dict[str, Any]:
    """The document for some operations."""
    listed = sorted(described, key=lambda operation: (operation.path, operation.method))
    schemas, definitions = models_json_schema(
        sorted(_models(listed), key=str), ref_template="#/components/schemas/{model}", schema_generator=Named
    )
    paths: dict[str, dict[str, Any]] = {}
    for operation in listed:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, schemas, definitions["$defs"])
    return {
        "openapi": "3.1.0",
        "info": {"title": "PyTake", "version": "1", "description": "WhatsApp conversations, flows and agents."},
        "servers": [{"url": "/api"}],
        "tags": [{"name": tag} for tag in sorted({operation.tag for operation in listed})],
        "paths": paths,
        "components": {
            "schemas": definitions["$defs"],
            "responses": {"Refused": {"description": "A refusal: its code and a sentence.", "content": _content({"$ref": _ref(Failure)})}},
            "securitySchemes": {
                "access_token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "refresh_cookie": {"type": "apiKey", "in": "cookie", "name": COOKIE},
            },
        },
    }


def _named(node: re.Match[str]) -> str:
    itself = node[1].replace("_", "") == node[2].lower()
    return f"{node[0]}Node" if itself else node[0]


def _models(listed: list[Operation]) -> set[tuple[type[BaseModel], JsonSchemaMode]]:
    found: set[tuple[type[BaseModel], JsonSchemaMode]] = {(Failure, "validation"), (Here, "validation")}
    found |= {(ChangesFrame, "serialization"), (HereFrame, "serialization")}
    for operation in listed:
        found |= {(model, "validation") for model in (operation.body, operation.query) if model}
        if operation.answer:
            found.add((operation.answer, "serialization"))
    return found


def _operation(operation: Operation, schemas: Schemas, definitions: dict[str, Any]) -> dict[str, Any]:
    summary, _, rest_of_it = operation.summary.partition("\n\n")
    said: dict[str, Any] = {
        "operationId": operation.name,
        "summary": " ".join(summary.split()),
        "tags": [operation.tag],
        "security": _security(operation),
        "parameters": [*_path(operation), *_query(operation, schemas, definitions)],
        "responses": _responses(operation, schemas),
    }
    if rest_of_it:
        said["description"] = rest_of_it
    if operation.body:
        said["requestBody"] = {"required": True, "content": _content(schemas[operation.body, "validation"])}
    if operation.allow not in (PUBLIC, SIGNED_IN):
        said["x-permission"] = operation.allow
    return said


def _security(operation: Operation) -> list[dict[str, list[str]]]:
    if operation.name in BY_COOKIE:
        return [{"refresh_cookie": []}]
    return [] if operation.allow == PUBLIC else [{"access_token": []}]


def _path(operation: Operation) -> list[dict[str, Any]]:
    schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
    return [{"name": name, "in": "path", "required": True, "schema": schema} for name in operation.arguments]


def _query(operation: Operation, schemas: Schemas, definitions: dict[str, Any]) -> list[dict[str, Any]]:
    if operation.query is None:
        return []
    schema = definitions[schemas[operation.query, "validation"]["$ref"].rpartition("/")[2]]
    required = schema.get("required", [])
    return [{"name": name, "in": "query", "required": name in required, "schema": shape} for name, shape in schema["properties"].items()]


def _responses(operation: Operation, schemas: Schemas) -> dict[str, Any]:
    good: dict[str, Any] = {"description": HTTPStatus(operation.status).phrase}
    if operation.answer:
        good["content"] = _content(schemas[operation.answer, "serialization"])
    elif operation.raw:
        good["content"] = {"*/*": {}}
    return {str(operation.status): good, **{str(status): {"$ref": "#/components/responses/Refused"} for status in _refusals(operation)}}


def _refusals(operation: Operation) -> list[int]:
    statuses = {400, 404, 409, 422, 429, 500}
    if operation.allow != PUBLIC or operation.name in BY_COOKIE or operation.tag in ("sign_in", "webhooks"):
        statuses |= {401, 403}
    if operation.body:
        statuses |= {413, 415}
    return sorted(statuses)


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {JSON: {"schema": schema}}


def _ref(model: type[BaseModel]) -> str:
    return f"#/components/schemas/{model.__name__}"
