"""The API does what it says of itself, whatever it is sent: no failure of ours, no answer that its description does not know."""

import hmac
import re
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode, Response
from schemathesis import openapi as openapis
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup, ServerError
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from chalicelib.domain.access import Role
from chalicelib.entrypoints.resource import Operation
from tests.proof import chance, figures, times
from tests.security.conftest import Street
from tests.security.neighbours import Neighbour
from tests.security.routes import OPERATIONS, body, by_name, named
from tests.security.wsgi import Wsgi

ROLES = (*(role.value for role in Role), "suspended", None)
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance,
    negative_data_rejection,
]  # fmt: skip
BLANK = re.compile(r"[?&][^=&]+=(&|$)")
DEEP = settings(
    max_examples=times(30, 1_000), database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)  # fmt: skip
"""Requests of each kind, valid and not, that every operation gets."""


@pytest.fixture(scope="module")
def described(street: Street) -> Any:
    schema = openapis.from_wsgi("/api/openapi.json", Wsgi(street.town.http.request, "/api"))
    schema.config.generation.update(with_security_parameters=False)  # who asks is ours to say
    return schema


def of(described: Any, operation: Operation) -> Any:
    return described[operation.path][operation.method]


def signed_in(home: Neighbour, who: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {home.tokens[who]}"} if who else {}


def judged(case: Case, **sent: Any) -> tuple[Response, list[Failure]]:
    """The answer, and in what it is not as described."""
    answer = case.call(**sent)
    # Chalice's own gateway never hands over a parameter without a value, so that the door cannot refuse it.
    heard = [check for check in CHECKS if check is not negative_data_rejection or not BLANK.search(str(answer.request.url))]
    try:
        case.validate_response(answer, checks=heard)
    except FailureGroup as group:
        return answer, list(group.exceptions)
    return answer, []


def test_every_operation_does_what_it_is_for(street, described):
    """A good request of each, judged by the description of the answer that was meant."""
    reached, wrong, errors = set(), list[str](), 0
    for operation in OPERATIONS:
        street.ledger.restore()
        own = places(operation, street.home)
        case = of(described, operation).Case(path_parameters=own, media_type="application/json", **good(operation, street))
        answer, found = judged(case, **beyond_description(operation, street))
        wrong += [f"{operation.name}: {failure}" for failure in found if not isinstance(failure, ServerError)]
        errors += any(isinstance(failure, ServerError) for failure in found)
        if answer.status_code == operation.status:
            reached.add(operation.name)
    street.ledger.restore()
    covered = 100 * len(reached) // len(OPERATIONS)
    figures(
        "openapi conformance", "good requests",
        cases=len(OPERATIONS), operations=len(OPERATIONS), covered_percent=covered, server_errors=errors, schema_violations=len(wrong),
    )  # fmt: skip
    assert not wrong
    assert {operation.name for operation in OPERATIONS} - reached == set()


def places(operation: Operation, of: Neighbour) -> dict[str, str]:
    return {name: named(operation, name, of) for name in operation.arguments}


def good(operation: Operation, street: Street) -> dict[str, Any]:
    sent = body(operation, street.home)
    return {} if sent is None else {"body": sent}


def beyond_description(operation: Operation, street: Street) -> dict[str, Any]:
    """Who asks; and what Meta sends, in words that only it and the channel know."""
    home = street.home
    said = signed_in(home, "owner")
    match operation.name:
        case "refresh_sign_in" | "sign_out":
            return {"cookies": {"__Host-pytake": home.cookies["agent"]}}
        case "confirm_webhook":
            return {"params": {"hub.mode": "subscribe", "hub.verify_token": home.verify_token, "hub.challenge": "42"}}
        case "receive_webhook":
            raw = b'{"object": "whatsapp_business_account", "entry": []}'
            return {"data": raw, "headers": {"X-Hub-Signature-256": f"sha256={hmac.new(home.secret.encode(), raw, sha256).hexdigest()}"}}
        case _:
            return {"headers": said}


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_name)
def test_whatever_it_is_sent_it_answers_as_described(street, described, operation):
    """Valid and invalid requests, by everybody, about one's own things, the other workspace's, and none."""
    home, cases, errors, found = street.home, 0, 0, list[str]()
    street.ledger.restore()

    def tries(case: Case, who: str | None, whose: Neighbour | None) -> None:
        nonlocal cases, errors
        cases += 1
        if cases % 5 == 0:
            street.ledger.restore()
        if whose is not None and operation.arguments:
            case.path_parameters = {**case.path_parameters, **places(operation, whose)}
        answer, failures = judged(case, headers=signed_in(home, who))
        errors += any(isinstance(failure, ServerError) for failure in failures)
        found.extend(f"{answer.status_code} {failure} {case.as_curl_command()[:500]}" for failure in failures)

    for mode in GenerationMode:
        if mode is GenerationMode.NEGATIVE and not (operation.arguments or operation.body or operation.query):
            continue
        requests = of(described, operation).as_strategy(generation_mode=mode)
        dice = chance(f"openapi conformance {operation.name} {mode.value}").getrandbits(32)
        tried = given(requests, st.sampled_from(ROLES), st.sampled_from((home, home, street.abroad, None)))(tries)
        seed(dice)(settings(DEEP)(tried))()
    street.ledger.restore()
    figures(
        "openapi conformance", operation.name,
        cases=cases, operations=0, server_errors=errors, schema_violations=len(found) - errors,
    )  # fmt: skip
    assert found == []
