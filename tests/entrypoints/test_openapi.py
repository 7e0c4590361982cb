"""The description: valid, complete, and the one that the web app was built from."""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from app import app
from chalicelib.entrypoints.openapi import document, operations

COMMITTED = Path(__file__).parents[2] / "frontend/openapi.json"
DOCUMENT = json.loads(document())
DESCRIBED = [(path, method, said) for path, methods in DOCUMENT["paths"].items() for method, said in methods.items()]


def test_it_is_valid_openapi_3_1():
    assert DOCUMENT["openapi"].startswith("3.1")
    validate(DOCUMENT)


def test_the_web_apps_copy_has_not_drifted():
    assert COMMITTED.read_text() == document(), (
        "run: python -m infrastructure.openapi > frontend/openapi.json, then npm run generate:api in frontend"
    )


def test_it_describes_every_route_that_exists_and_none_that_does_not():
    routed = {(path, method.lower()) for path, methods in app.routes.items() for method in methods}
    assert {(path, method) for path, method, _ in DESCRIBED} == routed


def test_every_operation_has_a_name_of_its_own():
    names = [operation.name for operation in operations()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_every_operation_is_described_in_full(operation):
    said = DOCUMENT["paths"][operation.path][operation.method.lower()]
    assert said["operationId"] == operation.name
    assert said["summary"].endswith(".")
    assert str(operation.status) in said["responses"]
    assert "500" in said["responses"]
    assert said["tags"]
    assert {parameter["name"] for parameter in said["parameters"] if parameter["in"] == "path"} == set(operation.arguments)
    assert ("requestBody" in said) == (operation.body is not None)


def test_answers_promise_every_field():
    shown = DOCUMENT["components"]["schemas"]["MessageEntry"]
    assert set(shown["required"]) == set(shown["properties"])


def test_bodies_refuse_what_they_do_not_know():
    for _, _, said in DESCRIBED:
        if "requestBody" in said:
            name = said["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
            assert DOCUMENT["components"]["schemas"][name]["additionalProperties"] is False


def test_every_text_of_a_body_has_a_longest_length():
    unbounded = []
    for _, _, said in DESCRIBED:
        if "requestBody" not in said or said["operationId"] == "put_flow":
            continue
        name = said["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for field, shape in DOCUMENT["components"]["schemas"][name]["properties"].items():
            for kind in [shape, *shape.get("anyOf", [])]:
                if kind.get("type") == "string" and not {"maxLength", "pattern", "enum", "const"} & set(kind):
                    unbounded.append(f"{name}.{field}")
    assert unbounded == []


def test_every_schema_has_a_name_people_would_give_it():
    assert [name for name in DOCUMENT["components"]["schemas"] if "__" in name] == []


def test_it_is_served_as_it_is(front):
    answer = front.ask("GET", "/openapi.json")
    assert (answer.status_code, answer.json_body) == (200, DOCUMENT)
    assert answer.headers["Content-Type"] == "application/json"
