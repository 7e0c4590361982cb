"""How every REST door behaves, whatever is behind it."""

import base64
import json
import logging
from typing import Any

import pytest
from chalice import Chalice
from chalice.app import Response
from pydantic import BaseModel, Field

from chalicelib.domain import errors
from chalicelib.domain.access import Role
from chalicelib.entrypoints.answers import Answer, status_of
from chalicelib.entrypoints.reading import MAX_BODY
from chalicelib.entrypoints.resource import PUBLIC, SIGNED_IN, Resource
from tests.entrypoints.front import Front


class ThingIn(BaseModel, extra="forbid"):
    name: str = Field(max_length=10)
    size: int | None = None
    tags: dict[str, list[str]] = {}


class ThingsQuery(BaseModel, extra="forbid"):
    limit: int = Field(default=5, ge=1, le=9)
    text: str | None = None


class ThingOut(BaseModel):
    name: str
    tags: dict[str, list[str]] = {}


raising: list[Exception] = []


def house() -> Chalice:
    routes = Resource("things")

    @routes.post("/things", allow=PUBLIC, status=201)
    def create_thing(body: ThingIn) -> ThingOut:
        return ThingOut(name=body.name, tags=body.tags)

    @routes.get("/things", allow=PUBLIC)
    def list_things(query: ThingsQuery) -> ThingOut:
        return ThingOut(name=f"{query.limit}{query.text or ''}")

    @routes.get("/things/{thing_id}", allow=PUBLIC)
    def get_thing(thing_id: str) -> ThingOut:
        return ThingOut(name=thing_id)

    @routes.delete("/things/{thing_id}", allow=PUBLIC)
    def delete_thing(thing_id: str) -> None:
        return None

    @routes.put("/things", allow=PUBLIC)
    def put_things() -> Answer[ThingOut]:
        return Answer(ThingOut(name="x"), {"X-Own": "yes"})

    @routes.patch("/things", allow=PUBLIC)
    def patch_things() -> Response:
        return Response("plain", {"Content-Type": "text/plain"}, 202)

    @routes.get("/broken", allow=PUBLIC)
    def break_it() -> None:
        raise raising[-1]

    @routes.get("/whoami", allow=PUBLIC)
    def whoami() -> ThingOut:
        return ThingOut(name=routes.member.name)

    @routes.get("/inside", allow=SIGNED_IN)
    def inside() -> ThingOut:
        return ThingOut(name=f"{routes.workspace} {routes.member.role}")

    app = Chalice("test", configure_logs=False)
    app.register_blueprint(routes)
    return app


APP = house()


def event(method: str, path: str, body: str | None = None, *, encoded: bool = False, **fields: Any) -> dict[str, Any]:
    """What API Gateway hands over."""
    return {
        "resource": path,
        "path": path,
        "headers": fields.pop("headers", {"content-type": "application/json"}),
        "multiValueQueryStringParameters": fields.pop("query", None),
        "pathParameters": fields.pop("arguments", None),
        "stageVariables": None,
        "isBase64Encoded": encoded,
        "body": body,
        "requestContext": {"resourcePath": path, "httpMethod": method, "requestId": "r1", "identity": {"sourceIp": "203.0.113.9"}},
    }


def ask(method: str, path: str, body: object = None, **fields: Any) -> tuple[int, Any, dict[str, str]]:
    raw = body if isinstance(body, str) or body is None else json.dumps(body)
    answer = APP(event(method, path, raw, **fields), None)
    said = json.loads(answer["body"]) if answer["body"] and answer["headers"].get("Content-Type") == "application/json" else answer["body"]
    return answer["statusCode"], said, answer["headers"]


@pytest.mark.parametrize("size", [True, "5", 5.5, [5]])
def test_a_value_of_another_type_is_not_made_to_fit(size):
    assert ask("POST", "/things", {"name": "tea", "size": size})[0] == 422
    assert ask("POST", "/things", {"name": "tea", "size": 5})[0] == 201


def test_a_body_becomes_a_model_and_a_model_the_answer():
    status, said, headers = ask("POST", "/things", {"name": "tea"})
    assert (status, said) == (201, {"name": "tea", "tags": {}})
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/things"), ("GET", "/things/x"), ("DELETE", "/things/x"), ("PATCH", "/things"), ("GET", "/broken")]
)
def test_every_answer_is_kept_by_nobody_and_framed_by_nobody(method, path):
    raising.append(errors.NotFound("thing"))
    resource = "/things/{thing_id}" if path.endswith("/x") else path
    _, _, headers = ask(method, resource, {"name": "x"}, arguments={"thing_id": "x"})
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"].startswith("max-age=")


def test_a_body_in_base64_is_the_same_body():
    raw = base64.b64encode(b'{"name": "ch\xc3\xa1"}').decode()
    assert ask("POST", "/things", raw, encoded=True)[:2] == (201, {"name": "chá", "tags": {}})


@pytest.mark.parametrize("raw", ["not base64!", "YQ"])
def test_a_body_that_is_no_base64_is_refused(raw):
    assert ask("POST", "/things", raw, encoded=True)[0] == 422


def test_nul_is_taken_out_of_every_text():
    body = '{"na\\u0000me": "a\\u0000b", "tags": {"k\\u0000": ["\\u0000v", "w"]}}'
    assert ask("POST", "/things", body)[:2] == (201, {"name": "ab", "tags": {"k": ["v", "w"]}})
    assert ask("GET", "/things", query={"text": ["a\0b"]})[1]["name"] == "5ab"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "null",
        "[]",
        '"text"',
        '{"name": 1}',
        '{"name": "more than ten characters"}',
        '{"name": "x", "role": "owner"}',
        '{"name": "\\ud800"}',
        '{"name": "\\u0000',
        "[" * 10_000 + '"\\u0000"' + "]" * 10_000,
        "[" * 100_000,
        "NaN",
    ],
)
def test_a_body_of_another_shape_is_refused_without_being_quoted(body):
    status, said, _ = ask("POST", "/things", body)
    assert (status, said["code"]) == (422, "Invalid")
    assert said["problems"][0]["where"].startswith("body")
    assert "more than" not in json.dumps(said)


def test_every_problem_says_where():
    _, said, _ = ask("POST", "/things", {"tags": {"a": [1]}, "role": "owner"})
    assert {problem["where"] for problem in said["problems"]} == {"body.name", "body.tags.a.0", "body.role"}


@pytest.mark.parametrize("query", [{"limit": ["0"]}, {"limit": ["x"]}, {"workspace": ["w2"]}])
def test_a_query_is_read_as_strictly(query):
    status, said, _ = ask("GET", "/things", query=query)
    assert (status, said["code"]) == (422, "Invalid")
    assert said["problems"][0]["where"].startswith("query.")


def test_of_a_repeated_query_the_last_counts_and_without_one_the_default():
    assert ask("GET", "/things", query={"limit": ["2", "3"]})[1]["name"] == "3"
    assert ask("GET", "/things")[1]["name"] == "5"


@pytest.mark.parametrize("id", ["a#b", "a/b", "", "a" * 65, "é", "a\0", "W#w2#x", ".."])
def test_what_cannot_be_an_id_is_answered_like_an_unknown_one(id):
    assert ask("GET", "/things/{thing_id}", arguments={"thing_id": id})[:2] == (
        404,
        {"code": "NotFound", "detail": "There is no such thing."},
    )


def test_a_body_over_a_megabyte_is_refused():
    body = json.dumps({"name": "x" * MAX_BODY})
    assert ask("POST", "/things", body)[:2] == (413, {"code": "TooLarge", "detail": "The body is larger than 1 MB."})


@pytest.mark.parametrize(
    ("kind", "status"), [("application/json; charset=utf-8", 201), ("text/plain", 415), ("application/x-www-form-urlencoded", 415)]
)
def test_a_body_is_json_or_nothing(kind, status):
    assert ask("POST", "/things", {"name": "x"}, headers={"content-type": kind})[0] == status


def test_an_answer_may_have_headers_of_its_own_and_none_a_body():
    assert ask("PUT", "/things")[2]["X-Own"] == "yes"
    assert ask("PATCH", "/things")[:2] == (202, "plain")
    status, said, headers = ask("DELETE", "/things/{thing_id}", arguments={"thing_id": "x"})
    assert (status, said) == (204, "")
    assert "Content-Type" not in headers


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.NotSignedIn("x"), 401),
        (errors.SignInFailed(), 401),
        (errors.SignedOut(), 401),
        (errors.Forged(), 401),
        (errors.NotAllowed("x"), 403),
        (errors.NotFound("x"), 404),
        (errors.Conflict("x"), 409),
        (errors.AlreadyExists("x"), 409),
        (errors.Duplicate("x"), 409),
        (errors.Rejected("x"), 422),
        (errors.WindowClosed(), 422),
        (errors.ContentInvalid("x"), 422),
        (errors.TooManyAttempts("x", 7), 429),
        (errors.ChannelUnavailable("x"), 502),
        (errors.PyTakeError("x"), 400),
    ],
)
def test_each_error_has_its_status_its_name_and_its_sentence(error, status):
    raising.append(error)
    found, said, _ = ask("GET", "/broken")
    assert (found, said["code"], said["detail"]) == (status, type(error).__name__, error.detail)
    assert status_of(error) == status


def test_too_many_says_when_to_come_back():
    raising.append(errors.TooManyAttempts("x", 7))
    _, said, headers = ask("GET", "/broken")
    assert (said["retry_after"], headers["Retry-After"]) == (7, "7")


def test_an_invalid_flow_names_each_problems_node():
    raising.append(errors.FlowInvalid([("n1", "has no exit"), (None, "has no start")]))
    assert ask("GET", "/broken")[1]["problems"] == [{"node": "n1", "what": "has no exit"}, {"node": None, "what": "has no start"}]


@pytest.mark.parametrize("error", [RuntimeError("secret 5511988423107"), KeyError("token"), RecursionError("deep")])
def test_what_we_did_not_expect_leaks_nothing_and_is_logged_without_its_words(error, logged):
    raising.append(error)
    status, said, _ = ask("GET", "/broken")
    assert (status, said) == (500, {"code": "Internal", "detail": "Something went wrong on our side.", "request_id": "r1"})
    (line,) = logged()
    assert (line["message"], line["error"], line["door"], line["request_id"]) == ("request failed", type(error).__name__, "break_it", "r1")
    assert "break_it" in line["stack"]
    assert "5511988423107" not in json.dumps(line)


def test_a_validation_error_from_within_is_our_fault_not_the_askers():
    try:
        ThingIn.model_validate({})
    except ValueError as error:
        raising.append(error)
    assert ask("GET", "/broken")[0] == 500


def test_a_public_door_knows_nobody():
    assert ask("GET", "/whoami")[0] == 401


def test_a_signed_in_door_knows_who_and_where(front):
    token = front.enter(front.member(Role.AGENT)).access_token
    for authorization in (f"Bearer {token}", f"bearer  {token}"):
        assert ask("GET", "/inside", headers={"authorization": authorization})[1]["name"] == "w1 agent"
    for authorization in (token, f"Basic {token}", "Bearer", "Bearer ", f"Bearer {token}x"):
        assert ask("GET", "/inside", headers={"authorization": authorization})[0] == 401


def test_who_asked_last_is_forgotten(front: Front):
    token = front.enter(front.member(Role.AGENT)).access_token
    ask("GET", "/inside", headers={"authorization": f"Bearer {token}"})
    assert ask("GET", "/whoami")[0] == 401


def test_a_route_without_allow_fails_at_import():
    with pytest.raises(TypeError, match="allow"):
        Resource("x").get("/x")  # type: ignore[call-arg]


@pytest.mark.parametrize("allow", ["", "conversation.raed", "owner"])
def test_a_permission_that_does_not_exist_fails_at_import(allow):
    with pytest.raises(ValueError, match="no permission"):
        Resource("x").get("/x", allow=allow)


def test_a_view_that_disagrees_with_its_path_fails_at_import():
    def view(other_id: str) -> None: ...

    with pytest.raises(TypeError, match="the path names"):
        Resource("x").get("/x/{thing_id}", allow=PUBLIC)(view)


def test_the_chalice_logger_is_not_ours():
    assert not logging.getLogger("test").handlers
